/**
 * Every way through a function that its code allows, with what is known of registers and stack on it (conditional
 * constant propagation: Wegman and Zadeck, 1991): a branch whose condition is known goes one way, and where ways meet
 * what they agree on is kept. Calls are followed with the place they return to. A way that can't be followed makes the
 * answer incomplete; nothing is guessed.
 */
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { wrapped } from '../instruction.ts';
import type { Listing } from '../listing.ts';
import type { Incomplete } from './incomplete.ts';
import type { Lifted, Lifter } from './lifted.ts';
import { CALLER, CALLER_32, onStack, State } from './state.ts';

/** Instructions that are decoded, and steps through them: of one image, for all its functions together. */
export const MAX_INSTRUCTIONS = 200_000;
export const MAX_STEPS = 2_000_000;

/** Of one image, for all its functions together. */
export class CodeBudget {
  /** Instructions that may yet be decoded. */
  instructions: number;
  /** Instructions that may yet be walked through, and values that may yet be remembered. */
  steps: number;

  constructor(instructions = MAX_INSTRUCTIONS, steps = MAX_STEPS) {
    this.instructions = instructions;
    this.steps = steps;
  }
}

export interface SystemCallSite {
  readonly at: bigint;
  /** Absent where it isn't the same on every way, or not known. */
  readonly number?: bigint;
}

export interface Exploration {
  /** It can return without having entered the kernel, or after it. */
  readonly returns: { readonly user: boolean; readonly kernel: boolean };
  readonly incomplete?: Incomplete;
  readonly systemCalls: readonly SystemCallSite[];
  /** What reads a counter, by address. */
  readonly counters: ReadonlyMap<bigint, string>;
  /** Addresses outside the stack that are loaded from or stored to, and by which instruction. */
  readonly touched: ReadonlyMap<bigint, bigint>;
  /** Branches backwards: from, to. */
  readonly loops: readonly (readonly [bigint, bigint])[];
  /** Every instruction on a way. */
  readonly reached: ReadonlyMap<bigint, Lifted>;
}

/** Calls within calls that are followed. */
export const MAX_CALL_DEPTH = 16;
/** Steps between two looks at the clock. */
const SLICE = 512;

interface Place {
  readonly pc: bigint;
  readonly entered: boolean;
  /** Where each call that is under way returns to. */
  readonly calls: readonly bigint[];
}

export interface Exploring {
  readonly listing: Listing;
  readonly lifter: Lifter;
  readonly budget: CodeBudget;
  readonly scheduler?: Scheduler;
  /** Of a call that does not come back: sigreturn. */
  readonly neverReturns: (number: bigint) => boolean;
  readonly lifted: Map<bigint, Lifted>;
}

export function explore(
  context: Exploring,
  entry: bigint,
  prepare?: (state: State) => void,
): Promise<Exploration> {
  return new Explorer(context).run(entry, prepare);
}

class Explorer {
  readonly #context: Exploring;
  readonly #states = new Map<string, State>();
  readonly #queue: Place[] = [];
  readonly #queued = new Set<string>();
  readonly #calls = new Map<bigint, bigint | undefined>();
  readonly #counters = new Map<bigint, string>();
  readonly #touched = new Map<bigint, bigint>();
  readonly #loops = new Map<string, readonly [bigint, bigint]>();
  readonly #reached = new Map<bigint, Lifted>();
  #incomplete: Incomplete | undefined;
  #user = false;
  #kernel = false;

  constructor(context: Exploring) {
    this.#context = context;
  }

  async run(entry: bigint, prepare?: (state: State) => void): Promise<Exploration> {
    const { lifter, listing, budget } = this.#context;
    await listing.keepConstants();
    const state = new State(listing.disassembler.machine.littleEndian, (...place) =>
      listing.constant(...place),
    );
    lifter.enter(state, entry);
    prepare?.(state);
    this.#go({ pc: entry, entered: false, calls: [] }, state);
    for (let place = this.#queue.pop(); place !== undefined; place = this.#queue.pop()) {
      const key = keyOf(place);
      this.#queued.delete(key);
      const start = this.#states.get(key);
      if (start === undefined) continue;
      await this.#walk(place, start.copy());
      if (budget.steps <= 0) break;
    }
    if (!this.#user && !this.#kernel)
      this.#incomplete ??= this.#calls.size > 0 ? undefined : { code: 'no-return' };
    return {
      returns: { user: this.#user, kernel: this.#kernel },
      ...(this.#incomplete === undefined ? {} : { incomplete: this.#incomplete }),
      systemCalls: [...this.#calls].map(([at, number]) => ({
        at,
        ...(number === undefined ? {} : { number }),
      })),
      counters: this.#counters,
      touched: this.#touched,
      loops: [...this.#loops.values()],
      reached: this.#reached,
    };
  }

  /** Straight on until the way ends or parts; where it parts is put off. */
  async #walk(from: Place, state: State): Promise<void> {
    const { budget, scheduler } = this.#context;
    let place: Place | undefined = from;
    while (place !== undefined) {
      if (budget.steps <= 0 || budget.instructions <= 0) return this.#fail({ code: 'budget', at: place.pc });
      if (--budget.steps % SLICE === 0 && scheduler?.due === true) await scheduler.yieldIfDue();
      const lifted = this.#context.lifted.get(place.pc) ?? (await this.#lift(place.pc));
      if (lifted === undefined) return this.#fail({ code: 'outside', at: from.pc, target: place.pc });
      if (lifted.instruction.mnemonic === '') return this.#fail({ code: 'undecoded', at: place.pc });
      place = await this.#step(place, lifted, state);
    }
  }

  async #lift(pc: bigint): Promise<Lifted | undefined> {
    const { listing, lifter, lifted, budget } = this.#context;
    const before = listing.decoded;
    const instruction = listing.at(pc) ?? (await listing.fetch(pc));
    budget.instructions -= listing.decoded - before;
    if (instruction === undefined) return undefined;
    const made = lifter.lift(instruction, pc);
    lifted.set(pc, made);
    return made;
  }

  /** Does one instruction; where it goes on in the same state. */
  async #step(place: Place, lifted: Lifted, state: State): Promise<Place | undefined> {
    const { flow, instruction } = lifted;
    const { pc } = place;
    this.#note(pc, lifted, state);
    const next = wrapped(pc + BigInt(instruction.bytes.length));
    if (flow.kind === 'next') {
      lifted.effect?.(state);
      return { ...place, pc: next };
    }
    if (flow.kind === 'stop') return undefined;
    const taken = flow.when === undefined ? true : flow.when(state);
    if (flow.kind === 'system-call') return this.#systemCall(place, lifted, state, next, taken);
    const slot = flow.delay === undefined ? undefined : await this.#slot(next);
    if (flow.delay !== undefined && slot === undefined) return undefined;
    const after = slot === undefined ? next : wrapped(next + BigInt(slot.instruction.bytes.length));
    if (taken !== true) {
      const other = taken === false ? state : state.copy();
      // A slot of a likely branch is done on the way to its target alone.
      if (flow.delay === 'always') slot?.effect?.(other);
      if (taken === false) return { ...place, pc: after };
      this.#go({ ...place, pc: after }, other);
    }
    const target = flow.kind === 'return' ? place.calls.at(-1) : (flow.target ?? flow.to?.(state));
    lifted.effect?.(state);
    slot?.effect?.(state);
    this.#leave(place, flow.kind, target, after, state);
    return undefined;
  }

  /** Goes where a jump, a call or a return leads. */
  #leave(
    place: Place,
    kind: 'jump' | 'call' | 'return',
    target: bigint | undefined,
    after: bigint,
    state: State,
  ): void {
    const { pc, calls, entered } = place;
    const back = calls.at(-1);
    const returns = kind === 'return' || (kind === 'jump' && target !== undefined && target === back);
    if (returns || target === CALLER || target === CALLER_32) {
      if (back !== undefined) this.#go({ pc: back, entered, calls: calls.slice(0, -1) }, state);
      else if (entered) this.#kernel = true;
      else this.#user = true;
      return;
    }
    const isTooDeep = kind === 'call' && calls.length >= MAX_CALL_DEPTH;
    if (target === undefined || isTooDeep) {
      this.#fail({ code: isTooDeep ? 'depth' : 'target-unknown', at: pc });
      return;
    }
    if (kind === 'jump' && target <= pc) this.#loops.set(`${pc} ${target}`, [pc, target]);
    this.#go({ pc: target, entered, calls: kind === 'call' ? [...calls, after] : calls }, state);
  }

  #systemCall(
    place: Place,
    lifted: Lifted,
    state: State,
    next: bigint,
    taken: boolean | undefined,
  ): Place | undefined {
    const { lifter, neverReturns } = this.#context;
    if (taken === false) return { ...place, pc: next };
    if (taken === undefined) this.#go({ ...place, pc: next }, state.copy());
    const number = lifter.number(state, lifted);
    const known = this.#calls.has(place.pc) ? this.#calls.get(place.pc) === number : true;
    this.#calls.set(place.pc, known ? number : undefined);
    if (number !== undefined && neverReturns(number)) return undefined;
    lifted.effect?.(state);
    return { ...place, pc: next, entered: true };
  }

  /** What is done in the place after a branch, with MIPS; it may not branch itself. */
  async #slot(pc: bigint): Promise<Lifted | undefined> {
    const slot = this.#context.lifted.get(pc) ?? (await this.#lift(pc));
    if (slot === undefined || slot.instruction.mnemonic === '' || slot.flow.kind !== 'next') {
      this.#fail({ code: 'undecoded', at: pc });
      return undefined;
    }
    this.#reached.set(pc, slot);
    if (slot.counter !== undefined) this.#counters.set(pc, slot.counter);
    return slot;
  }

  #note(pc: bigint, lifted: Lifted, state: State): void {
    this.#reached.set(pc, lifted);
    if (lifted.counter !== undefined) this.#counters.set(pc, lifted.counter);
    const touched = lifted.touches?.(state);
    if (touched !== undefined && !onStack(touched) && !this.#touched.has(touched))
      this.#touched.set(touched, pc);
  }

  /** Puts a place into the queue, unless nothing less is known there than before. The state is its own from then on. */
  #go(place: Place, state: State): void {
    const key = keyOf(place);
    const known = this.#states.get(key);
    if (known === undefined) {
      this.#context.budget.steps -= state.registers.size + state.memory.size;
      this.#states.set(key, state);
    } else if (!known.meet(state)) return;
    if (this.#queued.has(key)) return;
    this.#queued.add(key);
    this.#queue.push(place);
  }

  #fail(reason: Incomplete): void {
    this.#incomplete ??= reason;
  }
}

function keyOf({ pc, entered, calls }: Place): string {
  return `${pc} ${entered} ${calls.join(' ')}`;
}

/** Whether a function enters the kernel: what its code allows, never what its name suggests. */

import type { Scheduler } from '../elf/reading/scheduler.ts';
import type { CodeMachine } from './decode/machine.ts';
import { type CodeBudget, type Exploration, type Exploring, explore } from './flow/explore.ts';
import type { Incomplete } from './flow/incomplete.ts';
import type { Lifter } from './flow/lifted.ts';
import type { Listing } from './listing.ts';
import { neverReturns, systemCallName } from './systemCalls.ts';

/**
 * user: no way enters the kernel; user-or-kernel: some do; kernel: every way does; incomplete: not every way could be
 * followed.
 */
export type CodePath = 'user' | 'user-or-kernel' | 'kernel' | 'incomplete';

export interface SystemCall {
  readonly at: bigint;
  readonly number?: bigint;
  readonly name?: string;
}

export interface FunctionPaths {
  readonly path: CodePath;
  readonly why?: Incomplete;
  /** Names of what reads a counter, each once, in the order of the code. */
  readonly counters: readonly string[];
  readonly systemCalls: readonly SystemCall[];
  /** Loops that wait for a sequence count to be even: first and last instruction. */
  readonly loops: readonly { readonly from: bigint; readonly to: bigint }[];
  /** The instructions that read them, in the order of the code. */
  readonly counterSites: readonly { readonly at: bigint; readonly name: string }[];
  /** Stretches of instructions on any way, those of functions it calls included; the end is behind the last. */
  readonly ways: readonly { readonly from: bigint; readonly to: bigint }[];
  /** Traps on its ways, which no compiler puts there. */
  readonly breakpoints: readonly bigint[];
  /** Instructions on any way, those of functions it calls included. */
  readonly instructions: number;
  /** Addresses outside the image that it loads from or stores to. */
  readonly outside: readonly bigint[];
}

/** What following code of one image takes. */
export function exploring(
  listing: Listing,
  lifter: Lifter,
  budget: CodeBudget,
  scheduler?: Scheduler,
): Exploring {
  const { kernel } = listing.disassembler.machine;
  return {
    listing,
    lifter,
    budget,
    ...(scheduler === undefined ? {} : { scheduler }),
    neverReturns: (number) => neverReturns(kernel, number),
    lifted: new Map(),
  };
}

export async function functionPaths(context: Exploring, entry: bigint): Promise<FunctionPaths> {
  const found = await explore(context, entry);
  const { machine } = context.listing.disassembler;
  return {
    path: pathOf(found),
    ...(found.incomplete === undefined ? {} : { why: found.incomplete }),
    counters: countersOf(found),
    systemCalls: systemCallsOf(found, machine),
    loops: sequenceLoops(found),
    counterSites: counterSitesOf(found),
    ways: waysOf(found),
    breakpoints: breakpointsOf(found),
    instructions: found.reached.size,
    outside: outsideOf(found, context.listing),
  };
}

export function pathOf({ returns, incomplete, systemCalls }: Exploration): CodePath {
  if (incomplete !== undefined) return 'incomplete';
  if (returns.user) return returns.kernel || systemCalls.length > 0 ? 'user-or-kernel' : 'user';
  return 'kernel';
}

export function countersOf(found: Exploration): string[] {
  return [...new Set(counterSitesOf(found).map(({ name }) => name))];
}

function counterSitesOf({ counters }: Exploration): { at: bigint; name: string }[] {
  return [...counters].map(([at, name]) => ({ at, name })).sort((a, b) => ascending(a.at, b.at));
}

function waysOf({ reached }: Exploration): { from: bigint; to: bigint }[] {
  const found: { from: bigint; to: bigint }[] = [];
  for (const [, { instruction }] of [...reached].sort(([a], [b]) => ascending(a, b))) {
    const to = instruction.address + BigInt(instruction.bytes.length);
    const last = found.at(-1);
    if (last !== undefined && instruction.address <= last.to) last.to = to > last.to ? to : last.to;
    else found.push({ from: instruction.address, to });
  }
  return found;
}

function systemCallsOf({ systemCalls }: Exploration, { kernel }: CodeMachine): SystemCall[] {
  return systemCalls
    .map(({ at, number }) => {
      const name = number === undefined ? undefined : systemCallName(kernel, number);
      return { at, ...(number === undefined ? {} : { number }), ...(name === undefined ? {} : { name }) };
    })
    .sort((a, b) => ascending(a.at, b.at));
}

/**
 * Of all that are within each other the innermost. A file may have as many as the budget has instructions: none is held
 * against each of the others.
 */
function sequenceLoops({ loops, reached }: Exploration): { from: bigint; to: bigint }[] {
  const marks = [...reached].flatMap(([pc, { testsOdd, spins }]) => (testsOdd || spins ? pc : []));
  marks.sort(ascending);
  const byEnd = loops.map(([to, from]) => ({ from, to }));
  byEnd.sort((a, b) => ascending(a.to, b.to) || ascending(b.from, a.from));
  const found: { from: bigint; to: bigint }[] = [];
  let mark = 0;
  let last: bigint | undefined;
  /** Where the innermost so far begins: what begins before it, and ends behind it, is around it. */
  let inner: bigint | undefined;
  for (const loop of byEnd) {
    for (; (marks[mark] ?? loop.to + 1n) <= loop.to; mark++) last = marks[mark];
    const waits = last !== undefined && last >= loop.from;
    if (!waits || (inner !== undefined && inner >= loop.from)) continue;
    found.push(loop);
    inner = loop.from;
  }
  return found;
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What debuggers write over an instruction; ud2 and its kin are compilers' own. */
const BREAKPOINT = /^(int3|brk|bkpt|(c\.)?ebreak|trap|break)$/;

function breakpointsOf({ reached }: Exploration): bigint[] {
  const found = [...reached].flatMap(([at, { instruction }]) =>
    BREAKPOINT.test(instruction.mnemonic) ? at : [],
  );
  return found.sort(ascending);
}

function outsideOf({ touched }: Exploration, listing: Listing): bigint[] {
  return [...touched.keys()]
    .filter((address) => listing.image.offsetOf(address) === undefined)
    .sort(ascending);
}

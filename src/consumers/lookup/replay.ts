/**
 * A replay reads memory as the consumer does and records each step. Where the consumer would die, loop
 * for ever, stop with an error or read what we do not have, the replay ends with a ReplayStop; `record` turns it into a result.
 */
import { shown as printable } from '../../elf/bytes/printable.ts';
import type { ReplayStep } from '../model.ts';
import type { MemoryPart, Reason, ReasonCode, Reasons } from '../reasons.ts';
import type { MappedImage, ReadFailure } from './mappedImage.ts';
import { structureReaders } from './structureReader.ts';

/** Steps kept from the start and from the end of one search; those between are counted. */
export const FIRST_STEPS = 300;
export const LAST_STEPS = 100;
/**
 * Work of one consumer on one image, in steps (a number read, some bytes of a name compared, a step kept): what an
 * image of any size may cost, for each of its bytes, and at most. Real vDSOs take a thousand steps or two. Of 760
 * libraries of a Linux system the one with the densest symbols takes 0.84 a byte.
 */
export const REPLAY_BASE_WORK = 1 << 15;
export const REPLAY_WORK_PER_BYTE = 1;
export const MAX_WORK = 1 << 22;
const STEP_WORK = 4;
const NAME_CHUNK = 64;
/** Bytes of a name that cost as much to compare as a number to read. */
const BYTES_A_STEP = 8;
const MAX_SHOWN_NAME = 80;

export class ReplayStop extends Error {
  readonly outcome: 'refuses' | 'crash' | 'hang' | 'unknown';
  readonly reason: Reason;

  constructor(outcome: ReplayStop['outcome'], reason: Reason) {
    super(reason.code);
    this.outcome = outcome;
    this.reason = reason;
  }
}

export interface Recording<T> {
  readonly steps: readonly ReplayStep[];
  readonly value?: T;
  readonly stop?: ReplayStop;
}

/** A name read from memory: whether it equals the wanted one, and the part of it worth showing. */
export interface NameRead {
  readonly equal: boolean;
  readonly shown: string;
}

/** A step as it is recorded; most are left out in the end, so where it lies in the image is found out later. */
interface Recorded {
  readonly reason: Reason;
  readonly result: ReplayStep['result'];
  readonly address: bigint | undefined;
  readonly length: number | undefined;
}

export class Replay {
  readonly memory: MappedImage;
  /** Bytes of an address. */
  readonly wordSize: 4 | 8;
  /** Reads structures by the names of their fields. */
  readonly read: ReturnType<typeof structureReaders>;
  #first: Recorded[] = [];
  /** The steps after those, each in the place of the one that LAST_STEPS came before it. */
  #last: Recorded[] = [];
  #later = 0;
  readonly #limit: number;
  #spent = 0;
  /** Where the part that is recorded is given up: no search for one key takes more than half of what there is. */
  #end = 0;

  constructor(memory: MappedImage) {
    this.memory = memory;
    this.#limit = Math.min(REPLAY_BASE_WORK + REPLAY_WORK_PER_BYTE * memory.length, MAX_WORK);
    this.wordSize = memory.class === 64 ? 8 : 4;
    this.read = structureReaders(this, memory.class);
  }

  /** Runs one part of the search with a list of steps of its own. */
  record<T>(part: () => T): Recording<T> {
    this.#first = [];
    this.#last = [];
    this.#later = 0;
    this.#end = Math.min(this.#limit, this.#spent + Math.ceil(this.#limit / 2));
    try {
      const value = part();
      return { steps: this.#taken(), value };
    } catch (error) {
      if (!(error instanceof ReplayStop)) throw error;
      this.#keep({ reason: error.reason, result: 'fail', address: undefined, length: undefined });
      return { steps: this.#taken(), stop: error };
    }
  }

  #taken(): ReplayStep[] {
    const first = this.#first.map((step) => this.#placed(step));
    const omitted = this.#later - this.#last.length;
    const oldest = omitted === 0 ? 0 : this.#later % LAST_STEPS;
    const last = [...this.#last.slice(oldest), ...this.#last.slice(0, oldest)];
    const gap: ReplayStep = { code: 'steps-omitted', args: { count: omitted }, result: 'info' };
    return [...first, ...(omitted === 0 ? [] : [gap]), ...last.map((step) => this.#placed(step))];
  }

  #placed({ reason, result, address, length }: Recorded): ReplayStep {
    const known = address !== undefined && length !== undefined;
    const range = known ? this.memory.fileRange(address, length) : undefined;
    return { ...reason, result, ...range };
  }

  #keep(step: Recorded): void {
    if (this.#first.length < FIRST_STEPS) this.#first.push(step);
    else this.#last[this.#later++ % LAST_STEPS] = step;
  }

  info<Code extends ReasonCode>(code: Code, args: Reasons[Code], address?: bigint, length?: number): void {
    this.#step('info', code, args, address, length);
  }

  /** Records a test and hands its result on. */
  test<Code extends ReasonCode>(
    passed: boolean,
    code: Code,
    args: Reasons[Code],
    address?: bigint,
    length?: number,
  ): boolean {
    this.#step(passed ? 'pass' : 'fail', code, args, address, length);
    return passed;
  }

  fail<Code extends ReasonCode>(code: Code, args: Reasons[Code], address?: bigint, length?: number): void {
    this.#step('fail', code, args, address, length);
  }

  #step<Code extends ReasonCode>(
    result: ReplayStep['result'],
    code: Code,
    args: Reasons[Code],
    address: bigint | undefined,
    length: number | undefined,
  ): void {
    this.#spend(STEP_WORK);
    this.#keep({ reason: { code, args } as Reason, result, address, length });
  }

  /** Whether so many bytes are mapped there. */
  has(address: bigint, length: number): boolean {
    const offset = this.memory.offsetOf(address);
    return offset !== undefined && offset + length <= this.memory.length;
  }

  /** Where an address lies, for sentences: the distance from the image's first byte. */
  offset(address: bigint): bigint {
    return this.memory.distance(address);
  }

  u8(address: bigint, what: MemoryPart): number {
    return this.number(address, 1, what);
  }

  u16(address: bigint, what: MemoryPart): number {
    return this.number(address, 2, what);
  }

  u32(address: bigint, what: MemoryPart): number {
    return this.number(address, 4, what);
  }

  /** A number of the class's width. */
  word(address: bigint, what: MemoryPart): bigint {
    return this.wordSize === 8 ? this.u64(address, what) : BigInt(this.u32(address, what));
  }

  u64(address: bigint, what: MemoryPart, of?: MemoryPart): bigint {
    const first = this.number(address, 4, what, of);
    const second = this.number(address + 4n, 4, what, of);
    const [low, high] = this.memory.littleEndian ? [first, second] : [second, first];
    return high === 0 ? BigInt(low) : (BigInt(high) << 32n) | BigInt(low);
  }

  number(address: bigint, size: 1 | 2 | 4, what: MemoryPart, of?: MemoryPart): number {
    this.#spend(1);
    const value = this.memory.number(address, size);
    if (typeof value === 'number') return value;
    return this.#stop(value, address, what, of);
  }

  /** Stops the replay where the consumer would fault on reading a byte. */
  touch(address: bigint, what: MemoryPart): void {
    this.number(address, 1, what);
  }

  /** Counts work; the replay ends here when it is more than the image may cost. */
  #spend(steps: number): void {
    this.#spent += steps;
    this.memory.spent += steps;
    if (this.#spent <= this.#end) return;
    throw new ReplayStop('unknown', { code: 'too-long', args: { steps: this.#spent } });
  }

  #stop(failure: ReadFailure, address: bigint, what: MemoryPart, of?: MemoryPart): never {
    const part = of === undefined ? { what } : { what, of };
    const at = this.memory.wrap(address);
    if (at < 4096n && failure === 'outside') {
      throw new ReplayStop('crash', { code: 'null-pointer', args: { ...part, address: at } });
    }
    const args = { ...part, offset: this.offset(address) };
    if (failure !== 'outside') throw new ReplayStop('unknown', { code: 'not-read', args });
    const { length: mapped } = this.memory;
    throw new ReplayStop('crash', { code: 'read-outside', args: { ...args, mapped } });
  }

  /**
   * Compares the NUL-terminated string at `address` with `wanted` (bytes without NUL). With 'to-nul' the
   * whole string is read even after a difference, as a Go string conversion does.
   */
  name(address: bigint, wanted: Uint8Array, how: 'to-nul' | 'strcmp', what: MemoryPart): NameRead {
    const shown: number[] = [];
    let equal = true;
    for (let i = 0; ; ) {
      const chunk = this.#chunk(address + BigInt(i), what);
      for (const byte of chunk) {
        if (equal && byte !== (wanted[i] ?? 0)) equal = false;
        if (byte === 0) return { equal: equal && i === wanted.length, shown: decode(shown) };
        if (shown.length < MAX_SHOWN_NAME) shown.push(byte);
        else if (!equal && how === 'strcmp') return { equal, shown: decode(shown) };
        i++;
      }
      if (!equal && how === 'strcmp') return { equal, shown: decode(shown) };
    }
  }

  /** As many of the next bytes as can be had at once; at least one, or the replay stops. */
  #chunk(address: bigint, what: MemoryPart): Uint8Array {
    this.#spend(NAME_CHUNK / BYTES_A_STEP);
    const bytes = this.memory.read(address, NAME_CHUNK);
    if (bytes instanceof Uint8Array) return bytes;
    const one = this.memory.read(address, 1);
    return one instanceof Uint8Array ? one : this.#stop(one, address, what);
  }
}

const decoder = new TextDecoder('utf-8');

/** As steps show a name: as much of it as `name` keeps. */
export function nameShown(bytes: Uint8Array): string {
  return decode([...bytes.subarray(0, MAX_SHOWN_NAME)]);
}

function decode(bytes: readonly number[]): string {
  // Names are plain ASCII in every image but a broken one, and this is done for thousands of them.
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return String.fromCharCode(...bytes);
  return printable(decoder.decode(Uint8Array.from(bytes)));
}

/**
 * A replay reads memory as the consumer does and records each step. Where the consumer would die, loop
 * for ever or read what we do not have, the replay ends with a ReplayStop; `record` turns it into a result.
 */
import { shown as printable } from '../../elf/printable.ts';
import type { MappedImage } from '../mappedImage.ts';
import type { Reason, ReplayStep } from '../model.ts';

/** Steps kept from the start and from the end of one search; those between are counted. */
const FIRST_STEPS = 300;
const LAST_STEPS = 100;
/** Reads of one consumer on one image: generous for 500,000 symbols, an end for images made to take time. */
const MAX_READS = 3_000_000;
const NAME_CHUNK = 64;
const MAX_SHOWN_NAME = 80;

export class ReplayStop extends Error {
  readonly outcome: 'crash' | 'hang' | 'unknown';
  readonly reason: Reason;

  constructor(outcome: 'crash' | 'hang' | 'unknown', reason: Reason) {
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

type Args = Reason['args'];

export class Replay {
  readonly memory: MappedImage;
  /** Bytes of an address. */
  readonly wordSize: 4 | 8;
  #first: ReplayStep[] = [];
  #last: ReplayStep[] = [];
  #omitted = 0;
  #reads = 0;

  constructor(memory: MappedImage) {
    this.memory = memory;
    this.wordSize = memory.class === 64 ? 8 : 4;
  }

  /** Runs one part of the search with a list of steps of its own. */
  record<T>(part: () => T): Recording<T> {
    this.#first = [];
    this.#last = [];
    this.#omitted = 0;
    try {
      const value = part();
      return { steps: this.#taken(), value };
    } catch (error) {
      if (!(error instanceof ReplayStop)) throw error;
      this.#keep({ ...error.reason, result: 'fail' });
      return { steps: this.#taken(), stop: error };
    }
  }

  #taken(): ReplayStep[] {
    if (this.#omitted === 0) return [...this.#first, ...this.#last];
    const gap: ReplayStep = { code: 'steps-omitted', args: { count: this.#omitted }, result: 'info' };
    return [...this.#first, gap, ...this.#last];
  }

  #keep(step: ReplayStep): void {
    if (this.#first.length < FIRST_STEPS) this.#first.push(step);
    else if (this.#last.push(step) > LAST_STEPS) {
      this.#last.shift();
      this.#omitted++;
    }
  }

  info(code: string, args: Args, address?: bigint, length?: number): void {
    this.#step('info', code, args, address, length);
  }

  /** Records a test and hands its result on. */
  test(passed: boolean, code: string, args: Args, address?: bigint, length?: number): boolean {
    this.#step(passed ? 'pass' : 'fail', code, args, address, length);
    return passed;
  }

  fail(code: string, args: Args, address?: bigint, length?: number): void {
    this.#step('fail', code, args, address, length);
  }

  #step(result: ReplayStep['result'], code: string, args: Args, address?: bigint, length?: number): void {
    const offset = address === undefined ? undefined : this.memory.offsetOf(address);
    const range = offset === undefined || length === undefined ? {} : { offset, length };
    this.#keep({ code, args, result, ...range });
  }

  /** Where an address lies, for sentences: the distance from the image's first byte. */
  offset(address: bigint): bigint {
    return this.memory.distance(address);
  }

  u8(address: bigint, what: string): number {
    return this.bytes(address, 1, what)[0] ?? 0;
  }

  u16(address: bigint, what: string): number {
    return Number(this.#number(address, 2, what));
  }

  u32(address: bigint, what: string): number {
    return Number(this.#number(address, 4, what));
  }

  /** A number of the class's width. */
  word(address: bigint, what: string): bigint {
    return this.#number(address, this.wordSize, what);
  }

  u64(address: bigint, what: string): bigint {
    return this.#number(address, 8, what);
  }

  #number(address: bigint, size: number, what: string): bigint {
    const bytes = this.bytes(address, size, what);
    let value = 0n;
    for (let i = 0; i < size; i++) {
      const byte = bytes[this.memory.littleEndian ? size - 1 - i : i] ?? 0;
      value = (value << 8n) | BigInt(byte);
    }
    return value;
  }

  /** Bytes at an absolute address; stops the replay where the consumer would fault. */
  bytes(address: bigint, length: number, what: string): Uint8Array {
    if (++this.#reads > MAX_READS) throw new ReplayStop('unknown', { code: 'too-long', args: {} });
    const bytes = this.memory.read(address, length);
    if (bytes instanceof Uint8Array) return bytes;
    const at = this.memory.wrap(address);
    if (at < 4096n && bytes === 'outside') {
      throw new ReplayStop('crash', { code: 'null-pointer', args: { what, address: at } });
    }
    const args = { what, offset: this.offset(address), length, mapped: this.memory.length };
    if (bytes === 'outside') throw new ReplayStop('crash', { code: 'read-outside', args });
    throw new ReplayStop('unknown', { code: 'not-read', args });
  }

  /**
   * Compares the NUL-terminated string at `address` with `wanted` (bytes without NUL). With 'to-nul' the
   * whole string is read even after a difference, as a Go string conversion does.
   */
  name(address: bigint, wanted: Uint8Array, how: 'to-nul' | 'strcmp', what: string): NameRead {
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
  #chunk(address: bigint, what: string): Uint8Array {
    const bytes = this.memory.read(address, NAME_CHUNK);
    if (!(bytes instanceof Uint8Array)) return this.bytes(address, 1, what);
    this.#reads++;
    return bytes;
  }
}

function decode(bytes: readonly number[]): string {
  return printable(new TextDecoder('utf-8').decode(Uint8Array.from(bytes)));
}

import { Leb128 } from '../../bytes/leb128.ts';
import type { Quantity } from '../../bytes/quantity.ts';
import type { Window } from '../../bytes/window.ts';

/** What every cursor keeps in its state; numbers of 64 bits take two words, the lower one first. */
export const PASSED = 0;
export const POSITION = 1;
export const OFFSET = 2;
export const ADDEND = 4;
/** Words of a state, and the first that is the format's own. */
export const OWN = 6;

/**
 * Stands on one relocation of a table in which each is written as its difference to the one before. A copy of its
 * state is a place to come back to.
 */
export abstract class PackedCursor {
  readonly state: Uint32Array;
  readonly window: Window;
  protected readonly numbers: Leb128;
  /** Relocations that the table says it has, exact. */
  abstract readonly declared: Quantity;
  /** Where in the window the bytes begin that say what this relocation is. */
  start = 0;
  /** Low bits of every offset that are 0 and left out. */
  protected shift = 0;

  constructor(window: Window, words: number) {
    this.window = window;
    this.numbers = new Leb128(window.bytes);
    this.state = new Uint32Array(words);
  }

  /** Goes to the next relocation, the first at first; false where the bytes say no more. */
  abstract next(): boolean;

  /** Passes up to `count` more relocations that have no bytes of their own, and so cost nothing. */
  abstract skip(count: number): void;

  abstract get symbol(): number;
  abstract get type(): number;
  abstract get hasAddend(): boolean;

  /** Relocations up to and including this one. */
  get passed(): number {
    return this.state[PASSED] as number;
  }

  /** Where in the window the next one begins. */
  get position(): number {
    return this.state[POSITION] as number;
  }

  /** Why there is no next one. */
  get failed(): Leb128['failed'] {
    return this.numbers.failed;
  }

  get offset(): bigint {
    return this.window.is64
      ? (BigInt(this.#offsetHigh) << 32n) | BigInt(this.#offsetLow)
      : BigInt(this.#offsetLow);
  }

  /** The offset as a number: exact where it can lie inside anything. */
  get place(): number {
    return this.window.is64 ? this.#offsetHigh * 0x100000000 + this.#offsetLow : this.#offsetLow;
  }

  get #offsetLow(): number {
    return ((this.state[OFFSET] as number) << this.shift) >>> 0;
  }

  get #offsetHigh(): number {
    const carried = this.shift === 0 ? 0 : (this.state[OFFSET] as number) >>> (32 - this.shift);
    return (((this.state[OFFSET + 1] as number) << this.shift) | carried) >>> 0;
  }

  get addend(): bigint {
    const low = this.state[ADDEND] as number;
    if (!this.window.is64) return BigInt(low | 0);
    return (BigInt((this.state[ADDEND + 1] as number) | 0) << 32n) | BigInt(low);
  }

  /** Makes a copy of a state its own: what the state is of has been passed. */
  goTo(state: Uint32Array): void {
    this.state.set(state);
  }

  /** Adds to a number of 64 bits; what goes beyond them is lost, as it is at run time. */
  protected add(word: number, low: number, high: number): void {
    const sum = (this.state[word] as number) + (low >>> 0);
    this.state[word] = sum;
    this.state[word + 1] = (this.state[word + 1] as number) + high + (sum > 0xffffffff ? 1 : 0);
  }
}

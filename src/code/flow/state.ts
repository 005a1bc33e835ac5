/**
 * What is known of registers and of the stack at one place of a function: values that are the same on every way that
 * was found to it. Registers have names as the lifters give them; the stack pointer is a number in a range that no
 * image has, so that slots of the stack are memory at known addresses. Bytes, not words: what is stored as one word
 * may be loaded as two.
 */

/** Where the stack begins: beyond user space's addresses on every machine, and aligned as callers align it. */
export const STACK_TOP = 0x7000_0000_0000_0000n;
export const STACK_TOP_32 = 0x7fff_0000n;
/** Bytes on either side of it that are the function's own and its caller's. */
const STACK_REACH = 0x10_0000n;

/** A word of the image that nobody writes to, as a number; undefined for any other place. */
export type ReadImage = (address: bigint, size: number) => bigint | undefined;

export class State {
  readonly registers: Map<string, bigint>;
  /** Byte by address. */
  readonly memory: Map<bigint, number>;
  readonly littleEndian: boolean;
  readonly #image: ReadImage;

  constructor(
    littleEndian: boolean,
    image: ReadImage,
    registers = new Map<string, bigint>(),
    memory = new Map<bigint, number>(),
  ) {
    this.littleEndian = littleEndian;
    this.#image = image;
    this.registers = registers;
    this.memory = memory;
  }

  copy(): State {
    return new State(this.littleEndian, this.#image, new Map(this.registers), new Map(this.memory));
  }

  get(name: string): bigint | undefined {
    return this.registers.get(name);
  }

  set(name: string, value: bigint | undefined): void {
    if (value === undefined) this.registers.delete(name);
    else this.registers.set(name, value);
  }

  /** Little or big as the image is. Undefined where any byte is not known. */
  load(address: bigint | undefined, size: number): bigint | undefined {
    if (address === undefined) return undefined;
    if (!onStack(address)) return this.#image(address, size);
    let value = 0n;
    for (let at = 0; at < size; at++) {
      const byte = this.memory.get(address + BigInt(this.littleEndian ? size - 1 - at : at));
      if (byte === undefined) return undefined;
      value = (value << 8n) | BigInt(byte);
    }
    return value;
  }

  /**
   * Only the stack is kept. A store at an address that is not known leaves it as it is: what the caller handed over
   * lies elsewhere, by every ABI.
   */
  store(address: bigint | undefined, size: number, value: bigint | undefined): void {
    if (address === undefined || !onStack(address)) return;
    for (let at = 0; at < size; at++) {
      const place = address + BigInt(this.littleEndian ? at : size - 1 - at);
      if (value === undefined) this.memory.delete(place);
      else this.memory.set(place, Number((value >> BigInt(8 * at)) & 0xffn));
    }
  }

  /** Keeps what both know; tells whether that is less than before. */
  meet(other: State): boolean {
    const fewer = meet(this.registers, other.registers);
    return meet(this.memory, other.memory) || fewer;
  }
}

/** Whether a number is an address of the stack that we made up: nothing follows from comparing it. */
export function onStack(value: bigint): boolean {
  return near(value, STACK_TOP) || near(value, STACK_TOP_32);
}

function near(value: bigint, top: bigint): boolean {
  return value > top - STACK_REACH && value < top + STACK_REACH;
}

function meet<Key, Value>(own: Map<Key, Value>, other: ReadonlyMap<Key, Value>): boolean {
  const before = own.size;
  for (const [key, value] of own) if (other.get(key) !== value) own.delete(key);
  return own.size < before;
}

/** Where the caller of what is looked at goes on: no image has code there either. */
export const CALLER = 0x6eee_0000_0000_0000n;
export const CALLER_32 = 0x7ffd_0000n;

import type { Quantity } from './quantity.ts';

/** Most bytes of a number of 64 bits. */
const MAX_BYTES = 10;

/**
 * LEB128 numbers (DWARF 5, section 7.6) of up to 64 bits, one after the other. Each is left as two halves of 32 bits:
 * a bigint for each of a million numbers costs many times what reading them does.
 */
export class Leb128 {
  /** Of the next number. */
  position = 0;
  /** The last number: its lower and its upper half, both as signed 32 bits. */
  low = 0;
  high = 0;
  /** Why there is no next number: the bytes end within it, or it has more than 64 bits. */
  failed: 'end' | 'long' | undefined;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  unsigned(): boolean {
    return this.#read(false);
  }

  signed(): boolean {
    return this.#read(true);
  }

  #read(signed: boolean): boolean {
    const { bytes, position } = this;
    let low = 0;
    let high = 0;
    for (let length = 0; length < MAX_BYTES; length++) {
      const byte = bytes[position + length];
      if (byte === undefined) return this.end();
      const bits = byte & 0x7f;
      const shift = 7 * length;
      if (shift < 32) low |= bits << shift;
      if (shift === 28) high = bits >>> 4;
      else if (shift > 28) high |= bits << (shift - 32);
      // Of the tenth byte only the lowest bit belongs to the number.
      if (shift === 63 && bits !== 0 && bits !== (signed ? 0x7f : 1)) break;
      if (byte >= 0x80) continue;
      if (signed && bits >= 0x40) {
        if (shift < 25) low |= -1 << (shift + 7);
        if (shift < 63) high |= shift < 28 ? -1 : -1 << (shift - 25);
      }
      this.position = position + length + 1;
      this.low = low;
      this.high = high;
      return true;
    }
    this.failed = 'long';
    return false;
  }

  /** The last number without a sign, exact: a bigint from 2^53 on. */
  quantity(): Quantity {
    const high = this.high >>> 0;
    const low = this.low >>> 0;
    return high < 0x200000 ? high * 0x100000000 + low : (BigInt(high) << 32n) | BigInt(low);
  }

  /** The bytes end where another number was to be. */
  end(): false {
    this.failed = 'end';
    return false;
  }
}

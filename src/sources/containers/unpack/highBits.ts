/** Bits of bytes that are at hand, the highest of each byte first, and Huffman codes in them. */

export class HighBits {
  readonly #bytes: Uint8Array;
  /** In bits. */
  #at: number;

  /** @param skipped bits of the first byte that others have read */
  constructor(bytes: Uint8Array, skipped: number) {
    this.#bytes = bytes;
    this.#at = skipped;
  }

  /** More was read than there is: it was taken for zeros. */
  get isBeyond(): boolean {
    return this.#at > 8 * this.#bytes.length;
  }

  get wholeBytes(): number {
    return this.#at >>> 3;
  }

  get bytesUsed(): number {
    return (this.#at + 7) >>> 3;
  }

  get bitsOfByte(): number {
    return this.#at & 7;
  }

  /** @param count 1 to 24 */
  take(count: number): number {
    const bits = this.look(count);
    this.#at += count;
    return bits;
  }

  look(count: number): number {
    const at = this.#at >>> 3;
    const bytes = this.#bytes;
    const word =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
    return (word << (this.#at & 7)) >>> (32 - count);
  }

  skip(count: number): void {
    this.#at += count;
  }
}

/** Canonical codes: those of each length are the numbers from `first` on, of the symbols from `start` on. */
export interface Codes {
  readonly longest: number;
  /** The last code of each length, moved to the length of the longest one, plus one; 0 where there is none. */
  readonly limits: Uint32Array;
  readonly first: Int32Array;
  readonly start: Int32Array;
  readonly symbols: Uint16Array;
}

/** @param lengths of each symbol's code, 1 to `longest` */
export function codesOf(lengths: Uint8Array, longest: number): Codes {
  const counts = new Int32Array(longest + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  const codes: Codes = {
    longest,
    limits: new Uint32Array(longest + 1),
    first: new Int32Array(longest + 1),
    start: new Int32Array(longest + 1),
    symbols: new Uint16Array(lengths.length),
  };
  let code = 0;
  let start = 0;
  for (let length = 1; length <= longest; length++) {
    const count = counts[length] as number;
    codes.first[length] = code;
    codes.start[length] = start;
    code += count;
    start += count;
    codes.limits[length] = Math.min(code * 2 ** (longest - length), 0xffffffff);
    code *= 2;
  }
  const next = codes.start.slice();
  for (const [symbol, length] of lengths.entries()) {
    const place = next[length] as number;
    codes.symbols[place] = symbol;
    next[length] = place + 1;
  }
  return codes;
}

/** -1 for bits that are no code. */
export function nextSymbol(codes: Codes, bits: HighBits): number {
  const { longest, limits } = codes;
  const word = bits.look(longest);
  for (let length = 1; length <= longest; length++) {
    if (word >= (limits[length] as number)) continue;
    bits.skip(length);
    const place =
      (codes.start[length] as number) + (word >>> (longest - length)) - (codes.first[length] as number);
    return codes.symbols[place] ?? -1;
  }
  return -1;
}

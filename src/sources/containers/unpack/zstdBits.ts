/** Bits that zstd writes forwards and reads backwards: from the last bit that is set in the last byte to the first. */
export class BackwardBits {
  readonly #bytes: Uint8Array;
  /** Bits that are left. Below zero: more were read than there are, which were taken for zeros. */
  left: number;

  /** A stream has at least one bit; `left` is negative where it has none. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const last = bytes.at(-1) ?? 0;
    this.left = last === 0 ? -1 : 8 * bytes.length - 8 + (31 - Math.clz32(last));
  }

  /** @param count 0 to 31 */
  take(count: number): number {
    if (count > 24) return this.take(count - 16) * 0x10000 + this.take(16);
    this.left -= count;
    return this.#at(this.left, count);
  }

  /** The same without passing them. @param count up to 24 */
  look(count: number): number {
    return this.#at(this.left - count, count);
  }

  #at(place: number, count: number): number {
    if (place < 0) return place + count <= 0 ? 0 : this.#at(0, place + count) << -place;
    const at = place >>> 3;
    const bytes = this.#bytes;
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    return (word >>> (place & 7)) & ((1 << count) - 1);
  }
}

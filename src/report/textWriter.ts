/**
 * Text written as UTF-8 and decoded once: for text of hundreds of megabytes, nearly all of it ASCII, where joining
 * strings costs several times what the text does (--json of 500,000 symbols: 1.3 s of processor time, not 1.9).
 */
const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();
const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** Longest number: 16 hexadecimal digits with their prefix, or the digits of 2^53. */
const NUMBER = 24;

export function utf8Bytes(text: string): Uint8Array {
  return ENCODER.encode(text);
}

export class TextWriter {
  #bytes = new Uint8Array(1 << 16);
  #at = 0;

  text(text: string): void {
    this.bytes(ENCODER.encode(text));
  }

  bytes(bytes: Uint8Array): void {
    const { length } = bytes;
    this.#reserve(length);
    const target = this.#bytes;
    const start = this.#at;
    // A call of set costs as much as a loop over some forty bytes.
    if (length > 40) target.set(bytes, start);
    else for (let i = 0; i < length; i++) target[start + i] = bytes[i] as number;
    this.#at = start + length;
  }

  /** Has `write` put at most `most` bytes and return where they end; false, and nothing written, when it returns -1. */
  filled(most: number, write: (target: Uint8Array, at: number) => number): boolean {
    this.#reserve(most);
    const end = write(this.#bytes, this.#at);
    if (end < 0) return false;
    this.#at = end;
    return true;
  }

  /** A whole number from 0 to 2^53 - 1. */
  decimal(value: number): void {
    this.#reserve(NUMBER);
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    const target = this.#bytes;
    const start = this.#at;
    let rest = value;
    for (let at = start + digits - 1; at >= start; at--) {
      const tens = Math.floor(rest / 10);
      target[at] = 0x30 + (rest - tens * 10);
      rest = tens;
    }
    this.#at = start + digits;
  }

  /** "0x1f" of a whole number from 0 to 2^53 - 1. */
  hex(value: number): void {
    this.#reserve(NUMBER);
    this.#bytes[this.#at++] = 0x30;
    this.#bytes[this.#at++] = 0x78;
    const high = Math.floor(value / 0x100000000);
    if (high > 0) this.#digits(high, 8 - (Math.clz32(high) >>> 2));
    this.#digits(value >>> 0, high > 0 ? 8 : Math.max(1, 8 - (Math.clz32(value) >>> 2)));
  }

  /** What was written since the last time. */
  take(): string {
    const text = DECODER.decode(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
    return text;
  }

  #digits(word: number, count: number): void {
    const target = this.#bytes;
    let at = this.#at;
    for (let shift = (count - 1) * 4; shift >= 0; shift -= 4)
      target[at++] = DIGITS[(word >>> shift) & 15] as number;
    this.#at = at;
  }

  #reserve(bytes: number): void {
    const need = this.#at + bytes;
    if (need <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(need, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}

/**
 * Text written as UTF-8, piece by piece: for text of hundreds of megabytes, nearly all of it ASCII, where joining
 * strings and turning them into bytes for a stream costs several times what the text does.
 */
const ENCODER = new TextEncoder();
const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** Both digits of each byte. */
const PAIRS = Uint16Array.from(
  { length: 256 },
  (_, byte) => ((DIGITS[byte >>> 4] ?? 0) << 8) | (DIGITS[byte & 15] ?? 0),
);
/** Longest number: 16 hexadecimal digits with their prefix, or the digits of 2^53. */
const NUMBER = 24;
const MAX_INT32 = 0x7fffffff;
/** Bytes that make a piece, and what it has room for: what is written at once may overrun the first. */
const PIECE = 48 * 1024;
const ROOM = 64 * 1024;

export function utf8Bytes(text: string): Uint8Array<ArrayBuffer> {
  return ENCODER.encode(text);
}

export class TextWriter {
  #bytes = new Uint8Array(0);
  #taken = 0;
  /** Where in its memory the next byte goes. */
  end = 0;

  /** Bytes so far, those taken included. */
  get written(): number {
    return this.#taken + this.end;
  }

  /** Whether there is enough for a piece. */
  get full(): boolean {
    return this.end >= PIECE;
  }

  text(text: string): void {
    this.bytes(ENCODER.encode(text));
  }

  bytes(bytes: Uint8Array): void {
    this.end = putBytes(this.room(bytes.length), this.end, bytes);
  }

  /** Memory with room for `most` bytes from `end` on; who writes there moves `end`. */
  room(most: number): Uint8Array {
    const need = this.end + most;
    if (need > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(need, 2 * this.#bytes.length, ROOM));
      larger.set(this.#bytes.subarray(0, this.end));
      this.#bytes = larger;
    }
    return this.#bytes;
  }

  /** A whole number from 0 to 2^53 - 1. */
  decimal(value: number): void {
    this.end = putDecimal(this.room(NUMBER), this.end, value);
  }

  /** "0x1f" of a whole number from 0 to 2^53 - 1, or of a bigint from 0 to 2^64 - 1. */
  hex(value: number | bigint): void {
    this.end = putHex(this.room(NUMBER), this.end, value);
  }

  /** The same of a 32-bit word; signed or not is no matter, but signed ones are handed over without allocation. */
  hexWord(word: number): void {
    this.end = putHexWord(this.room(NUMBER), this.end, word);
  }

  /**
   * What was written since the last time. The next thing written goes into the same memory (fresh memory for every
   * piece costs a seventh of the whole), so the reader is done with it, or has a copy, by then.
   */
  take(): Uint8Array<ArrayBuffer> {
    const piece = this.#bytes.subarray(0, this.end);
    this.#taken += this.end;
    this.end = 0;
    return piece;
  }
}

/*
 * The same at a place of a target with room for it; each returns where it ends. For rows by the hundred thousand, which
 * ask for room once and keep their place in a local variable.
 */

export function putBytes(target: Uint8Array, start: number, bytes: Uint8Array): number {
  const { length } = bytes;
  // A call of set costs as much as a loop over some forty bytes.
  if (length > 40) target.set(bytes, start);
  else for (let i = 0; i < length; i++) target[start + i] = bytes[i] as number;
  return start + length;
}

/** See TextWriter.decimal. */
export function putDecimal(target: Uint8Array, start: number, value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  let at = start + digits - 1;
  let rest = value;
  for (; rest > MAX_INT32; at--) {
    const tens = Math.floor(rest / 10);
    target[at] = 0x30 + (rest - tens * 10);
    rest = tens;
  }
  // What fits a machine word is divided as one.
  for (let small = rest | 0; at >= start; at--) {
    const tens = (small / 10) | 0;
    target[at] = 0x30 + (small - tens * 10);
    small = tens;
  }
  return start + digits;
}

/** See TextWriter.hex. */
export function putHex(target: Uint8Array, start: number, value: number | bigint): number {
  if (value <= 0xffffffff) return putHexWord(target, start, Number(value) | 0);
  if (typeof value === 'number') return putWords(target, start, Math.floor(value / 0x100000000), value | 0);
  const high = Number(BigInt.asUintN(32, value >> 32n)) | 0;
  return putWords(target, start, high, Number(BigInt.asUintN(32, value)) | 0);
}

/** See TextWriter.hexWord. */
export function putHexWord(target: Uint8Array, start: number, word: number): number {
  return putWords(target, start, 0, word);
}

function putWords(target: Uint8Array, start: number, high: number, low: number): number {
  target[start] = 0x30;
  target[start + 1] = 0x78;
  const at = high === 0 ? start + 2 : hexDigits(target, start + 2, high, digitsOf(high));
  return hexDigits(target, at, low, high === 0 ? digitsOf(low) : 8);
}

/** Hexadecimal digits of a 32-bit word without leading zeros. */
function digitsOf(word: number): number {
  return Math.max(1, 8 - (Math.clz32(word) >>> 2));
}

function hexDigits(target: Uint8Array, start: number, word: number, digits: number): number {
  let at = start;
  let shift = digits * 4;
  if ((digits & 1) === 1) {
    shift -= 4;
    target[at++] = DIGITS[(word >>> shift) & 15] as number;
  }
  while (shift > 0) {
    shift -= 8;
    const pair = PAIRS[(word >>> shift) & 255] as number;
    target[at++] = pair >>> 8;
    target[at++] = pair & 255;
  }
  return at;
}

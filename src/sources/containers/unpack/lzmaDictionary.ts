/** LZMA's dictionary: what was unpacked, for matches to be copied from (lz_decoder.h and lz_decoder.c of liblzma). */
import { windowTooLarge } from '../broken.ts';
import { LARGEST_WINDOW, LookBack, type Memory } from '../memory.ts';
import type { PackingName } from '../notices.ts';

/** Room behind the dictionary before what is no longer needed is dropped. A file may have very many blocks: little at first. */
const SLACK = 1 << 20;
const FIRST_WINDOW = 1 << 17;

export class LzmaDictionary {
  readonly #format: PackingName;
  /** As far back as a match may reach, and then what is given next. */
  readonly #history: LookBack;
  /** Bytes that a match may reach back. */
  readonly size: number;
  /** End of what was decoded. */
  end = 0;
  #given = 0;
  #start = 0;
  #origin = 0;

  /**
   * @param size bytes that a match may reach back
   * @param memory what it is kept in, until it is freed
   */
  constructor(format: PackingName, size: number, memory: Memory) {
    if (size > LARGEST_WINDOW) throw windowTooLarge(format, size, LARGEST_WINDOW);
    this.#format = format;
    this.size = Math.max(size, 4096);
    this.#history = new LookBack(memory, FIRST_WINDOW);
  }

  get bytes(): Uint8Array {
    return this.#history.bytes;
  }

  /** Where matches may begin. */
  get start(): number {
    return this.#start;
  }

  /** Bytes since it was reset, at its first byte. */
  get origin(): number {
    return this.#origin;
  }

  reset(): void {
    this.#start = this.end;
    this.#origin = -this.end;
  }

  append(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** What came and was not given yet. It stays, and is the caller's until more is decoded. */
  take(): Uint8Array {
    const bytes = this.bytes.subarray(this.#given, this.end);
    this.#given = this.end;
    return bytes;
  }

  makeRoom(length: number): void {
    if (this.end + length <= this.bytes.length) return;
    const most = this.size + Math.max(SLACK, this.size >> 2) + length;
    if (this.bytes.length < most) {
      if (!this.#history.grow(this.end, this.end + length, most))
        throw windowTooLarge(this.#format, this.size, this.#history.largest);
      if (this.end + length <= this.bytes.length) return;
    }
    const shift = Math.min(this.end - this.size, this.#given);
    this.bytes.copyWithin(0, shift, this.end);
    this.end -= shift;
    this.#given -= shift;
    this.#origin += shift;
    this.#start = Math.max(0, this.#start - shift);
  }

  free(): void {
    this.#history.free();
  }
}

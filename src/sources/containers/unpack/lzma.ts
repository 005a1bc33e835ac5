/**
 * LZMA, as in xz and lzma files: Igor Pavlov's "LZMA specification" (lzma-specification.txt of the LZMA SDK). The
 * decoder's state is kept between calls, so that it can work in slices; the loops hold it in local variables, and each
 * bit is decoded where it is needed: a call for each would take most of the time.
 */
import { cutShort, damaged } from '../broken.ts';
import type { Memory } from '../memory.ts';
import type { PackingName } from '../notices.ts';
import { LzmaDictionary } from './lzmaDictionary.ts';

/** Bytes decoded between two looks at the clock. */
const SLICE = 1 << 16;
/** A match has up to 273 bytes. */
const LONGEST_MATCH = 273;
/** Bytes of input that one symbol may take. */
const SYMBOL = 24;

const IS_MATCH = 0;
const IS_REP = 192;
const IS_REP0 = 204;
const IS_REP1 = 216;
const IS_REP2 = 228;
const IS_REP0_LONG = 240;
const SLOT = 432;
const SPECIAL = 688;
const ALIGN = 803;
const LENGTH = 819;
const REP_LENGTH = 1333;
const LITERAL = 1847;
const MOST_LITERALS = 0x300 << 4;

export class Lzma {
  readonly #format: PackingName;
  readonly #position: () => number;
  readonly #dictionary: LzmaDictionary;
  readonly #probabilities = new Uint16Array(LITERAL + MOST_LITERALS);
  #lc = 0;
  #lpMask = 0;
  #pbMask = 0;
  #state = 0;
  #rep0 = 0;
  #rep1 = 0;
  #rep2 = 0;
  #rep3 = 0;
  #range = 0;
  #code = 0;
  #input: Uint8Array = new Uint8Array(SYMBOL);
  #at = 0;
  #inputEnd = 0;
  #ended = false;

  /**
   * @param dictionary bytes that a match may reach back
   * @param memory what its window is kept in, until it is freed
   * @param position how far the packed file has been read: about where damage is
   */
  constructor(format: PackingName, dictionary: number, memory: Memory, position: () => number) {
    this.#format = format;
    this.#position = position;
    this.#dictionary = new LzmaDictionary(format, dictionary, memory);
  }

  /** Whether the marker of the end was met. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Bytes of input that were not used yet. */
  get left(): number {
    return this.#inputEnd - this.#at;
  }

  /** Whether all of the input was used, and nothing is left in the decoder's registers. */
  get isClean(): boolean {
    return this.#at === this.#inputEnd && this.#code === 0;
  }

  resetDictionary(): void {
    this.#dictionary.reset();
  }

  /** @param properties lc, lp and pb in one byte; false where they cannot be */
  setProperties(properties: number): boolean {
    if (properties >= 225) return false;
    const lp = Math.floor(properties / 9) % 5;
    this.#lc = properties % 9;
    this.#lpMask = (1 << lp) - 1;
    this.#pbMask = (1 << Math.floor(properties / 45)) - 1;
    return this.#lc + lp <= 4;
  }

  resetState(): void {
    this.#probabilities.fill(1024);
    this.#state = 0;
    this.#rep0 = this.#rep1 = this.#rep2 = this.#rep3 = 0;
  }

  /** Begins with the five bytes that the range decoder begins with. They are copied. False where they cannot be. */
  begin(input: Uint8Array): boolean {
    const [first, a = 0, b = 0, c = 0, d = 0] = input;
    this.#range = 0xffffffff;
    this.#code = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    this.#at = this.#inputEnd = 0;
    this.feed(input.subarray(5));
    return first === 0 && input.length >= 5;
  }

  /** More input, behind what is left. It is copied. */
  feed(more: Uint8Array): void {
    const left = this.#input.subarray(this.#at, this.#inputEnd);
    const length = left.length + more.length;
    // Bytes behind the end: a symbol may begin before it and read on, which is seen after it.
    if (length + SYMBOL > this.#input.length) {
      const larger = new Uint8Array(length + SYMBOL + 4096);
      larger.set(left);
      this.#input = larger;
    } else this.#input.copyWithin(0, this.#at, this.#inputEnd);
    this.#input.set(more, left.length);
    this.#input.fill(0, length, length + SYMBOL);
    this.#at = 0;
    this.#inputEnd = length;
  }

  /** Bytes that are not packed. They are in the window then. */
  copy(bytes: Uint8Array): void {
    this.#dictionary.append(bytes);
  }

  /** What was decoded and not given yet. It stays in the window, and is the caller's until more is decoded. */
  take(): Uint8Array {
    return this.#dictionary.take();
  }

  /**
   * Decodes up to some 64 KiB, as far as the input goes.
   * @param most bytes that may follow: a match that is longer is a fault
   * @param isLast no input follows what was fed
   * @returns how many were decoded
   */
  decode(most: number, isLast: boolean): number {
    const slice = Math.min(most, SLICE);
    this.#dictionary.makeRoom(Math.min(most, slice + LONGEST_MATCH));
    const before = this.#dictionary.end;
    this.#run(before + slice, before + most, isLast ? this.#inputEnd : this.#inputEnd - SYMBOL);
    return this.#dictionary.end - before;
  }

  free(): void {
    this.#dictionary.free();
  }

  #damaged(): never {
    throw damaged(this.#format, this.#position());
  }

  /** A chunk of LZMA2 says how long it is; without it the file has ended. */
  #overrun(): never {
    if (this.#format !== 'lzma') this.#damaged();
    throw cutShort(this.#format, this.#position());
  }

  /** Decodes until one of these is reached: an end of output, an end of input. */
  #run(softEnd: number, hardEnd: number, inputEnd: number): void {
    const { bytes: window, size: dictionary, start, origin } = this.#dictionary;
    const probabilities = this.#probabilities;
    const input = this.#input;
    const lc = this.#lc;
    const lpMask = this.#lpMask;
    const pbMask = this.#pbMask;
    let end = this.#dictionary.end;
    let state = this.#state;
    let rep0 = this.#rep0;
    let rep1 = this.#rep1;
    let rep2 = this.#rep2;
    let rep3 = this.#rep3;
    let range = this.#range;
    let code = this.#code;
    let at = this.#at;
    let bound = 0;
    let place = 0;
    let probability = 0;

    while (end < softEnd && at <= inputEnd) {
      const posState = (end + origin) & pbMask;
      place = IS_MATCH + (state << 4) + posState;
      probability = probabilities[place] as number;
      bound = Math.imul(range >>> 11, probability) >>> 0;
      if (code < bound) {
        range = bound;
        probabilities[place] = probability + ((2048 - probability) >> 5);
        if (range < 0x1000000) {
          range = (range << 8) >>> 0;
          code = ((code << 8) | (input[at++] as number)) >>> 0;
        }
        const previous = end > start ? (window[end - 1] as number) : 0;
        const literal = LITERAL + 0x300 * ((((end + origin) & lpMask) << lc) + (previous >> (8 - lc)));
        let symbol = 1;
        if (state >= 7) {
          if (rep0 >= end - start || rep0 >= dictionary) this.#damaged();
          let matchByte = (window[end - rep0 - 1] as number) << 1;
          let offset = 0x100;
          while (symbol < 0x100) {
            const bit = matchByte & offset;
            matchByte <<= 1;
            place = literal + offset + bit + symbol;
            probability = probabilities[place] as number;
            bound = Math.imul(range >>> 11, probability) >>> 0;
            if (code < bound) {
              range = bound;
              probabilities[place] = probability + ((2048 - probability) >> 5);
              symbol <<= 1;
              offset &= ~bit;
            } else {
              range = (range - bound) >>> 0;
              code = (code - bound) >>> 0;
              probabilities[place] = probability - (probability >> 5);
              symbol = (symbol << 1) | 1;
              offset &= bit;
            }
            if (range < 0x1000000) {
              range = (range << 8) >>> 0;
              code = ((code << 8) | (input[at++] as number)) >>> 0;
            }
          }
        } else {
          while (symbol < 0x100) {
            place = literal + symbol;
            probability = probabilities[place] as number;
            bound = Math.imul(range >>> 11, probability) >>> 0;
            if (code < bound) {
              range = bound;
              probabilities[place] = probability + ((2048 - probability) >> 5);
              symbol <<= 1;
            } else {
              range = (range - bound) >>> 0;
              code = (code - bound) >>> 0;
              probabilities[place] = probability - (probability >> 5);
              symbol = (symbol << 1) | 1;
            }
            if (range < 0x1000000) {
              range = (range << 8) >>> 0;
              code = ((code << 8) | (input[at++] as number)) >>> 0;
            }
          }
        }
        window[end++] = symbol;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      range = (range - bound) >>> 0;
      code = (code - bound) >>> 0;
      probabilities[place] = probability - (probability >> 5);
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | (input[at++] as number)) >>> 0;
      }

      let lengths = LENGTH;
      place = IS_REP + state;
      probability = probabilities[place] as number;
      bound = Math.imul(range >>> 11, probability) >>> 0;
      const isRep = code >= bound;
      if (!isRep) {
        range = bound;
        probabilities[place] = probability + ((2048 - probability) >> 5);
      } else {
        range = (range - bound) >>> 0;
        code = (code - bound) >>> 0;
        probabilities[place] = probability - (probability >> 5);
      }
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | (input[at++] as number)) >>> 0;
      }
      if (isRep) {
        lengths = REP_LENGTH;
        // Which of the last four distances: up to three bits, and one more for a single byte.
        let which = 0;
        let isShort = false;
        for (let step = 0; step < 4; step++) {
          place =
            step === 0
              ? IS_REP0 + state
              : which === 0
                ? IS_REP0_LONG + (state << 4) + posState
                : (which === 1 ? IS_REP1 : IS_REP2) + state;
          probability = probabilities[place] as number;
          bound = Math.imul(range >>> 11, probability) >>> 0;
          const bit = code >= bound;
          if (!bit) {
            range = bound;
            probabilities[place] = probability + ((2048 - probability) >> 5);
          } else {
            range = (range - bound) >>> 0;
            code = (code - bound) >>> 0;
            probabilities[place] = probability - (probability >> 5);
          }
          if (range < 0x1000000) {
            range = (range << 8) >>> 0;
            code = ((code << 8) | (input[at++] as number)) >>> 0;
          }
          if (step > 0 && which === 0) {
            isShort = !bit;
            break;
          }
          if (bit) which++;
          else if (step > 0) break;
          if (which === 3) break;
        }
        if (which > 0) {
          const distance = which === 1 ? rep1 : which === 2 ? rep2 : rep3;
          if (which === 3) rep3 = rep2;
          if (which >= 2) rep2 = rep1;
          rep1 = rep0;
          rep0 = distance;
        }
        if (isShort) {
          if (rep0 >= end - start || rep0 >= dictionary) this.#damaged();
          window[end] = window[end - rep0 - 1] as number;
          end++;
          state = state < 7 ? 9 : 11;
          continue;
        }
      }

      // The length: 2 to 9, 10 to 17 or 18 to 273.
      let tree = 0;
      let bits = 3;
      let base = 2;
      for (let step = 0; step < 2; step++) {
        place = lengths + step;
        probability = probabilities[place] as number;
        bound = Math.imul(range >>> 11, probability) >>> 0;
        const bit = code >= bound;
        if (!bit) {
          range = bound;
          probabilities[place] = probability + ((2048 - probability) >> 5);
        } else {
          range = (range - bound) >>> 0;
          code = (code - bound) >>> 0;
          probabilities[place] = probability - (probability >> 5);
        }
        if (range < 0x1000000) {
          range = (range << 8) >>> 0;
          code = ((code << 8) | (input[at++] as number)) >>> 0;
        }
        if (!bit) {
          tree = lengths + 2 + 128 * step + (posState << 3);
          break;
        }
        base += 8;
        if (step === 1) {
          tree = lengths + 2 + 256;
          bits = 8;
        }
      }
      let symbol = 1;
      for (const top = 1 << bits; symbol < top; ) {
        place = tree + symbol;
        probability = probabilities[place] as number;
        bound = Math.imul(range >>> 11, probability) >>> 0;
        if (code < bound) {
          range = bound;
          probabilities[place] = probability + ((2048 - probability) >> 5);
          symbol <<= 1;
        } else {
          range = (range - bound) >>> 0;
          code = (code - bound) >>> 0;
          probabilities[place] = probability - (probability >> 5);
          symbol = (symbol << 1) | 1;
        }
        if (range < 0x1000000) {
          range = (range << 8) >>> 0;
          code = ((code << 8) | (input[at++] as number)) >>> 0;
        }
      }
      const length = base + symbol - (1 << bits);

      if (isRep) state = state < 7 ? 8 : 11;
      else {
        state = state < 7 ? 7 : 10;
        rep3 = rep2;
        rep2 = rep1;
        rep1 = rep0;
        const slots = SLOT + (Math.min(length - 2, 3) << 6);
        let slot = 1;
        while (slot < 64) {
          place = slots + slot;
          probability = probabilities[place] as number;
          bound = Math.imul(range >>> 11, probability) >>> 0;
          if (code < bound) {
            range = bound;
            probabilities[place] = probability + ((2048 - probability) >> 5);
            slot <<= 1;
          } else {
            range = (range - bound) >>> 0;
            code = (code - bound) >>> 0;
            probabilities[place] = probability - (probability >> 5);
            slot = (slot << 1) | 1;
          }
          if (range < 0x1000000) {
            range = (range << 8) >>> 0;
            code = ((code << 8) | (input[at++] as number)) >>> 0;
          }
        }
        slot -= 64;
        if (slot < 4) rep0 = slot;
        else {
          let count = (slot >> 1) - 1;
          let distance = (2 | (slot & 1)) << count;
          let reverse = SPECIAL + distance - slot - 1;
          if (slot >= 14) {
            // Bits that are as likely as not, and then four that are not.
            distance = 2 | (slot & 1);
            for (let direct = count - 4; direct > 0; direct--) {
              range >>>= 1;
              const isOne = code >= range;
              if (isOne) code = (code - range) >>> 0;
              distance = (distance << 1) | (isOne ? 1 : 0);
              if (range < 0x1000000) {
                range = (range << 8) >>> 0;
                code = ((code << 8) | (input[at++] as number)) >>> 0;
              }
            }
            distance <<= 4;
            count = 4;
            reverse = ALIGN - 1;
          }
          let node = 1;
          for (let bit = 0; bit < count; bit++) {
            place = reverse + node;
            probability = probabilities[place] as number;
            bound = Math.imul(range >>> 11, probability) >>> 0;
            if (code < bound) {
              range = bound;
              probabilities[place] = probability + ((2048 - probability) >> 5);
              node <<= 1;
            } else {
              range = (range - bound) >>> 0;
              code = (code - bound) >>> 0;
              probabilities[place] = probability - (probability >> 5);
              node = (node << 1) | 1;
              distance += 1 << bit;
            }
            if (range < 0x1000000) {
              range = (range << 8) >>> 0;
              code = ((code << 8) | (input[at++] as number)) >>> 0;
            }
          }
          rep0 = distance >>> 0;
          if (rep0 === 0xffffffff) {
            this.#ended = true;
            break;
          }
        }
      }
      if (rep0 >= end - start || rep0 >= dictionary || end + length > hardEnd) this.#damaged();
      let from = end - rep0 - 1;
      for (const last = end + length; end < last; ) window[end++] = window[from++] as number;
    }

    if (at > this.#inputEnd) this.#overrun();
    this.#dictionary.end = end;
    this.#state = state;
    this.#rep0 = rep0;
    this.#rep1 = rep1;
    this.#rep2 = rep2;
    this.#rep3 = rep3;
    this.#range = range;
    this.#code = code;
    this.#at = at;
  }
}

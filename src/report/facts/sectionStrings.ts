/** Strings in a stretch of the file: runs of printable ASCII, as `strings -a` finds them. */
import type { ByteSource } from '../../elf/imageSource.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import type { ByteRange } from '../../elf/table.ts';

/** Characters that make a string. */
export const SHORTEST_STRING = 4;
/** Bytes of one section that are looked through, and strings that are kept. */
export const MAX_STRING_BYTES = 64 * 1024 * 1024;
export const MAX_STRINGS = 1_000_000;

/** Bytes read at once, and looked at between two breaks. */
const PIECE = 256 * 1024;

export interface SectionStrings {
  /** Of the first byte looked at. */
  readonly offset: number;
  readonly count: number;
  /** Where string `index` begins, from `offset` on, and how many bytes it has. */
  start(index: number): number;
  length(index: number): number;
  text(index: number): string;
  /** Bytes looked at: fewer than the section has where a limit was reached or the file ended. */
  readonly looked: number;
}

/** Tabs count, other controls do not (GNU strings). */
function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09;
}

/** Rejects as the source does, and as the scheduler says when nobody wants it any more. */
export async function sectionStrings(
  source: ByteSource,
  range: ByteRange,
  scheduler: Scheduler,
): Promise<SectionStrings> {
  const most = Math.min(range.length, MAX_STRING_BYTES);
  const places = new Places();
  const kept: Uint8Array[] = [];
  let looked = 0;
  let begin = -1;
  while (looked < most && places.count < MAX_STRINGS) {
    const piece = await source.read(range.offset + looked, Math.min(PIECE, most - looked));
    if (piece.length === 0) break;
    for (let at = 0; at < piece.length; at++) {
      const printable = isPrintable(piece[at] ?? 0);
      if (printable && begin < 0) begin = looked + at;
      else if (!printable && begin >= 0) {
        places.add(begin, looked + at);
        begin = -1;
      }
    }
    kept.push(piece.slice());
    looked += piece.length;
    // The file ends here by now.
    if (piece.length < PIECE) break;
    if (scheduler.due) await scheduler.yieldIfDue();
  }
  if (begin >= 0) places.add(begin, looked);
  return {
    offset: range.offset,
    count: places.count,
    start: (index) => places.start(index),
    length: (index) => places.length(index),
    text: (index) => textOf(kept, places.start(index), places.length(index)),
    looked,
  };
}

/** Pieces are of one length but for the last; where a file shrank meanwhile, its pieces end there. */
function textOf(pieces: readonly Uint8Array[], start: number, length: number): string {
  let text = '';
  for (let at = start; at < start + length; ) {
    const piece = pieces[Math.floor(at / PIECE)];
    const from = at % PIECE;
    const end = Math.min(PIECE, from + start + length - at);
    const part = piece?.subarray(from, end) ?? new Uint8Array();
    if (part.length === 0) break;
    text += LATIN1.decode(part);
    at += part.length;
  }
  return text;
}

const LATIN1 = new TextDecoder('latin1');

/** Beginnings and lengths of strings long enough. */
class Places {
  #words = new Uint32Array(1024);
  count = 0;

  add(begin: number, end: number): void {
    if (end - begin < SHORTEST_STRING || this.count >= MAX_STRINGS) return;
    if (2 * this.count + 2 > this.#words.length) {
      const more = new Uint32Array(2 * this.#words.length);
      more.set(this.#words);
      this.#words = more;
    }
    this.#words[2 * this.count] = begin;
    this.#words[2 * this.count + 1] = end - begin;
    this.count++;
  }

  start(index: number): number {
    return this.#words[2 * index] ?? 0;
  }

  length(index: number): number {
    return this.#words[2 * index + 1] ?? 0;
  }
}

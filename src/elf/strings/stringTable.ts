import { fileNumber } from '../bytes/fileNumber.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import type { Window } from '../bytes/window.ts';
import type { Section } from '../model.ts';
import { Tally } from '../problems/problems.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';

/** Most bytes of one name that are shown. */
export const MAX_NAME_BYTES = 4096;
/** Shown of every name at least, however many there are. */
const LEAST_NAME_BYTES = 64;
const DECODER = new TextDecoder();
/** Lower case of each printable ASCII character, 0 for all other bytes. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte > 0x7e ? 0 : byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);
/** Names asked for before the table is decoded as a whole, and the largest table that is. */
const FEW_NAMES = 4096;
const MAX_WHOLE_BYTES = 128 * 1024 * 1024;

/** Names whose bytes are fetched together, and how far into each: most names end in the next 64 bytes. */
export const NAMES_AHEAD = 32;
const FETCHED = 64;

/** 1 for printable ASCII that JSON does not escape, 0 for all other bytes. */
const PLAIN = LOWER.map((byte, at) => (byte === 0 || at === 0x22 || at === 0x5c ? 0 : 1));

/**
 * What the names of a table may come to, in bytes, before it counts as amplified: thousands of names can
 * be suffixes of one long string, so that their sum is quadratic in the file. Linkers do share suffixes,
 * hence the room.
 */
export function nameAllowance(tableBytes: number, names: number): number {
  return 8 * tableBytes + LEAST_NAME_BYTES * names;
}

/** A string table: names by offset, decoded when asked for. */
export class StringTable {
  readonly name: StructureName;
  readonly window: Window;
  /** Bytes of a name that are shown; less than MAX_NAME_BYTES where names are amplified. */
  #cap = MAX_NAME_BYTES;
  #asked = 0;
  #whole: string | undefined;
  #context: ReadContext;
  /** Where the bytes fetched go, so that the reads are not optimized away. */
  readonly #fetched = new Uint8Array(NAMES_AHEAD);

  constructor(context: ReadContext, window: Window, name: StructureName) {
    this.#context = context;
    this.window = window;
    this.name = name;
  }

  /** The string table that a section holds; an empty one without a section. */
  static of(context: ReadContext, section: Section | undefined, name: StructureName): StringTable {
    const offset = section === undefined ? 0 : fileNumber(section.offset);
    const window = context.window(offset, section === undefined ? 0 : fileNumber(section.size));
    context.noteTableRange(name, window);
    return new StringTable(context, window, name);
  }

  get length(): number {
    return this.window.length;
  }

  /**
   * Reads a byte or two of each of at most NAMES_AHEAD names, whose offsets stand in `records` from `from` up to `to`.
   * Tables name things in no order, so that each name is a wait for memory; reads that do not depend on each other
   * wait together (both hashes of 500,000 names: 50 ms of processor time instead of 120).
   */
  fetch(records: Window, stride: number, from: number, to: number): void {
    const { bytes } = this.window;
    const { view, littleEndian } = records;
    const last = bytes.length - FETCHED;
    for (let index = from; index < to; index++) {
      const at = view.getUint32(index * stride, littleEndian);
      if (at < last)
        this.#fetched[index - from] = (bytes[at] as number) ^ (bytes[at + FETCHED / 2] as number);
    }
  }

  /** Bytes of the name at `offset`, without its NUL; empty outside the table. */
  bytes(offset: number): Uint8Array {
    const { bytes } = this.window;
    if (offset >= bytes.length) return bytes.subarray(0, 0);
    const end = bytes.indexOf(0, offset);
    return bytes.subarray(offset, end < 0 ? bytes.length : end);
  }

  /** The name at `offset`, as much of it as is shown; '' outside the table. */
  text(offset: number): string {
    const { bytes } = this.window;
    const last = Math.min(offset + this.#cap, bytes.length);
    let end = offset;
    while (end < last && bytes[end] !== 0) end++;
    if (end <= offset) return '';
    if (this.#asked++ === FEW_NAMES) this.#whole = this.#decodeWhole();
    return this.#whole?.substring(offset, end) ?? decodeUtf8(bytes.subarray(offset, end));
  }

  /**
   * All of an ASCII table as one string, where offsets of bytes are those of characters. Who asks for thousands of
   * names sorts, filters or exports all, and a slice is cheaper than a call of the decoder for each.
   */
  #decodeWhole(): string | undefined {
    const { bytes } = this.window;
    if (bytes.length > MAX_WHOLE_BYTES) return undefined;
    for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 0x7f) return undefined;
    this.#context.allocator.received(bytes.length);
    return DECODER.decode(bytes);
  }

  /** Whether the text at `offset` holds a lower-case ASCII word, in any case; undefined: not only printable ASCII. */
  holds(offset: number, word: Uint8Array): boolean | undefined {
    const { bytes } = this.window;
    const last = Math.min(offset + this.#cap, bytes.length);
    const first = word[0];
    for (let start = offset; start < last; start++) {
      const byte = LOWER[bytes[start] as number] as number;
      if (byte === first) {
        let at = 1;
        while (at < word.length && start + at < last && LOWER[bytes[start + at] as number] === word[at]) at++;
        if (at === word.length) return true;
      } else if (byte === 0) return bytes[start] === 0 ? false : undefined;
    }
    return false;
  }

  /** Copies the text at `offset` and returns where it ends in `target`; -1 unless plain, see SymbolTable.copyName. */
  copyPlain(offset: number, target: Uint8Array, at: number): number {
    const { bytes } = this.window;
    const last = Math.min(offset + this.#cap, bytes.length);
    let end = at;
    for (let from = offset; from < last; from++) {
      const byte = bytes[from] as number;
      if (PLAIN[byte] === 0) return byte === 0 ? end : -1;
      target[end++] = byte;
    }
    return end;
  }

  /**
   * Measures `count` names and shows less of each when their sum is out of proportion to the table.
   * `offsetOf` gives the offset of each.
   */
  boundNames(count: number, offsetOf: (index: number) => number): void {
    const allowance = nameAllowance(this.length, count);
    if (this.length === 0 || count * MAX_NAME_BYTES <= allowance) return;
    const cut = new Tally();
    let sum = 0;
    for (let index = 0; index < count && sum <= allowance; index++) {
      const length = this.bytes(offsetOf(index)).length;
      if (length > MAX_NAME_BYTES) cut.hit(index);
      sum += length;
    }
    this.#context.spend(sum + count, this.name);
    this.report(cut, sum > allowance ? count : 0);
  }

  /** Reports names that are too long, and limits all of them when `amplified` names share their bytes. */
  report(cut: Tally, amplified: number): void {
    const { problems } = this.#context;
    if (cut.count > 0) {
      const args = { count: cut.count, first: cut.first, limit: MAX_NAME_BYTES };
      problems.add('warning', 'name-too-long', args, this.name, this.window);
    }
    if (amplified > 0) {
      const share = Math.floor(nameAllowance(this.length, amplified) / amplified);
      this.#cap = Math.min(MAX_NAME_BYTES, share);
      const args = { count: amplified, length: this.length, limit: this.#cap };
      problems.add('warning', 'names-amplified', args, this.name, this.window);
    }
  }
}

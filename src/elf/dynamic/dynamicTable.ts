import { fileNumber } from '../bytes/fileNumber.ts';
import type { Window } from '../bytes/window.ts';
import {
  DT_AUDIT,
  DT_AUXILIARY,
  DT_CONFIG,
  DT_DEPAUDIT,
  DT_FILTER,
  DT_LOPROC,
  DT_NEEDED,
  DT_NULL,
  DT_RPATH,
  DT_RUNPATH,
  DT_SONAME,
  DT_USED,
} from '../format/constants.ts';
import { DYN } from '../format/layouts.ts';
import type { DynamicEntry } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { StringTable } from '../strings/stringTable.ts';
import { type ByteRange, entryTable, type FileTable } from '../table.ts';

/** Tags whose value is an offset into the string table. */
const TEXT_TAGS: ReadonlySet<number> = new Set([
  DT_NEEDED,
  DT_SONAME,
  DT_RPATH,
  DT_RUNPATH,
  DT_AUXILIARY,
  DT_USED,
  DT_FILTER,
  DT_CONFIG,
  DT_DEPAUDIT,
  DT_AUDIT,
]);
/** Tags that may stand more than once. */
const REPEATABLE: ReadonlySet<number> = new Set([DT_NULL, DT_NEEDED, DT_AUXILIARY, DT_USED, DT_FILTER]);

/** Processors have their own: SPARC's DT_SPARC_REGISTER stands once for each register. */
function mayRepeat(tag: number): boolean {
  return REPEATABLE.has(tag) || (tag >= DT_LOPROC && tag < DT_AUXILIARY);
}

/**
 * Entries that are read. Linkers write some dozens; what goes far beyond is made to fill memory, and a Map
 * throws at 2^24 tags.
 */
export const MAX_ENTRIES = 1 << 16;

/** The dynamic table: its entries up to and including DT_NULL, and the last value of each tag. */
export class DynamicTable {
  readonly from: 'segment' | 'section' | 'none';
  readonly length: number;
  readonly window: Window;
  /** As loaders do, the last entry of a tag wins. Tags beyond 2^53 are nobody's and never looked up. */
  readonly #values = new Map<number, { value: bigint; at: number }>();

  constructor(context: ReadContext, from: 'segment' | 'section' | 'none', range: ByteRange) {
    this.from = from;
    this.window = context.window(range.offset, range.length);
    this.length = this.#scan(context);
    context.noteTableRange('.dynamic', { offset: this.window.offset, length: this.length * this.entrySize });
  }

  get entrySize(): number {
    return DYN.size[this.window.is64 ? 64 : 32];
  }

  value(tag: number): bigint | undefined {
    return this.#values.get(tag)?.value;
  }

  /** A value as a number: exact below 2^53, larger than any file beyond. */
  number(tag: number): number | undefined {
    const value = this.value(tag);
    return value === undefined ? undefined : fileNumber(value);
  }

  /** File range of the entry that gives a tag's value. */
  tagRange(tag: number): ByteRange {
    const at = this.#values.get(tag)?.at ?? 0;
    return { offset: this.window.offset + at, length: this.entrySize };
  }

  /** The entries; their strings are limited apart from those of the symbols. */
  entries(context: ReadContext, table: StringTable): FileTable<DynamicEntry> {
    const { window, entrySize, length } = this;
    const strings = new StringTable(context, table.window, table.name);
    const nameOf = (index: number): number => {
      const text = TEXT_TAGS.has(window.size(index * entrySize));
      return text ? window.size(index * entrySize + window.wordSize) : strings.length;
    };
    strings.boundNames(length, nameOf);
    return entryTable({ offset: window.offset, length, size: entrySize }, (index): DynamicEntry => {
      const tag = window.word(index * entrySize);
      const value = window.word(index * entrySize + window.wordSize);
      const text = TEXT_TAGS.has(fileNumber(tag)) && value < BigInt(strings.length);
      return { index, tag, value, ...(text ? { text: strings.text(fileNumber(value)) } : {}) };
    });
  }

  soname(strings: StringTable): string | undefined {
    const offset = this.number(DT_SONAME);
    return offset !== undefined && offset < strings.length ? strings.text(offset) : undefined;
  }

  /** Reports names that lie outside the string table. */
  checkTexts(context: ReadContext, strings: StringTable): void {
    for (let index = 0; index < this.length && context.spend(1, '.dynamic'); index++) {
      const at = index * this.entrySize;
      const tag = this.window.size(at);
      const value = this.window.word(at + this.window.wordSize);
      if (!TEXT_TAGS.has(tag) || value < BigInt(strings.length)) continue;
      const args = { index, value, length: strings.length };
      const range = { offset: this.window.offset + at, length: this.entrySize };
      context.problems.add('error', 'dynamic-text-outside', args, ['dynamic-entry', index], range);
    }
  }

  #scan(context: ReadContext): number {
    const { window, entrySize } = this;
    const backed = Math.floor(window.length / entrySize);
    const count = Math.min(backed, MAX_ENTRIES);
    for (let index = 0; index < count && context.spend(1, '.dynamic'); index++) {
      const at = index * entrySize;
      const tag = window.size(at);
      if (tag === DT_NULL) return index + 1;
      if (this.#values.has(tag) && !mayRepeat(tag)) {
        const range = { offset: window.offset + at, length: entrySize };
        context.problems.add('warning', 'dynamic-tag-twice', { tag, index }, ['dynamic-entry', index], range);
      }
      this.#values.set(tag, { value: window.word(at + window.wordSize), at });
    }
    if (count < backed) {
      const rest = { offset: window.offset + count * entrySize, length: (backed - count) * entrySize };
      context.problems.add('error', 'dynamic-too-long', { count: backed, limit: count }, '.dynamic', rest);
    } else if (this.from !== 'none') {
      context.problems.add('error', 'dynamic-no-null', { count }, '.dynamic', window);
    }
    return count;
  }
}

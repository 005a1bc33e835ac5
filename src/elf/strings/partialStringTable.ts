import { decodeUtf8 } from '../bytes/utf8.ts';
import type { ByteSource } from '../imageSource.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { ByteRange } from '../table.ts';
import { MAX_NAME_BYTES, StringTable } from './stringTable.ts';

/** Read of each string at first, and of those that are longer. */
const FIRST_BYTES = 256;
const LONG_BYTES = MAX_NAME_BYTES + 1;
/** Strings nearer than this are read as one. */
const JOIN_GAP = 4096;
/** Strings read at once: rows of some screens, or the versions of a library. */
const MAX_STRINGS = 2048;

/**
 * A string table of which only those strings are read that were asked for: asking gives '' at first, `complete` reads
 * what was missed, and asking again gives the string.
 */
export class PartialStrings extends StringTable {
  readonly #source: ByteSource;
  readonly #context: ReadContext;
  readonly #range: ByteRange;
  readonly #known = new Map<number, Uint8Array>();
  readonly #missing = new Set<number>();

  constructor(context: ReadContext, source: ByteSource, range: ByteRange, name: StructureName) {
    super(context, context.window(0, 0), name);
    this.#context = context;
    this.#source = source;
    this.#range = range;
  }

  override get length(): number {
    return this.#range.length;
  }

  override bytes(offset: number): Uint8Array {
    const known = this.#known.get(offset);
    if (known === undefined && offset < this.length) this.#missing.add(offset);
    return known ?? this.window.bytes;
  }

  override text(offset: number): string {
    return decodeUtf8(this.bytes(offset).subarray(0, MAX_NAME_BYTES));
  }

  /** What `read` gives once the strings it asks for are there. Rejects when they cannot be read, or are out of all proportion. */
  async complete<Result>(read: () => Result): Promise<Result> {
    this.#missing.clear();
    read();
    await this.#load();
    return read();
  }

  async #load(): Promise<void> {
    let left = [...this.#missing].sort((a, b) => a - b);
    if (left.length > MAX_STRINGS) throw new RangeError('Too many strings for a preview.');
    for (const length of [FIRST_BYTES, LONG_BYTES]) {
      await Promise.all(joined(left, length, this.length).map((part) => this.#read(part)));
      left = left.filter((offset) => !this.#known.has(offset));
    }
    if (left.length > 0) throw new RangeError('Strings too long for a preview.');
  }

  /** Takes those strings that end within the part. */
  async #read({ offset, length, strings }: Part): Promise<void> {
    const bytes = await readExactly(this.#source, this.#range.offset + offset, length);
    this.#context.budget.grow(length);
    this.#context.allocator.received(length);
    for (const string of strings) {
      const end = bytes.indexOf(0, string - offset);
      // The last string may lack its NUL, and ends with the table.
      if (end < 0 && offset + length < this.length) continue;
      this.#known.set(string, bytes.subarray(string - offset, end < 0 ? length : end));
    }
  }
}

interface Part extends ByteRange {
  /** Offsets of those that begin in it. */
  readonly strings: readonly number[];
}

/** `length` bytes from each offset on, near ones together. */
function joined(offsets: readonly number[], length: number, size: number): Part[] {
  const parts: { offset: number; length: number; strings: number[] }[] = [];
  for (const offset of offsets) {
    const end = Math.min(offset + length, size);
    const part = parts.at(-1);
    if (part === undefined || offset > part.offset + part.length + JOIN_GAP) {
      parts.push({ offset, length: end - offset, strings: [offset] });
    } else {
      part.length = Math.max(part.length, end - part.offset);
      part.strings.push(offset);
    }
  }
  return parts;
}

/** Rejects where the source has less. */
export async function readExactly(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length < length) throw new RangeError('The source ended.');
  return bytes;
}

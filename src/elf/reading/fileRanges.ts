import type { ByteSource } from '../imageSource.ts';
import type { ProblemList } from '../problems/problems.ts';
import type { ByteRange } from '../table.ts';
import type { Allocator } from './allocation.ts';
import type { Budget } from './budget.ts';
import type { Meters, Scheduler } from './scheduler.ts';

/** Ranges nearer than this are read as one: a system call costs more than copying the gap. */
const JOIN_GAP = 32 * 1024;
/** Separate reads of one stage; an image whose tables are strewn wider than this is not a real one. */
export const MAX_RUNS = 256;
/** Most that is kept of one image. Beyond it tables are clipped, and that is reported. */
export const MAX_RESIDENT_BYTES = 512 * 1024 * 1024;

interface Chunk extends ByteRange {
  readonly bytes: Uint8Array;
}

/** The ranges of an image that have been read. Ranges are asked for with request() and read by fetch(). */
export class FileRanges {
  readonly #source: ByteSource;
  readonly #problems: ProblemList;
  readonly #allocator: Allocator;
  readonly #budget: Budget;
  readonly #scheduler: Scheduler | undefined;
  readonly #limit: number;
  /** In file order, without overlaps. */
  #chunks: Chunk[] = [];
  #wanted: ByteRange[] = [];
  #total = 0;

  constructor(source: ByteSource, problems: ProblemList, meters: Meters, limit: number) {
    this.#source = source;
    this.#problems = problems;
    this.#allocator = meters.allocator;
    this.#budget = meters.budget;
    this.#scheduler = meters.scheduler;
    this.#limit = limit;
  }

  get size(): number {
    return this.#source.size;
  }

  /** Reads the image's first bytes; rejects when the source does: there is nothing to show then. */
  async fetchFirst(length: number): Promise<void> {
    this.#accept({ offset: 0, length }, await this.#source.read(0, length));
  }

  /** Asks for a range, clipped to the image; fetch() reads it. */
  request(offset: number, length: number): void {
    if (!(offset >= 0) || offset >= this.size || !(length > 0)) return;
    const clipped = Math.min(length, this.size - offset);
    if (this.available(offset) < clipped) this.#wanted.push({ offset, length: clipped });
  }

  /**
   * Reads what was asked for, near ranges together. What cannot be read is reported; only reading that is no longer
   * wanted rejects.
   */
  async fetch(): Promise<void> {
    if (this.#wanted.length === 0) return;
    const wanted = this.#wanted.sort((a, b) => a.offset - b.offset);
    this.#wanted = [];
    const runs = this.#join(wanted);
    if (runs.length > MAX_RUNS) {
      const left = runs.length - MAX_RUNS;
      this.#problems.add(
        'warning',
        'reads-too-many',
        { count: left, limit: MAX_RUNS },
        'image',
        runs[MAX_RUNS],
      );
    }
    for (const run of runs.slice(0, MAX_RUNS)) {
      if (this.#scheduler?.due === true) await this.#scheduler.yieldIfDue();
      await this.#read(run, wanted);
    }
  }

  /** Resident bytes from `offset` on, without a gap. */
  available(offset: number): number {
    const chunk = this.#chunkAt(offset);
    return chunk === undefined ? 0 : chunk.offset + chunk.length - offset;
  }

  /** The resident part of a range from its start: shorter than asked where bytes are missing. */
  view(offset: number, length: number): Uint8Array {
    const chunk = this.#chunkAt(offset);
    if (chunk === undefined || !(length > 0)) return new Uint8Array(0);
    const start = offset - chunk.offset;
    return chunk.bytes.subarray(start, Math.min(start + length, chunk.length));
  }

  #chunkAt(offset: number): Chunk | undefined {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#chunks[middle]?.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const chunk = this.#chunks[low - 1];
    return chunk !== undefined && offset < chunk.offset + chunk.length ? chunk : undefined;
  }

  /** Joins near and overlapping ranges; one that reaches into a chunk takes the whole of it along. */
  #join(wanted: readonly ByteRange[]): ByteRange[] {
    const runs: { offset: number; length: number }[] = [];
    for (const { offset, length } of wanted) {
      const start = this.#chunkAt(offset)?.offset ?? offset;
      const last = this.#chunkAt(offset + length - 1);
      const end = last === undefined ? offset + length : last.offset + last.length;
      const run = runs.at(-1);
      if (run === undefined || start > run.offset + run.length + JOIN_GAP) {
        runs.push({ offset: start, length: end - start });
      } else {
        const from = Math.min(run.offset, start);
        run.length = Math.max(run.offset + run.length, end) - from;
        run.offset = from;
      }
    }
    return runs;
  }

  async #read(run: ByteRange, wanted: readonly ByteRange[]): Promise<void> {
    const length = Math.min(run.length, this.#limit - this.#total);
    if (length < run.length) {
      const rest = { offset: run.offset + Math.max(length, 0), length: run.length - Math.max(length, 0) };
      this.#problems.add('warning', 'tables-too-large', { limit: this.#limit }, 'image', rest);
      if (length <= 0) return;
    }
    try {
      this.#accept({ offset: run.offset, length }, await this.#source.read(run.offset, length));
    } catch (error) {
      // One bad page must not cost the tables beside it: try each range of the run by itself.
      const parts = wanted.filter((part) => part.offset >= run.offset && part.offset < run.offset + length);
      if (parts.length > 1) for (const part of parts) await this.#readPart(part);
      else this.#failed(run, error);
    }
  }

  async #readPart(part: ByteRange): Promise<void> {
    if (this.available(part.offset) >= part.length || this.#total + part.length > this.#limit) return;
    try {
      this.#accept(part, await this.#source.read(part.offset, part.length));
    } catch (error) {
      this.#failed(part, error);
    }
  }

  #accept(range: ByteRange, bytes: Uint8Array): void {
    const got = bytes.subarray(0, range.length);
    this.#insert(range.offset, got);
    if (got.length < range.length) {
      const missing = { offset: range.offset + got.length, length: range.length - got.length };
      this.#problems.add(
        'error',
        'short-read',
        { expected: range.length, got: got.length },
        'image',
        missing,
      );
    }
  }

  /** Replaces the chunks that the new bytes cover. A short read may not reach over one: that one stays. */
  #insert(offset: number, bytes: Uint8Array): void {
    this.#allocator.received(bytes.length);
    this.#budget.grow(bytes.length);
    this.#total += bytes.length;
    let end = offset + bytes.length;
    for (const chunk of this.#chunks) {
      const chunkEnd = chunk.offset + chunk.length;
      if (chunkEnd > end && chunk.offset < end) end = Math.max(chunk.offset, offset);
    }
    if (end <= offset) return;
    const kept = this.#chunks.filter((chunk) => chunk.offset + chunk.length <= offset || chunk.offset >= end);
    kept.push({ offset, length: end - offset, bytes: bytes.subarray(0, end - offset) });
    this.#chunks = kept.sort((a, b) => a.offset - b.offset);
  }

  #failed(range: ByteRange, error: unknown): void {
    this.#problems.add('error', 'read-failed', { ...range, errno: errnoIn(error) }, 'image', range);
  }
}

/** The system's own name of what failed ("EIO"), in the error or in what it comes of; else what there is instead. */
function errnoIn(error: unknown): string {
  let other = '';
  // An error may come of itself.
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth++) {
    const { code } = cause as { readonly code?: unknown };
    if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) return code;
    other ||= typeof code === 'string' ? code : cause.name;
  }
  return other === '' ? typeof error : other;
}

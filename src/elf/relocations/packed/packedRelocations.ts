import { fileNumber } from '../../bytes/fileNumber.ts';
import { lastAtMost } from '../../bytes/lastAtMost.ts';
import type { Relocation } from '../../model.ts';
import type { Allocator } from '../../reading/allocation.ts';
import { type ByteRange, isRow } from '../../table.ts';
import { type CheckableRelocations, type RelocationOrigin, typeOf } from '../relocationEntries.ts';
import type { PackedCursor } from './packedCursor.ts';

/** Bytes between two marks, and so most that are read to come to a row. */
export const MARK_BYTES = 256;
/** Rows so near are gone to step by step. */
const NEAR = 16;

/**
 * The relocations of a table in which each depends on those before it. The table is kept packed: every some hundred
 * bytes is a mark, the cursor's state there, from which a row is gone to.
 */
export class PackedRelocations implements CheckableRelocations {
  readonly length: number;
  /** Bytes that were read. */
  readonly size: number;
  readonly #cursor: PackedCursor;
  readonly #origin: RelocationOrigin;
  readonly #machine: number;
  readonly #states: Uint32Array;
  /** Relocations before each mark. */
  readonly #before: Uint32Array;
  readonly #marks: number = 0;

  /** @param cursor one that has not been moved; it says afterwards why there are not more */
  constructor(
    allocator: Allocator,
    cursor: PackedCursor,
    { origin, machine, limit }: { origin: RelocationOrigin; machine: number; limit: number },
  ) {
    this.#cursor = cursor;
    this.#origin = origin;
    this.#machine = machine;
    const marks = Math.floor(cursor.window.length / MARK_BYTES) + 1;
    this.#before = allocator.words(marks);
    this.#states = allocator.words(marks * cursor.state.length);
    const end = Math.min(fileNumber(cursor.declared), limit);
    for (let nextMark = 0; cursor.passed < end; ) {
      if (cursor.position >= nextMark) {
        this.#before[this.#marks] = cursor.passed;
        this.#states.set(cursor.state, this.#marks++ * cursor.state.length);
        nextMark = cursor.position + MARK_BYTES;
      }
      if (!cursor.next()) break;
      cursor.skip(end - cursor.passed);
    }
    this.length = cursor.passed;
    this.size = cursor.position;
    // It may stand in the middle of one that is cut off.
    this.#goToMark(0);
  }

  at(index: number): Relocation | undefined {
    if (!isRow(index, this.length)) return undefined;
    const cursor = this.#cursorAt(index);
    return {
      ...this.#origin,
      index,
      offset: cursor.offset,
      ...typeOf(cursor.type, this.#machine, cursor.window.is64),
      symbol: cursor.symbol,
      ...(cursor.hasAddend ? { addend: cursor.addend } : {}),
    };
  }

  symbolOf(index: number): number {
    return this.#cursorAt(index).symbol;
  }

  placeOf(index: number): number {
    return this.#cursorAt(index).place;
  }

  rangeOf(index: number): ByteRange {
    const { window, start, position } = this.#cursorAt(index);
    return { offset: window.offset + start, length: position - start };
  }

  /** The cursor, standing on a row: rows are mostly asked for one after the other. */
  #cursorAt(index: number): PackedCursor {
    const cursor = this.#cursor;
    if (cursor.passed === index + 1) return cursor;
    if (cursor.passed > index || cursor.passed + NEAR < index)
      this.#goToMark(lastAtMost(this.#before, index, this.#marks));
    while (cursor.passed <= index) {
      cursor.skip(index - cursor.passed);
      if (!cursor.next()) break;
    }
    return cursor;
  }

  #goToMark(mark: number): void {
    const words = this.#cursor.state.length;
    this.#cursor.goTo(this.#states.subarray(mark * words, (mark + 1) * words));
  }
}

import { isRow } from '../../elf/table.ts';

/** Rows in an order: a Uint32Array of their indices, or the table's own order, which takes no memory. */
export interface RowOrder {
  readonly length: number;
  /** Indices of the rows from `start` up to `end`, clipped; in memory of their own or shared. */
  subarray(start: number, end: number): Uint32Array;
  /** Where a row stands, -1 where it does not. */
  indexOf(row: number): number;
}

/** 0, 1, 2, ... */
export class NaturalOrder implements RowOrder {
  readonly length: number;

  constructor(length: number) {
    this.length = length;
  }

  subarray(start: number, end: number): Uint32Array {
    return upTo(Math.min(end, this.length), Math.min(start, this.length));
  }

  indexOf(row: number): number {
    return isRow(row, this.length) ? row : -1;
  }
}

/** Indices from `start` up to `end`. A loop takes a hundredth of the time of Uint32Array.from with a function. */
export function upTo(end: number, start = 0): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(Math.max(0, end - start));
  for (let i = 0; i < indices.length; i++) indices[i] = start + i;
  return indices;
}

/** Rows that are asked for at once. */
const BATCH = 4096;

/** The rows from `start` up to `end`, one by one, without memory for all of them. */
export function* rowsOf(order: RowOrder, start: number, end: number): Generator<number> {
  const last = Math.min(end, order.length);
  for (let from = start; from < last; from += BATCH)
    yield* order.subarray(from, Math.min(from + BATCH, last));
}

import { fileNumber } from '../bytes/fileNumber.ts';
import type { Window } from '../bytes/window.ts';
import type { StructureName } from '../problems/structure.ts';
import { type ByteRange, type FileTable, isRow, NO_ROWS } from '../table.ts';
import type { ReadContext } from './readContext.ts';

export interface RecordTableSpec {
  /** Name in problems and in the memory map. */
  readonly name: StructureName;
  readonly offset: bigint;
  readonly count: number;
  /** Distance of two records as the header says. */
  readonly stride: number;
  /** Bytes of one record as the format says. */
  readonly size: number;
}

/** Distance to use: a table whose entry size is too small for its records is read with the right one. */
export function usableStride(spec: Pick<RecordTableSpec, 'stride' | 'size'>): number {
  return Math.max(spec.stride, spec.size);
}

/** A table of records at a fixed distance, clipped to what the file backs; what is wrong is reported. */
export function recordTable(context: ReadContext, spec: RecordTableSpec): FileTable<Window> {
  const { problems, resident } = context;
  if (spec.count === 0) return NO_ROWS;
  if (spec.stride !== spec.size) {
    const args = { table: spec.name, value: spec.stride, expected: spec.size };
    problems.add(spec.stride < spec.size ? 'error' : 'warning', 'entry-size-wrong', args, spec.name);
  }
  const stride = usableStride(spec);
  const offset = spec.offset < BigInt(context.size) ? fileNumber(spec.offset) : context.size;
  const window = context.window(offset, spec.count * stride);
  const backed = Math.floor((window.length + stride - spec.size) / stride);
  const length = Math.max(0, Math.min(spec.count, backed));
  if (length < spec.count) {
    const args = {
      table: spec.name,
      count: spec.count,
      offset: spec.offset,
      backed: length,
      size: resident.size,
    };
    problems.add('error', 'table-outside-file', args, spec.name, window);
  }
  context.noteTableRange(spec.name, { offset, length: Math.min(window.length, length * stride) });
  const at = (index: number): Window | undefined =>
    isRow(index, length) ? window.slice(index * stride, spec.size) : undefined;
  const rangeOf = (index: number): ByteRange | undefined =>
    // The stride that was used, and not the one that the header says.
    isRow(index, length) ? { offset: offset + index * stride, length: spec.size } : undefined;
  return { length, at, rangeOf };
}

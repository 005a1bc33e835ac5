/**
 * A table of an image. Rows are decoded when asked for, straight from the resident bytes, so that a
 * table of 500,000 entries costs its bytes and nothing more.
 */
export interface Table<Row> {
  readonly length: number;
  /** Row at `index`; undefined outside 0..length-1. */
  at(index: number): Row | undefined;
}

/** A table whose rows stand in the file. Who reads a row says which bytes it read; nobody computes them again. */
export interface FileTable<Row> extends Table<Row> {
  /** The bytes behind `at(index)`: of the record, entry or word; undefined outside 0..length-1. */
  rangeOf(index: number): ByteRange | undefined;
}

/** A stretch of the file, in bytes from its start. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Whether a table of this length has a row at `index`: numbers that are not whole come with requests. */
export function isRow(index: number, length: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < length;
}

/** A table without rows. */
export const NO_ROWS: FileTable<never> = { length: 0, at: () => undefined, rangeOf: () => undefined };

/** Entries of one size, one behind the other from `offset` in the file on; `read` is asked for those there are alone. */
export function entryTable<Row>(
  { offset, length, size }: { readonly offset: number; readonly length: number; readonly size: number },
  read: (index: number) => Row,
): FileTable<Row> {
  const has = (index: number) => isRow(index, length);
  return {
    length,
    at: (index) => (has(index) ? read(index) : undefined),
    rangeOf: (index) => (has(index) ? { offset: offset + index * size, length: size } : undefined),
  };
}

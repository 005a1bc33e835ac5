/**
 * A table of an image. Rows are decoded when asked for, straight from the resident bytes, so that a
 * table of 500,000 entries costs its bytes and nothing more.
 */
export interface Table<Row> {
  readonly length: number;
  /** Row at `index`; undefined outside 0..length-1. */
  at(index: number): Row | undefined;
}

/** A stretch of the file, in bytes from its start. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

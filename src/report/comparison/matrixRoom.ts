/** Images on their way into a matrix: as many as have room side by side, and of each no more than stands there. */
import type { ComparedImage } from './comparedImage.ts';
import { MOST_IMAGES } from './matrix.ts';

/** Bytes that the images of a matrix take: a vDSO's takes some 10 kB, that of a large library 4 MB. */
export const MOST_MATRIX_BYTES = 256 * 1024 * 1024;

/** Bytes of an object, and of what a matrix makes of it. */
const AROUND_NAME = 200;

export class MatrixRoom {
  /** Columns that are taken. */
  #columns = 0;
  /** What the images take, in bytes. */
  #bytes = 0;
  #leftOut = false;

  /** Whether there is no room for another column. Asked before one more is read, which is left out then. */
  isFull(): boolean {
    this.#leftOut ||= this.#columns >= MOST_IMAGES;
    return this.#leftOut;
  }

  /** Whether something was left out. */
  get leftOut(): boolean {
    return this.#leftOut;
  }

  /** How many columns stand in it. */
  get columns(): number {
    return this.#columns;
  }

  /** A column that only says that it was not read. */
  takeUnread(): void {
    this.#columns++;
  }

  /** What is kept of an image; undefined where it does not fit into memory beside the others, and is left out. */
  take(image: ComparedImage): ComparedImage | undefined {
    const slim = withoutRest(image);
    this.#bytes += bytesOf(slim);
    if (this.#bytes > MOST_MATRIX_BYTES && this.#columns > 0) {
      this.#leftOut = true;
      return undefined;
    }
    this.#columns++;
    return slim;
  }
}

/** Without what no matrix has: it may be of a thousand images. */
function withoutRest({ code, ...rest }: ComparedImage): ComparedImage {
  return {
    ...rest,
    versions: [],
    hashTables: [],
    notes: [],
    ...(code && { code: { ...code, functions: [] } }),
  };
}

/** What it takes to keep an image for a matrix, roughly: names count, and what is around each. */
function bytesOf(image: ComparedImage): number {
  const { exports, consumers, code } = image;
  let bytes = 0;
  const add = (...texts: readonly string[]): void => {
    bytes += AROUND_NAME + texts.reduce((sum, { length }) => sum + 2 * length, 0);
  };
  add(...Object.values(image).filter((each) => typeof each === 'string'));
  for (const { name, version, type, bind, visibility } of exports) add(name, version, type, bind, visibility);
  for (const { id, release, name, why, keys } of consumers) {
    add(id, release, name, why);
    for (const { symbol, version = '' } of keys) add(symbol, version);
  }
  for (const { name, counters } of code?.clocks ?? []) {
    add(name);
    for (const counter of counters) add(counter);
  }
  return bytes;
}

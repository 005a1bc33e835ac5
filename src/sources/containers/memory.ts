/**
 * What one look keeps of files at once, in bytes: a member that is kept around a kernel, and what the packings around both
 * look back at, count together. Buffers of fixed size, some MB for each container around another, are not counted.
 */

/** As much as one look holds, however its files lie in one another. */
export const MOST_HELD = 256 * 1024 * 1024;

export class Memory {
  readonly limit: number;
  #held = 0;
  #most = 0;

  constructor(limit: number = MOST_HELD) {
    this.limit = limit;
  }

  get held(): number {
    return this.#held;
  }

  /** The most that was held at any time. */
  get most(): number {
    return this.#most;
  }

  get left(): number {
    return this.limit - this.#held;
  }

  /** False, and nothing is taken, where so many are not left. */
  take(bytes: number): boolean {
    if (bytes > this.left) return false;
    this.#held += bytes;
    this.#most = Math.max(this.#most, this.#held);
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}

/** Most that is kept of what was unpacked, for later bytes to be copied from. The xz program's largest preset has 64 MiB. */
export const LARGEST_WINDOW = MOST_HELD;

/** What a packing keeps of what it unpacked, for later bytes to be copied from: it grows with what there is. */
export class LookBack {
  readonly #memory: Memory;
  bytes: Uint8Array;

  /** @param first bytes of it to begin with: a file may have very many frames, little at first */
  constructor(memory: Memory, first: number) {
    this.#memory = memory;
    this.bytes = new Uint8Array(memory.take(first) ? first : 0);
  }

  /**
   * Makes it larger, by much where there is room for old and new beside each other. False where there is none.
   * @param filled bytes that stay @param needed the least size @param most the largest
   */
  grow(filled: number, needed: number, most: number): boolean {
    const length = this.bytes.length;
    const size = [2 * length, length + (length >> 2)]
      .map((each) => Math.min(most, Math.max(each, needed)))
      .find((each) => this.#memory.take(each));
    if (size === undefined) return false;
    const larger = new Uint8Array(size);
    larger.set(this.bytes.subarray(0, filled));
    this.#memory.give(length);
    this.bytes = larger;
    return true;
  }

  /** The most that it could have: what is left, beside what it has itself. */
  get largest(): number {
    return Math.max(this.bytes.length, this.#memory.left);
  }

  free(): void {
    this.#memory.give(this.bytes.length);
    this.bytes = new Uint8Array(0);
  }
}

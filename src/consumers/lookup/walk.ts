/** What a search through a table came to. */
export interface Walk {
  /** Bucket looked into; absent for linear scans and tables without buckets. */
  readonly bucket?: number;
  /** The accepted symbol. */
  readonly symbol?: number;
}

/**
 * Notices a walk that comes back to where it was: Brent's method, one remembered position. A walk whose
 * next position depends on nothing but the present one then goes on for ever.
 */
export class CycleWatch<Position> {
  #remembered: Position | undefined;
  #steps = 0;
  #limit = 1;

  /** True when `position` was passed before. */
  returnedTo(position: Position): boolean {
    if (this.#remembered === position) return true;
    if (++this.#steps === this.#limit) {
      this.#remembered = position;
      this.#steps = 0;
      this.#limit *= 2;
    }
    return false;
  }
}

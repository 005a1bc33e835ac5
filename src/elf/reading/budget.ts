/**
 * Work that reading may cost, in steps (a record visited, a byte of a name hashed). It grows with the
 * bytes read, so the whole is linear whatever the bytes say; tests read `spent`.
 */
export const WORK_PER_BYTE = 64;
/** What an image of any size may cost. */
export const BASE_WORK = 1 << 16;

export class Budget {
  spent = 0;
  limit = BASE_WORK;

  /** Bytes were read: so much more may be done. */
  grow(bytes: number): void {
    this.limit += bytes * WORK_PER_BYTE;
  }

  /** Whether `steps` more may be done; counts them if so. */
  spend(steps: number): boolean {
    if (this.spent + steps > this.limit) return false;
    this.spent += steps;
    return true;
  }
}

/** A stretch of something that has `length` items, as whoever asked for it may have it. */
export interface Stretch {
  readonly start: number;
  /** Not before `start`, and not beyond `length`. */
  readonly end: number;
}

/**
 * What is asked for from `start` on, at most `most` items. Faces ask with numbers that came from elsewhere: negative,
 * fractional, endless and missing ones are no reason to fail.
 */
export function asked(start: number, count: number, length: number, most: number): Stretch {
  const first = Math.min(whole(start), length);
  return { start: first, end: Math.min(first + Math.min(whole(count), most), length) };
}

function whole(value: number): number {
  return value > 0 ? Math.floor(value) : 0;
}

/**
 * What of one list of lines stands in another, in the same order: the longest common subsequence, by E. W. Myers, "An
 * O(ND) Difference Algorithm and Its Variations" (Algorithmica 1, 1986). What it takes grows with the lines times what
 * differs.
 */

/** Lines that differ, removed and added, up to which the least difference is looked for: some 8 MiB for its steps. */
export const MOST_DIFFERENT = 2000;

/**
 * For each line of `from` its place in `to`, -1 where it has none. Of lists that differ in more than `most` lines only
 * what they begin and end with is alike.
 */
export function aligned(from: readonly string[], to: readonly string[], most = MOST_DIFFERENT): Int32Array {
  const places = new Int32Array(from.length).fill(-1);
  let start = 0;
  let [endFrom, endTo] = [from.length, to.length];
  while (start < endFrom && start < endTo && from[start] === to[start]) places[start] = start++;
  while (endFrom > start && endTo > start && from[endFrom - 1] === to[endTo - 1]) places[--endFrom] = --endTo;
  for (const [at, place] of middle(from.slice(start, endFrom), to.slice(start, endTo), most))
    places[start + at] = start + place;
  return places;
}

/** Pairs of places. */
function middle(from: readonly string[], to: readonly string[], most: number): [number, number][] {
  const [height, width] = [from.length, to.length];
  if (height === 0 || width === 0) return [];
  const limit = Math.min(height + width, most);
  /** furthest[k + limit]: how many lines of `from` are passed on diagonal k = passed of from - passed of to. */
  const furthest = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let steps = 0; steps <= limit; steps++) {
    trace.push(furthest.slice(limit - steps, limit + steps + 3));
    for (let k = -steps; k <= steps; k += 2) {
      const down =
        k === -steps || (k !== steps && (furthest[k + limit] ?? 0) < (furthest[k + limit + 2] ?? 0));
      let x = down ? (furthest[k + limit + 2] ?? 0) : (furthest[k + limit] ?? 0) + 1;
      while (x < height && x - k < width && from[x] === to[x - k]) x++;
      furthest[k + limit + 1] = x;
      if (x >= height && x - k >= width) return back(trace, from, to);
    }
  }
  return [];
}

/** From the end to the start along the steps that were kept. */
function back(
  trace: readonly Int32Array[],
  from: readonly string[],
  to: readonly string[],
): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [from.length, to.length];
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const before = trace[steps] ?? new Int32Array(0);
    const at = (k: number): number => before[k + steps + 1] ?? 0;
    const k = x - y;
    const down = k === -steps || (k !== steps && at(k - 1) < at(k + 1));
    const last = down ? k + 1 : k - 1;
    const lastX = steps === 0 ? 0 : at(last);
    const lastY = steps === 0 ? 0 : lastX - last;
    while (x > lastX && y > lastY && from[x - 1] === to[y - 1]) pairs.push([--x, --y]);
    [x, y] = [lastX, lastY];
  }
  return pairs;
}

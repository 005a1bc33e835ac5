/** The last of the first `count` starts, in ascending order, that is at most `index`; 0 where none is. */
export function lastAtMost(starts: Uint32Array, index: number, count: number): number {
  let low = 0;
  let high = Math.max(0, count - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle + 1] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Addresses from `start` up to `end`; where ranges overlap, the one of the lowest rank counts. */
export interface AddressRange {
  readonly start: bigint;
  readonly end: bigint;
  readonly rank: number;
}

/**
 * Ranges as runs that do not overlap, so that the one that counts at an address is found by halving: a file may have
 * 65,000 segments over each other, and a dynamic table with as many addresses.
 */
export class StretchRuns {
  readonly #starts: readonly bigint[];
  /** Rank from each start up to the next; -1 where there is no range. */
  readonly #ranks: readonly number[];

  constructor(ranges: readonly AddressRange[]) {
    const byStart = ranges.toSorted((a, b) => compare(a.start, b.start));
    const bounds = ranges.flatMap(({ start, end }) => [start, end]).sort(compare);
    const starts: bigint[] = [];
    const ranks: number[] = [];
    const open = new RankHeap();
    let next = 0;
    for (const [at, bound] of bounds.entries()) {
      if (bound === bounds[at - 1]) continue;
      for (let range = byStart[next]; range?.start === bound; range = byStart[++next]) open.push(range);
      while ((open.first?.end ?? bound + 1n) <= bound) open.pop();
      const rank = open.first?.rank ?? -1;
      if (rank === ranks.at(-1)) continue;
      starts.push(bound);
      ranks.push(rank);
    }
    this.#starts = starts;
    this.#ranks = ranks;
  }

  /** Rank of the range that counts at an address, undefined where there is none. */
  at(address: bigint): number | undefined {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] as bigint) <= address) low = middle + 1;
      else high = middle;
    }
    const rank = this.#ranks[low - 1] ?? -1;
    return rank < 0 ? undefined : rank;
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A binary heap: the range of the lowest rank first. */
class RankHeap {
  readonly #heap: AddressRange[] = [];

  get first(): AddressRange | undefined {
    return this.#heap[0];
  }

  push(range: AddressRange): void {
    const heap = this.#heap;
    let at = heap.push(range) - 1;
    for (let above = (at - 1) >> 1; at > 0 && this.#rank(above) > range.rank; above = (at - 1) >> 1) {
      heap[at] = heap[above] as AddressRange;
      at = above;
    }
    heap[at] = range;
  }

  pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (this.#rank(below + 1) < this.#rank(below)) below++;
      if (this.#rank(below) >= last.rank) break;
      heap[at] = heap[below] as AddressRange;
      at = below;
    }
    heap[at] = last;
  }

  #rank(at: number): number {
    return this.#heap[at]?.rank ?? Number.POSITIVE_INFINITY;
  }
}

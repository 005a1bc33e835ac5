/** Which columns of a wide table are in the page: the first, which is pinned, the active one, and those in view. */

/** Up to so many are in the page all the time. */
const few = 40;
/** Pixels on either side that are in the page before they are in view. */
const ahead = 400;

export class ColumnWindow {
  /** Where each begins, in pixels, and where the last ends. */
  #edges: readonly number[] = [0];
  /** The columns that are in the page, in their order. */
  places: readonly number[] = [];
  /** Pixels that the page has columns for. */
  #from = 0;
  #to = 0;

  /** @param widths of all columns, in pixels */
  resize(widths: readonly number[]): void {
    let end = 0;
    this.#edges = [0, ...widths.map((width) => (end += width))];
    this.#to = 0;
    if (this.places.length === 0) this.places = widths.map((_, at) => at).slice(0, few);
  }

  /**
   * @param left pixels that are scrolled away, and how many are in view
   * @param active a column that stays in the page wherever it is
   * @returns whether others are in the page now
   */
  move(left: number, view: number, active: number): boolean {
    const count = this.#edges.length - 1;
    if (count <= few) return false;
    const end = this.#edges[count] ?? 0;
    const isThere = left >= this.#from && Math.min(left + view, end) <= this.#to;
    if (isThere && this.places.includes(active)) return false;
    this.#from = Math.max(0, left - ahead);
    this.#to = Math.min(end, left + view + ahead);
    this.places = Array.from({ length: count }, (_, at) => at).filter(
      (at) => at === 0 || at === active || (this.#edge(at) < this.#to && this.#edge(at + 1) > this.#from),
    );
    return true;
  }

  /** Where a column must be scrolled to for it to be in view, beside the pinned one; `left` where it is. */
  reach(at: number, left: number, view: number): number {
    const [start, end, pinned] = [this.#edge(at), this.#edge(at + 1), this.#edge(1)];
    if (at === 0) return 0;
    if (start - pinned < left) return start - pinned;
    return end > left + view ? Math.min(end - view, start - pinned) : left;
  }

  #edge(at: number): number {
    return this.#edges[at] ?? 0;
  }
}

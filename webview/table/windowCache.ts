/** Items of a long list, fetched in blocks around what is visible and dropped when far away. */
import { isAbort } from '../host.ts';

export type LoadWindow<Item> = (
  start: number,
  count: number,
  signal: AbortSignal,
) => Promise<readonly Item[]>;

export const blockSize = 100;
const keptBlocks = 60;
/** While the scroll bar is dragged rows are asked for this often, in ms, and not for every place passed over. */
const dragPause = 100;
/** From then on, in ms, a reader should be told that rows are on their way; sooner it would flicker. */
const patience = 150;

export class WindowCache<Item> {
  readonly #load: LoadWindow<Item>;
  readonly #arrived: (start: number, count: number) => void;
  readonly #failed: (error: unknown) => void;
  readonly #delayed: () => void;
  /** Insertion order is age: a block that is used again moves to the end. */
  readonly #blocks = new Map<number, readonly Item[]>();
  readonly #loading = new Map<number, AbortController>();
  #needed = { first: 0, last: 0, total: 0 };
  #askedAt = Number.NEGATIVE_INFINITY;
  #later: ReturnType<typeof setTimeout> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** Whether what is needed has been awaited for a moment already. */
  late = false;

  constructor(
    load: LoadWindow<Item>,
    arrived: (start: number, count: number) => void,
    failed: (error: unknown) => void,
    delayed: () => void = () => undefined,
  ) {
    this.#load = load;
    this.#delayed = delayed;
    this.#arrived = arrived;
    this.#failed = failed;
  }

  get(index: number): Item | undefined {
    return this.#blocks.get(Math.floor(index / blockSize))?.[index % blockSize];
  }

  /** All that are here. */
  *values(): Generator<Item> {
    for (const block of this.#blocks.values()) yield* block;
  }

  /** Fetches what `first..last` (inclusive) lacks and cancels what is no longer near. */
  need(first: number, last: number, total: number): void {
    const before = this.#needed;
    this.#needed = { first, last, total };
    const { from, to } = this.#blocksNeeded();
    for (const [block, request] of this.#loading) {
      if (block >= from - 1 && block <= to + 1) continue;
      this.#loading.delete(block);
      request.abort();
    }
    const isJump = first > before.last || last < before.first;
    if (this.#later !== undefined) return;
    const pause = this.#askedAt + dragPause - performance.now();
    if (isJump && pause > 0) this.#later = setTimeout(() => this.#ask(), pause);
    else this.#ask();
  }

  dispose(): void {
    clearTimeout(this.#later);
    this.#stopWaiting();
    for (const request of this.#loading.values()) request.abort();
    this.#loading.clear();
    this.#blocks.clear();
  }

  #blocksNeeded(): { readonly from: number; readonly to: number } {
    const { first, last, total } = this.#needed;
    return {
      from: Math.floor(Math.max(0, first) / blockSize),
      to: Math.floor(Math.min(last, total - 1) / blockSize),
    };
  }

  #ask(): void {
    this.#later = undefined;
    const { from, to } = this.#blocksNeeded();
    let missing = false;
    for (let block = from; block <= to; block += 1) {
      this.#want(block);
      missing ||= !this.#blocks.has(block);
    }
    if (missing) {
      this.#askedAt = performance.now();
      this.#wait();
      return;
    }
    this.#stopWaiting();
    // One block ahead on either side, once the visible ones are here.
    this.#want(to + 1);
    this.#want(from - 1);
  }

  #wait(): void {
    if (this.late) return;
    this.#waiting ??= setTimeout(() => {
      this.late = true;
      this.#delayed();
    }, patience);
  }

  #stopWaiting(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.late = false;
  }

  #want(block: number): void {
    const { total } = this.#needed;
    if (block < 0 || block * blockSize >= total || this.#loading.has(block)) return;
    const known = this.#blocks.get(block);
    if (known !== undefined) {
      this.#blocks.delete(block);
      this.#blocks.set(block, known);
      return;
    }
    const request = new AbortController();
    this.#loading.set(block, request);
    const start = block * blockSize;
    this.#load(start, blockSize, request.signal).then(
      (items) => {
        if (request.signal.aborted) return;
        this.#loading.delete(block);
        this.#keep(block, items);
        this.#stopWaiting();
        this.#arrived(start, items.length);
        if (this.#later === undefined) this.#ask();
      },
      (error: unknown) => {
        if (this.#loading.get(block) === request) this.#loading.delete(block);
        if (!isAbort(error)) this.#failed(error);
      },
    );
  }

  #keep(block: number, items: readonly Item[]): void {
    this.#blocks.set(block, items);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= keptBlocks) break;
      this.#blocks.delete(oldest);
    }
  }
}

/** Items of a long list, fetched in blocks around what is visible and dropped when far away. */
import { isAbort } from '../host.ts';

export type LoadWindow<Item> = (
  start: number,
  count: number,
  signal: AbortSignal,
) => Promise<readonly Item[]>;

export const blockSize = 100;
const keptBlocks = 60;

export class WindowCache<Item> {
  readonly #load: LoadWindow<Item>;
  readonly #arrived: (start: number, count: number) => void;
  readonly #failed: (error: unknown) => void;
  /** Insertion order is age: a block that is used again moves to the end. */
  readonly #blocks = new Map<number, readonly Item[]>();
  readonly #loading = new Map<number, AbortController>();

  constructor(
    load: LoadWindow<Item>,
    arrived: (start: number, count: number) => void,
    failed: (error: unknown) => void,
  ) {
    this.#load = load;
    this.#arrived = arrived;
    this.#failed = failed;
  }

  get(index: number): Item | undefined {
    return this.#blocks.get(Math.floor(index / blockSize))?.[index % blockSize];
  }

  /** Fetches what `first..last` (inclusive) lacks and cancels what is no longer near. */
  need(first: number, last: number, total: number): void {
    const from = Math.floor(Math.max(0, first) / blockSize);
    const to = Math.floor(Math.min(last, total - 1) / blockSize);
    for (const [block, request] of this.#loading) {
      if (block >= from - 1 && block <= to + 1) continue;
      this.#loading.delete(block);
      request.abort();
    }
    for (let block = from; block <= to; block += 1) this.#want(block, total);
    // One block ahead on either side, once the visible ones are asked for.
    this.#want(to + 1, total);
    this.#want(from - 1, total);
  }

  dispose(): void {
    for (const request of this.#loading.values()) request.abort();
    this.#loading.clear();
    this.#blocks.clear();
  }

  #want(block: number, total: number): void {
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
        this.#arrived(start, items.length);
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

/** Sorting as an index array, in slices. Stable: equal keys keep the order they came in. */
import type { SortKeys } from '../report/table.ts';
import type { Pacer } from './pacer.ts';

/** Rows between two looks at the clock. */
const STRIDE = 2048;

/** Order of two positions in `indices`: negative, 0 or positive. */
type Compare = (a: number, b: number) => number;

/** The rows of `indices` in the order of their keys. */
export async function sortedBy(
  indices: Uint32Array,
  keys: SortKeys,
  descending: boolean,
  pacer: Pacer,
): Promise<Uint32Array> {
  const ascending = await comparer(indices, keys, pacer);
  // Reversing the comparison and not the result keeps equal rows in their order.
  const order = await mergeSort(indices.length, descending ? (a, b) => ascending(b, a) : ascending, pacer);
  return order.map((position) => indices[position] ?? 0);
}

async function comparer(indices: Uint32Array, keys: SortKeys, pacer: Pacer): Promise<Compare> {
  const length = indices.length;
  switch (keys.kind) {
    case 'number': {
      const values = new Float64Array(length);
      await fill(length, pacer, (i) => {
        values[i] = keys.at(indices[i] ?? 0);
      });
      return (a, b) => (values[a] ?? 0) - (values[b] ?? 0);
    }
    case 'bigint': {
      const values = new BigUint64Array(length);
      await fill(length, pacer, (i) => {
        values[i] = keys.at(indices[i] ?? 0);
      });
      return (a, b) => {
        const [x, y] = [values[a] ?? 0n, values[b] ?? 0n];
        return x < y ? -1 : x > y ? 1 : 0;
      };
    }
    case 'text': {
      const values: string[] = [];
      await fill(length, pacer, (i) => {
        values.push(keys.at(indices[i] ?? 0));
      });
      return (a, b) => {
        const [x, y] = [values[a] ?? '', values[b] ?? ''];
        return x < y ? -1 : x > y ? 1 : 0;
      };
    }
  }
}

async function fill(length: number, pacer: Pacer, set: (i: number) => void): Promise<void> {
  for (let i = 0; i < length; i++) {
    set(i);
    if (i % STRIDE === STRIDE - 1 && pacer.due) await pacer.breathe();
  }
}

/** Bottom-up merge sort of the positions 0..length-1; Array.sort could not be interrupted. */
async function mergeSort(length: number, compare: Compare, pacer: Pacer): Promise<Uint32Array> {
  let from = Uint32Array.from({ length }, (_, i) => i);
  let to = new Uint32Array(length);
  for (let width = 1; width < length; width *= 2) {
    for (let left = 0, work = 0; left < length; left += 2 * width) {
      const middle = Math.min(left + width, length);
      const right = Math.min(left + 2 * width, length);
      for (let i = left, j = middle, at = left; at < right; at++) {
        const a = from[i] ?? 0;
        const b = from[j] ?? 0;
        if (i < middle && (j >= right || compare(a, b) <= 0)) {
          to[at] = a;
          i++;
        } else {
          to[at] = b;
          j++;
        }
        if (++work % STRIDE === 0 && pacer.due) await pacer.breathe();
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

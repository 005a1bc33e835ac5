/** Sorting as an index array, in slices. Stable: equal keys keep the order they came in. */
import type { SortKeys } from '../../report/tables/table.ts';
import { SessionError } from '../sessionError.ts';
import { MAX_TEXT_BYTES, PackedTexts } from './packedTexts.ts';
import { sortByText, sortByWords } from './radixSort.ts';
import { upTo } from './rowOrder.ts';
import type { SliceScheduler } from './sliceScheduler.ts';

/** Rows between two looks at the clock. */
const STRIDE = 2048;

/** Most rows that are sorted: each takes 24 bytes meanwhile, and its text where it is sorted by that. */
export const MAX_SORTED_ROWS = 4_000_000;

/** The rows of `indices` in the order of their keys; throws a SessionError where that would take too much. */
export async function sortedBy(
  indices: Uint32Array,
  keys: SortKeys,
  descending: boolean,
  scheduler: SliceScheduler,
): Promise<Uint32Array> {
  const order = upTo(indices.length);
  for (const _ of await sorting(order, indices, keys, descending, scheduler)) {
    if (scheduler.due) await scheduler.yieldIfDue();
  }
  for (let i = 0; i < order.length; i++) order[i] = indices[order[i] as number] as number;
  return order;
}

async function sorting(
  order: Uint32Array,
  indices: Uint32Array,
  keys: SortKeys,
  descending: boolean,
  scheduler: SliceScheduler,
): Promise<Generator<void>> {
  const { length } = indices;
  if (keys.kind === 'text') {
    const texts = new PackedTexts(length);
    await fill(length, scheduler, (i) => {
      if (!texts.add(keys.at(indices[i] ?? 0))) {
        throw new SessionError('tooMuchTextToSort', { rows: length, most: MAX_TEXT_BYTES });
      }
    });
    return sortByText(order, texts, descending);
  }
  const bits = new BigUint64Array(length);
  if (keys.kind === 'number') {
    const values = new Float64Array(bits.buffer);
    await fill(length, scheduler, (i) => {
      // Without negative zero, whose bits differ from those of its equal.
      values[i] = keys.at(indices[i] ?? 0) + 0;
    });
  } else {
    await fill(length, scheduler, (i) => {
      bits[i] = keys.at(indices[i] ?? 0);
    });
  }
  return sortByWords(order, words(bits, keys.kind === 'number', descending));
}

/** Low and high halves of 64-bit keys, so that their unsigned order is that of the values. */
function words(bits: BigUint64Array, double: boolean, descending: boolean): [Uint32Array, Uint32Array] {
  const halves = new Uint32Array(bits.buffer);
  const lowFirst = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;
  const low = new Uint32Array(bits.length);
  const high = new Uint32Array(bits.length);
  const flip = descending ? 0xffffffff : 0;
  for (let i = 0; i < bits.length; i++) {
    const top = halves[2 * i + 1 - lowFirst] ?? 0;
    // IEEE 754: doubles above zero sort as their bits, those below it the other way round and before them.
    const mask = !double ? 0 : top >>> 31 === 1 ? 0xffffffff : 0x80000000;
    low[i] = (halves[2 * i + lowFirst] ?? 0) ^ (mask === 0xffffffff ? mask : 0) ^ flip;
    high[i] = top ^ mask ^ flip;
  }
  return [low, high];
}

async function fill(length: number, scheduler: SliceScheduler, set: (i: number) => void): Promise<void> {
  for (let i = 0; i < length; i++) {
    set(i);
    if (i % STRIDE === STRIDE - 1 && scheduler.due) await scheduler.yieldIfDue();
  }
}

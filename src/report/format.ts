/** Values as display strings. Everything a face shows goes through here, so that it looks the same everywhere. */
import { shortened, shownJson } from '../elf/bytes/printable.ts';
import type { Quantity } from '../elf/bytes/quantity.ts';

export { hex, hex32, hexBytes } from '../elf/bytes/hex.ts';
export { shown, shownJson } from '../elf/bytes/printable.ts';

export type Value = Quantity;

/** A value as JSON text that is safe to show. */
export function jsonOf(value: unknown): string {
  return shownJson(JSON.stringify(value));
}

/** Characters of a name that is repeated in many rows: a file may share one long name between all of them. */
export const REPEATED = 256;

/** A name in a place where it is repeated; the row that it belongs to has all of it. */
export function repeated(text: string, limit = REPEATED): string {
  return shortened(text, limit);
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '0%' : `${((100 * part) / whole).toFixed(1)}%`;
}

/** Values as display strings. Everything a face shows goes through here, so that it looks the same everywhere. */
import { grouped as count } from '../consumers/english/words.ts';
import { shownJson } from '../elf/bytes/printable.ts';

export { shown, shownJson } from '../elf/bytes/printable.ts';
export { count };

export type Value = number | bigint;

export function hex(value: Value): string {
  if (value >= 0 && value <= 0xffffffff) return hexWord(Number(value));
  return `0x${value.toString(16)}`;
}

const BARE: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16));
const PADDED: readonly string[] = BARE.map((digits) => digits.padStart(2, '0'));

/**
 * By table, because every row of a symbol table has four of them: 500,000 hashes take toString(16) 600 ms and the
 * table 14.
 */
function hexWord(value: number): string {
  const low = PADDED[value & 0xff];
  if (value < 0x100) return `0x${BARE[value]}`;
  if (value < 0x10000) return `0x${BARE[value >>> 8]}${low}`;
  const middle = PADDED[(value >>> 8) & 0xff];
  if (value < 0x1000000) return `0x${BARE[value >>> 16]}${middle}${low}`;
  return `0x${BARE[value >>> 24]}${PADDED[(value >>> 16) & 0xff]}${middle}${low}`;
}

/** A 32-bit word in full width: hash constants are compared by eye. */
export function hex32(value: number): string {
  const low = `${PADDED[(value >>> 8) & 0xff]}${PADDED[value & 0xff]}`;
  return `0x${PADDED[value >>> 24]}${PADDED[(value >>> 16) & 0xff]}${low}`;
}

export function plural(value: Value, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 || value === 1n ? one : many}`;
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** "60 bytes", "8.0 KiB", "285 MiB". */
export function byteSize(value: Value): string {
  let size = Number(value);
  if (size < 1024) return plural(size, 'byte');
  for (const unit of UNITS) {
    size /= 1024;
    if (size < 1024 || unit === 'EiB') return `${size.toFixed(size < 100 ? 1 : 0)} ${unit}`;
  }
  return plural(size, 'byte');
}

export function range(offset: number, length: number): string {
  return `${hex(offset)} – ${hex(offset + length)} · ${plural(length, 'byte')}`;
}

/** A value as JSON text that is safe to show. */
export function jsonOf(value: unknown): string {
  return shownJson(JSON.stringify(value));
}

/** Bytes as "1a f2 9f". */
export function hexBytes(bytes: Uint8Array, separator = ' '): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator);
}

/** At most `limit` characters, with the rest counted, never dropped in silence. */
export function shortened(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${text.slice(0, limit)}… (${count(text.length - limit)} more characters)`;
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

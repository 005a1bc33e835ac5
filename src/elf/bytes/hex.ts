/** Numbers and bytes in hexadecimal, the same in every language. */

/** 0x...; of what lies below 0, as a distance from an image's start may: -0x10. */
export function hex(value: number | bigint): string {
  if (value < 0) return `-${hex(-value)}`;
  if (value <= 0xffffffff) return hexWord(Number(value));
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

/** Bytes as "1a f2 9f". */
export function hexBytes(bytes: Uint8Array, separator = ' '): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator);
}

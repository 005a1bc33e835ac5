/**
 * What the rows of one table may come to when they are written, in bytes of JSON or characters of text. Formats that
 * pack rows make much of little: eight bytes of DT_RELR are up to 63 relocations, and these 5,000 bytes of JSON. Of 250
 * libraries and kernel modules no table came to more than five bytes a byte.
 */
export const ROWS_BASE_BYTES = 1 << 20;
export const ROWS_BYTES_PER_BYTE = 32;

/** @param size of the image in bytes */
export function mostOfTable(size: number): number {
  return ROWS_BASE_BYTES + size * ROWS_BYTES_PER_BYTE;
}

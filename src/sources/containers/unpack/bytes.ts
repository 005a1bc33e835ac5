/** What readers of packings share. */

export function u32(bytes: Uint8Array, at = 0): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

const table = new Uint32Array(4 * 256);
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  table[byte] = value;
}
for (let at = 256; at < table.length; at++) {
  const before = table[at - 256] as number;
  table[at] = (before >>> 8) ^ (table[before & 255] as number);
}

/** CRC-32 (ISO 3309), four bytes at a time. @param before of what stands before these bytes, 0 at the beginning */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let at = 0;
  for (const last = bytes.length - 3; at < last; at += 4) {
    crc ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    crc =
      (table[768 + (crc & 255)] as number) ^
      (table[512 + ((crc >>> 8) & 255)] as number) ^
      (table[256 + ((crc >>> 16) & 255)] as number) ^
      (table[crc >>> 24] as number);
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] as number)) & 255] as number);
  return ~crc >>> 0;
}

/** What people paste: 0x7ffd1234, 7FFD1234, 0x7fff_1234. Hexadecimal with and without 0x. */
export function parseAddress(text: string): bigint | undefined {
  const digits = text.trim().replace(/^0x/i, '').replaceAll(/[_`']/g, '');
  return /^[0-9a-f]{1,16}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined;
}

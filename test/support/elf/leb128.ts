/** Unsigned LEB128, in `width` bytes where given: then it does not get shorter with the number. */
export function uleb128(value: bigint, width = 1): Uint8Array {
  return encoded(value, width, (rest) => rest === 0n);
}

/** Signed LEB128. */
export function sleb128(value: bigint, width = 1): Uint8Array {
  return encoded(value, width, (rest, byte) => rest === ((byte & 0x40n) === 0n ? 0n : -1n));
}

function encoded(value: bigint, width: number, ends: (rest: bigint, byte: bigint) => boolean): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const byte = rest & 0x7fn;
    rest >>= 7n;
    if (ends(rest, byte) && bytes.length + 1 >= width) return Uint8Array.from([...bytes, Number(byte)]);
    bytes.push(Number(byte) | 0x80);
  }
}

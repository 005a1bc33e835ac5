/**
 * The two hash functions of ELF symbol tables, over the bytes of a name without its NUL.
 */

/**
 * SysV hash (gABI, "Hash Table"), 28 bits. The top nibble is folded in and left to be shifted out, which
 * saves the masking of the gABI's version in every step.
 */
export function sysvHash(name: Uint8Array | string): number {
  let hash = 0;
  for (const byte of nameBytes(name)) {
    hash = (hash << 4) + byte;
    hash ^= (hash >>> 24) & 0xf0;
  }
  return hash & 0x0fffffff;
}

/** GNU hash: Bernstein's h * 33 + c from 5381, 32 bits (as in DT_GNU_HASH of binutils and glibc). */
export function gnuHash(name: Uint8Array | string): number {
  let hash = 5381;
  for (const byte of nameBytes(name)) hash = (Math.imul(hash, 33) + byte) | 0;
  return hash >>> 0;
}

/** UTF-8 of a string; written out because the core has no TextEncoder in every host it runs in. */
function nameBytes(name: Uint8Array | string): Iterable<number> {
  if (typeof name !== 'string') return name;
  const bytes: number[] = [];
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
      bytes.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return bytes;
}

/**
 * The two hash functions of ELF symbol tables, over the bytes of a name without its NUL.
 */

const ENCODER = new TextEncoder();

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

function nameBytes(name: Uint8Array | string): Uint8Array {
  return typeof name === 'string' ? ENCODER.encode(name) : name;
}

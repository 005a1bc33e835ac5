/** The two hash functions of dynamic symbol names, apart from src/elf for the reason given in constants.ts. */

/** gABI 5, "Hash Table". */
export function sysvHash(name: string): number {
  let hash = 0;
  for (const byte of new TextEncoder().encode(name)) {
    hash = (hash * 16 + byte) % 2 ** 32;
    const high = Math.floor(hash / 2 ** 28);
    hash = ((hash ^ (high << 4)) >>> 0) % 2 ** 28;
  }
  return hash;
}

/** dl_new_hash: h * 33 + c, from 5381, modulo 2^32. */
export function gnuHash(name: string): number {
  let hash = 5381;
  for (const byte of new TextEncoder().encode(name)) hash = (hash * 33 + byte) % 2 ** 32;
  return hash;
}

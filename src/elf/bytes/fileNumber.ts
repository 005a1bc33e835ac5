/**
 * An offset, size or count of 64 bits out of a file, as a Number. No file is that large: what claims 2^53 or more becomes
 * 2^53 - 1, which lies behind the end of every file and which a loop can still step on from. Addresses stay BigInt.
 */
export function fileNumber(value: number | bigint): number {
  return value > MOST ? Number.MAX_SAFE_INTEGER : Number(value);
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

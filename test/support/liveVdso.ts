import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const AT_SYSINFO_EHDR = 33n;

/**
 * This process's vDSO, the whole mapping; undefined on machines that have none. Read here apart from
 * src/sources, so that tests of the core stand on their own.
 */
export function liveVdsoBytes(): Buffer | undefined {
  const base = sysinfoEhdr();
  if (base === undefined) return undefined;
  for (const line of readFileSync('/proc/self/maps', 'latin1').split('\n')) {
    const [start = '', end = ''] = (line.split(' ')[0] ?? '').split('-');
    if (start === '' || BigInt(`0x${start}`) !== base) continue;
    const bytes = Buffer.alloc(Number(BigInt(`0x${end}`) - base));
    const memory = openSync('/proc/self/mem', 'r');
    try {
      readSync(memory, bytes, 0, bytes.length, base);
    } finally {
      closeSync(memory);
    }
    return bytes;
  }
  return undefined;
}

/** Pairs of native words; every Node that runs these tests is a 64-bit, little-endian process. */
function sysinfoEhdr(): bigint | undefined {
  let auxv: Buffer;
  try {
    auxv = readFileSync('/proc/self/auxv');
  } catch {
    return undefined;
  }
  for (let at = 0; at + 16 <= auxv.length; at += 16) {
    if (auxv.readBigUInt64LE(at) === AT_SYSINFO_EHDR) return auxv.readBigUInt64LE(at + 8);
  }
  return undefined;
}

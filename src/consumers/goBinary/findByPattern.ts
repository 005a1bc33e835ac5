/**
 * The table of a stripped program: by what its entries look like. pclntab and moduledata name functions and
 * never variables, so the initialised data is searched for a run of vdsoSymbolKey structs: a name as only
 * vDSO functions have it, two hashes, and a pointer to a variable; and for the one vdsoVersionKey.
 */
import { sysvHash } from '../../elf/hash.ts';
import type { ProgramMemory } from './programMemory.ts';
import {
  type DecodedKey,
  type DecodedTable,
  type DecodedVersion,
  keyAt,
  keySize,
  MAX_KEYS,
  rawKey,
  rawVersion,
  versionAt,
} from './vdsoTable.ts';

/** The shortest: "__vdso_time". */
const MIN_KEY_NAME = 8;
/** A SysV hash has 28 bits. */
const SYSV_LIMIT = 2 ** 28;
/** Look-alikes whose text is read; beyond that the search is given up. */
const MAX_CANDIDATES = 1 << 18;

export async function findByPattern(memory: ProgramMemory): Promise<DecodedTable | undefined> {
  const keys = await findKeys(memory);
  if (keys.length === 0) return undefined;
  const version = await findVersion(memory);
  return {
    foundBy: 'pattern',
    ...(version === undefined ? {} : { version }),
    keys,
    variables: new Map(),
  };
}

async function findKeys(memory: ProgramMemory): Promise<readonly DecodedKey[]> {
  const size = keySize(memory.wordSize);
  let left = MAX_CANDIDATES;
  for (const address of words(memory)) {
    const raw = rawKey(memory, address);
    if (raw === undefined || raw.length < MIN_KEY_NAME) continue;
    if (raw.sysvHash === 0 || raw.sysvHash >= SYSV_LIMIT || raw.gnuHash === 0) continue;
    if (left-- === 0) return [];
    const keys: DecodedKey[] = [];
    while (keys.length < MAX_KEYS) {
      const key = await keyAt(memory, address + keys.length * size);
      if (key === undefined) break;
      keys.push(key);
    }
    if (keys.length > 0) return keys;
  }
  return [];
}

async function findVersion(memory: ProgramMemory): Promise<DecodedVersion | undefined> {
  let left = MAX_CANDIDATES;
  let unverified: DecodedVersion | undefined;
  for (const address of words(memory)) {
    const raw = rawVersion(memory, address);
    if (raw === undefined || raw.hash === 0 || raw.hash >= SYSV_LIMIT) continue;
    if (left-- === 0) break;
    const version = await versionAt(memory, address);
    if (version === undefined) continue;
    if (version.hash === sysvHash(version.name)) return version;
    unverified ??= version;
  }
  return unverified;
}

function* words(memory: ProgramMemory): Generator<number> {
  const { wordSize } = memory;
  for (const { address, data } of memory.regions) {
    const start = Math.ceil(address / wordSize) * wordSize;
    for (let at = start; at + 2 * wordSize <= address + data.length; at += wordSize) yield at;
  }
}

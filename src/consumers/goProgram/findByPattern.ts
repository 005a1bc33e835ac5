/**
 * The table of a stripped program: by what its entries look like. pclntab and moduledata name functions and
 * never variables, so the initialised data is searched for a run of vdsoSymbolKey structs: a name as only
 * vDSO functions have it, two hashes, and a pointer to a variable; and for the one vdsoVersionKey.
 */
import { sysvHash } from '../../elf/format/hash.ts';
import type { MemoryLocation } from './programData.ts';
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
/** Words between two looks at the clock. */
const SLICE = 1024;

/** Undefined as well when the work for the search is spent: half a table would be a wrong one. */
export async function findByPattern(memory: ProgramMemory): Promise<DecodedTable | undefined> {
  const keys = await findKeys(memory);
  if (keys.length === 0) return undefined;
  const version = await findVersion(memory);
  if (memory.work.exhausted) return undefined;
  return {
    foundBy: 'pattern',
    ...(version === undefined ? {} : { version }),
    keys,
    variables: new Map(),
  };
}

async function findKeys(memory: ProgramMemory): Promise<readonly DecodedKey[]> {
  const size = keySize(memory.wordSize);
  for await (const places of words(memory)) {
    for (const place of places) {
      const raw = rawKey(memory, place);
      if (raw === undefined || raw.length < MIN_KEY_NAME) continue;
      if (raw.sysvHash === 0 || raw.sysvHash >= SYSV_LIMIT || raw.gnuHash === 0) continue;
      const keys: DecodedKey[] = [];
      while (keys.length < MAX_KEYS) {
        const key = await keyAt(memory, { data: place.data, at: place.at + keys.length * size });
        if (key === undefined) break;
        keys.push(key);
      }
      if (keys.length > 0) return keys;
    }
  }
  return [];
}

async function findVersion(memory: ProgramMemory): Promise<DecodedVersion | undefined> {
  let unverified: DecodedVersion | undefined;
  for await (const places of words(memory)) {
    for (const place of places) {
      const raw = rawVersion(memory, place);
      if (raw === undefined || raw.hash === 0 || raw.hash >= SYSV_LIMIT) continue;
      const version = await versionAt(memory, place);
      if (version === undefined) continue;
      if (version.hash === sysvHash(version.name)) return version;
      unverified ??= version;
    }
  }
  return unverified;
}

/** Every word of the data, in slices between which others run; ends early when the work for it is spent. */
async function* words({
  data: { regions },
  wordSize,
  work,
}: ProgramMemory): AsyncGenerator<Iterable<MemoryLocation>> {
  for (const { address, data } of regions) {
    const first = Number(BigInt.asUintN(wordSize === 8 ? 3 : 2, -address));
    for (let from = first; from < data.length; from += SLICE * wordSize) {
      const to = Math.min(from + SLICE * wordSize, data.length);
      if (!work.spend(Math.ceil((to - from) / wordSize))) return;
      yield slice(data, from, to, wordSize);
      await work.yieldIfDue();
    }
  }
}

function* slice(
  data: MemoryLocation['data'],
  from: number,
  to: number,
  wordSize: number,
): Generator<MemoryLocation> {
  for (let at = from; at < to; at += wordSize) yield { data, at };
}

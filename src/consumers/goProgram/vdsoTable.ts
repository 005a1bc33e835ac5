/**
 * The vDSO table that the linker put into a Go program: runtime.vdsoSymbolKeys and runtime.vdsoLinuxVersion
 * (Go src/runtime/vdso_linux.go). Layouts, with words of the program's size:
 *   vdsoVersionKey { version string; verHash uint32 }
 *   vdsoSymbolKey  { name string; symHash uint32; gnuHash uint32; ptr *uintptr }
 * A string is a pointer and a length; a slice is a pointer, a length and a capacity.
 */
import type { MemoryLocation } from './programData.ts';
import type { ProgramMemory } from './programMemory.ts';

/** A key as the program holds it. */
export interface DecodedKey {
  readonly symbol: string;
  readonly sysvHash: number;
  readonly gnuHash: number;
  /** Address of the variable in the program, before any load bias. */
  readonly target: bigint;
  /** What the variable holds when the program starts. */
  readonly initial: bigint;
}

export interface DecodedVersion {
  readonly name: string;
  readonly hash: number;
}

export interface DecodedTable {
  /** symbols: by the names in .symtab. pattern: by what the data looks like, in a program without names. */
  readonly foundBy: 'symbols' | 'pattern';
  readonly version?: DecodedVersion;
  readonly keys: readonly DecodedKey[];
  /** Names of the program's own variables by address; empty without .symtab. */
  readonly variables: ReadonlyMap<bigint, string>;
}

/** No release has more than three. */
export const MAX_KEYS = 64;
const MAX_NAME = 64;

export const KEY_NAME = /^__(vdso|kernel)_[a-z0-9_]+$/;
export const VERSION_NAME = /^LINUX_[0-9]+(\.[0-9]+)*$/;

export function keySize(wordSize: 4 | 8): number {
  return 3 * wordSize + 8;
}

/** The fields of a key without its name's text; undefined when they cannot be those of a key. */
export function rawKey(memory: ProgramMemory, { data, at }: MemoryLocation) {
  const { wordSize } = memory;
  if (at + keySize(wordSize) > data.length) return undefined;
  const length = data.size(at + wordSize);
  if (length === 0 || length > MAX_NAME) return undefined;
  const target = data.word(at + 2 * wordSize + 8);
  if (!memory.isVariable(target)) return undefined;
  const name = data.word(at);
  if (!memory.isBacked(name)) return undefined;
  const sysvHash = data.u32(at + 2 * wordSize);
  return { name, length, sysvHash, gnuHash: data.u32(at + 2 * wordSize + 4), target };
}

export async function keyAt(memory: ProgramMemory, place: MemoryLocation): Promise<DecodedKey | undefined> {
  const raw = rawKey(memory, place);
  if (raw === undefined) return undefined;
  const symbol = await memory.text(raw.name, raw.length);
  if (symbol === undefined || !KEY_NAME.test(symbol)) return undefined;
  const { sysvHash, gnuHash, target } = raw;
  return { symbol, sysvHash, gnuHash, target, initial: memory.initialWord(target) };
}

export function rawVersion(memory: ProgramMemory, { data, at }: MemoryLocation) {
  const { wordSize } = memory;
  if (at + 2 * wordSize + 4 > data.length) return undefined;
  const length = data.size(at + wordSize);
  if (length === 0 || length > MAX_NAME) return undefined;
  const hash = data.u32(at + 2 * wordSize);
  const name = data.word(at);
  return memory.isBacked(name) ? { name, length, hash } : undefined;
}

export async function versionAt(
  memory: ProgramMemory,
  place: MemoryLocation,
): Promise<DecodedVersion | undefined> {
  const raw = rawVersion(memory, place);
  if (raw === undefined) return undefined;
  const name = await memory.text(raw.name, raw.length);
  return name === undefined || !VERSION_NAME.test(name) ? undefined : { name, hash: raw.hash };
}

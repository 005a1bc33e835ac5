/** The table of a program that kept its .symtab: at the addresses its names say. */
import { SHN_UNDEF } from '../../elf/constants.ts';
import type { SymbolTable } from '../../elf/model.ts';
import type { ProgramMemory } from './programMemory.ts';
import { type DecodedKey, type DecodedTable, keyAt, keySize, MAX_KEYS, versionAt } from './vdsoTable.ts';

const PREFIX = 'runtime.vdso';
/** Variables and functions; Go has about ten. */
const MAX_NAMES = 1000;

/** Undefined when the names are not there, or lead to no table. */
export async function findBySymbols(
  memory: ProgramMemory,
  symtab: SymbolTable,
): Promise<DecodedTable | undefined> {
  const named = runtimeVariables(symtab);
  const slice = named.get('runtime.vdsoSymbolKeys');
  if (slice === undefined) return undefined;
  const { wordSize } = memory;
  const header = memory.at(slice, 3 * wordSize);
  if (header === undefined) return undefined;
  const first = header.size(0);
  const count = Math.min(header.size(wordSize), MAX_KEYS);
  const keys: DecodedKey[] = [];
  for (let index = 0; index < count; index++) {
    const key = await keyAt(memory, first + index * keySize(wordSize));
    if (key !== undefined) keys.push(key);
  }
  if (keys.length === 0) return undefined;
  const versionAddress = named.get('runtime.vdsoLinuxVersion');
  const version = versionAddress === undefined ? undefined : await versionAt(memory, versionAddress);
  const variables = new Map([...named].map(([name, address]) => [address, name.replace(/^runtime\./, '')]));
  return { foundBy: 'symbols', ...(version === undefined ? {} : { version }), keys, variables };
}

/** Names that begin with runtime.vdso, with their addresses. */
function runtimeVariables(symtab: SymbolTable): Map<string, number> {
  const found = new Map<string, number>();
  for (let index = 1; index < symtab.length && found.size < MAX_NAMES; index++) {
    // Not nameBytes(): names are cut where a file makes many of one long string, and their bytes are not.
    const name = symtab.name(index);
    if (!name.startsWith(PREFIX) || symtab.shndx(index) === SHN_UNDEF) continue;
    found.set(name, Number(symtab.value(index)));
  }
  return found;
}

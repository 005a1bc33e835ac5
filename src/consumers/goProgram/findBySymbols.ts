/** The table of a program that kept its .symtab: at the addresses its names say. */
import type { ProgramMemory } from './programMemory.ts';
import { type DecodedKey, type DecodedTable, keyAt, keySize, MAX_KEYS, versionAt } from './vdsoTable.ts';

/** Undefined when the names are not there, or lead to no table. */
export async function findBySymbols(
  memory: ProgramMemory,
  named: ReadonlyMap<string, bigint>,
): Promise<DecodedTable | undefined> {
  const slice = named.get('runtime.vdsoSymbolKeys');
  if (slice === undefined) return undefined;
  const { wordSize } = memory;
  const header = memory.place(slice, 3 * wordSize);
  if (header === undefined) return undefined;
  const first = header.data.word(header.at);
  const count = Math.min(header.data.size(header.at + wordSize), MAX_KEYS);
  const keys: DecodedKey[] = [];
  for (let index = 0; index < count; index++) {
    const place = memory.place(first + BigInt(index * keySize(wordSize)), keySize(wordSize));
    const key = place && (await keyAt(memory, place));
    if (key !== undefined) keys.push(key);
  }
  if (keys.length === 0) return undefined;
  const version = await versionNamed(memory, named.get('runtime.vdsoLinuxVersion'));
  const variables = new Map([...named].map(([name, address]) => [address, name.replace(/^runtime\./, '')]));
  return { foundBy: 'symbols', ...(version === undefined ? {} : { version }), keys, variables };
}

async function versionNamed(memory: ProgramMemory, address: bigint | undefined) {
  const place = address === undefined ? undefined : memory.place(address, 2 * memory.wordSize + 4);
  return place && (await versionAt(memory, place));
}

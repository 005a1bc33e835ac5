/** The dynamic table as consumers read it: entry after entry up to DT_NULL, without a limit, the last of a kind wins. */
import * as elf from '../../elf/constants.ts';
import type { DynamicTagName, LookupRules } from '../model.ts';
import type { LoadedImage } from './programHeaders.ts';
import type { Replay } from './replay.ts';

const tags: ReadonlyMap<bigint, DynamicTagName> = new Map([
  [BigInt(elf.DT_HASH), 'HASH'],
  [BigInt(elf.DT_STRTAB), 'STRTAB'],
  [BigInt(elf.DT_SYMTAB), 'SYMTAB'],
  [BigInt(elf.DT_STRSZ), 'STRSZ'],
  [BigInt(elf.DT_SYMENT), 'SYMENT'],
  [BigInt(elf.DT_GNU_HASH), 'GNU_HASH'],
  [BigInt(elf.DT_VERSYM), 'VERSYM'],
  [BigInt(elf.DT_VERDEF), 'VERDEF'],
  [BigInt(elf.DT_VERDEFNUM), 'VERDEFNUM'],
]);

/** Tags whose value is a number and no address. */
const plainNumbers: ReadonlySet<DynamicTagName> = new Set(['STRSZ', 'SYMENT', 'VERDEFNUM']);

/** Addresses (bias added) and numbers of the tags a consumer looks at; absent where the table has no such entry. */
export type DynamicPointers = ReadonlyMap<DynamicTagName, bigint>;

/** undefined: something the consumer needs is missing, and it leaves the image alone. */
export function readDynamicTable(
  replay: Replay,
  image: LoadedImage,
  rules: LookupRules,
): DynamicPointers | undefined {
  const size = 2n * BigInt(replay.wordSize);
  const pointers = new Map<DynamicTagName, bigint>();
  const wanted = new Set([...rules.requiredTags, ...rules.tables.map(tagOf), 'VERSYM', 'VERDEF']);
  let count = 0;
  for (let entry = image.dynamic; ; entry += size) {
    const tag = replay.word(entry, `d_tag of dynamic entry ${count}`);
    count++;
    if (tag === 0n) break;
    const name = tags.get(tag);
    if (name === undefined || !wanted.has(name)) continue;
    const value = replay.word(entry + BigInt(replay.wordSize), `DT_${name}`);
    const pointer = plainNumbers.has(name) ? value : replay.memory.wrap(image.bias + value);
    pointers.set(name, pointer);
    replay.info('dynamic-entry', { tag: name, value }, entry, Number(size));
  }
  replay.info('dynamic-table', { count }, image.dynamic, count * Number(size));
  return complete(replay, pointers, rules) ? pointers : undefined;
}

/** A pointer of 0 is no pointer, as in the consumers' own tests for nil. */
export function pointer(pointers: DynamicPointers, name: DynamicTagName): bigint | undefined {
  const value = pointers.get(name);
  return value === 0n ? undefined : value;
}

function complete(replay: Replay, pointers: DynamicPointers, rules: LookupRules): boolean {
  const missing = rules.requiredTags.find((tag) => pointer(pointers, tag) === undefined);
  if (missing !== undefined) {
    replay.fail('no-dynamic-tag', { tag: missing });
    return false;
  }
  const found = rules.tables.some((table) => pointer(pointers, tagOf(table)) !== undefined);
  if (!found) replay.fail('no-hash-table', { tables: rules.tables.map((t) => `DT_${tagOf(t)}`).join(', ') });
  return found;
}

export function tagOf(table: 'gnu' | 'sysv'): 'GNU_HASH' | 'HASH' {
  return table === 'gnu' ? 'GNU_HASH' : 'HASH';
}

/** The dynamic table as consumers read it: entry after entry up to DT_NULL, without a limit, the last of a kind wins. */

import * as elf from '../../elf/format/constants.ts';
import type { DynamicTagName, LookupRules } from '../model.ts';
import type { LoadedImage } from './programHeaders.ts';
import type { Replay } from './replay.ts';

const tags: ReadonlyMap<bigint, DynamicTagName> = new Map([
  [BigInt(elf.DT_HASH), 'HASH'],
  [BigInt(elf.DT_STRTAB), 'STRTAB'],
  [BigInt(elf.DT_SYMTAB), 'SYMTAB'],
  [BigInt(elf.DT_STRSZ), 'STRSZ'],
  [BigInt(elf.DT_SYMENT), 'SYMENT'],
  [BigInt(elf.DT_SONAME), 'SONAME'],
  [BigInt(elf.DT_GNU_HASH), 'GNU_HASH'],
  [BigInt(elf.DT_VERSYM), 'VERSYM'],
  [BigInt(elf.DT_VERDEF), 'VERDEF'],
  [BigInt(elf.DT_VERDEFNUM), 'VERDEFNUM'],
]);

/** Tags whose value is a number and no address. */
const plainNumbers: ReadonlySet<DynamicTagName> = new Set(['STRSZ', 'SYMENT', 'SONAME', 'VERDEFNUM']);

/** Addresses (bias added) and numbers of the tags a consumer looks at; absent where the table has no such entry. */
export type DynamicPointers = ReadonlyMap<DynamicTagName, bigint>;

/** undefined: something the consumer needs is missing, and it leaves the image alone. */
export function readDynamicTable(
  replay: Replay,
  image: LoadedImage,
  rules: LookupRules,
): DynamicPointers | undefined {
  const { dyn } = replay.read;
  const { size } = dyn;
  const pointers = new Map<DynamicTagName, bigint>();
  const wanted = wantedTags(rules);
  let count = 0;
  for (let entry = image.dynamic; ; entry += BigInt(size)) {
    if (count === image.dynamicLimit) {
      if (rules.segments?.dynamicEnd !== 'memsz-refused') break;
      replay.fail('dynamic-unterminated', { count }, image.dynamic, count * size);
      return undefined;
    }
    if (rules.bounds !== undefined && !replay.has(entry, size)) {
      replay.fail('outside-refused', { what: ['dynamic-entry', count] });
      return undefined;
    }
    const tag = dyn.word(entry, 'd_tag', ['dynamic-entry', count]);
    count++;
    if (tag === 0n) break;
    const name = tags.get(tag);
    if (name === undefined || !wanted.has(name)) continue;
    const value = dyn.word(entry, 'd_val', `DT_${name}`);
    pointers.set(name, pointerOf(replay, image, name, value));
    replay.info('dynamic-entry', { tag: name, value }, entry, size);
    if (name === 'SYMENT' && !symentAccepted(replay, rules, value)) return undefined;
  }
  replay.info('dynamic-table', { count }, image.dynamic, count * size);
  return complete(replay, pointers, rules) ? pointers : undefined;
}

function wantedTags(rules: LookupRules): ReadonlySet<DynamicTagName> {
  return new Set<DynamicTagName>([
    ...rules.requiredTags,
    'STRTAB',
    'SYMTAB',
    ...rules.tables.map(tagOf),
    ...(rules.symentChecked ? (['SYMENT'] as const) : []),
    ...(rules.soname === undefined ? [] : (['SONAME'] as const)),
    'VERSYM',
    'VERDEF',
  ]);
}

function pointerOf(replay: Replay, image: LoadedImage, name: DynamicTagName, value: bigint): bigint {
  if (plainNumbers.has(name)) return value;
  return replay.memory.wrap(image.bias + value);
}

function symentAccepted(replay: Replay, rules: LookupRules, value: bigint): boolean {
  if (!rules.symentChecked) return true;
  const wanted = BigInt(replay.read.sym.size);
  return replay.test(value === wanted, 'syment', { value, wanted });
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
  if (rules.tables.length === 0) return true;
  if (rules.noHash === 'null-pointer') return true;
  const found = rules.tables.some((table) => pointer(pointers, tagOf(table)) !== undefined);
  if (!found)
    replay.fail('no-hash-table', { tables: rules.tables.map((table) => `DT_${tagOf(table)}` as const) });
  return found;
}

export function tagOf(table: 'gnu' | 'sysv'): 'GNU_HASH' | 'HASH' {
  return table === 'gnu' ? 'GNU_HASH' : 'HASH';
}

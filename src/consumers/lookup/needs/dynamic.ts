/** The dynamic table as consumers read it who take the whole image, and the needs that are about single tags. */

import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import {
  DT_FLAGS,
  DT_NULL,
  DT_SONAME,
  DT_STRTAB,
  DT_SYMENT,
  PT_DYNAMIC,
} from '../../../elf/format/constants.ts';
import { dynamicTagName } from '../../../elf/format/names.ts';
import type { LookupRules } from '../../model.ts';
import type { Need } from '../../need.ts';
import type { Replay } from '../replay.ts';
import { met, type NeedResult, unmet } from './needResult.ts';
import { biasOfFirstLoad, firstOfType } from './programHeaders.ts';

export interface DynamicValues {
  readonly bias: bigint;
  /** By tag, the last of each. */
  readonly values: ReadonlyMap<number, bigint>;
  /** Address of each tag's last entry. */
  readonly entries: ReadonlyMap<number, bigint>;
}

/** A consumer reads it once, for whatever of it it needs. */
const known = new WeakMap<Replay, DynamicValues>();

/** undefined: there is none, and a failed step says so. */
export function dynamicValues(replay: Replay, rules: LookupRules): DynamicValues | undefined {
  const values = known.get(replay) ?? readValues(replay, rules);
  if (values !== undefined) known.set(replay, values);
  return values;
}

function readValues(replay: Replay, rules: LookupRules): DynamicValues | undefined {
  const header = firstOfType(replay, PT_DYNAMIC);
  if (header === undefined) {
    replay.fail('need-no-dynamic', {});
    return undefined;
  }
  const { memory } = replay;
  const bias =
    rules.loadBias === 'base' ? memory.base : biasOfFirstLoad(replay, rules.loadBias.endsWith('vaddr'));
  const start = memory.wrap(rules.dynamicAt === 'vaddr' ? bias + header.vaddr : memory.base + header.offset);
  const end = rules.segments?.dynamicEnd;
  const bytes = end === 'filesz' ? header.filesz : header.memsz;
  const { dyn } = replay.read;
  const { size } = dyn;
  const limit = end === undefined ? Number.POSITIVE_INFINITY : fileNumber(bytes / BigInt(size));
  const values = new Map<number, bigint>();
  const entries = new Map<number, bigint>();
  let count = 0;
  for (let entry = start; count < limit; entry += BigInt(size)) {
    const tag = dyn.number(entry, 'd_tag', ['dynamic-entry', count]);
    count++;
    if (tag === DT_NULL) break;
    values.set(tag, dyn.word(entry, 'd_val', ['dynamic-entry', count - 1]));
    entries.set(tag, entry);
  }
  replay.info('dynamic-table', { count }, start, count * size);
  return { bias, values, entries };
}

/** What a tag's value points at; undefined where the tag is not there, or 0. */
export function pointedAt(replay: Replay, { bias, values }: DynamicValues, tag: number): bigint | undefined {
  const value = values.get(tag);
  return value === undefined || value === 0n ? undefined : replay.memory.wrap(bias + value);
}

export function missingTag({ values }: DynamicValues, tags: readonly number[]): string | undefined {
  const missing = tags.find((tag) => (values.get(tag) ?? 0n) === 0n);
  return missing === undefined ? undefined : elfTagName(missing);
}

export function elfTagName(tag: number): string {
  return `DT_${dynamicTagName(BigInt(tag), 0)}`;
}

export function tagsNeed(
  replay: Replay,
  rules: LookupRules,
  { all }: Extract<Need, { kind: 'tags' }>,
): NeedResult {
  const dynamic = dynamicValues(replay, rules);
  if (dynamic === undefined) return {};
  const tag = missingTag(dynamic, all);
  if (tag !== undefined) return unmet(replay, 'need-no-tag', { tag });
  return met(replay, 'need-tags', { tags: all.map(elfTagName) });
}

export function noTagsNeed(
  replay: Replay,
  rules: LookupRules,
  { none, flags = 0 }: Extract<Need, { kind: 'no-tags' }>,
): NeedResult {
  const dynamic = dynamicValues(replay, rules);
  if (dynamic === undefined) return {};
  const { values, entries } = dynamic;
  const tag = none.find((each) => values.has(each));
  const { size } = replay.read.dyn;
  if (tag !== undefined)
    return unmet(replay, 'need-tag-refused', { tag: elfTagName(tag) }, entries.get(tag), size);
  const set = values.get(DT_FLAGS) ?? 0n;
  if ((set & BigInt(flags)) !== 0n) {
    return unmet(replay, 'need-flags-refused', { flags: set, refused: flags }, entries.get(DT_FLAGS), size);
  }
  return met(replay, 'need-no-such-tag', { tags: none.map(elfTagName) });
}

export function symbolSizeNeed(replay: Replay, rules: LookupRules): NeedResult {
  const dynamic = dynamicValues(replay, rules);
  if (dynamic === undefined) return {};
  const value = dynamic.values.get(DT_SYMENT);
  const wanted = BigInt(replay.read.sym.size);
  if (value === undefined) return met(replay, 'need-no-symbol-size', {});
  const at = dynamic.entries.get(DT_SYMENT);
  if (value === wanted) return met(replay, 'need-symbol-size', { value }, at, replay.read.dyn.size);
  return unmet(replay, 'syment', { value, wanted }, at, replay.read.dyn.size);
}

export function sonameNeed(
  replay: Replay,
  rules: LookupRules,
  { name: wanted }: Extract<Need, { kind: 'soname' }>,
): NeedResult {
  const dynamic = dynamicValues(replay, rules);
  if (dynamic === undefined) return {};
  const offset = dynamic.values.get(DT_SONAME);
  const strings = pointedAt(replay, dynamic, DT_STRTAB);
  if (offset === undefined || strings === undefined) {
    return unmet(replay, 'need-no-tag', { tag: elfTagName(offset === undefined ? DT_SONAME : DT_STRTAB) });
  }
  const bytes = Uint8Array.from(wanted ?? '', (character) => character.charCodeAt(0));
  const name = replay.name(replay.memory.wrap(strings + offset), bytes, 'to-nul', 'DT_SONAME');
  const args = { name: name.shown, wanted: wanted ?? name.shown };
  const passed = wanted === undefined ? name.shown !== '' : name.equal;
  if (!passed) return unmet(replay, 'need-other-soname', args, strings + offset, name.shown.length + 1);
  return met(replay, 'need-soname', args, strings + offset, name.shown.length + 1);
}

/** Sentences about hash tables. */
import { count, list, plural } from '../../elf/english.ts';
import type { Lookup } from '../facts/lookups.ts';
import { hex32 } from '../format.ts';
import { keyOutcomeWord, lookupsLabel } from './consumers.ts';

const TABLE_NAMES = { gnu: 'DT_GNU_HASH', sysv: 'DT_HASH', linear: 'every symbol in turn' } as const;

export function hashTitle(kind: 'gnu' | 'sysv'): string {
  return TABLE_NAMES[kind];
}

export function hashCheck(right: boolean): string {
  return right ? 'right' : 'wrong';
}

/** Of a constant in a consumer's source. */
export function hashConstant(verified: boolean): string {
  return verified ? 'hash verified' : 'hash constant is wrong';
}

export function hashConstants(verified: boolean | undefined): string {
  if (verified === undefined) return '';
  return verified ? 'right' : 'wrong';
}

/** A hash constant against what it should be. */
export function constantCheck(constant: number, right: number): string {
  return constant === right
    ? `${hex32(constant)}: right`
    : `${hex32(constant)}: wrong, the name's hash is ${hex32(right)}`;
}

export function foundThrough(
  table: keyof typeof TABLE_NAMES | undefined,
  bucket: number | undefined,
): string {
  if (table === undefined) return '';
  return bucket === undefined ? TABLE_NAMES[table] : `${TABLE_NAMES[table]}, bucket ${bucket}`;
}

/** How a hash table was found: by an entry of the dynamic table, which PT_DYNAMIC or only a section leads to, or without. */
export function hashFoundBy(kind: 'gnu' | 'sysv', from: 'segment' | 'section' | 'none'): string {
  const tag = TABLE_NAMES[kind];
  if (from === 'segment') return `${tag} of PT_DYNAMIC`;
  if (from === 'section') return `${tag} of a dynamic table that only a section header names`;
  return `a section header alone: the dynamic table has no ${tag}, so no runtime finds the table there`;
}

export function hashReadBy(names: readonly string[]): string {
  return names.length === 0 ? 'none of the runtimes that were asked' : list(names);
}

export function noBuckets(table: string): string {
  return `${table} is there and has no buckets: a lookup by it divides by zero, or finds nothing.`;
}

export const endlessChain = 'and so on in a circle';

export function chainCut(entries: number): string {
  return `Only the first ${count(entries)} entries are drawn: the chain is longer, or runs in a circle.`;
}

export function chainCountText(length: number, buckets: number, atLeast: boolean, endless: boolean): string {
  const many = plural(buckets, 'bucket');
  if (length === 0) return `${many} empty`;
  const chains = `${many} with ${atLeast ? 'at least ' : ''}${plural(length, 'symbol')}`;
  return atLeast && endless ? `${chains}, or with a chain that runs in a circle` : chains;
}

/** "Go · vdsoClockgettimeSym, glibc: found": who looks a name up in one bucket with one outcome. */
export function bucketKeyText(lookups: readonly Lookup[], constant: number | undefined): string {
  const [first] = lookups;
  if (first === undefined) return '';
  // Whether it is found is said at the end, for all of them.
  const who = lookupsLabel(lookups.map((each) => ({ ...each, accepted: true })));
  const hash = constant === undefined ? '' : ` (hash ${hex32(constant)} in its source)`;
  return `${who}${hash}: ${keyOutcomeWord(first.key.outcome, first.finding)}`;
}

/** "3 of 17" */
export function usedOf(used: number, all: number): string {
  return `${count(used)} of ${count(all)}`;
}

/**
 * Hash constants beside vDSO names. Which number is one is known for Go's `vdsoSymbolKey{name, symHash, gnuHash,
 * ptr}` and `vdsoVersionKey{version, verHash}` (src/runtime/vdso_linux.go) and for fields whose names say so.
 * Elsewhere the table must prove it: a place holds hashes when one of its entries has the hash of its own name, or
 * of another known one, there. So a table of sizes or indices is left alone.
 */

import type { Syntax } from '../syntax/syntax.ts';
import { findKeyEntries } from './keyEntries.ts';
import type { KeyEntry, NumberSlot } from './keyEntry.ts';
import { type HashKind, hashOf, namesWithHash } from './knownNames.ts';

export interface HashConstant {
  readonly kind: HashKind;
  /** The name beside it. */
  readonly of: string;
  readonly value: number;
  /** What it has to be. */
  readonly expected: number;
  /** As written. */
  readonly text: string;
  /** Offsets of the number in the text. */
  readonly start: number;
  readonly end: number;
}

export interface HashLiteral {
  readonly kind: 'symbol' | 'version';
  readonly name: string;
  /** The variable that takes the address. */
  readonly variable?: string;
  /** Whether Go's runtime searches with these. */
  readonly ofGo: boolean;
  readonly hashes: readonly HashConstant[];
  /** Offsets of the whole literal, brackets included. */
  readonly start: number;
  readonly end: number;
}

/** The types of src/runtime/vdso_linux.go, with the hashes in the order of their fields. */
const goTypes: Readonly<Record<string, readonly HashKind[]>> = {
  vdsoSymbolKey: ['sysv', 'gnu'],
  vdsoVersionKey: ['sysv'],
};

/** All of them in a text, in the order in which they end. */
export function findHashLiterals(text: string, syntax: Syntax): readonly HashLiteral[] {
  const entries = findKeyEntries(text, syntax);
  const proven = provenPlaces(entries);
  return entries.flatMap((entry): HashLiteral[] => {
    const { kind, name, variable, numbers, start, end } = entry;
    const ofGo = syntax === 'go' && Object.hasOwn(goTypes, entry.head);
    const hashes = numbers.flatMap((number, index) => {
      const value = numberIn(number.text);
      const hashKind = value === undefined ? undefined : kindOf(entry, number, index, value, ofGo, proven);
      return value === undefined || hashKind === undefined ? [] : [constant(name, number, value, hashKind)];
    });
    if (hashes.length === 0) return [];
    return [{ kind, name, ...(variable !== undefined && { variable }), ofGo, hashes, start, end }];
  });
}

function constant(of: string, { text, start, end }: NumberSlot, value: number, kind: HashKind): HashConstant {
  return { kind, of, value, expected: hashOf(kind, of), text, start, end };
}

/** undefined for what is no hash: an octal number, or more than 32 bits. */
function numberIn(text: string): number | undefined {
  const digits = text.replaceAll(/['_]|(?:[uUiI](?:8|16|32|64|size)|[uUlL]+)$/g, '');
  const value = /^0\d/.test(digits) ? Number.NaN : Number(digits);
  return value <= 0xffff_ffff ? value : undefined;
}

function kindOf(
  entry: KeyEntry,
  number: NumberSlot,
  index: number,
  value: number,
  ofGo: boolean,
  proven: ReadonlyMap<string, ReadonlySet<HashKind>>,
): HashKind | undefined {
  // What stands where nothing was computed: ports without a vDSO, tables to be filled. Go looks up with it.
  if (value === 0 && !ofGo) return undefined;
  const { field } = number;
  const byName = field === undefined ? undefined : kindOfField(field, entry.kind);
  if (byName !== undefined) return byName;
  if (ofGo && field === undefined) return goTypes[entry.head]?.[index];
  const kinds = proven.get(placeOf(entry, number, index));
  if (kinds?.size === 1) return [...kinds][0];
  // Both kinds in one column: only what is right can be told.
  return (['sysv', 'gnu'] as const).find((kind) => kinds?.has(kind) && hashOf(kind, entry.name) === value);
}

/** Go's symHash, gnuHash and verHash, exported or not, and what others may call theirs. */
function kindOfField(field: string, of: KeyEntry['kind']): HashKind | undefined {
  if (!/hash/i.test(field)) return undefined;
  if (/gnu/i.test(field)) return 'gnu';
  if (/sysv|elf/i.test(field) || /^(?:[sS]ym|[vV]er)Hash$/.test(field)) return 'sysv';
  // Version definitions have no other (vd_hash). For a symbol it could be either.
  return of === 'version' && /^(?:vd_?|ver_?|version_?|vdso_?)?hash(?:_linux_\w+)?$/i.test(field)
    ? 'sysv'
    : undefined;
}

/** By place in a table, which hashes were seen there. */
function provenPlaces(entries: readonly KeyEntry[]): ReadonlyMap<string, ReadonlySet<HashKind>> {
  const places = new Map<string, Set<HashKind>>();
  for (const entry of entries) {
    for (const [index, number] of entry.numbers.entries()) {
      const value = numberIn(number.text);
      if (value === undefined) continue;
      for (const kind of ['sysv', 'gnu'] as const) {
        if (hashOf(kind, entry.name) !== value && namesWithHash(kind, value).length === 0) continue;
        const place = placeOf(entry, number, index);
        places.set(place, (places.get(place) ?? new Set()).add(kind));
      }
    }
  }
  return places;
}

function placeOf({ kind, head, numbers }: KeyEntry, { column, field }: NumberSlot, index: number): string {
  return `${kind} ${head} ${column ?? field ?? `${index} of ${numbers.length}`}`;
}

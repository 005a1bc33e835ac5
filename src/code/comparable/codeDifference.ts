/** What two functions of one name have in common, and what not. */
import { aligned } from './align.ts';
import type { ComparableFunction } from './comparableCode.ts';

export interface CodeDifference {
  /** bytes: the same bytes; addresses: the same code, whose addresses alone are others; code: other code. */
  readonly kind: 'bytes' | 'addresses' | 'code';
  /** Instructions that only the first has, and only the second. */
  readonly removed: number;
  readonly added: number;
  /** Every one of these stands where the kernel patches when it maps the image. */
  readonly patchedOnly: boolean;
}

export function codeDifference(from: ComparableFunction, to: ComparableFunction): CodeDifference {
  if (from.digest === to.digest) return { kind: 'bytes', removed: 0, added: 0, patchedOnly: false };
  // There may be several least differences: the same one both ways.
  if (from.digest > to.digest) {
    const { removed, added, ...rest } = codeDifference(to, from);
    return { ...rest, removed: added, added: removed };
  }
  const places = aligned(from.lines, to.lines);
  const back = new Int32Array(to.lines.length).fill(-1);
  for (const [at, place] of places.entries()) if (place >= 0) back[place] = at;
  part(from.targets, to.targets, places, back);
  const removed = missing(places);
  const added = missing(back);
  if (removed.length + added.length === 0)
    return { kind: 'addresses', removed: 0, added: 0, patchedOnly: false };
  const [patchedFrom, patchedTo] = [new Set(from.patched), new Set(to.patched)];
  const patchedOnly =
    removed.every((line) => patchedFrom.has(line)) && added.every((line) => patchedTo.has(line));
  return { kind: 'code', removed: removed.length, added: added.length, patchedOnly };
}

function missing(places: Int32Array): number[] {
  return [...places.keys()].filter((line) => places[line] === -1);
}

/** Two branches that read alike and lead to places that are not each other's are two instructions. */
function part(from: readonly number[], to: readonly number[], places: Int32Array, back: Int32Array): void {
  const ends = back.length;
  // A target that only one of them has counts as the next one that both have: what was put before it is told by itself.
  const nextOf = following(places, (line) => places[line] ?? -1, ends);
  const nextIn = following(back, (line) => line, ends);
  for (const [line, place] of [...places.entries()]) {
    if (place < 0) continue;
    const [one, other] = [from[line] ?? -1, to[place] ?? -1];
    if (one < 0 && other < 0) continue;
    if (one >= 0 && other >= 0 && nextOf[one] === nextIn[other]) continue;
    places[line] = -1;
    back[place] = -1;
  }
}

/** Of each line what the next one that is in both is, itself included; `end` behind the last. */
function following(pairs: Int32Array, what: (line: number) => number, end: number): Int32Array {
  const found = new Int32Array(pairs.length);
  let next = end;
  for (let line = pairs.length - 1; line >= 0; line--) {
    if ((pairs[line] ?? -1) >= 0) next = what(line);
    found[line] = next;
  }
  return found;
}

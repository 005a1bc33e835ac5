/** What the code of two images does differently: clocks first, then function by function. */
import { type CodeDifference, codeDifference } from '../../code/comparable/codeDifference.ts';
import type { ComparableFunction } from '../../code/comparable/comparableCode.ts';
import {
  type ComparedCode,
  type ComparedFunction,
  type ComparedImage,
  isSameBuild,
} from './comparedImage.ts';
import { type Change, change } from './comparison.ts';

/** Empty where the code of one was not looked at. */
export function* codeChanges(from: ComparedImage, to: ComparedImage): Generator<void, readonly Change[]> {
  if (from.code === undefined || to.code === undefined) return [];
  const found: Change[] = [...clockChanges(from.code, to.code, isSameBuild(from, to))];
  const pairs = pairsOf(from.code, to.code);
  found.push(...pathChanges(pairs, isSameBuild(from, to)));
  const ways = new Map<string, Way>();
  for (const [one, other] of pairs) {
    if (one.code === undefined || other.code === undefined) continue;
    const id = `${one.code.digest} ${other.code.digest}`;
    const known = ways.get(id);
    if (known !== undefined) known.names.push(one.name);
    else {
      ways.set(id, { names: [one.name], ...differenceOf(one.code, other.code) });
      yield;
    }
  }
  found.push(...wayChanges([...ways.values()], isSameBuild(from, to)));
  return found;
}

/** One difference of code, and whose it is: one function may have several names. */
interface Way {
  readonly names: string[];
  readonly difference: CodeDifference;
  readonly of: number;
}

function differenceOf(from: ComparableFunction, to: ComparableFunction): Omit<Way, 'names'> {
  return { difference: codeDifference(from, to), of: from.lines.length };
}

type Pair = readonly [ComparedFunction, ComparedFunction];

/** Functions that both have, in the order of the first; of several of one name the last. */
function pairsOf(from: ComparedCode, to: ComparedCode): Pair[] {
  const byName = ({ functions }: ComparedCode) => new Map(functions.map((each) => [each.name, each]));
  const others = byName(to);
  return [...byName(from)].flatMap(([name, one]): Pair[] => {
    const other = others.get(name);
    return other === undefined ? [] : [[one, other]];
  });
}

/** @param sameBuild which counter is read is a matter of what the kernel patches in, then */
function* clockChanges(from: ComparedCode, to: ComparedCode, sameBuild: boolean): Generator<Change> {
  const [before, after] = [from.clocks.length, to.clocks.length];
  if (before > 0 && after === 0) yield change('clocks', 'clocksRemoved', 'breaking', { count: before });
  if (before === 0 && after > 0) yield change('clocks', 'clocksAdded', 'visible', { count: after });
  for (const { id, name, path, counters } of from.clocks) {
    const other = to.clocks.find((each) => each.id === id);
    if (other === undefined) continue;
    const same = counters.join() === other.counters.join();
    if (path === other.path && same) continue;
    const read = same ? {} : { counters: { from: counters, to: other.counters } };
    const args = { name, from: path, to: other.path, ...read };
    if (path !== other.path) yield change('clocks', 'clock', 'visible', args);
    else yield { ...change('clocks', 'clock', 'harmless', args), ...(sameBuild ? { expected: true } : {}) };
  }
}

function* pathChanges(pairs: readonly Pair[], sameBuild: boolean): Generator<Change> {
  for (const [{ name, path, counters }, other] of pairs) {
    if (path === undefined || other.path === undefined) continue;
    if (path !== other.path)
      yield change('code', 'functionPath', 'visible', { name, from: path, to: other.path });
    if (counters.join() === other.counters.join()) continue;
    const args = { name, from: counters, to: other.counters };
    yield {
      ...change('code', 'functionCounters', 'harmless', args),
      ...(sameBuild ? { expected: true } : {}),
    };
  }
}

/** What was rewritten first, and the functions that are the same code last, together. */
function* wayChanges(ways: readonly Way[], sameBuild: boolean): Generator<Change> {
  for (const { names, difference, of } of ways) {
    const { kind, removed, added, patchedOnly } = difference;
    if (kind !== 'code') continue;
    // Of one build no other code can be: somebody has written over it.
    if (!patchedOnly)
      yield change('code', 'code', sameBuild ? 'visible' : 'harmless', { names, of, removed, added });
    else {
      const patched = change('code', 'patched', 'harmless', { names, removed, added });
      yield sameBuild ? { ...patched, expected: true } : patched;
    }
  }
  const names = ways.flatMap((way) => (way.difference.kind === 'addresses' ? way.names : []));
  if (names.length > 0) yield change('code', 'sameCode', 'harmless', { names });
}

/** Which consumers get more or less of one image than of another. */
import type { Outcome } from '../../consumers/model.ts';
import type { ComparedConsumer } from './comparedImage.ts';
import { type Change, type ChangeKind, type Changes, change, type KeyChange } from './comparison.ts';

/** How well a consumer is served, the best first; those that are no verdict on the image have no place. */
const RANKS: Partial<Readonly<Record<Outcome, number>>> = {
  found: 0,
  partial: 1,
  fallback: 2,
  refuses: 3,
  crash: 4,
  hang: 5,
};

/** Who is worse off first, then the others; alike in the order of the consumers. */
export function consumerChanges(
  from: readonly ComparedConsumer[],
  to: readonly ComparedConsumer[],
): readonly Change[] {
  const found: Change[] = [];
  const rest = consumersByKey(to);
  for (const [key, one] of consumersByKey(from)) {
    const other = rest.get(key);
    rest.delete(key);
    if (other === undefined) found.push(asked(one, 'from'));
    else found.push(...between(one, other));
  }
  for (const other of rest.values()) found.push(asked(other, 'to'));
  return found.sort((a, b) => rank(a) - rank(b));
}

/** What is told first: who ends badly, who is worse off, whose keys alone are others. */
function rank({ kind, code, args }: Change): number {
  const of = kind === 'breaking' ? 0 : kind === 'visible' ? 100 : 200;
  if (code !== 'outcome') return of + 50;
  return of + 10 - (RANKS[args.to] ?? 0);
}

/** "go@1.27", "go@program": who was asked twice answers once. */
export function consumersByKey(consumers: readonly ComparedConsumer[]): Map<string, ComparedConsumer> {
  return new Map(consumers.map((each) => [keyOf(each), each]));
}

/** Two releases look up differently: what differs then says nothing of the images. */
function keyOf({ id, release, program }: ComparedConsumer): string {
  return program === undefined ? `${id}@${release}` : `${id}@program`;
}

function asked(consumer: ComparedConsumer, side: 'from' | 'to'): Change {
  const { outcome } = consumer;
  return change('consumers', 'askedOfOne', 'harmless', { consumer: nameOf(consumer), side, outcome });
}

function between(from: ComparedConsumer, to: ComparedConsumer): readonly Change[] {
  const keys = keyChanges(from, to);
  const consumer = nameOf(to);
  if (from.outcome !== to.outcome) {
    const args = { consumer, from: from.outcome, to: to.outcome, keys };
    return [change('consumers', 'outcome', kindOf(from.outcome, to.outcome), args)];
  }
  if (keys.length === 0) return [];
  const worse = keys.some(
    ({ from: a, to: b }) => a !== undefined && kindOf(a, b ?? 'fallback') === 'breaking',
  );
  const args = { consumer, outcome: to.outcome, keys };
  return [change('consumers', 'keys', worse ? 'breaking' : 'visible', args)];
}

function nameOf({ id, name, release, wholeImage, program }: ComparedConsumer): Changes['keys']['consumer'] {
  return {
    id,
    name,
    release,
    ...(wholeImage === undefined ? {} : { wholeImage }),
    ...(program === undefined ? {} : { program }),
  };
}

function kindOf(from: Outcome, to: Outcome): ChangeKind {
  const [one, other] = [RANKS[from], RANKS[to]];
  return one !== undefined && other !== undefined && other > one ? 'breaking' : 'visible';
}

function keyChanges(from: ComparedConsumer, to: ComparedConsumer): readonly KeyChange[] {
  const id = ({ symbol, version }: ComparedConsumer['keys'][number]): string => `${symbol}@${version ?? ''}`;
  const byId = (keys: ComparedConsumer['keys']) => new Map(keys.map((each) => [id(each), each]));
  const rest = byId(to.keys);
  const found: KeyChange[] = [];
  for (const [of, key] of byId(from.keys)) {
    const other = rest.get(of);
    rest.delete(of);
    const name = { symbol: key.symbol, ...(key.version === undefined ? {} : { version: key.version }) };
    if (other === undefined) found.push({ ...name, from: key.outcome });
    else if (other.outcome !== key.outcome) found.push({ ...name, from: key.outcome, to: other.outcome });
  }
  for (const { symbol, version, outcome } of rest.values())
    found.push({ symbol, ...(version === undefined ? {} : { version }), to: outcome });
  return found;
}

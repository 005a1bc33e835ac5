/** How the search for a name ended. */
import type { KeyFinding, Outcome, ReplayStep } from '../../consumers/model.ts';
import type { NameSearch } from '../../consumers/verdict/lookUpName.ts';

/** not-found: of a name that the consumer does not miss, since it is no key of it. */
export function lookupOutcome(
  { own }: Pick<NameSearch, 'own'>,
  { outcome }: KeyFinding,
): Outcome | 'not-found' {
  return !own && outcome === 'fallback' ? 'not-found' : outcome;
}

/** The step at which a search that found nothing came to its end; undefined where the reason says it already. */
export function searchEnd({ outcome, why, steps }: KeyFinding): ReplayStep | undefined {
  if (outcome === 'found') return undefined;
  const last = steps.findLast(({ result }) => result === 'fail');
  return last?.code === why.code ? undefined : last;
}

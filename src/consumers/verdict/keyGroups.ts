/**
 * Keys that belong together: what their groups make of the outcomes of single lookups. A key that is not missed
 * because another serves its calls is not-applicable; one that is found and not used says without which it is not.
 */
import type { CatalogArch, CatalogKey, KeyFinding, KeyGroup, Reason } from '../model.ts';

/** The key that makes it needless to look for this one: one of its group that was looked for in turn and found. */
export function servedAlready(
  { groups = [] }: CatalogArch,
  { symbol }: CatalogKey,
  before: readonly KeyFinding[],
): string | undefined {
  const group = groups.find((each) => each.kind === 'in-turn' && each.symbols.includes(symbol));
  return before.find((key) => key.outcome === 'found' && group?.symbols.includes(key.symbol))?.symbol;
}

/** The findings with the verdicts of their groups. */
export function settleGroups(
  { groups = [], allOrNothing, keys: wanted }: CatalogArch,
  keys: readonly KeyFinding[],
): readonly KeyFinding[] {
  let settled = keys;
  for (const group of groups) settled = settleGroup(group, settled);
  if (!allOrNothing) return settled;
  const isNeeded = ({ symbol }: KeyFinding): boolean =>
    wanted.some((key) => key.symbol === symbol && key.missing === 'refuses');
  const missing = settled.find((key) => key.outcome === 'refuses' && isNeeded(key));
  if (missing === undefined) return settled;
  return settled.map((key) => (key.outcome === 'found' ? dropped(key, missing, 'refuses') : key));
}

function settleGroup({ kind, symbols }: KeyGroup, keys: readonly KeyFinding[]): readonly KeyFinding[] {
  const members = keys.filter(({ symbol }) => symbols.includes(symbol));
  const last = members.find(({ symbol }) => symbol === symbols[symbols.length - 1]);
  if (kind === 'needs-last' && last !== undefined && last.outcome === 'fallback') {
    return keys.map((key) =>
      members.includes(key) && key.outcome === 'found' ? dropped(key, last, 'fallback') : key,
    );
  }
  const found = members.find(({ outcome }) => outcome === 'found');
  if (found === undefined) return keys;
  return keys.map((key) => {
    if (!members.includes(key) || key.outcome !== 'fallback') return key;
    const by = found.symbol;
    const why: Reason =
      key.need === undefined
        ? { code: 'served-by', args: { symbol: key.symbol, by } }
        : { code: 'need-served-by', args: { by } };
    return { ...key, outcome: 'not-applicable', why, fallback: '' };
  });
}

function dropped(key: KeyFinding, missing: KeyFinding, outcome: 'fallback' | 'refuses'): KeyFinding {
  const args = { symbol: key.symbol, missing: missing.symbol };
  const { elsewhere: _own, ...rest } = key;
  const { fallback, elsewhere } = missing;
  const why: Reason = { code: 'dropped-without', args };
  return { ...rest, outcome, why, fallback, ...(elsewhere === undefined ? {} : { elsewhere }) };
}

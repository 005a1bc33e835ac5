/** Who looks a name up, by the catalogue, and whether it is found in the live image. */
import { catalog } from '../../consumers/catalog/index.ts';
import type { Outcome } from '../../consumers/model.ts';
import type { SourceArch } from '../source/sourceArch.ts';
import { hovers as say } from '../words.ts';
import { newestKeys, searchedKeys } from './facts.ts';
import type { LiveLookups } from './liveImage.ts';

/** Whoever is known best comes first; the row has all of them. */
const shown = 4;

/**
 * "Looked up by", for a symbol or a version node.
 * @param live the image to look into; undefined where the file is for another architecture or there is none
 * @param arch only ports for it; undefined: the live image's, or all
 * @param told consumers, by id, of which the answer has spoken already
 */
export function lookedUpBy(
  { kind, name }: { readonly kind: 'symbol' | 'version'; readonly name: string },
  live: LiveLookups | undefined,
  arch: SourceArch | undefined,
  told: ReadonlySet<string>,
): readonly string[] {
  const asking = new Map<string, string[]>();
  for (const consumer of catalog) {
    if (told.has(consumer.id)) continue;
    const all = live ? searchedKeys(consumer, live) : newestKeys(consumer, arch);
    const keys = all.filter((key) => (kind === 'symbol' ? key.symbol : key.version) === name);
    if (keys.length === 0) continue;
    // A node is there or is not: how a search for something in it ended says nothing of it.
    const mark = kind === 'version' || !live ? '' : markOf(keys.map(({ finding }) => finding?.outcome));
    asking.set(mark, [...(asking.get(mark) ?? []), consumer.name]);
  }
  if (asking.size === 0) return [];
  const groups = say.marks.flatMap((mark) => {
    const names = asking.get(mark);
    return names ? [askingText(mark, names)] : [];
  });
  return [say.lookedUpBy(groups, told.size > 0)];
}

/** One more is as short as "and 1 more". */
function askingText(mark: string, names: readonly string[]): string {
  const all = names.length <= shown + 1;
  return say.asking(mark, all ? names : names.slice(0, shown), all ? 0 : names.length - shown);
}

function markOf(outcomes: readonly (Outcome | undefined)[]): (typeof say.marks)[number] {
  const [found, missing, notMissed, unknown] = say.marks;
  if (outcomes.includes('found')) return found;
  if (outcomes.every((outcome) => outcome === 'not-applicable')) return notMissed;
  return outcomes.every((outcome) => outcome === 'unknown') ? unknown : missing;
}

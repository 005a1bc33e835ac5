/** Settings as a selection: all known consumers are evaluated, and those that the settings name are spoken of. */
import { allConsumers } from '../consumers/catalog/index.ts';
import type { Selection } from '../consumers/model.ts';
import { parseNamed } from '../consumers/verdict/requirements.ts';

/** Settings that choose. */
export const consumersSettings = ['vdsoExplorer.go.release', 'vdsoExplorer.consumers'] as const;

/**
 * `consumers` as in the setting: ids, each with an optional release ("musl@1.2.5"), in the order wanted.
 * What is no known consumer is passed over. `goRelease` holds for Go where `consumers` says no release.
 */
export function chosenConsumers(consumers: unknown, goRelease: string): Selection {
  const named = (Array.isArray(consumers) ? consumers : [])
    .filter((each) => typeof each === 'string')
    .flatMap((text) => parseNamed(text) ?? []);
  const wanted = new Map<string, string | undefined>(named.map(({ id, release }) => [id, release]));
  const known = new Set(allConsumers.map(({ id }) => id));
  const entry = (id: string, release?: string): Selection[number] => {
    const chosen = release ?? (id === 'go' && goRelease !== 'newest' ? goRelease : undefined);
    return { id, ...(chosen === undefined ? {} : { release: chosen }) };
  };
  return [
    ...[...wanted].filter(([id]) => known.has(id)).map(([id, release]) => entry(id, release)),
    ...allConsumers
      .filter(({ id }) => !wanted.has(id))
      .map(({ id }) => ({ ...entry(id), quiet: true as const })),
  ];
}

/**
 * Releases: dotted numbers ("1.21", "2.41", "20260526"), or days ("2025-03-11") of what has no tags. One way to
 * write and to compare them for terminal, settings and tools.
 */
import type { CatalogConsumer, CatalogRelease } from './model.ts';

/** Letters in front, as projects tag (go1.21, v4.2, FEX-2608, glibc-2.41); a number; rc and beta. */
const RELEASE = /^(?:[a-z][a-z-]*)?(\d+(?:[.-]\d+)*(?:-?(?:rc|beta)\d+)?)$/i;

/** The same as a pattern in a setting's schema, without letters in front. */
export const RELEASE_PATTERN = '[0-9]+([.-][0-9]+)*';

/** Without the letters in front; undefined for what is no release. */
export function parseRelease(text: string): string | undefined {
  return RELEASE.exec(text)?.[1];
}

/** Number by number. What is no number counts as 0, and a release candidate as its release. */
export function compareReleases(a: string, b: string): number {
  const left = a.split(/[.-]/);
  const right = b.split(/[.-]/);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = part(left[i]) - part(right[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function part(text: string | undefined): number {
  return Number.parseInt(text ?? '0', 10) || 0;
}

/** Whether `release` lies in the (inclusive, open where absent) range. */
export function inRange(
  range: { readonly since?: string; readonly until?: string },
  release: string,
): boolean {
  if (range.since !== undefined && compareReleases(release, range.since) < 0) return false;
  return range.until === undefined || compareReleases(release, range.until) <= 0;
}

export function newestRelease({ releases }: Pick<CatalogConsumer, 'releases'>): string {
  return releases[releases.length - 1]?.name ?? '';
}

/** The known release at or before this one; the oldest for older ones, the newest where none is named. */
export function nearestRelease(
  consumer: Pick<CatalogConsumer, 'releases'>,
  wanted: string | undefined,
): string {
  if (wanted === undefined || wanted === '') return newestRelease(consumer);
  const { releases } = consumer;
  const known = releases.findLast(({ name }) => compareReleases(name, wanted) <= 0);
  return (known ?? releases[0])?.name ?? '';
}

/** Which known release answers for the one asked for. */
export type Answer =
  /** exact: it is known itself, a patch release of it was meant, or nothing was asked for. */
  | { readonly kind: 'exact' | 'same-lookup' | 'newest-read'; readonly release: string }
  /** Older than everything that was read. */
  | { readonly kind: 'too-old'; readonly oldest: string }
  /** The lookup changed between two that were read, and in which release is not known. */
  | { readonly kind: 'between'; readonly before: string; readonly after: string };

/**
 * @param wanted as parseRelease gives it; undefined for the newest
 * @param same whether two known releases search alike, for the image at hand
 */
export function answerFor(
  releases: readonly CatalogRelease[],
  wanted: string | undefined,
  same: (a: string, b: string) => boolean,
): Answer {
  const newest = releases[releases.length - 1];
  if (newest === undefined) return { kind: 'exact', release: wanted ?? '' };
  if (wanted === undefined) return { kind: 'exact', release: newest.name };
  const position = releases.findLastIndex(({ name }) => compareReleases(name, wanted) <= 0);
  const before = releases[position];
  const after = releases[position + 1];
  if (before === undefined) return { kind: 'too-old', oldest: releases[0]?.name ?? '' };
  const { name } = before;
  if (isRelease(wanted, name)) return { kind: 'exact', release: name };
  if (after === undefined) return { kind: 'newest-read', release: name };
  if (after.changedBy !== undefined || same(name, after.name)) return { kind: 'same-lookup', release: name };
  return { kind: 'between', before: name, after: after.name };
}

/** The release itself, or a patch release of it: 1.21.13 is 1.21. */
function isRelease(wanted: string, name: string): boolean {
  return compareReleases(wanted, name) === 0 || wanted.startsWith(`${name}.`);
}

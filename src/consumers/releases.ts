/** Releases are dotted numbers: "1.21", "2.41", "1.2.5". Anything else in them counts as 0. */
export function compareReleases(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = part(left[i]) - part(right[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function part(text: string | undefined): number {
  return Number.parseInt(text ?? '0', 10) || 0;
}

/** Whether `release` lies in the (inclusive, open where absent) range. A patch release belongs to its minor. */
export function inRange(
  range: { readonly since?: string; readonly until?: string },
  release: string,
): boolean {
  if (range.since !== undefined && compareReleases(release, range.since) < 0) return false;
  return range.until === undefined || compareReleases(release, range.until) <= 0;
}

/**
 * The release whose sources were read that stands for `wanted`: the newest one that is not newer, the
 * oldest one when all are, the newest one of all when nothing is asked for. A prefix such as "go1.21.13"
 * is understood.
 */
export function resolveRelease(known: readonly string[], wanted: string | undefined): string {
  const newest = known[known.length - 1] ?? '';
  if (wanted === undefined) return newest;
  const number = wanted.replace(/^[^0-9]*/, '');
  let best = known[0] ?? newest;
  for (const release of known) {
    if (compareReleases(release, number) <= 0) best = release;
  }
  return best;
}

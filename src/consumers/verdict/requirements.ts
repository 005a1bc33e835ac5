/**
 * What somebody asks of the catalogue, "musl@1.2.5", or demands of an image: "go" (found or partly), "go:all"
 * (every key). Terminal, settings and tools read both here.
 */
import type { ConsumerFinding, Selection } from '../model.ts';
import { parseRelease, RELEASE_PATTERN } from '../releases.ts';
import type { RuntimeFound } from '../runtimes.ts';

/** "ID" or "ID@RELEASE"; the release is undefined where none is named. */
export interface Named {
  readonly id: string;
  readonly release?: string;
}

/** Undefined for what names no consumer or no release; whether the consumer is known is the catalogue's to say. */
export function parseNamed(text: string): Named | undefined {
  const [id = '', written, ...more] = text.trim().split('@');
  if (!/^[a-z][\w-]*$/i.test(id) || more.length > 0) return undefined;
  if (written === undefined) return { id };
  const release = parseRelease(written);
  return release === undefined ? undefined : { id, release };
}

/** What a setting's schema accepts: one of the ids, with or without a release. */
export function namedPattern(ids: readonly string[]): string {
  return `^(${ids.join('|')})(@${RELEASE_PATTERN})?$`;
}

export interface Requirement extends Named {
  /** As it was written. */
  readonly text: string;
  /** Partly found is not enough. */
  readonly all: boolean;
}

/** Undefined for what is no requirement; whether the consumer is known is the catalogue's to say. */
export function parseRequirement(written: string): Requirement | undefined {
  const text = written.trim();
  const all = text.endsWith(':all');
  const named = parseNamed(all ? text.slice(0, -':all'.length) : text);
  return named === undefined ? undefined : { ...named, text, all };
}

/** Whether a finding fulfils it; what is unknown does not. */
export function isFulfilled({ outcome }: ConsumerFinding, { all }: Requirement): boolean {
  return outcome === 'found' || (outcome === 'partial' && !all);
}

/**
 * Everything that is to be evaluated, the wanted ones first, none twice. A requirement without a release is one
 * on the release that is wanted, whichever that is.
 */
export function selectionFor(wanted: Selection, required: readonly Requirement[]): Selection {
  const selection = [...wanted];
  for (const { id, release } of required) {
    if (selection.some((each) => each.id === id && (release === undefined || each.release === release))) {
      continue;
    }
    selection.push({ id, ...(release === undefined ? {} : { release }) });
  }
  return selection;
}

/** What a process runs, each at its release, as far as it was asked about: each once. */
export function ownRequirements(
  runtimes: readonly RuntimeFound[],
  findings: readonly ConsumerFinding[],
): readonly Requirement[] {
  const required = new Map<string, Requirement>();
  for (const { id, release } of runtimes) {
    const named = { id, ...(release === undefined ? {} : { release }) };
    const text = release === undefined ? id : `${id}@${release}`;
    const requirement = { ...named, text, all: false };
    if (findingFor(requirement, findings) !== undefined) required.set(text, requirement);
  }
  return [...required.values()];
}

/** The finding that a requirement is about; undefined when that consumer was not evaluated. */
export function findingFor(
  { id, release }: Requirement,
  findings: readonly ConsumerFinding[],
): ConsumerFinding | undefined {
  return findings.find(
    (finding) =>
      finding.id === id &&
      (release === undefined || (finding.requestedRelease?.name ?? finding.release) === release),
  );
}

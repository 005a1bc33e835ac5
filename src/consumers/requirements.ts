/** What somebody demands of an image: "go", "musl@1.2.5" (found or partly), "go:all" (every key). */
import type { ConsumerFinding, Selection } from './model.ts';

export interface Requirement {
  /** As it was written. */
  readonly text: string;
  readonly id: string;
  readonly release?: string;
  /** Partly found is not enough. */
  readonly all: boolean;
}

/** Undefined for what is no requirement; whether the consumer is known is the catalogue's to say. */
export function parseRequirement(text: string): Requirement | undefined {
  const match = /^([a-z][\w-]*)(?:@((?:go)?\d+(?:\.\d+)*))?(:all)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, id = '', release, all] = match;
  return { text: text.trim(), id, ...(release === undefined ? {} : { release }), all: all !== undefined };
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

/** The finding that a requirement is about; undefined when that consumer was not evaluated. */
export function findingFor(
  { id, release }: Requirement,
  findings: readonly ConsumerFinding[],
): ConsumerFinding | undefined {
  const wanted = release?.replace(/^go/, '');
  return findings.find(
    (finding) =>
      finding.id === id &&
      (wanted === undefined || finding.release === wanted || finding.requestedRelease === wanted),
  );
}

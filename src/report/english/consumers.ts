/** What came of consumers and their keys, and what they are called. */
import { askerLabel, consumerName } from '../../consumers/english/programs.ts';
import type { ConsumerFinding, Outcome, Proof } from '../../consumers/model.ts';
import { count, list, plural } from '../../elf/english.ts';
import { type Lookup, lookupLabels } from '../facts/lookups.ts';
import { shown } from '../format.ts';

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  found: 'found',
  partial: 'partly found',
  fallback: 'falls back',
  refuses: 'refuses',
  crash: 'would crash',
  hang: 'would hang',
  unknown: 'cannot be told',
  'not-applicable': 'not applicable',
  'not-in-catalogue': 'not in the catalogue',
};

/** Of those who take the whole image, and of their needs. */
const needWords: Readonly<Partial<Record<Outcome, string>>> = {
  found: 'met',
  partial: 'partly met',
  fallback: 'not met',
};

/** The outcome of a consumer, or of one of its keys. */
export function outcomeWord(outcome: Outcome, { wholeImage }: Pick<ConsumerFinding, 'wholeImage'>): string {
  return (wholeImage === undefined ? undefined : needWords[outcome]) ?? outcomeWords[outcome];
}

/** Of a key: what is not missed is no verdict on a port. */
export function keyOutcomeWord(outcome: Outcome, finding: Pick<ConsumerFinding, 'wholeImage'>): string {
  return outcome === 'not-applicable' ? 'not needed' : outcomeWord(outcome, finding);
}

/** How a refusal, a crash or a hang is known. */
export const proofText: Readonly<Record<Proof, string>> = {
  run: 'Held against its own code, running.',
  read: 'Read in its source; its code was not run here.',
};

export function consumerLabel(finding: Pick<ConsumerFinding, 'name' | 'release' | 'program'>): string {
  const name = consumerName(finding);
  return finding.release === '' ? name : `${name} ${finding.release}`;
}

/** "Go · vdsoClockgettimeSym" */
export function lookupLabel({ finding, variable, accepted }: Lookup): string {
  const name = askerLabel(finding);
  const label = variable === undefined ? name : `${name} · ${variable}`;
  return accepted ? label : `${label} (not accepted)`;
}

/** "Go · vdsoClockgettimeSym, glibc, musl" */
export function lookupsLabel(lookups: readonly Lookup[]): string {
  return list(lookupLabels(lookups, lookupLabel));
}

export function requestedText(
  requested: string,
  release: string,
  because: 'same-lookup' | 'newest-read',
): string {
  return because === 'same-lookup'
    ? `${requested} was asked for; it searches as ${release} does.`
    : `${requested} was asked for; ${release} is the newest release that was read.`;
}

export function preparationTitle(consumer: string): string {
  return `How ${consumer} reads the image`;
}

export function lookupTitle(finding: ConsumerFinding, variable: string | undefined, name: string): string {
  const who = consumerLabel(finding);
  // Anybody may look up any name.
  const named = shown(name);
  return variable === undefined ? `${who}: ${named}` : `${who}: ${variable} ← ${named}`;
}

/** "__vdso_clock_gettime@LINUX_2.6" */
export function wantedText({
  symbol,
  version,
}: {
  readonly symbol: string;
  readonly version?: string | undefined;
}): string {
  return version === undefined ? symbol : `${symbol}@${version}`;
}

/** "2 of 3 keys" */
export function keysFound(found: number, all: number, noun: 'key' | 'need'): string {
  return found === 2 && all === 2 ? `both ${noun}s` : `${count(found)} of ${plural(all, noun)}`;
}

/** Of a key that the search has not come to: why, the consumer's verdict says once. */
export const notReached = 'The search does not come to it.';

/** Of a function that was found. */
export const bareCall = 'The function is nothing but a system call: finding it saves none.';

export const nobodyLooks = 'This is no vDSO image: nobody looks these keys up here.';

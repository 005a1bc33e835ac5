/** What `check` says of an image: one line a consumer, then one a requirement; or both as JSON. */

import { codeWords, verdictText } from '../../code/english.ts';
import type { ClockVerdict } from '../../code/userClocks.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import { countedKeys } from '../../consumers/verdict/evaluateKeys.ts';
import { findingFor, isFulfilled, type Requirement } from '../../consumers/verdict/requirements.ts';
import { consumerLabel, keysFound, outcomeWord } from '../english/consumers.ts';
import { fieldWords } from '../english/fields.ts';
import { formatText, originText } from '../english/origin.ts';
import { runsText } from '../english/runtimes.ts';
import { checkWords, textWords } from '../english/textReport.ts';
import { apart } from '../facts/wholeImage.ts';
import { jsonOf } from '../format.ts';
import { nounOf, outcomeTone, requirementTone } from '../outcomes.ts';
import type { Subject } from '../subject.ts';
import type { Tone } from '../viewModel/tone.ts';
import { consumerWhy, remarks } from '../views/consumerViews.ts';
import { titleOf } from '../views/summary.ts';
import { headerAbiText, type Words } from '../words.ts';
import { consumerJson } from './consumerJson.ts';
import { headJson, SCHEMA_VERSION } from './headerJson.ts';
import type { ImagePlace } from './imagePlace.ts';
import { jsonDocument } from './jsonWriter.ts';

/** Makes a word stand out as its tone does elsewhere; what cannot shows it as it is. */
export type Paint = (word: string, tone: Tone) => string;

export const unpainted: Paint = (word) => word;

/** @param own whether what is required is what the image's process runs, and nobody's demand */
export function* checkText(
  subject: Subject,
  required: readonly Requirement[],
  own = false,
  paint: Paint = unpainted,
  clocks: readonly ClockVerdict[] = [],
): Generator<string> {
  const { findings, image, source, runtimes, packed, words } = subject;
  yield `${titleOf(subject)} · ${originText(source)}\n`;
  yield `${formatText(headerAbiText(words, image.header), image.header, image.size)}\n`;
  if (runtimes !== undefined) yield `${fieldWords.runs[0]} ${runsText(runtimes, packed)}\n`;
  yield '\n';
  const outcomes = findings.map((finding) => outcomeWord(finding.outcome, finding));
  const labels = findings.map(consumerLabel);
  const [wordWidth, labelWidth] = [outcomes, labels].map((all) =>
    Math.max(0, ...all.map(({ length }) => length)),
  );
  const line = (finding: ConsumerFinding): string => {
    const word = outcomeWord(finding.outcome, finding).padEnd(wordWidth ?? 0);
    const label = consumerLabel(finding).padEnd(labelWidth ?? 0);
    return `  ${paint(word, outcomeTone(finding.outcome))}  ${label}  ${findingWhy(words, finding)}\n`;
  };
  const [names, whole] = apart(findings);
  yield* names.map(line);
  if (whole.length > 0) yield `${names.length > 0 ? '\n' : ''}${textWords.wholeImage}\n`;
  yield* whole.map(line);
  yield* clockVerdicts(clocks, paint);
  if (required.length === 0) {
    if (own) yield `\n${runtimes?.length ? checkWords.notAskedOwn : checkWords.nothingOwn}\n`;
    return;
  }
  yield `\n${own ? checkWords.requiredOwn : checkWords.required}\n`;
  for (const requirement of required) {
    const finding = findingFor(requirement, findings);
    const passed = finding !== undefined && isFulfilled(finding, requirement);
    const word = paint(passed ? checkWords.passed : checkWords.failed, requirementTone(passed));
    yield `  ${word}  ${passed ? requirement.text : failedLine(words, requirement, findings, paint)}\n`;
  }
}

function* clockVerdicts(clocks: readonly ClockVerdict[], paint: Paint): Generator<string> {
  if (clocks.length > 0) yield `\n${codeWords.userClocks}\n`;
  for (const verdict of clocks) {
    const word = verdict.fulfilled ? checkWords.passed : checkWords.failed;
    yield `  ${paint(word, requirementTone(verdict.fulfilled))}  ${clockLine(verdict)}\n`;
  }
}

/** "boottime: always enters the kernel" */
export function clockLine(verdict: ClockVerdict): string {
  return `${verdict.clock}: ${verdictText(verdict)}`;
}

export function checkJson(
  subject: Subject,
  required: readonly Requirement[],
  clocks: readonly ClockVerdict[] = [],
): Generator<Uint8Array<ArrayBuffer>> {
  const { findings, words } = subject;
  return jsonDocument(function* (json) {
    json.begin('object');
    const verdicts = requirementsJson(words, findings, required);
    const fulfilled = verdicts.fulfilled && clocks.every((clock) => clock.fulfilled);
    const userClocks = clocks.length === 0 ? undefined : clocks.map(verdictJson);
    json.attributes({ ...headJson(subject), ...verdicts, fulfilled, userClocks });
    json.name('consumers');
    json.begin('array');
    for (const finding of findings) {
      json.next();
      yield* consumerJson(json, words, finding, false);
    }
    json.end();
    json.end();
  });
}

/** In the place of the object of an image that could not be checked. */
export function uncheckedJson(generator: string, { name, file }: ImagePlace, error: string): string {
  const source = { label: name, path: file };
  return `${jsonOf({ schema: SCHEMA_VERSION, generator, source, fulfilled: false, error })}\n`;
}

/** Of several images: their objects stand between these, one a line, as each is of one alone. */
export const checksJson = {
  begin: (generator: string): string =>
    `{"schema":${SCHEMA_VERSION},"generator":${jsonOf(generator)},"images":[\n`,
  between: ',',
  end: (fulfilled: boolean): string => `],"fulfilled":${fulfilled}}\n`,
} as const;

function verdictJson(verdict: ClockVerdict) {
  const { clock, fulfilled, found } = verdict;
  return { clock, fulfilled, path: found?.path ?? 'incomplete', why: verdictText(verdict) };
}

/** Each requirement and whether it is fulfilled, and whether all are. */
export function requirementsJson(
  words: Words,
  findings: readonly ConsumerFinding[],
  required: readonly Requirement[],
) {
  const rows = required.map((requirement) => {
    const finding = findingFor(requirement, findings);
    return {
      requirement: requirement.text,
      fulfilled: finding !== undefined && isFulfilled(finding, requirement),
      outcome: finding?.outcome ?? 'unknown',
      why: finding === undefined ? '' : consumerWhy(words, finding),
    };
  });
  return { fulfilled: rows.every(({ fulfilled }) => fulfilled), required: rows };
}

/** "musl@1.2.5: musl 1.2.5: falls back. There is no hash table it can use (DT_HASH), so …" */
export function failedLine(
  words: Words,
  requirement: Requirement,
  findings: readonly ConsumerFinding[],
  paint: Paint = unpainted,
): string {
  const finding = findingFor(requirement, findings);
  if (finding === undefined) return requirement.text;
  return `${requirement.text}: ${findingSentence(words, finding, paint)}`;
}

/** "musl 1.2.5: falls back. There is no hash table it can use (DT_HASH), so …" */
export function findingSentence(words: Words, finding: ConsumerFinding, paint: Paint = unpainted): string {
  const word = paint(outcomeWord(finding.outcome, finding), requirementTone(false));
  return `${consumerLabel(finding)}: ${word}. ${findingWhy(words, finding)}`;
}

/** Why, and for a partly found one why the missing ones are missing. */
export function findingWhy(words: Words, finding: ConsumerFinding): string {
  if (finding.outcome !== 'found') return consumerWhy(words, finding);
  const total = countedKeys(finding.keys).length;
  return [keysFound(total, total, nounOf(finding)), ...remarks(words, finding)].join('. ');
}

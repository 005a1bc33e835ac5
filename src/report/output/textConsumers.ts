/** Who gets what, in a terminal: one line a consumer, one a key, and the steps where they are asked for. */
import type { ConsumerFinding, KeyFinding, VersionFinding } from '../../consumers/model.ts';
import {
  bareCall,
  consumerLabel,
  keyOutcomeWord,
  nobodyLooks,
  notReached,
  outcomeWord,
  outcomeWords,
  wantedText,
} from '../english/consumers.ts';
import { inProcess } from '../english/places.ts';
import { heldLine, programNotes } from '../english/program.ts';
import { foundAt, textWords, versionFound, withoutIt } from '../english/textReport.ts';
import { apart } from '../facts/wholeImage.ts';
import { hex } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { ReplayView } from '../viewModel/replay.ts';
import {
  consumerWhy,
  isBareCall,
  isReached,
  keyReplay,
  preparationReplay,
  versionReplay,
} from '../views/consumerViews.ts';
import { whyText } from '../views/replayView.ts';
import { keyName } from '../words.ts';

export function* consumerLines(subject: Subject, replay: boolean): Generator<string> {
  const { findings, role } = subject;
  if (findings.length === 0) {
    if (role === 'elf') yield* [nobodyLooks, ''];
    return;
  }
  const [names, whole] = apart(findings);
  if (names.length > 0) yield textWords.consumers;
  for (const finding of names) yield* consumer(subject, finding, replay);
  if (whole.length > 0) yield textWords.wholeImage;
  for (const finding of whole) yield* consumer(subject, finding, replay);
  yield '';
}

function* consumer(subject: Subject, finding: ConsumerFinding, replay: boolean): Generator<string> {
  const { version, keys } = finding;
  const { words } = subject;
  yield `  ${headLine(subject, finding)}`;
  const lines = [
    ...(version === undefined
      ? []
      : [[nameOf(version.variable, version.name), versionLine(subject, version)] as const]),
    ...keys.map(
      (key) =>
        [
          nameOf(key.variable, wantedText({ ...key, symbol: keyName(words, key) })),
          keyLine(subject, finding, key, true),
        ] as const,
    ),
  ];
  const width = Math.max(0, ...lines.map(([name]) => name.length));
  for (const [name, text] of lines) yield `    ${name.padEnd(width)}  ${text}`;
  if (finding.program !== undefined) {
    for (const note of programNotes(finding.program)) yield `    ${note}`;
  }
  if (!replay) return;
  yield* preparation(subject, finding, true);
  for (const key of keys) yield* steps(keyReplay(subject, finding, key));
}

/** Steps of the search for one name, whoever asks for it. */
export function* searchSteps(
  subject: Subject,
  { finding, key }: { readonly finding: ConsumerFinding; readonly key?: KeyFinding },
): Generator<string> {
  yield* preparation(subject, finding, key === undefined);
  if (key !== undefined) yield* steps(keyReplay(subject, finding, key));
}

/** How the consumer reads the image before it looks for a name. @param verdict whether what comes of all is said */
function* preparation({ words }: Subject, finding: ConsumerFinding, verdict: boolean): Generator<string> {
  const view = preparationReplay(words, finding);
  yield* steps(verdict ? view : { ...view, why: '' });
  if (finding.version !== undefined) yield* steps(versionReplay(words, finding, finding.version));
}

/** "Go 1.27 (amd64): partly found. Finds 2 of 3 keys; …" */
function headLine({ words }: Subject, finding: ConsumerFinding): string {
  const { arch, outcome } = finding;
  const who = arch === '' ? consumerLabel(finding) : `${consumerLabel(finding)} (${arch})`;
  return `${who}: ${outcomeWord(outcome, finding)}. ${consumerWhy(words, finding)}`;
}

function nameOf(variable: string | undefined, name: string): string {
  return variable === undefined ? name : `${variable} ← ${name}`;
}

function versionLine({ words }: Subject, version: VersionFinding): string {
  const { outcome, index, hashCorrect } = version;
  if (outcome === 'found' && index !== undefined) return versionFound(index, hashCorrect);
  return `${outcomeWords[outcome]}: ${whyText(words, version)}`;
}

/** Value first, the address in one process after it; whatever is not plainly found says why. */
export function keyLine(
  subject: Subject,
  finding: ConsumerFinding,
  key: KeyFinding,
  /** The consumer's verdict, which tells why no key was searched for, stands above. */
  belowVerdict = false,
): string {
  const { outcome, value, address, hashCorrect, fallback } = key;
  const { words } = subject;
  const { pid } = subject.source;
  const held = key.held === undefined ? '' : `. ${heldLine(key.held, key.variable, pid)}`;
  const word = keyOutcomeWord(outcome, finding);
  const why = belowVerdict && !isReached(finding, key) ? notReached : whyText(words, key);
  if (outcome === 'not-applicable') return `${word}: ${why}`;
  if (outcome === 'found' && value === undefined) return `${word}: ${why}${held}`;
  if (outcome !== 'found' || value === undefined) {
    const follows = fallback === '' ? '' : ` ${withoutIt(words.consumers.consequence(fallback))}`;
    return `${word}: ${why}${follows}${held}`;
  }
  const found = foundAt(hex(value), address === undefined ? undefined : inProcess(hex(address), pid));
  const bare = isBareCall(subject, finding, key) ? `. ${bareCall}` : '';
  return hashCorrect === false ? `${found}. ${whyText(words, key)}${bare}${held}` : `${found}${bare}${held}`;
}

const MARKS = { pass: '+', fail: '-', info: ' ' } as const;

function* steps(view: ReplayView): Generator<string> {
  if (view.steps.length === 0) return;
  yield '';
  yield `    ${view.title}`;
  for (const step of view.steps) yield `      ${MARKS[step.result]} ${step.text}`;
  if (view.why !== '') yield `      = ${view.why}`;
}

/** Each consumer's findings as shown: the chip in the header, the keys, the reading of the image. */

import { consumerById } from '../../consumers/catalog/index.ts';
import type { ConsumerFinding, KeyFinding, VersionFinding } from '../../consumers/model.ts';
import { countedKeys } from '../../consumers/verdict/evaluateKeys.ts';
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';
import { codeStart } from '../facts/codeStart.ts';
import { lookupCommand } from '../facts/terminalCommand.ts';
import { field } from '../fields.ts';
import { hex, shown } from '../format.ts';
import { isBadEnd, nounOf, outcomeTone } from '../outcomes.ts';
import { functionPlace, type Subject } from '../subject.ts';
import type { ChipView, ConsumerDetailView, ConsumerView, KeyView } from '../viewModel/consumers.ts';
import type { FieldView } from '../viewModel/fields.ts';
import type { ReplayView } from '../viewModel/replay.ts';
import type { Tone } from '../viewModel/tone.ts';
import { keyName, reasonText, type Words } from '../words.ts';
import { vdsoFunction } from './functions.ts';
import { foundLink, linked, symbolLink } from './links.ts';
import { replayView, whyText } from './replayView.ts';

export function chipView(words: Words, finding: ConsumerFinding): ChipView {
  const label = words.report.consumerLabel(finding);
  return {
    consumer: finding.id,
    release: finding.release,
    label,
    outcome: finding.outcome,
    text: outcomeText(words, finding),
    tooltip: words.elf.labelled(label, consumerWhy(words, finding)),
    tone: outcomeTone(finding.outcome),
  };
}

/** "2 of 3 keys" where that tells more than the outcome. */
function outcomeText({ report }: Words, finding: ConsumerFinding): string {
  const { keys, outcome } = finding;
  if (outcome !== 'found' && outcome !== 'partial') return report.outcomeWord(outcome, finding);
  const counted = countedKeys(keys);
  const found = counted.filter((key) => key.outcome === 'found').length;
  return report.keysFound(found, counted.length, nounOf(finding));
}

/** Why, which release was really asked, how sure a bad end is, and in which image, where that is not plain. */
export function consumerWhy(words: Words, finding: ConsumerFinding): string {
  return words.elf.paragraph([reasonText(words, finding.why), ...remarks(words, finding)]);
}

/** What is to be said beside the reason, whatever the outcome. */
export function remarks(
  { report }: Words,
  { requestedRelease, release, program, outcome, proof }: ConsumerFinding,
): string[] {
  const sentences: string[] = [];
  if (requestedRelease !== undefined) {
    sentences.push(report.requestedText(shown(requestedRelease.name), release, requestedRelease.because));
  }
  if (program === undefined && isBadEnd(outcome)) sentences.push(report.proofText[proof]);
  if (program?.foundBy === 'pattern') sentences.push(report.byPattern);
  if (program?.searched !== undefined) sentences.push(report.searchedText(program.searched));
  return sentences;
}

export function consumerView(words: Words, finding: ConsumerFinding): ConsumerView {
  return {
    id: finding.id,
    release: finding.release,
    releases: consumerById(finding.id)?.releases.map(({ name }) => name) ?? [finding.release],
    name: words.consumers.consumer(finding),
    ...(finding.wholeImage === undefined ? {} : { wholeImage: finding.wholeImage }),
    ...(finding.program === undefined ? {} : { program: true }),
    arch: finding.arch,
    outcome: finding.outcome,
    tone: outcomeTone(finding.outcome),
    outcomeText: outcomeText(words, finding),
    why: consumerWhy(words, finding),
  };
}

export function consumerDetailView(subject: Subject, finding: ConsumerFinding): ConsumerDetailView {
  const { program, version } = finding;
  const { words } = subject;
  const { consumers, report } = words;
  return {
    ...consumerView(words, finding),
    ...(version === undefined ? {} : { version: versionView(words, finding, version) }),
    keys: finding.keys.map((key) => keyView(subject, finding, key)),
    preparation: preparationReplay(words, finding),
    quirks:
      program === undefined
        ? (consumerById(finding.id)?.quirks ?? []).map(consumers.fact)
        : report.programNotes(program),
  };
}

function keyView(subject: Subject, finding: ConsumerFinding, key: KeyFinding): KeyView {
  const { words } = subject;
  return {
    variable: key.variable ?? '',
    symbol: keyName(words, key),
    version: key.version ?? '',
    outcome: key.outcome,
    tone: keyTone(key),
    outcomeText: words.report.keyOutcomeWord(key.outcome, finding),
    why: keyWhy(subject, finding, key),
    fallback: key.fallback === '' ? '' : words.elf.ended(words.consumers.consequence(key.fallback)),
    fields: keyFields(subject, finding, key),
    more: keyConstants(subject, finding, key),
    replay: keyReplay(subject, finding, key),
    ...(key.symbolIndex === undefined ? {} : { symbolIndex: key.symbolIndex }),
  };
}

/** How the consumer reads the image before it looks for names. */
export function preparationReplay(words: Words, finding: ConsumerFinding): ReplayView {
  return replayView(words, words.report.preparationTitle(words.consumers.asker(finding)), finding);
}

export function keyReplay(
  { source, words }: Subject,
  finding: ConsumerFinding,
  key: KeyFinding,
): KeyView['replay'] {
  const command = lookupCommand(source, finding, key);
  const title = words.report.lookupTitle(finding, key.variable, keyName(words, key));
  return {
    ...replayView(words, title, key),
    consumer: finding.id,
    ...(command === undefined ? {} : { command }),
  };
}

function versionView(words: Words, finding: ConsumerFinding, version: VersionFinding): KeyView {
  return {
    variable: version.variable ?? '',
    symbol: '',
    version: version.name,
    outcome: version.outcome,
    tone: outcomeTone(version.outcome),
    outcomeText: words.report.outcomeWords[version.outcome],
    why: whyText(words, version),
    fallback: '',
    fields: [],
    more: versionFields(words, version),
    replay: versionReplay(words, finding, version),
  };
}

export function versionReplay(
  words: Words,
  finding: ConsumerFinding,
  version: VersionFinding,
): KeyView['replay'] {
  const title = words.report.lookupTitle(finding, version.variable, version.name);
  return { ...replayView(words, title, version), consumer: finding.id };
}

export function versionFields({ report }: Words, version: VersionFinding): FieldView[] {
  const right = sysvHash(version.name);
  return [
    field(report.fields.sourceHash, report.constantCheck(version.hash, right)),
    ...(version.index === undefined ? [] : [field(report.fields.versionIndex, String(version.index))]),
  ];
}

/** Anything that is not as it should be stands out, found or not. */
export function keyTone(key: KeyFinding): Tone {
  if (key.held !== undefined && key.held.value !== key.held.expected) return 'bad';
  return key.outcome === 'found' && key.hashCorrect === false ? 'warn' : outcomeTone(key.outcome);
}

/** Why, what little a function does that was found, and what the variable holds when it is something else. */
export function keyWhy(subject: Subject, finding: ConsumerFinding, key: KeyFinding): string {
  const { held } = key;
  const { words } = subject;
  const sentences = [isReached(finding, key) ? whyText(words, key) : words.report.notReached];
  if (isBareCall(subject, finding, key)) sentences.push(words.report.bareCall);
  if (held !== undefined && held.value !== held.expected) {
    sentences.push(words.report.heldOtherwise(held, key.variable, subject.source.pid));
  }
  return words.elf.paragraph(sentences);
}

/** Whether the search for a key was made, or there is a reason of its own why not. */
export function isReached({ why }: ConsumerFinding, key: KeyFinding): boolean {
  return key.steps.length > 0 || key.why !== why;
}

/** Whether what was found is nothing but a system call, so that finding it saves none. */
export function isBareCall(subject: Subject, { program }: ConsumerFinding, key: KeyFinding): boolean {
  if (key.outcome !== 'found' || program?.searched !== undefined) return false;
  const { class: elfClass } = subject.image.header;
  const place = functionPlace(subject, key.value);
  return vdsoFunction(subject.words, key.symbol, elfClass, place)?.entersKernel === 'bare';
}

export function keyFields(
  { source, image, words: { report: say } }: Subject,
  finding: ConsumerFinding,
  key: KeyFinding,
): FieldView[] {
  const { value, address, held } = key;
  const here = finding.program?.searched === undefined;
  const offset =
    value === undefined || !here ? undefined : image.offsetOf(codeStart(image.header.machine, value));
  const isSame = offset !== undefined && BigInt(offset) === value;
  // What a program found elsewhere is no symbol of this image.
  const toSymbol = (made: FieldView): FieldView =>
    here && key.symbolIndex !== undefined
      ? linked(made, symbolLink(image, made.value, key.symbolIndex))
      : made;
  const foundField = (text: string): FieldView =>
    linked(field(say.fields.foundThrough, text), here ? foundLink(text, key) : undefined);
  return [
    ...(held === undefined ? [] : [field(say.fields.held, say.heldText(held))]),
    ...(value === undefined
      ? []
      : [toSymbol(field(say.fields.value, hex(value), ...(isSame ? [offset, 1] : [])))]),
    // Where they are equal the value leads to the bytes.
    ...(offset === undefined || isSame ? [] : [field(say.fields.fileOffset, hex(offset), offset, 1)]),
    ...(address === undefined ? [] : [toSymbol(field(say.addressWords(source.pid), hex(address)))]),
    ...(key.table === undefined ? [] : [foundField(say.foundThrough(key.table, key.bucket))]),
  ];
}

/** What of a key is about its lookup. */
export function keyConstants(
  { image, words: { report: say } }: Subject,
  { program }: ConsumerFinding,
  { symbol, sourceSysvHash, sourceGnuHash, symbolIndex }: KeyFinding,
): FieldView[] {
  return [
    ...(sourceSysvHash === undefined
      ? []
      : [field(say.fields.sourceSysv, say.constantCheck(sourceSysvHash, sysvHash(symbol)))]),
    ...(sourceGnuHash === undefined
      ? []
      : [field(say.fields.sourceGnu, say.constantCheck(sourceGnuHash, gnuHash(symbol)))]),
    ...(symbolIndex === undefined
      ? []
      : [
          linked(
            field(say.fields.index, String(symbolIndex)),
            program?.searched === undefined ? symbolLink(image, String(symbolIndex), symbolIndex) : undefined,
          ),
        ]),
  ];
}

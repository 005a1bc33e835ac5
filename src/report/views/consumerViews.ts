/** Each consumer's findings as shown: the chip in the header, the keys, the reading of the image. */

import { consumerById } from '../../consumers/catalog/index.ts';
import { consequenceText, consumerName } from '../../consumers/english/programs.ts';
import type { ConsumerFinding, KeyFinding, VersionFinding } from '../../consumers/model.ts';
import { countedKeys } from '../../consumers/verdict/evaluateKeys.ts';
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';
import { fieldWords } from '../english/fields.ts';
import { byPattern, heldOtherwise, heldText, programNotes, searchedText } from '../english/program.ts';
import {
  bareCall,
  constantCheck,
  consumerLabel,
  foundThrough,
  inProcess,
  keysFound,
  lookupTitle,
  nounOf,
  outcomeWord,
  outcomeWords,
  preparationTitle,
  proofText,
  requestedText,
} from '../english/sentences.ts';
import { functionPlace, type Subject } from '../facts/subject.ts';
import { field } from '../fields.ts';
import { hex, shown } from '../format.ts';
import { isBadEnd, outcomeTone } from '../outcomes.ts';
import type { ChipView, ConsumerDetailView, ConsumerView, FieldView, KeyView, Tone } from '../view.ts';
import { vdsoFunction } from './functions.ts';
import { reasonText, replayView, whyText } from './replayView.ts';

export function chipView(finding: ConsumerFinding): ChipView {
  const label = consumerLabel(finding);
  return {
    consumer: finding.id,
    release: finding.release,
    label,
    outcome: finding.outcome,
    text: outcomeText(finding),
    tooltip: `${label}: ${consumerWhy(finding)}`,
    tone: outcomeTone(finding.outcome),
  };
}

/** "2 of 3 keys" where that tells more than the outcome. */
function outcomeText(finding: ConsumerFinding): string {
  const { keys, outcome } = finding;
  if (outcome !== 'found' && outcome !== 'partial') return outcomeWord(outcome, finding);
  const counted = countedKeys(keys);
  const found = counted.filter((key) => key.outcome === 'found').length;
  return keysFound(found, counted.length, nounOf(finding));
}

/** Why, which release was really asked, how sure a bad end is, and in which image, where that is not plain. */
export function consumerWhy(finding: ConsumerFinding): string {
  return [reasonText(finding.why), ...remarks(finding)].join(' ');
}

/** What is to be said beside the reason, whatever the outcome. */
export function remarks({ requestedRelease, release, program, outcome, proof }: ConsumerFinding): string[] {
  const sentences: string[] = [];
  if (requestedRelease !== undefined) {
    sentences.push(requestedText(shown(requestedRelease.name), release, requestedRelease.because));
  }
  if (program === undefined && isBadEnd(outcome)) sentences.push(proofText[proof]);
  if (program?.foundBy === 'pattern') sentences.push(byPattern);
  if (program?.searched !== undefined) sentences.push(searchedText(program.searched));
  return sentences;
}

export function consumerView(finding: ConsumerFinding): ConsumerView {
  return {
    id: finding.id,
    release: finding.release,
    releases: consumerById(finding.id)?.releases.map(({ name }) => name) ?? [finding.release],
    name: consumerName(finding),
    ...(finding.wholeImage === undefined ? {} : { wholeImage: finding.wholeImage }),
    arch: finding.arch,
    outcome: finding.outcome,
    tone: outcomeTone(finding.outcome),
    outcomeText: outcomeText(finding),
    why: consumerWhy(finding),
  };
}

export function consumerDetailView(subject: Subject, finding: ConsumerFinding): ConsumerDetailView {
  const { program, version } = finding;
  return {
    ...consumerView(finding),
    ...(version === undefined ? {} : { version: versionView(finding, version) }),
    keys: finding.keys.map((key) => keyView(subject, finding, key)),
    preparation: replayView(preparationTitle(consumerName(finding)), finding),
    quirks: program === undefined ? (consumerById(finding.id)?.quirks ?? []) : programNotes(program),
  };
}

function keyView(subject: Subject, finding: ConsumerFinding, key: KeyFinding): KeyView {
  return {
    variable: key.variable ?? '',
    symbol: key.symbol,
    version: key.version ?? '',
    outcome: key.outcome,
    tone: keyTone(key),
    outcomeText: outcomeWord(key.outcome, finding),
    why: keyWhy(subject, finding, key),
    fallback: key.fallback === '' ? '' : `${consequenceText(key.fallback)}.`,
    fields: keyFields(subject, finding, key),
    replay: keyReplay(finding, key),
    ...(key.symbolIndex === undefined ? {} : { symbolIndex: key.symbolIndex }),
  };
}

export function keyReplay(finding: ConsumerFinding, key: KeyFinding): KeyView['replay'] {
  return replayView(lookupTitle(finding, key.variable, key.symbol), key);
}

function versionView(finding: ConsumerFinding, version: VersionFinding): KeyView {
  return {
    variable: version.variable ?? '',
    symbol: '',
    version: version.name,
    outcome: version.outcome,
    tone: outcomeTone(version.outcome),
    outcomeText: outcomeWords[version.outcome],
    why: whyText(version),
    fallback: '',
    fields: versionFields(version),
    replay: versionReplay(finding, version),
  };
}

export function versionReplay(finding: ConsumerFinding, version: VersionFinding): KeyView['replay'] {
  return replayView(lookupTitle(finding, version.variable, version.name), version);
}

export function versionFields(version: VersionFinding): FieldView[] {
  const right = sysvHash(version.name);
  return [
    field(fieldWords.sourceHash, constantCheck(version.hash, right)),
    ...(version.index === undefined ? [] : [field(fieldWords.versionIndex, String(version.index))]),
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
  const sentences = [whyText(key)];
  if (isBareCall(subject, finding, key)) sentences.push(bareCall);
  if (held !== undefined && held.value !== held.expected) {
    sentences.push(heldOtherwise(held, key.variable, subject.source.pid));
  }
  return sentences.join(' ');
}

/** Whether what was found is nothing but a system call, so that finding it saves none. */
export function isBareCall(subject: Subject, { program }: ConsumerFinding, key: KeyFinding): boolean {
  if (key.outcome !== 'found' || program?.searched !== undefined) return false;
  const { class: elfClass } = subject.image.header;
  return vdsoFunction(key.symbol, elfClass, functionPlace(subject))?.entersKernel === 'bare';
}

export function keyFields(
  { source, image }: Subject,
  finding: ConsumerFinding,
  key: KeyFinding,
): FieldView[] {
  const { value, address, held, sourceSysvHash, sourceGnuHash } = key;
  const here = finding.program?.searched === undefined;
  const offset = value === undefined || !here ? undefined : image.offsetOf(value);
  return [
    ...(held === undefined ? [] : [field(fieldWords.held, heldText(held))]),
    ...(value === undefined ? [] : [field(fieldWords.value, hex(value))]),
    ...(offset === undefined ? [] : [field(fieldWords.fileOffset, hex(offset), offset, 1)]),
    ...(address === undefined ? [] : [field(fieldWords.address, inProcess(hex(address), source.pid))]),
    ...(key.table === undefined ? [] : [field(fieldWords.foundThrough, foundThrough(key.table, key.bucket))]),
    ...(sourceSysvHash === undefined
      ? []
      : [field(fieldWords.sourceSysv, constantCheck(sourceSysvHash, sysvHash(key.symbol)))]),
    ...(sourceGnuHash === undefined
      ? []
      : [field(fieldWords.sourceGnu, constantCheck(sourceGnuHash, gnuHash(key.symbol)))]),
    ...(key.symbolIndex === undefined ? [] : [field(fieldWords.index, String(key.symbolIndex))]),
  ];
}

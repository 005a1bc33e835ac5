/** What stands above and around the tables. */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { SHT_SYMTAB } from '../../elf/format/constants.ts';
import type { Severity } from '../../elf/problems/problem.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import { repeated, shown } from '../format.ts';
import { worstFirst } from '../outcomes.ts';
import type { Report } from '../report.ts';
import { listedFindings, type Subject } from '../subject.ts';
import type { ImageSummary } from '../viewModel/summary.ts';
import { headerAbiText } from '../words.ts';
import { chipView, consumerView } from './consumerViews.ts';
import { clockFact, factViews } from './factViews.ts';
import { hashViews } from './hashView.ts';
import { headerFields } from './headerFields.ts';
import { imageInShort } from './imageFacts.ts';
import { memoryMap } from './memoryMap.ts';

export function summarize(report: Report): ImageSummary {
  return runToEnd(summarizeInSlices(report));
}

export function* summarizeInSlices(report: Report): Generator<void, ImageSummary> {
  const { subject, tables } = report;
  const { image, findings, words } = subject;
  if (image.preview !== undefined) return atFirstPreview(report);
  const hashes = yield* hashViews(subject);
  return {
    ...headline(subject),
    chips: worstFirst(listedFindings(subject)).map((finding) => chipView(words, finding)),
    consumers: findings.map((finding) => consumerView(words, finding)),
    tables: tables.map((table) => table.view),
    header: headerFields(subject),
    hashes,
    memoryMap: memoryMap(subject),
    health: health(subject),
  };
}

/** What headers and notes tell. */
function headline(
  subject: Subject,
): Omit<ImageSummary, 'chips' | 'consumers' | 'tables' | 'header' | 'hashes' | 'memoryMap' | 'health'> {
  const { image, source, role, asVdso, words } = subject;
  const { report: say } = words;
  const clock = clockFact(subject);
  return {
    ...names(subject),
    brief: brief(subject),
    origin: say.originText(source),
    format: say.formatText(headerAbiText(words, image.header), image.header, image.size),
    role,
    asVdso,
    facts: factViews(subject, clock),
    ...(clock === undefined ? {} : { clock }),
    ...(image.hasSymtab && image.symtab === undefined
      ? { symtabOffer: say.symtabOffer(symtabCount(subject)) }
      : {}),
  };
}

/** What is known before names and hash tables were read. */
function atFirstPreview({ subject, table }: Report): ImageSummary {
  const symbols = table('symbols');
  const { checking } = subject.words.report;
  return {
    ...headline(subject),
    checking: checking.sentence,
    chips: [],
    consumers: [],
    tables: symbols === undefined ? [] : [symbols.view],
    header: [],
    hashes: [],
    memoryMap: { fromLabel: '', toLabel: '', regions: [] },
    health: {
      tone: 'muted',
      short: checking.inShort,
      text: checking.health,
      errors: 0,
      warnings: 0,
      notes: 0,
    },
  };
}

/** A file is known by its name; what it calls itself stands beside where that is another. */
function names(subject: Subject): Pick<ImageSummary, 'title' | 'soname'> {
  const file = subject.source.kind === 'file' ? fileName(subject) : undefined;
  const soname = sonameOf(subject);
  const title = file ?? titleOf(subject);
  return { title, ...(soname === undefined || soname === title ? {} : { soname }) };
}

function brief({ image, source, role, provider, words }: Subject): readonly string[] {
  const { report: say } = words;
  const known = role === 'vdso' && provider.kind !== 'unknown';
  return [
    ...say.sourceInShort(source),
    ...imageInShort(words, source),
    headerAbiText(words, image.header),
    known ? say.providerText(provider) : words.elf.byteSize(image.size),
  ];
}

/** Soname, or the file's name. */
export function titleOf(subject: Subject): string {
  const { source, words } = subject;
  return sonameOf(subject) ?? fileName(subject) ?? shown(repeated(words.elf.label(source.label)));
}

function sonameOf({ image }: Subject): string | undefined {
  return image.soname ? shown(repeated(image.soname)) : undefined;
}

function fileName({ source }: Subject): string | undefined {
  const name = source.path?.split(/[\\/]/).pop();
  return name ? shown(repeated(name)) : undefined;
}

export function health({ image, words }: Subject): ImageSummary['health'] {
  const found: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  for (const { severity } of image.problems) found[severity]++;
  const { error, warning, note } = found;
  return {
    tone: error > 0 ? 'bad' : warning > 0 ? 'warn' : 'good',
    short: words.report.healthInShort(error, warning, note),
    text: words.report.healthText(error, warning, note),
    errors: error,
    warnings: warning,
    notes: note,
  };
}

/** Entries of .symtab as its section header has them. */
function symtabCount({ image }: Subject): number | undefined {
  for (let i = 0; i < image.sections.length; i++) {
    const section = image.sections.at(i);
    if (section?.type !== SHT_SYMTAB || section.entsize === 0n) continue;
    return fileNumber(section.size / section.entsize);
  }
  return undefined;
}

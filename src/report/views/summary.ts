/** What stands above and around the tables. */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { labelText } from '../../elf/english.ts';
import { SHT_SYMTAB } from '../../elf/format/constants.ts';
import type { Severity } from '../../elf/problems/problem.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import { checking, formatText, healthText, originText, symtabOffer } from '../english/sentences.ts';
import { headerAbiText } from '../facts/abiText.ts';
import { listedFindings, type Subject } from '../facts/subject.ts';
import { repeated, shown } from '../format.ts';
import type { Report } from '../report.ts';
import type { ImageSummary } from '../view.ts';
import { chipView, consumerView } from './consumerViews.ts';
import { factViews } from './factViews.ts';
import { hashViews } from './hashView.ts';
import { headerFields } from './headerFields.ts';
import { memoryMap } from './memoryMap.ts';

export function summarize(report: Report): ImageSummary {
  return runToEnd(summarizeInSlices(report));
}

export function* summarizeInSlices(report: Report): Generator<void, ImageSummary> {
  const { subject, tables } = report;
  const { image, findings } = subject;
  if (image.preview !== undefined) return atFirstPreview(report);
  const hashes = yield* hashViews(subject);
  return {
    ...headline(subject),
    chips: listedFindings(subject).map(chipView),
    consumers: findings.map(consumerView),
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
): Pick<ImageSummary, 'title' | 'origin' | 'format' | 'role' | 'asVdso' | 'facts' | 'symtabOffer'> {
  const { image, source, role, asVdso } = subject;
  return {
    title: titleOf(subject),
    origin: originText(source),
    format: formatText(headerAbiText(image.header), image.header, image.size),
    role,
    asVdso,
    facts: factViews(subject),
    ...(image.hasSymtab && image.symtab === undefined
      ? { symtabOffer: symtabOffer(symtabCount(subject)) }
      : {}),
  };
}

/** What is known before names and hash tables were read. */
function atFirstPreview({ subject, table }: Report): ImageSummary {
  const symbols = table('symbols');
  return {
    ...headline(subject),
    checking: checking.sentence,
    chips: [],
    consumers: [],
    tables: symbols === undefined ? [] : [symbols.view],
    header: [],
    hashes: [],
    memoryMap: { fromLabel: '', toLabel: '', regions: [] },
    health: { tone: 'muted', text: checking.health, errors: 0, warnings: 0, notes: 0 },
  };
}

/** Soname, or the file's name. */
export function titleOf({ image, source }: Subject): string {
  if (image.soname !== undefined && image.soname !== '') return shown(repeated(image.soname));
  return shown(repeated(source.path?.split(/[\\/]/).pop() || labelText(source.label)));
}

export function health({ image }: Subject): ImageSummary['health'] {
  const found: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  for (const { severity } of image.problems) found[severity]++;
  const { error, warning, note } = found;
  return {
    tone: error > 0 ? 'bad' : warning > 0 ? 'warn' : 'good',
    text: healthText(error, warning, note),
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

/** `--strings`: the strings of sections, in place of a report. */
import { hex } from '../elf/bytes/hex.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import {
  MAX_STRING_BYTES,
  MAX_STRINGS,
  type SectionStrings,
  sectionStrings,
} from '../report/facts/sectionStrings.ts';
import { sectionWanted, stringBytes } from '../report/facts/stringSections.ts';
import { jsonOf } from '../report/format.ts';
import { originJson } from '../report/output/headerJson.ts';
import { jsonDocument, LINE } from '../report/output/jsonWriter.ts';
import type { Report } from '../report/report.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import { english } from '../session/words.ts';
import { Refusal } from './refusal.ts';

interface Found {
  readonly section: number;
  readonly name: string;
  readonly size: number;
  readonly strings: SectionStrings;
}

/** Rejects with a sentence for a section that is not there, or has no bytes in the file. */
export async function stringsWritten(
  report: Report,
  source: ByteSource,
  wanted: readonly string[],
  format: 'text' | 'json',
): Promise<Iterable<string | Uint8Array>> {
  const { image } = report.subject;
  const found: Found[] = [];
  for (const text of wanted) {
    const section = sectionWanted(image, text);
    const range = section === undefined ? undefined : stringBytes(image, section);
    if (section === undefined || range === undefined)
      throw new Refusal(section === undefined ? 'noSection' : 'noSectionBytes', { section: text });
    const strings = await sectionStrings(source, range, new SliceScheduler());
    found.push({ section, name: image.sections.at(section)?.name ?? '', size: range.length, strings });
  }
  return format === 'json' ? json(report, found) : lines(found);
}

function* lines(found: readonly Found[]): Generator<string> {
  for (const { section, name, size, strings } of found) {
    if (found.length > 1) yield `${shown(name)} (${section})\n`;
    const width = hex(strings.offset + strings.looked).length;
    for (let at = 0; at < strings.count; at++)
      yield `${hex(strings.offset + strings.start(at)).padStart(width)}  ${shown(strings.text(at))}\n`;
    if (strings.looked < size) yield `${cut(strings, size)}\n`;
  }
}

function json({ subject }: Report, found: readonly Found[]): Iterable<Uint8Array> {
  return jsonDocument(function* (document) {
    document.begin('object', LINE);
    document.attributes(originJson(subject));
    document.name('strings');
    document.begin('array', LINE);
    for (const { section, name, size, strings } of found) {
      document.next();
      document.begin('object');
      document.attributes({ section, name, size, looked: strings.looked });
      document.name('found');
      yield* document.array(
        strings.count,
        (at) => {
          const offset = hex(strings.offset + strings.start(at));
          document.out.text(jsonOf({ offset, text: strings.text(at) }));
        },
        LINE,
      );
      document.end();
    }
    document.end();
    document.end();
  });
}

function cut({ looked }: SectionStrings, size: number): string {
  return english.session.stringsCut(looked, size, { bytes: MAX_STRING_BYTES, strings: MAX_STRINGS });
}

/** What a row's detail says beyond its cells, table by table. */
import { CodeStretches } from '../../../code/stretches.ts';
import { namesOn } from '../../../consumers/functionNames.ts';
import type { KeyFinding } from '../../../consumers/model.ts';
import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import { PF_X, PT_LOAD, SHF_EXECINSTR, SHT_NOBITS } from '../../../elf/format/constants.ts';
import type { Section, Segment } from '../../../elf/model.ts';
import { clipped } from '../../facts/clipped.ts';
import { hasStrings } from '../../facts/stringSections.ts';
import { field } from '../../fields.ts';
import { hex, hexBytes, repeated, shown } from '../../format.ts';
import type { Subject } from '../../subject.ts';
import { stringsTableId } from '../../tables/strings.ts';
import { versionRows } from '../../tables/versions.ts';
import type { DetailView } from '../../viewModel/detail.ts';
import type { FieldView } from '../../viewModel/fields.ts';
import type { TableId } from '../../viewModel/tableId.ts';
import { keyName } from '../../words.ts';
import {
  keyConstants,
  keyFields,
  keyReplay,
  keyWhy,
  versionFields,
  versionReplay,
} from '../consumerViews.ts';
import { definitionLink, linked } from '../links.ts';
import { archOf, calledOn } from '../nameHistory.ts';

export interface Extras {
  readonly title?: string;
  readonly paragraphs: readonly string[];
  readonly fields?: readonly FieldView[];
  /** The row's own cells would only repeat `fields`. */
  readonly insteadOfCells?: boolean;
  readonly replays?: DetailView['replays'];
  readonly code?: DetailView['code'];
  readonly strings?: DetailView['strings'];
}

const NOTHING: Extras = { paragraphs: [] };
/** Descriptor bytes of a note written out in its detail. */
const NOTE_BYTES = 256;

export function extrasOf(subject: Subject, id: TableId, index: number): Extras {
  const { words } = subject;
  const { terms } = words.report;
  switch (id) {
    case 'versions':
      return versionExtras(subject, index);
    case 'keys':
      return keyExtras(subject, index);
    case 'segments':
    case 'sections':
      return structureExtras(subject, id, index);
    case 'dynamic': {
      const entry = subject.image.dynamic.at(index);
      return entry === undefined ? NOTHING : { paragraphs: term(terms.dynamicTerms[fileNumber(entry.tag)]) };
    }
    case 'notes':
      return noteExtras(subject, index);
    case 'problems': {
      const problem = subject.image.problems[index];
      return problem === undefined
        ? NOTHING
        : {
            title: words.elf.structure(problem.structure),
            paragraphs: [shown(words.elf.problem(problem))],
          };
    }
    case 'relocations':
      return { paragraphs: relocationParagraphs(subject, index) };
    case 'gnuBuckets':
      return { paragraphs: [terms.bucketTerms.gnu] };
    case 'sysvBuckets':
      return { paragraphs: [terms.bucketTerms.sysv] };
    case 'gnuBloom':
      return { paragraphs: [terms.bucketTerms.bloom] };
    default:
      return NOTHING;
  }
}

function relocationParagraphs({ image, role, words }: Subject, index: number): readonly string[] {
  const section = image.relocations.at(index)?.section;
  const info = section === undefined ? undefined : image.sections.at(section)?.info;
  const target = info === undefined || info === 0 ? undefined : image.sections.at(info)?.name;
  if (target !== undefined) return [words.report.terms.relocatedSection(shown(repeated(target)))];
  return role === 'vdso' ? [words.report.terms.relocationTerm] : [];
}

function term(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}

function versionExtras(subject: Subject, index: number): Extras {
  const row = versionRows(subject.image)[index];
  if (row === undefined) return NOTHING;
  const { words } = subject;
  const { versionKinds, terms } = words.report;
  const { versionTerms } = terms;
  const title = `${shown(row.record.name)} · ${versionKinds[row.kind]}`;
  if (row.kind === 'need') return { title, paragraphs: [versionTerms.need] };
  const base = (row.record.flags & 1) !== 0;
  const lookups = subject.findings.length === 0 ? [] : subject.lookups().version(row.position);
  return {
    title,
    paragraphs: [base ? versionTerms.base : versionTerms.definition],
    fields: lookups.flatMap(({ key }) => ('symbol' in key ? [] : versionFields(words, key))),
    replays: lookups.flatMap(({ finding, key }) =>
      'symbol' in key ? [] : [versionReplay(words, finding, key)],
    ),
  };
}

function keyExtras(subject: Subject, index: number): Extras {
  const rows = subject.findings.flatMap((finding) => finding.keys.map((key) => ({ finding, key })));
  const row = rows[index];
  if (row === undefined) return NOTHING;
  const { finding, key } = row;
  const { words } = subject;
  const { report: say } = words;
  return {
    title: `${say.consumerLabel(finding)} · ${key.variable ?? keyName(words, key)}`,
    paragraphs: [
      keyWhy(subject, finding, key),
      ...(key.outcome === 'found'
        ? []
        : [...calledHere(subject, key), words.consumers.consequence(key.fallback)]),
    ],
    fields: [
      linked(
        field(say.fields.wanted, say.wantedText({ ...key, symbol: keyName(words, key) })),
        key.version === undefined ? undefined : definitionLink(subject.image, key.version),
      ),
      ...keyFields(subject, finding, key),
      ...keyConstants(subject, finding, key),
    ],
    insteadOfCells: true,
    replays: [keyReplay(subject, finding, key)],
  };
}

/** What a key's function is called on the image's architecture, where that is another name. */
function calledHere({ image, words }: Subject, { symbol }: KeyFinding): readonly string[] {
  const arch = archOf(image.header);
  const names = namesOn(arch, symbol);
  return names.length === 0 || names.includes(symbol) ? [] : [calledOn(words, arch, symbol)];
}

function isCode(entry: Section | Segment): boolean {
  return 'name' in entry
    ? (entry.flags & BigInt(SHF_EXECINSTR)) !== 0n && entry.type !== SHT_NOBITS
    : entry.type === PT_LOAD && (entry.flags & PF_X) !== 0;
}

function structureExtras({ image, words }: Subject, id: 'segments' | 'sections', index: number): Extras {
  const segments = id === 'segments';
  const { elf, report: say } = words;
  const { fields, terms } = say;
  const entry = segments ? image.segments.at(index) : image.sections.at(index);
  if (entry === undefined) return NOTHING;
  const record = (segments ? image.segments : image.sections).rangeOf(index);
  const size = 'filesz' in entry ? entry.filesz : entry.size;
  const contents = clipped(image.size, entry.offset, size);
  const code = isCode(entry) ? CodeStretches.of(image).startingAt(entry.offset) : undefined;
  return {
    ...(code === undefined ? {} : { code: hex(code) }),
    ...(!segments && hasStrings(image, index) ? { strings: stringsTableId(index) } : {}),
    ...('name' in entry && entry.name !== '' ? { title: shown(entry.name) } : {}),
    paragraphs: [
      ...term(segments ? terms.segmentTerms[entry.type] : terms.sectionTerms[entry.type]),
      ...('vaddr' in entry && entry.vaddr !== entry.offset ? [say.elfAddressNote(hex(entry.vaddr))] : []),
    ],
    fields: [
      ...(record === undefined
        ? []
        : [field(fields.entryBytes, say.range(record.offset, record.length), record.offset, record.length)]),
      ...(contents === undefined || contents.length === 0
        ? []
        : [field(fields.contents, elf.byteSize(contents.length), contents.offset, contents.length)]),
    ],
  };
}

function noteExtras({ image, words }: Subject, index: number): Extras {
  const note = image.notes[index];
  if (note === undefined) return NOTHING;
  const { owner, type, size, description, range: at } = note;
  const part = description.subarray(0, NOTE_BYTES);
  const { fields, terms } = words.report;
  return {
    paragraphs: term(terms.noteTerms[`${owner} ${type}`]),
    fields: [
      field(fields.contents, hexBytes(part), at.offset, at.length),
      field(fields.size, words.elf.byteSize(size)),
    ],
  };
}

/**
 * The report as plain text for a terminal, streamed as UTF-8. The first screen answers: what image, from where, which
 * kernel built it, is it healthy, do clock calls stay in user space, who gets what. The tables follow.
 */
import type { ImageCode } from '../../code/imageCode.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import { formatText, originText } from '../english/origin.ts';
import { tableLeftOut, textWords } from '../english/textReport.ts';
import type { Report } from '../report.ts';
import type { Subject } from '../subject.ts';
import { inSourceNames } from '../tables/sourceName.ts';
import { utf8Bytes } from '../utf8Writer.ts';
import type { FieldView } from '../viewModel/fields.ts';
import type { TableId } from '../viewModel/tableId.ts';
import { factViews } from '../views/factViews.ts';
import { hashViews } from '../views/hashView.ts';
import { headerFields } from '../views/headerFields.ts';
import { health, titleOf } from '../views/summary.ts';
import { headerAbiText } from '../words.ts';
import { codeLines } from './codeReport.ts';
import { type Inside, insideLines, saysSomething } from './insideReport.ts';
import { mostOfTable } from './outputLimit.ts';
import { consumerLines } from './textConsumers.ts';
import { tableLines } from './textTable.ts';

const PIECE = 32 * 1024;

/** Tables in the order in which they answer questions; the keys stand on the first screen already. */
const TABLES: readonly TableId[] = [
  'symbols',
  'versions',
  'gnuBuckets',
  'gnuBloom',
  'sysvBuckets',
  'segments',
  'sections',
  'dynamic',
  'relocations',
  'notes',
  'symtab',
];

/** Drawn for a vDSO's few buckets; of a library's thousands the figures below them say more. */
const LONG_TABLES: ReadonlySet<TableId> = new Set(['gnuBuckets', 'gnuBloom', 'sysvBuckets']);
export const MAX_BUCKETS = 128;

export interface TextOptions {
  /** Write each consumer's steps. */
  readonly replay?: boolean;
  /** What the code does, where that was asked for. */
  readonly code?: ImageCode;
  /** The images that lie in the file, where it is one that has some. */
  readonly inside?: Inside;
}

export function* reportText(report: Report, options: TextOptions = {}): Generator<Uint8Array<ArrayBuffer>> {
  let piece = '';
  for (const line of lines(report, options)) {
    piece += `${line.trimEnd()}\n`;
    if (piece.length < PIECE) continue;
    yield utf8Bytes(piece);
    piece = '';
  }
  yield utf8Bytes(piece);
}

function* lines(report: Report, { replay = false, code, inside }: TextOptions): Generator<string> {
  const { subject } = report;
  yield* headline(subject);
  yield '';
  yield* problems(report);
  if (inside !== undefined && saysSomething(inside)) yield* [...insideLines(subject.words, inside), ''];
  yield* consumerLines(subject, replay);
  yield textWords.header;
  yield* fieldLines(headerFields(subject));
  for (const id of TABLES) {
    const table = report.table(id);
    if (table === undefined || (table.rowCount === 0 && id === 'relocations')) continue;
    yield '';
    yield* LONG_TABLES.has(id) && table.rowCount > MAX_BUCKETS
      ? [tableLeftOut(table.view.title, table.rowCount)]
      : tableLines(subject.demangle === true ? inSourceNames(table) : table, mostOfTable(subject.image.size));
    if (id === 'gnuBuckets' || id === 'sysvBuckets') yield* figures(subject, id);
  }
  if (code === undefined) return;
  yield '';
  yield* codeLines(code, subject);
}

function* headline(subject: Subject): Generator<string> {
  const { image, source, words } = subject;
  yield `${titleOf(subject)} · ${originText(source)}`;
  yield formatText(headerAbiText(words, image.header), image.header, image.size);
  const healthField = { label: textWords.health, value: health(subject).text, explain: '' };
  yield* fieldLines([...factViews(subject), healthField]);
}

function* fieldLines(fields: readonly FieldView[]): Generator<string> {
  const width = Math.max(0, ...fields.map(({ label }) => label.length));
  for (const { label, value } of fields) yield `  ${label.padEnd(width)}  ${value}`;
}

function* problems(report: Report): Generator<string> {
  const table = report.table('problems');
  if (table === undefined || table.rowCount === 0) return;
  yield* tableLines(table, mostOfTable(report.subject.image.size));
  yield '';
}

function* figures(subject: Subject, id: 'gnuBuckets' | 'sysvBuckets'): Generator<string> {
  for (const view of runToEnd(hashViews(subject))) {
    if (view.bucketTable !== id) continue;
    yield* fieldLines(view.fields);
    for (const { text } of view.histogram) yield `    ${text}`;
    for (const { symbol, bucket, text } of view.keys) yield `    ${symbol}, bucket ${bucket} · ${text}`;
  }
}

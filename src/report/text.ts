/**
 * The report as plain text for a terminal, streamed. The first screen answers: what image, from where, which
 * kernel built it, is it healthy, do clock calls stay in user space, who gets what. The tables follow.
 */
import { reasonSentence } from '../consumers/english.ts';
import type { ConsumerFinding } from '../consumers/model.ts';
import { abiText } from './abiText.ts';
import { chipView, consumerView } from './consumerViews.ts';
import { formatText, nobodyLooks, originText, textWords } from './english/sentences.ts';
import { factViews } from './factViews.ts';
import { shown } from './format.ts';
import { hashViews } from './hashView.ts';
import { headerFields } from './headerFields.ts';
import type { Report } from './report.ts';
import type { Subject } from './subject.ts';
import { health, titleOf } from './summary.ts';
import { tableLines } from './textTable.ts';
import type { FieldView, KeyView, ReplayView, TableId } from './view.ts';

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

export interface TextOptions {
  /** Write each consumer's steps. */
  readonly replay?: boolean;
}

export function* reportText(report: Report, options: TextOptions = {}): Generator<string, void, undefined> {
  let piece = '';
  for (const line of lines(report, options)) {
    piece += `${line.trimEnd()}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* lines(report: Report, { replay = false }: TextOptions): Generator<string> {
  const { subject } = report;
  yield* headline(subject);
  yield '';
  yield* problems(report);
  yield* consumers(subject, replay);
  yield textWords.header;
  yield* fieldLines(headerFields(subject));
  for (const id of TABLES) {
    const table = report.table(id);
    if (table === undefined || (table.rowCount === 0 && id === 'relocations')) continue;
    yield '';
    yield* tableLines(table);
    if (id === 'gnuBuckets' || id === 'sysvBuckets') yield* figures(subject, id);
  }
}

function* headline(subject: Subject): Generator<string> {
  const { image, source } = subject;
  yield `${titleOf(subject)} · ${originText(source)}`;
  yield formatText(abiText(image.header), image.header, image.size);
  yield* fieldLines(factViews(subject));
  yield* fieldLines([{ label: textWords.health, value: health(subject).text, explain: '' }]);
}

function* fieldLines(fields: readonly FieldView[]): Generator<string> {
  const width = Math.max(0, ...fields.map(({ label }) => label.length));
  for (const { label, value } of fields) yield `  ${label.padEnd(width)}  ${value}`;
}

function* problems(report: Report): Generator<string> {
  const table = report.table('problems');
  if (table === undefined || table.rowCount === 0) return;
  yield* tableLines(table);
  yield '';
}

function* consumers(subject: Subject, replay: boolean): Generator<string> {
  const { findings, role } = subject;
  if (findings.length === 0) {
    if (role === 'elf') yield* [nobodyLooks, ''];
    return;
  }
  yield textWords.consumers;
  for (const finding of findings) yield* consumer(subject, finding, replay);
  yield '';
}

function* consumer(subject: Subject, finding: ConsumerFinding, replay: boolean): Generator<string> {
  const chip = chipView(finding);
  const view = consumerView(subject, finding);
  yield `  ${chip.label}${view.arch === '' ? '' : ` (${view.arch})`}: ${chip.text}. ${shown(reasonSentence(finding.why))}`;
  const keys = view.version === undefined ? view.keys : [view.version, ...view.keys];
  const width = Math.max(0, ...keys.map((key) => keyName(key).length));
  for (const key of keys) {
    const detail = key.outcome === 'found' ? found(key) : `${key.outcomeText}: ${key.why} ${key.fallback}`;
    yield `    ${keyName(key).padEnd(width)}  ${detail}`;
    if (key.outcome === 'found' && key.tone === 'warn') yield `    ${''.padEnd(width)}  ${key.why}`;
  }
  if (!replay) return;
  for (const each of [view.preparation, ...keys.map((key) => key.replay)]) yield* steps(each);
}

function keyName(key: KeyView): string {
  const wanted = [key.symbol, key.version].filter(Boolean).join('@');
  return key.variable === '' ? wanted : `${key.variable} ← ${wanted}`;
}

/** Value and file offset first, the address in one process last. */
function found({ outcomeText, fields }: KeyView): string {
  return `${outcomeText}: ${fields.map(({ label, value }) => `${label.toLowerCase()} ${value}`).join(', ')}`;
}

const MARKS = { pass: '+', fail: '-', info: ' ' } as const;

function* steps(view: ReplayView): Generator<string> {
  if (view.steps.length === 0) return;
  yield '';
  yield `    ${view.title}`;
  for (const step of view.steps) yield `      ${MARKS[step.result]} ${step.text}`;
  yield `      = ${view.why}`;
}

function* figures(subject: Subject, id: 'gnuBuckets' | 'sysvBuckets'): Generator<string> {
  for (const view of hashViews(subject)) {
    if (view.bucketTable !== id) continue;
    yield* fieldLines(view.fields);
    for (const { text } of view.histogram) yield `    ${text}`;
    for (const { text } of view.keys) yield `    ${text}`;
  }
}

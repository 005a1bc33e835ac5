/**
 * The report as JSON (docs/report.md), streamed as UTF-8: one row a line, in pieces of some tens of kilobytes, never
 * the whole document at once.
 */

import { stepSentence } from '../consumers/english.ts';
import type { ConsumerFinding, ReplayStep } from '../consumers/model.ts';
import type { GnuHashTable } from '../elf/model.ts';
import type { Table } from '../elf/table.ts';
import { hex, jsonOf, type Value } from './format.ts';
import { headerJson, hostJson, sourceJson } from './headerJson.ts';
import { reasonText } from './replayView.ts';
import type { Report } from './report.ts';
import type { Json } from './table.ts';
import { keyJson } from './tables/keys.ts';
import { TextWriter, utf8Bytes } from './textWriter.ts';
import type { TableId } from './view.ts';

export const SCHEMA_VERSION = 1;
/** Rows written between two looks at how much there is. */
const BATCH = 32;

export interface JsonOptions {
  /** Write each consumer's steps. */
  readonly replay?: boolean;
}

/** Each piece is good until the next is asked for, see TextWriter.take. */
export function* reportJson(report: Report, options: JsonOptions = {}): Generator<Uint8Array<ArrayBuffer>> {
  const out = new TextWriter();
  for (const _ of written(report, options, out)) yield out.take();
  yield out.take();
}

/** Writes the document and stops whenever there is a piece to take. */
function* written(report: Report, { replay = false }: JsonOptions, out: TextWriter): Generator<void> {
  const { subject } = report;
  const { host, image, role, generator, findings } = subject;
  out.text(`{"schema":${SCHEMA_VERSION},\n"generator":${text(generator)},\n`);
  out.text(`"source":${text(sourceJson(subject))},\n`);
  if (host !== undefined) out.text(`"host":${text(hostJson(subject, host))},\n`);
  out.text(`"role":${text(role)},\n"header":${text(headerJson(image.header))},\n`);
  for (const id of ['segments', 'sections', 'dynamic', 'symbols'] as const) yield* rows(report, id, out);
  if (report.table('symtab') !== undefined) yield* rows(report, 'symtab', out);
  yield* versions(report, out);
  yield* hashTables(report, out);
  yield* rows(report, 'relocations', out);
  yield* rows(report, 'notes', out);
  out.text('"consumers":');
  yield* list(out, findings.length, (index) => {
    const finding = findings[index];
    out.text(finding === undefined ? 'null' : text(consumerJson(finding, replay)));
  });
  out.text(',\n');
  yield* rows(report, 'problems', out, '\n');
  out.text('}\n');
}

function* rows(report: Report, id: TableId, out: TextWriter, end = ',\n'): Generator<void> {
  const table = report.table(id);
  out.text(`${text(id)}:[`);
  const count = table?.rowCount ?? 0;
  for (let start = 0; start < count; start += BATCH) {
    table?.jsonRows(start, Math.min(start + BATCH, count), out);
    if (out.full) yield;
  }
  out.text(`]${end}`);
}

/** Definitions as they are; needs grouped by the file they are needed from. */
function* versions({ subject, table }: Report, out: TextWriter): Generator<void> {
  const json = (index: number): Json => table('versions')?.json(index) ?? null;
  const definitions = subject.image.versionDefinitions.length;
  out.text('"versions":{"definitions":');
  yield* list(out, definitions, (index) => out.text(text(json(index))));
  out.text(',\n"needs":');
  let next = definitions;
  const needs = subject.image.versionNeeds.map((need) => {
    const entries = need.versions.map(() => json(next++));
    return { file: need.file, versions: entries };
  });
  yield* list(out, needs.length, (index) => out.text(text(needs[index] ?? null)));
  out.text('},\n');
}

function* hashTables({ subject }: Report, out: TextWriter): Generator<void> {
  const { sysvHash, gnuHash, mipsHash } = subject.image;
  out.text('"hashTables":{');
  if (sysvHash !== undefined) {
    const { nbucket, nchain, wordSize } = sysvHash;
    out.text(`"sysv":{"nbucket":${nbucket},"nchain":${nchain},"wordSize":${wordSize},"buckets":`);
    yield* indices(out, sysvHash.buckets);
    out.text(',"chains":');
    yield* indices(out, sysvHash.chains);
    out.text(gnuHash === undefined && mipsHash === undefined ? '}' : '},\n');
  }
  if (gnuHash !== undefined) yield* gnuTable(out, 'gnu', gnuHash);
  if (gnuHash !== undefined && mipsHash !== undefined) out.text(',\n');
  if (mipsHash !== undefined) yield* gnuTable(out, 'mips', mipsHash);
  out.text('},\n');
}

function* gnuTable(out: TextWriter, name: 'gnu' | 'mips', table: GnuHashTable): Generator<void> {
  const { nbuckets, symoffset, bloomSize, bloomShift, translation } = table;
  out.text(`"${name}":{"nbuckets":${nbuckets},"symoffset":${symoffset},"bloomSize":${bloomSize},`);
  out.text(`"bloomShift":${bloomShift},"bloom":`);
  yield* words(out, table.bloom);
  out.text(',"buckets":');
  yield* indices(out, table.buckets);
  out.text(',"chains":');
  yield* words(out, table.chains);
  if (translation !== undefined) {
    out.text(',"translation":');
    yield* indices(out, translation);
  }
  out.text('}');
}

/** Numbers of symbols, on one line. */
function indices(out: TextWriter, table: Table<number>): Generator<void> {
  return list(out, table.length, (index) => out.decimal(table.at(index) ?? 0), COMMA);
}

/** Words of a table in hexadecimal, on one line. */
function words(out: TextWriter, table: Table<Value>): Generator<void> {
  const write = (index: number): void => {
    out.bytes(QUOTE);
    out.hex(table.at(index) ?? 0);
    out.bytes(QUOTE);
  };
  return list(out, table.length, write, COMMA);
}

const COMMA = utf8Bytes(',');
const QUOTE = utf8Bytes('"');
const LINE = utf8Bytes(',\n');

/** Stops for pieces and not for rows: a stop at each costs as much as writing it. */
function* list(
  out: TextWriter,
  length: number,
  write: (index: number) => void,
  separator = LINE,
): Generator<void> {
  out.text('[');
  for (let index = 0; index < length; index++) {
    if (index > 0) out.bytes(separator);
    write(index);
    if (out.full) yield;
  }
  out.text(']');
}

const text: (value: Json) => string = jsonOf;

/** A consumer as in `consumers`. */
export function consumerJson(finding: ConsumerFinding, replay: boolean): Json {
  const { id, release, name, arch, outcome, version, keys } = finding;
  return {
    id,
    release,
    name,
    arch,
    outcome,
    why: reasonText(finding.why),
    ...(finding.program === undefined ? {} : { program: { ...finding.program } }),
    ...(replay ? { steps: finding.steps.map(stepJson) } : {}),
    ...(version === undefined
      ? {}
      : {
          version: {
            ...(version.variable === undefined ? {} : { variable: version.variable }),
            name: version.name,
            hash: hex(version.hash),
            hashVerified: version.hashVerified,
            outcome: version.outcome,
            ...(version.index === undefined ? {} : { index: version.index }),
            why: reasonText(version.why),
            ...(replay ? { steps: version.steps.map(stepJson) } : {}),
          },
        }),
    keys: keys.map((key) => ({ ...keyJson(key), ...(replay ? { steps: key.steps.map(stepJson) } : {}) })),
  };
}

function stepJson(step: ReplayStep): Json {
  return {
    code: step.code,
    result: step.result,
    text: stepSentence(step),
    ...(step.offset === undefined ? {} : { offset: hex(step.offset) }),
    ...(step.length === undefined ? {} : { length: step.length }),
  };
}

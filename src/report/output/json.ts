/**
 * The report as JSON (docs/report.md), streamed as UTF-8: one row a line, in pieces of some hundred kilobytes, never
 * the whole document at once.
 */

import { reasonSentence } from '../../consumers/english/outcomes.ts';
import type { ConsumerFinding, KeyFinding, ReplayStep } from '../../consumers/model.ts';
import type { GnuHashTable, SysvHashTable } from '../../elf/model.ts';
import type { Table } from '../../elf/table.ts';
import { processJson } from '../facts/runtimes.ts';
import { hex, jsonOf, type Value } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Report } from '../report.ts';
import { keyJson } from '../tables/keys.ts';
import { TextWriter, utf8Bytes } from '../utf8Writer.ts';
import type { TableId } from '../view.ts';
import { reasonText } from '../views/replayView.ts';
import { type HashTableName, hashTableHeads, headerJson, hostJson, sourceJson } from './headerJson.ts';
import { mostOfTable } from './outputLimit.ts';

export const SCHEMA_VERSION = 2;
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
  const { host, image, role, generator, findings, runtimes } = subject;
  out.text(`{"schema":${SCHEMA_VERSION},\n"generator":${text(generator)},\n`);
  out.text(`"source":${text(sourceJson(subject))},\n`);
  if (host !== undefined) out.text(`"host":${text(hostJson(subject, host))},\n`);
  if (runtimes !== undefined) out.text(`"process":${text(processJson(subject, runtimes))},\n`);
  out.text(`"role":${text(role)},\n"header":${text(headerJson(image.header))},\n`);
  const leftOut: LeftOut[] = [];
  const table = (id: TableId): Generator<void> => rows(report, id, out, leftOut);
  for (const id of ['segments', 'sections', 'dynamic', 'symbols'] as const) yield* table(id);
  if (report.table('symtab') !== undefined) yield* table('symtab');
  yield* versions(report, out);
  yield* hashTables(report, out);
  yield* table('relocations');
  yield* table('notes');
  out.text('"consumers":[');
  for (const [index, finding] of findings.entries()) {
    if (index > 0) out.bytes(LINE);
    yield* consumer(out, finding, replay);
  }
  out.text('],\n');
  if (leftOut.length > 0) out.text(`"leftOut":${text(leftOut)},\n`);
  yield* rows(report, 'problems', out, leftOut, '\n');
  out.text('}\n');
}

/** Rows of a table that are not written. */
type LeftOut = { readonly part: TableId; readonly shown: number; readonly of: number };

/** As many as the table may come to; how many are missing goes to `leftOut`. */
function* rows(
  report: Report,
  id: TableId,
  out: TextWriter,
  leftOut: LeftOut[],
  after = ',\n',
): Generator<void> {
  const table = report.table(id);
  const end = out.written + mostOfTable(report.subject.image.size);
  const count = table?.rowCount ?? 0;
  let shown = 0;
  out.text(`${text(id)}:[`);
  while (shown < count && out.written < end) {
    const next = Math.min(shown + BATCH, count);
    table?.jsonRows(shown, next, out);
    shown = next;
    if (out.full) yield;
  }
  if (shown < count) leftOut.push({ part: id, shown, of: count });
  out.text(`]${after}`);
}

/** Definitions as they are; needs grouped by the file they are needed from. */
function* versions({ subject, table }: Report, out: TextWriter): Generator<void> {
  const json = (index: number): Json => table('versions')?.json(index) ?? null;
  const definitions = subject.image.versionDefinitions.length;
  out.text('"versions":{"definitions":');
  yield* list(out, definitions, (index) => out.text(text(json(index))));
  out.text(',\n"needs":');
  let next = definitions;
  const needs = subject.image.versionNeeds;
  yield* list(out, needs.length, (index) => {
    const need = needs[index];
    const entries = need?.versions.map(() => json(next++)) ?? [];
    out.text(text({ file: need?.file ?? '', versions: entries }));
  });
  out.text('},\n');
}

function* hashTables({ subject }: Report, out: TextWriter): Generator<void> {
  const { sysvHash, gnuHash, mipsHash } = subject.image;
  const heads = hashTableHeads(subject.image);
  const tables = { sysv: sysvHash && sysvWords(out, sysvHash), gnu: gnuHash && gnuWords(out, gnuHash) };
  const all = Object.entries({ ...tables, mips: mipsHash && gnuWords(out, mipsHash) });
  out.text('"hashTables":{');
  let first = true;
  for (const [name, words] of all) {
    if (words === undefined) continue;
    // The head's members, and behind them the tables.
    const head = JSON.stringify(heads[name as HashTableName]).slice(0, -1);
    out.text(`${first ? '' : ',\n'}"${name}":${head}`);
    first = false;
    yield* words;
    out.text('}');
  }
  out.text('},\n');
}

function* sysvWords(out: TextWriter, { buckets, chains }: SysvHashTable): Generator<void> {
  out.text(',"buckets":');
  yield* indices(out, buckets);
  out.text(',"chains":');
  yield* indices(out, chains);
}

function* gnuWords(out: TextWriter, table: GnuHashTable): Generator<void> {
  out.text(',"bloom":');
  yield* words(out, table.bloom);
  out.text(',"buckets":');
  yield* indices(out, table.buckets);
  out.text(',"chains":');
  yield* words(out, table.chains);
  if (table.translation === undefined) return;
  out.text(',"translation":');
  yield* indices(out, table.translation);
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

/** Written key by key: with their steps those of one consumer are some megabytes. */
function* consumer(out: TextWriter, finding: ConsumerFinding, replay: boolean): Generator<void> {
  const { keys } = finding;
  out.text(`${text(headOf(finding, replay)).slice(0, -1)},"keys":`);
  const write = (index: number): void => {
    const key = keys[index];
    out.text(key === undefined ? 'null' : text(keyOf(key, replay)));
  };
  yield* list(out, keys.length, write, COMMA);
  out.text('}');
}

/** A consumer as in `consumers`. */
export function consumerJson(finding: ConsumerFinding, replay: boolean): Json {
  return { ...headOf(finding, replay), keys: finding.keys.map((key) => keyOf(key, replay)) };
}

function headOf(finding: ConsumerFinding, replay: boolean): { readonly [name: string]: Json | undefined } {
  const { id, release, requestedRelease, name, wholeImage, arch, outcome, reason, proof, version } = finding;
  return {
    id,
    release,
    ...(requestedRelease === undefined ? {} : { requestedRelease: requestedRelease.name }),
    name,
    ...(wholeImage === undefined ? {} : { wholeImage }),
    arch,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    proof,
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
            hashCorrect: version.hashCorrect,
            hashVerified: version.hashCorrect,
            outcome: version.outcome,
            ...(version.index === undefined ? {} : { index: version.index }),
            why: reasonText(version.why),
            ...(replay ? { steps: version.steps.map(stepJson) } : {}),
          },
        }),
  };
}

function keyOf(key: KeyFinding, replay: boolean): Json {
  return { ...keyJson(key), ...(replay ? { steps: key.steps.map(stepJson) } : {}) };
}

function stepJson(step: ReplayStep): Json {
  return {
    code: step.code,
    result: step.result,
    text: reasonSentence(step),
    ...(step.offset === undefined ? {} : { offset: hex(step.offset) }),
    ...(step.length === undefined ? {} : { length: step.length }),
  };
}

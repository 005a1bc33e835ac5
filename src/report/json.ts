/**
 * The report as JSON (docs/report.md), streamed: one row a line, in pieces of some tens of kilobytes, never the
 * whole document at once.
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
import type { TableId } from './view.ts';

export const SCHEMA_VERSION = 1;
const PIECE = 32 * 1024;
/** Rows written at once. */
const BATCH = 128;

export interface JsonOptions {
  /** Write each consumer's steps. */
  readonly replay?: boolean;
}

export function* reportJson(report: Report, options: JsonOptions = {}): Generator<string, void, undefined> {
  let piece = '';
  for (const part of parts(report, options)) {
    // Large parts go as they are: joining copies them.
    if (part.length < PIECE) piece += part;
    if (piece.length >= PIECE || (part.length >= PIECE && piece !== '')) {
      yield piece;
      piece = '';
    }
    if (part.length >= PIECE) yield part;
  }
  yield piece;
}

function* parts(report: Report, { replay = false }: JsonOptions): Generator<string> {
  const { subject } = report;
  const { host, image, role, generator, findings } = subject;
  yield `{"schema":${SCHEMA_VERSION},\n"generator":${text(generator)},\n"source":${text(sourceJson(subject))},\n`;
  if (host !== undefined) yield `"host":${text(hostJson(subject, host))},\n`;
  yield `"role":${text(role)},\n"header":${text(headerJson(image.header))},\n`;
  for (const id of ['segments', 'sections', 'dynamic', 'symbols'] as const) yield* rows(report, id, true);
  if (report.table('symtab') !== undefined) yield* rows(report, 'symtab', true);
  yield* versions(report);
  yield* hashTables(report);
  yield* rows(report, 'relocations', true);
  yield* rows(report, 'notes', true);
  yield '"consumers":';
  yield* list(findings.length, (index) => {
    const finding = findings[index];
    return finding === undefined ? 'null' : text(consumerJson(finding, replay));
  });
  yield ',\n';
  yield* rows(report, 'problems', false);
  yield '}\n';
}

function* rows(report: Report, id: TableId, more: boolean): Generator<string> {
  const table = report.table(id);
  yield `${text(id)}:`;
  yield '[';
  const count = table?.rowCount ?? 0;
  for (let start = 0; start < count; start += BATCH)
    yield table?.jsonRows(start, Math.min(start + BATCH, count)) ?? '';
  yield ']';
  yield more ? ',\n' : '\n';
}

/** Definitions as they are; needs grouped by the file they are needed from. */
function* versions({ subject, table }: Report): Generator<string> {
  const json = (index: number): Json => table('versions')?.json(index) ?? null;
  const definitions = subject.image.versionDefinitions.length;
  yield '"versions":{"definitions":';
  yield* list(definitions, (index) => text(json(index)));
  yield ',\n"needs":';
  let next = definitions;
  const needs = subject.image.versionNeeds.map((need) => {
    const entries = need.versions.map(() => json(next++));
    return { file: need.file, versions: entries };
  });
  yield* list(needs.length, (index) => text(needs[index] ?? null));
  yield '},\n';
}

function* hashTables({ subject }: Report): Generator<string> {
  const { sysvHash, gnuHash, mipsHash } = subject.image;
  yield '"hashTables":{';
  if (sysvHash !== undefined) {
    const { nbucket, nchain, wordSize } = sysvHash;
    yield `"sysv":{"nbucket":${nbucket},"nchain":${nchain},"wordSize":${wordSize},"buckets":`;
    yield* words(sysvHash.buckets, String);
    yield ',"chains":';
    yield* words(sysvHash.chains, String);
    yield gnuHash === undefined && mipsHash === undefined ? '}' : '},\n';
  }
  if (gnuHash !== undefined) yield* gnuTable('gnu', gnuHash);
  if (gnuHash !== undefined && mipsHash !== undefined) yield ',\n';
  if (mipsHash !== undefined) yield* gnuTable('mips', mipsHash);
  yield '},\n';
}

function* gnuTable(name: 'gnu' | 'mips', table: GnuHashTable): Generator<string> {
  const { nbuckets, symoffset, bloomSize, bloomShift, translation } = table;
  yield `"${name}":{"nbuckets":${nbuckets},"symoffset":${symoffset},"bloomSize":${bloomSize},"bloomShift":${bloomShift},"bloom":`;
  yield* words(table.bloom, hexText);
  yield ',"buckets":';
  yield* words(table.buckets, String);
  yield ',"chains":';
  yield* words(table.chains, hexText);
  if (translation !== undefined) {
    yield ',"translation":';
    yield* words(translation, String);
  }
  yield '}';
}

/** A table of numbers, on one line. */
function* words<Row extends Value>(table: Table<Row>, write: (row: Row) => string): Generator<string> {
  yield* list(table.length, (index) => write(table.at(index) as Row), ',');
}

/** Gives pieces and not rows: a row handed through the generators one by one costs as much as writing it. */
function* list(length: number, write: (index: number) => string, separator = ',\n'): Generator<string> {
  let piece = '[';
  for (let index = 0; index < length; index++) {
    if (index > 0) piece += separator;
    piece += write(index);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]`;
}

const text: (value: Json) => string = jsonOf;

function hexText(value: number | bigint): string {
  return `"${hex(value)}"`;
}

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

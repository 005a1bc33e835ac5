/**
 * The report as JSON (docs/report.md), streamed as UTF-8: one row a line, in pieces of some tens of kilobytes, never
 * the whole document at once.
 */

import type { ImageCode } from '../../code/imageCode.ts';
import type { GnuHashTable, SysvHashTable } from '../../elf/model.ts';
import type { Table } from '../../elf/table.ts';
import { jsonOf, type Value } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Report } from '../report.ts';
import { utf8Bytes } from '../utf8Writer.ts';
import type { TableId } from '../viewModel/tableId.ts';
import { codeJson } from './codeReport.ts';
import { consumerJson } from './consumerJson.ts';
import { type HashTableName, hashTableHeads, headJson } from './headerJson.ts';
import { type Inside, insideJson } from './insideReport.ts';
import { type JsonWriter, jsonDocument, LINE } from './jsonWriter.ts';
import { mostOfTable } from './outputLimit.ts';

/** Rows written between two looks at how much there is. */
const BATCH = 32;

export interface JsonOptions {
  /** Write each consumer's steps. */
  readonly replay?: boolean;
  /** What the code does, where that was asked for. */
  readonly code?: ImageCode;
  /** The images that lie in the file, where it is one that has some. */
  readonly inside?: Inside;
}

/** Each piece is good until the next is asked for, see TextWriter.take. */
export function reportJson(report: Report, options: JsonOptions = {}): Generator<Uint8Array<ArrayBuffer>> {
  return jsonDocument((json) => written(report, options, json));
}

/** Stops whenever there is a piece to take. */
function* written(
  report: Report,
  { replay = false, code, inside }: JsonOptions,
  json: JsonWriter,
): Generator<void> {
  const { subject } = report;
  json.begin('object', LINE);
  json.attributes(headJson(subject));
  const leftOut: LeftOut[] = [];
  const table = (id: TableId): Generator<void> => rows(report, id, json, leftOut);
  for (const id of ['segments', 'sections', 'dynamic', 'symbols'] as const) yield* table(id);
  if (report.table('symtab') !== undefined) yield* table('symtab');
  yield* versions(report, json);
  yield* hashTables(report, json);
  yield* table('relocations');
  yield* table('notes');
  json.name('consumers');
  json.begin('array', LINE);
  for (const finding of subject.findings) {
    json.next();
    yield* consumerJson(json, subject.words, finding, replay);
  }
  json.end();
  if (leftOut.length > 0) json.attribute('leftOut', leftOut);
  yield* rows(report, 'problems', json, leftOut);
  if (code !== undefined) json.attribute('code', codeJson(subject.words, subject.role, code));
  if (inside !== undefined) json.attributes(insideJson(inside));
  json.end();
}

/** Rows of a table that are not written. */
type LeftOut = { readonly part: TableId; readonly shown: number; readonly of: number };

/** As many as the table may come to; how many are missing goes to `leftOut`. */
function* rows(report: Report, id: TableId, json: JsonWriter, leftOut: LeftOut[]): Generator<void> {
  const { out } = json;
  const table = report.table(id);
  const end = out.written + mostOfTable(report.subject.image.size);
  const count = table?.rowCount ?? 0;
  let shown = 0;
  json.name(id);
  json.begin('array', LINE);
  while (shown < count && out.written < end) {
    const next = Math.min(shown + BATCH, count);
    table?.jsonRows(shown, next, out);
    shown = next;
    if (out.full) yield;
  }
  json.end();
  if (shown < count) leftOut.push({ part: id, shown, of: count });
}

/** Definitions as they are; needs grouped by the file they are needed from. */
function* versions({ subject, table }: Report, json: JsonWriter): Generator<void> {
  const row = (index: number): Json => table('versions')?.json(index) ?? null;
  const definitions = subject.image.versionDefinitions.length;
  json.name('versions');
  json.begin('object', LINE);
  json.name('definitions');
  yield* json.array(definitions, (index) => json.out.text(jsonOf(row(index))), LINE);
  json.name('needs');
  let next = definitions;
  const needs = subject.image.versionNeeds;
  const need = (index: number): void => {
    const entries = needs[index]?.versions.map(() => row(next++)) ?? [];
    json.out.text(jsonOf({ file: needs[index]?.file ?? '', versions: entries }));
  };
  yield* json.array(needs.length, need, LINE);
  json.end();
}

function* hashTables({ subject }: Report, json: JsonWriter): Generator<void> {
  const { image } = subject;
  const heads = hashTableHeads(image);
  json.name('hashTables');
  json.begin('object', LINE);
  if (image.sysvHash !== undefined) yield* hashTable(json, 'sysv', heads, sysvWords(json, image.sysvHash));
  if (image.gnuHash !== undefined) yield* hashTable(json, 'gnu', heads, gnuWords(json, image.gnuHash));
  if (image.mipsHash !== undefined) yield* hashTable(json, 'mips', heads, gnuWords(json, image.mipsHash));
  json.end();
}

function* hashTable(
  json: JsonWriter,
  name: HashTableName,
  heads: ReturnType<typeof hashTableHeads>,
  words: Generator<void>,
): Generator<void> {
  json.name(name);
  json.begin('object');
  json.attributes(heads[name] ?? {});
  yield* words;
  json.end();
}

function* sysvWords(json: JsonWriter, { buckets, chains }: SysvHashTable): Generator<void> {
  yield* indices(json, 'buckets', buckets);
  yield* indices(json, 'chains', chains);
}

function* gnuWords(json: JsonWriter, table: GnuHashTable): Generator<void> {
  yield* words(json, 'bloom', table.bloom);
  yield* indices(json, 'buckets', table.buckets);
  yield* words(json, 'chains', table.chains);
  if (table.translation !== undefined) yield* indices(json, 'translation', table.translation);
}

/** Numbers of symbols, on one line. */
function indices(json: JsonWriter, name: string, table: Table<number>): Generator<void> {
  json.name(name);
  return json.array(table.length, (index) => json.out.decimal(table.at(index) ?? 0));
}

/** Words of a table in hexadecimal, on one line. */
function words(json: JsonWriter, name: string, table: Table<Value>): Generator<void> {
  const { out } = json;
  json.name(name);
  return json.array(table.length, (index) => {
    out.bytes(QUOTE);
    out.hex(table.at(index) ?? 0);
    out.bytes(QUOTE);
  });
}

const QUOTE = utf8Bytes('"');

/**
 * As much of the report as fits a number of characters, most telling parts first, with what was left out
 * counted: for readers who pay for every word (language models). Rows are those of the JSON report.
 */
import type { Selection } from '../../consumers/model.ts';
import type { NameWanted } from '../../consumers/verdict/lookUpName.ts';
import type { Requirement } from '../../consumers/verdict/requirements.ts';
import type { SourceInfo } from '../../elf/imageSource.ts';
import { lookUp } from '../facts/nameLookup.ts';
import { processJson } from '../facts/runtimes.ts';
import { jsonOf } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Report } from '../report.ts';
import { health } from '../views/summary.ts';
import { requirementsJson } from './checkReport.ts';
import { consumerJson } from './consumerJson.ts';
import { hashTableHeads, headJson, mappingJson } from './headerJson.ts';
import { jsonText } from './jsonWriter.ts';
import { nameLookupJson } from './lookupReport.ts';

/** In the order in which they are written, unless others are asked for: small and telling ones before long ones. */
export const briefParts = [
  'problems',
  'consumers',
  'notes',
  'versions',
  'dynamic',
  'segments',
  'symbols',
  'sections',
  'relocations',
] as const;
export type BriefPart = (typeof briefParts)[number];

/** Only when they are asked for: what the code does is found out by following it. */
export const askedParts = ['code', 'clocks'] as const;
export type AskedPart = (typeof askedParts)[number];

export interface BudgetedOptions {
  /** Most characters of the whole text. */
  readonly limit: number;
  /** Default: all. */
  readonly parts?: readonly (BriefPart | AskedPart)[];
  /** The rows of those parts that are not of the report: all that the filter leaves, or the first of them. */
  readonly code?: Readonly<Partial<Record<AskedPart, GivenRows>>>;
  /** Only rows in which this occurs, in any case. Consumers and problems are never filtered. */
  readonly filter?: string;
  readonly required?: readonly Requirement[];
  /** Names to look up, and by whom; absent: by those that the report has findings of. */
  readonly lookups?: { readonly names: readonly NameWanted[]; readonly selection?: Selection };
}

export interface GivenRows {
  readonly rows: readonly Json[];
  readonly total: number;
}

/** Rows of one part: how many there are, and the JSON text of each. */
interface Rows {
  readonly total: number;
  at(index: number): string | undefined;
  /** Text that the filter is held against. */
  text?(index: number): string;
}

/** Rows of one part that a filter is held against. */
export const MAX_SEARCHED_ROWS = 200_000;

/** What is said of the image as a whole is said whatever somebody looks for. */
const UNFILTERED: readonly string[] = ['required', 'lookups', 'consumers', 'problems', ...askedParts];

/** Kept for what stands after the rows: the list of what was left out. */
const RESERVE = 2_000;

/** Rows between two stops. */
const STRIDE = 256;

/** Stops while many rows are searched, so that whoever runs it can let others run, or end it. */
export function* budgetedReport(report: Report, options: BudgetedOptions): Generator<void, string> {
  const { subject } = report;
  const runtimes = fitting(subject.runtimes, MAX_PROCESS, (each) => processJson(subject, [each]));
  const mapping = fitting(subject.source.mapping, MAX_MAPPING, mappingJson);
  const required = options.required?.length
    ? requirementsJson(subject.words, subject.findings, options.required)
    : undefined;
  const source = briefSource({ ...subject.source, ...(mapping && { mapping }) });
  const head = {
    ...headJson({ ...subject, source, ...(runtimes && { runtimes }) }),
    health: health(subject).text,
    // Of all findings, also of those that do not fit below.
    fulfilled: required?.fulfilled,
    hashTables: hashTableHeads(subject.image),
  };
  let room = options.limit - RESERVE - jsonOf(head).length;
  const written: { readonly part: string; readonly rows: readonly string[] }[] = [];
  const leftOut: Json[] = [
    ...headLeftOut('mapping', mapping, subject.source.mapping),
    ...headLeftOut('process', runtimes, subject.runtimes),
  ];
  const parts = options.parts ?? briefParts;
  // What was asked for by name comes first.
  const asked = {
    ...(required && { required: required.required }),
    ...(options.lookups && { lookups: yield* lookupsJson(report, options.lookups) }),
  };
  for (const part of [...(Object.keys(asked) as (keyof typeof asked)[]), ...parts]) {
    const rows: string[] = [];
    const source =
      part === 'required' || part === 'lookups'
        ? listed(asked[part] ?? [])
        : isAskedPart(part)
          ? given(options.code?.[part])
          : rowsOf(report, part);
    const filter = UNFILTERED.includes(part) ? '' : (options.filter ?? '').toLowerCase();
    const searched = filter === '' ? source.total : Math.min(source.total, MAX_SEARCHED_ROWS);
    let matching = filter === '' ? source.total : 0;
    let full = false;
    for (let index = 0; index < searched; index++) {
      if (full && filter === '') break;
      if (index % STRIDE === STRIDE - 1) yield;
      if (filter !== '') {
        if (!(source.text?.(index).toLowerCase().includes(filter) ?? true)) continue;
        matching++;
      }
      if (full) continue;
      const row = source.at(index);
      if (row === undefined) continue;
      const length = row.length + 1;
      // In order, and none skipped: what follows the first that does not fit is left out.
      full = length > room;
      if (full) continue;
      rows.push(row);
      room -= length;
    }
    written.push({ part, rows });
    const unsearched = source.total - searched;
    if (rows.length < matching || unsearched > 0)
      leftOut.push({ part, shown: rows.length, of: matching, ...(unsearched > 0 ? { unsearched } : {}) });
  }
  return jsonText(function* (json) {
    json.begin('object');
    json.attributes(head);
    for (const { part, rows } of written) {
      json.name(part);
      yield* json.array(rows.length, (index) => json.out.text(rows[index] ?? ''));
    }
    json.attribute('leftOut', leftOut);
    json.end();
  });
}

/** With steps where one consumer alone is asked. */
function* lookupsJson(
  { subject }: Report,
  { names, selection }: NonNullable<BudgetedOptions['lookups']>,
): Generator<void, readonly Json[]> {
  const found = subject.findings.filter(({ program }) => program === undefined);
  const asked =
    selection ??
    found.map(({ id, release, requestedRelease }) => ({ id, release: requestedRelease?.name ?? release }));
  const lookups: Json[] = [];
  for (const wanted of names) {
    const lookup = yield* lookUp(subject, wanted, asked);
    lookups.push(nameLookupJson(subject, lookup, asked.length === 1));
  }
  return lookups;
}

/** Longer names of files are cut: the head must leave room for rows. */
const MAX_NAME = 1_000;

/** Characters of what the head says of a process's runtimes, and of the image's mappings: a process has as many as it likes. */
export const MAX_PROCESS = 800;
export const MAX_MAPPING = 500;

function cut(name: string, most = MAX_NAME): string {
  return jsonOf(name).length <= most ? name : `${name.slice(0, most / 8)}…`;
}

function briefSource(source: SourceInfo): SourceInfo {
  const { label, path, members } = source;
  return {
    ...source,
    label: typeof label === 'string' ? cut(label) : label,
    ...(path === undefined ? {} : { path: cut(path) }),
    ...(members && { members: members.map((each) => cut(each, MAX_NAME / members.length)) }),
  };
}

/** The first of them that fit together. */
function fitting<Item>(
  items: readonly Item[] | undefined,
  characters: number,
  json: (item: Item) => Json,
): readonly Item[] | undefined {
  let room = characters;
  const end = items?.findIndex((item) => {
    room -= jsonOf(json(item)).length;
    return room < 0;
  });
  return end === undefined || end < 0 ? items : items?.slice(0, end);
}

function headLeftOut(part: string, shown: readonly unknown[] = [], of: readonly unknown[] = []): Json[] {
  return shown.length === of.length ? [] : [{ part, shown: shown.length, of: of.length }];
}

const listed = (rows: readonly Json[]): Rows => ({
  total: rows.length,
  at: (index) => textOf(rows[index]),
});

const given = (of: GivenRows = { rows: [], total: 0 }): Rows => ({ ...listed(of.rows), total: of.total });

function isAskedPart(part: string): part is AskedPart {
  return (askedParts as readonly string[]).includes(part);
}

function textOf(row: Json | undefined): string | undefined {
  return row === undefined ? undefined : jsonOf(row);
}

function rowsOf(report: Report, part: BriefPart): Rows {
  if (part === 'consumers') {
    const { findings, words } = report.subject;
    return {
      total: findings.length,
      at: (index) => {
        const finding = findings[index];
        return finding && jsonText((json) => consumerJson(json, words, finding, false));
      },
    };
  }
  const table = report.table(part);
  return {
    total: table?.rowCount ?? 0,
    at: (index) => textOf(table?.json(index)),
    text: (index) => table?.cells(index).join('\n') ?? '',
  };
}

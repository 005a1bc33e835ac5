/**
 * What is compared of an image, from the report about it that was saved as JSON (docs/report.md). The document is
 * anybody's: whatever is not what it should be counts as not there, and a value that is not known as unknown.
 */
import type { CodePath } from '../../code/paths.ts';
import type { Outcome } from '../../consumers/model.ts';
import { VER_FLG_BASE } from '../../elf/format/constants.ts';
import type { Words } from '../words.ts';
import {
  type ComparedClock,
  type ComparedCode,
  type ComparedConsumer,
  type ComparedExport,
  type ComparedFunction,
  type ComparedImage,
  type ComparedKey,
  type ComparedNote,
  type ComparedTable,
  MOST_COMPARED_ROWS,
  NOTE_BYTES,
} from './comparedImage.ts';
import { byText } from './order.ts';

/** The schema whose reports are read: headerJson.ts writes it. */
export const READ_SCHEMA = 2;
/** Bytes of a saved report. That of a vDSO has some hundred thousand. */
export const MOST_REPORT_BYTES = 32 * 1024 * 1024;
/** Characters of a name. */
const MOST_NAME = 4096;

export type SavedReport =
  | { readonly kind: 'image'; readonly image: ComparedImage }
  | ({ readonly kind: 'refused' } & Exclude<RefusedReport, { readonly why: 'too-large' }>);

/** not-json: no JSON at all; not-a-report: another document; schema: a report of another schema, or none. */
export type RefusedReport =
  | { readonly why: 'not-json' | 'not-a-report' | 'too-large' }
  | { readonly why: 'schema'; readonly schema: number };

type SavedWords = Words['report']['comparison']['saved'];

/** @param name of the file, safe to show */
export function savedReportSentence(
  say: SavedWords,
  refused: RefusedReport & { readonly name: string },
): string {
  const { name } = refused;
  if (refused.why === 'schema') return say.schema(name, refused.schema, READ_SCHEMA);
  return refused.why === 'too-large' ? say['too-large'](name, MOST_REPORT_BYTES) : say[refused.why](name);
}

/** @param name of its file: without ".json", as a rule that of the host that it is from */
export function savedReport(text: string, name: string): SavedReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'refused', why: 'not-json' };
  }
  const report = object(value);
  const { schema } = report;
  if (typeof schema === 'number' && schema !== READ_SCHEMA) return { kind: 'refused', why: 'schema', schema };
  const isReport =
    schema === READ_SCHEMA && Array.isArray(report['symbols']) && Array.isArray(report['consumers']);
  if (!isReport) return { kind: 'refused', why: 'not-a-report' };
  return { kind: 'image', image: imageOf(report, name.replace(/(?<=.)\.json$/, '')) };
}

/** White space, then a brace: no image, kernel, core or archive begins so. @param head the first bytes of a file */
export function beginsAsJson(head: Uint8Array): boolean {
  const first = head.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));
  return first === OPEN_BRACE;
}

const OPEN_BRACE = 0x7b;

/** Bytes of a file that tell whether it begins as JSON. */
export const JSON_HEAD = 64;

type Fields = Readonly<Record<string, unknown>>;

function object(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Of a list, as objects: no more than are compared. */
function objects(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.slice(0, MOST_COMPARED_ROWS).map(object) : [];
}

function text(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value.length <= MOST_NAME ? value : copied(value.slice(0, MOST_NAME));
}

/** V8 keeps all of a string for a part of it, and an image is kept for longer than its report. */
function copied(part: string): string {
  return JSON.parse(JSON.stringify(part)) as string;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.slice(0, MOST_TEXTS).flatMap((each) => text(each) || []) : [];
}

/** Counters of one function. */
const MOST_TEXTS = 64;

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** "0x1f", or a number. */
function value64(value: unknown): bigint {
  if (typeof value === 'string' && /^0x[\da-f]{1,16}$/i.test(value)) return BigInt(value);
  return BigInt(count(value));
}

function oneOf<Value extends string>(value: unknown, known: readonly Value[], otherwise: Value): Value {
  return known.find((each) => each === value) ?? otherwise;
}

const OUTCOMES: readonly Outcome[] = [
  'found',
  'partial',
  'fallback',
  'refuses',
  'crash',
  'hang',
  'unknown',
  'not-applicable',
  'not-in-catalogue',
];
const PATHS: readonly CodePath[] = ['user', 'user-or-kernel', 'kernel', 'incomplete'];
const KINDS: readonly ComparedImage['kind'][] = ['live', 'process', 'file', 'core', 'kernel', 'archive'];

function imageOf(report: Fields, label: string): ComparedImage {
  const [source, header, host] = [object(report['source']), object(report['header']), object(report['host'])];
  const notes = objects(report['notes']).map(noteOf);
  const dynamic = objects(report['dynamic']);
  const soname = text(dynamic.find(({ name }) => name === 'SONAME')?.['text']);
  const buildId = notes.find(({ owner, type }) => owner === 'GNU' && type === 3)?.description;
  const kernel = notes
    .find(({ owner, type }) => owner === 'Linux' && type === 0)
    ?.text.replace(/^Linux /, '');
  const [release, sha256] = [text(host['kernelRelease']), text(source['sha256'])];
  const { exports, leftOut } = exportsOf(report['symbols']);
  const code = report['code'] === undefined ? undefined : codeOf(object(report['code']));
  return {
    kind: oneOf(source['kind'], KINDS, 'unknown'),
    label,
    ...(release === '' ? {} : { host: release }),
    role: oneOf(report['role'], ['vdso', 'elf'] as const, 'elf'),
    header: {
      class: header['class'] === 32 ? 32 : 64,
      littleEndian: header['data'] !== 'big',
      machine: count(object(header['machine'])['value']),
      flags: Number(value64(header['flags']) & 0xffff_ffffn),
    },
    ...(soname === '' ? {} : { soname }),
    ...(buildId === undefined ? {} : { buildId }),
    ...(kernel === undefined || kernel === '' ? {} : { kernel }),
    size: count(source['size']),
    ...(sha256 === '' ? {} : { sha256 }),
    consumers: objects(report['consumers']).map(consumerOf),
    exports,
    versions: versionsOf(object(report['versions'])),
    hashTables: tablesOf(object(report['hashTables'])),
    notes,
    ...(code === undefined ? {} : { code }),
    leftOut: leftOut + objects(report['leftOut']).length,
  };
}

function consumerOf(fields: Fields): ComparedConsumer {
  const { id, release, name, wholeImage, program, outcome, why, keys } = fields;
  return {
    id: text(id),
    release: text(release),
    name: text(name),
    ...(wholeImage === true ? { wholeImage } : {}),
    ...(program === undefined ? {} : { program: true }),
    outcome: oneOf(outcome, OUTCOMES, 'unknown'),
    why: text(why),
    keys: objects(keys).map(keyOf),
  };
}

function keyOf({ symbol, version, outcome }: Fields): ComparedKey {
  return {
    symbol: text(symbol),
    ...(typeof version === 'string' ? { version: text(version) } : {}),
    outcome: oneOf(outcome, OUTCOMES, 'unknown'),
  };
}

function exportsOf(symbols: unknown): {
  readonly exports: readonly ComparedExport[];
  readonly leftOut: number;
} {
  const exports: ComparedExport[] = [];
  let leftOut = 0;
  for (const each of Array.isArray(symbols) ? symbols.slice(1) : []) {
    const { name, bind, visibility, section, type, value, size, version } = object(each);
    if (bind === 'LOCAL' || object(section)['index'] === 0 || text(name) === '') continue;
    if (exports.length >= MOST_COMPARED_ROWS) {
      leftOut++;
      continue;
    }
    exports.push({
      name: text(name),
      version: text(object(version)['name']),
      type: text(type),
      bind: text(bind),
      visibility: text(visibility),
      value: value64(value),
      size: value64(size),
    });
  }
  exports.sort((a, b) => byText(a.name, b.name) || byText(a.version, b.version));
  return { exports, leftOut };
}

function versionsOf({ definitions }: Fields): readonly string[] {
  const named = objects(definitions).filter(({ flags }) => (value64(flags) & BigInt(VER_FLG_BASE)) === 0n);
  return [...new Set(named.flatMap(({ name }) => text(name) || []))].sort(byText);
}

function tablesOf(tables: Fields): readonly ComparedTable[] {
  return (['sysv', 'gnu', 'mips'] as const).flatMap((name) => {
    if (tables[name] === undefined) return [];
    const { nbucket, nbuckets } = object(tables[name]);
    return [{ name, buckets: count(nbucket ?? nbuckets) }];
  });
}

function noteOf({ owner, type, description, text: meaning }: Fields): ComparedNote {
  return {
    owner: text(owner),
    type: count(object(type)['value']),
    description: text(description).slice(0, 2 * NOTE_BYTES),
    text: text(meaning),
  };
}

function codeOf({ functions, clocks }: Fields): ComparedCode {
  // Clocks of processes and descriptors have negative numbers.
  const known = new Map(
    objects(clocks).flatMap((each) => (Number.isSafeInteger(each['id']) ? [[Number(each['id']), each]] : [])),
  );
  return {
    functions: objects(functions).map(
      ({ symbol, path, counters }): ComparedFunction => ({
        name: text(symbol),
        path: oneOf(path, PATHS, 'incomplete'),
        counters: texts(counters),
      }),
    ),
    clocks: [...known].map(
      ([id, { name, path, counters }]): ComparedClock => ({
        id,
        name: text(name),
        path: oneOf(path, PATHS, 'incomplete'),
        counters: texts(counters),
      }),
    ),
  };
}

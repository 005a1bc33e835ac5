/** All that is known of one name: in the image, to those who look it up, and on other architectures. */
import { archName } from '../../consumers/english/abis.ts';
import { exportsOf, namesOn } from '../../consumers/functionNames.ts';
import type { ConsumerFinding, KeyFinding, Reason } from '../../consumers/model.ts';
import { nearestNames } from '../../consumers/nearestName.ts';
import { causeOfAbsence } from '../../consumers/verdict/kernelHistory.ts';
import { entersKernelWords } from '../english/functions.ts';
import { nameWords } from '../english/names.ts';
import { inProcess } from '../english/places.ts';
import { symbolSentences } from '../english/symbolSentences.ts';
import { type NamedRow, type NamedRows, rowsNamed } from '../facts/namedRows.ts';
import { hex, shown } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import { functionPlace, type Subject } from '../subject.ts';
import { fileOffsets } from '../tables/fileOffsets.ts';
import { keyJson } from '../tables/keys.ts';
import { addressOf } from '../tables/symbolCells.ts';
import { versionText } from '../tables/symbols.ts';
import { vdsoFunction } from '../views/functions.ts';
import { archOf, historyOf, unknownName } from '../views/nameHistory.ts';
import { reasonText, type Words } from '../words.ts';
import { keyLine } from './textConsumers.ts';

export interface NameFacts extends NamedRows {
  readonly name: string;
  /** What the function is called on the image's architecture, where that is another name. */
  readonly called: readonly string[];
  /** Of a vDSO image that lacks it. */
  readonly cause?: Reason;
  readonly keys: readonly { readonly finding: ConsumerFinding; readonly key: KeyFinding }[];
}

/** Of the name, and of what it is called in the image where it is not there under this name. */
export function nameFacts(subject: Subject, name: string): readonly NameFacts[] {
  const facts = factsOf(subject, name);
  if (facts.rows.length > 0) return [facts];
  return [facts, ...facts.called.map((other) => factsOf(subject, other))];
}

function factsOf(subject: Subject, name: string): NameFacts {
  const { image, role, asVdso, provider, findings } = subject;
  const { rows, moreRows } = rowsNamed(image, name);
  const isVdso = role === 'vdso' || asVdso;
  const cause = isVdso && rows.length === 0 ? causeOfAbsence(image, provider, name, undefined) : undefined;
  return {
    name,
    rows,
    moreRows,
    called: isVdso ? namesOn(archOf(image.header), name).filter((other) => other !== name) : [],
    ...(cause === undefined ? {} : { cause }),
    keys: findings.flatMap((finding) =>
      finding.keys
        .filter((key) => key.need === undefined && key.symbol === name)
        .map((key) => ({ finding, key })),
    ),
  };
}

/** Lines of the terminal. */
export function* nameText(subject: Subject, name: string): Generator<string> {
  for (const facts of nameFacts(subject, name)) yield* factsText(subject, facts);
}

function* factsText(subject: Subject, facts: NameFacts): Generator<string> {
  const { name, rows, moreRows, called, cause, keys } = facts;
  const { role, asVdso, image, findings, words } = subject;
  if (rows.length === 0) {
    const where = called.length === 0 ? nameWords.notInImage : nameWords.calledInImage(called);
    yield `${shown(name)}  ${where}`;
  }
  for (const row of rows) yield `${shown(name)}  ${rowText(subject, row)}`;
  if (moreRows > 0) yield `  ${nameWords.moreRows(moreRows)}`;
  if (role === 'elf' && !asVdso) return;
  // What it is called here comes after it, and says what it is.
  const isElsewhere = rows.length === 0 && called.length > 0;
  const known = vdsoFunction(words, name, image.header.class, functionPlace(subject));
  if (known !== undefined && !isElsewhere) {
    yield `  ${[known.what, ...(known.unlikeLibc === undefined ? [] : [known.unlikeLibc])].join(' ')}`;
    const anyones = subject.provider.kind === 'unknown';
    yield `  ${symbolSentences.entersKernel(anyones)} ${entersKernelWords[known.entersKernel]}`;
  }
  // Who looks it up and misses it says why.
  if (cause !== undefined && keys.length === 0 && historyOf(words, name).length > 0)
    yield `  ${reasonText(words, cause)}`;
  if (findings.length > 0) yield* keysText(subject, keys);
  if (!isElsewhere) yield* historyText(words, name);
}

/** "symbol 4 of .dynsym in LINUX_2.6, at 0xaf0, file offset 0xaf0" */
export function rowText(subject: Subject, { table, symbols, index }: NamedRow): string {
  const place = nameWords.place(
    table === 'symbols' ? '.dynsym' : '.symtab',
    index,
    versionText(symbols.version(index)),
  );
  if (symbols.shndx(index) === 0) return `${place}, ${nameWords.undefined}`;
  const address = addressOf(subject, symbols, index);
  const offset = fileOffsets(subject.image, symbols)(index);
  return `${place}, ${nameWords.at(
    hex(symbols.value(index)),
    offset === undefined ? undefined : hex(offset),
    address === undefined ? undefined : inProcess(hex(address), subject.source.pid),
  )}`;
}

function* keysText(subject: Subject, keys: NameFacts['keys']): Generator<string> {
  if (keys.length === 0) {
    yield `  ${nameWords.nobody}`;
    return;
  }
  yield `  ${nameWords.lookedUpBy}`;
  for (const { finding, key } of keys)
    yield `    ${nameWords.by(finding, key.variable)}: ${keyLine(subject, finding, key)}`;
}

function* historyText(words: Words, name: string): Generator<string> {
  const lines = historyOf(words, name);
  if (lines.length === 0) {
    for (const sentence of unknownName(words, name)) yield `  ${sentence}`;
    return;
  }
  yield `  ${nameWords.exports}`;
  const width = Math.max(...lines.map(({ symbol }) => symbol.length));
  for (const { symbol, text } of lines) yield `    ${symbol.padEnd(width)}  ${text}`;
}

/** As in the terminal's JSON; `$defs/name` of docs/report.schema.json. */
export function nameJson(subject: Subject, name: string): readonly Json[] {
  return nameFacts(subject, name).map((facts) => factsJson(subject, facts));
}

function factsJson(subject: Subject, { name, rows, moreRows, called, cause, keys }: NameFacts): Json {
  const { image, role, asVdso, words } = subject;
  const symbols = rows.map((row) => rowJson(subject, row));
  const found = { name, symbols, ...(moreRows === 0 ? {} : { moreSymbols: moreRows }) };
  if (role === 'elf' && !asVdso) return found;
  const known = vdsoFunction(words, name, image.header.class, functionPlace(subject));
  const exports = exportsOf(name);
  return {
    ...found,
    called,
    ...(known === undefined
      ? {}
      : {
          function: {
            what: known.what,
            ...(known.prototype === undefined ? {} : { prototype: known.prototype }),
            entersKernel: entersKernelWords[known.entersKernel],
          },
        }),
    ...(cause === undefined ? {} : { cause: reasonText(words, cause) }),
    lookedUpBy: keys.map(({ finding: { id, release }, key }) => ({
      consumer: id,
      release,
      ...keyJson(words, key),
    })),
    exports: exports.map(({ arch, symbol, history: { node, since, notIn, last } }) => ({
      arch: archName(arch),
      symbol,
      node,
      since,
      ...(notIn === undefined ? {} : { notIn }),
      ...(last === undefined ? {} : { last }),
    })),
    ...(exports.length > 0 ? {} : { nearest: nearestNames(name) }),
  };
}

export function rowJson(subject: Subject, { table, symbols, index }: NamedRow): Json {
  const offset = fileOffsets(subject.image, symbols)(index);
  const address = addressOf(subject, symbols, index);
  const version = symbols.version(index)?.name;
  return {
    table,
    index,
    value: hex(symbols.value(index)),
    ...(offset === undefined ? {} : { fileOffset: hex(offset) }),
    ...(address === undefined ? {} : { address: hex(address) }),
    ...(version === undefined ? {} : { version }),
  };
}

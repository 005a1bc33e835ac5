/** A change as a sentence. */
import type { Outcome } from '../../consumers/model.ts';
import { noteTypeName } from '../../elf/format/names.ts';
import type { ToldChanges } from '../english/comparison.ts';
import { repeated, shown } from '../format.ts';
import { headerAbiText, type Words } from '../words.ts';
import type { Change, ChangeCode, Changes, KeyChange } from './comparison.ts';

/** Names of one sentence: of more the first, and how many there are. */
export const MOST_NAMES = 12;

export function changeText(words: Words, { code, args }: Change): string {
  const told = (prepare[code] as (words: Words, args: Changes[ChangeCode]) => object)(words, args);
  return (words.report.comparison.change[code] as (args: object) => string)(told);
}

type Prepared = { readonly [Code in ChangeCode]: (words: Words, args: Changes[Code]) => ToldChanges[Code] };

/** A name of a file that stands in a sentence with others. */
export function briefText(text: string): string {
  return repeated(shown(text));
}

export const HASH_TABLES = { sysv: 'DT_HASH', gnu: 'DT_GNU_HASH', mips: 'DT_MIPS_XHASH' } as const;

const prepare: Prepared = {
  architecture: (words, { from, to }) => ({ from: headerAbiText(words, from), to: headerAbiText(words, to) }),
  soname: (_, { from, to }) => ({ from: briefText(from), to: briefText(to) }),
  outcome: (words, { consumer, from, to, keys }) => ({
    consumer: consumerText(words, consumer),
    from: words.report.outcomeWord(from, consumer),
    to: words.report.outcomeWord(to, consumer),
    keys: keyTexts(words, consumer, keys),
  }),
  keys: (words, { consumer, outcome, keys }) => ({
    consumer: consumerText(words, consumer),
    outcome: words.report.outcomeWord(outcome, consumer),
    keys: keyTexts(words, consumer, keys),
  }),
  askedOfOne: (words, { consumer, side, outcome }) => ({
    consumer: consumerText(words, consumer),
    side,
    outcome: words.report.outcomeWord(outcome, consumer),
  }),
  exportRemoved: exportText,
  exportAdded: exportText,
  exportVersion: pairText,
  exportType: pairText,
  exportBind: pairText,
  exportVisibility: pairText,
  exportsMoved: (words, { names }) => ({ names: nameTexts(words, names) }),
  versionRemoved: (_, { name }) => ({ name: briefText(name) }),
  versionAdded: (_, { name }) => ({ name: briefText(name) }),
  tableRemoved: (_, { table }) => ({ table: HASH_TABLES[table] }),
  tableAdded: (_, { table }) => ({ table: HASH_TABLES[table] }),
  tableBuckets: (_, { table, from, to }) => ({ table: HASH_TABLES[table], from, to }),
  clock: (words, { name, from, to, counters }) => ({
    name: clockText(words, name),
    from: words.code.paths[from],
    to: words.code.paths[to],
    same: from === to,
    ...(counters === undefined
      ? {}
      : {
          counters: {
            from: words.elf.list(counters.from.map(briefText)),
            to: words.elf.list(counters.to.map(briefText)),
          },
        }),
  }),
  clocksRemoved: (_, args) => args,
  clocksAdded: (_, args) => args,
  functionPath: (words, { name, from, to }) => ({
    name: functionText(words, name),
    from: words.code.paths[from],
    to: words.code.paths[to],
  }),
  functionCounters: (words, { name, from, to }) => ({
    name: functionText(words, name),
    from: words.elf.list(from.map(briefText)),
    to: words.elf.list(to.map(briefText)),
  }),
  sameCode: (words, { names }) => ({ names: nameTexts(words, names) }),
  code: (words, { names, ...rest }) => ({ names: nameTexts(words, names), ...rest }),
  patched: (words, { names, ...rest }) => ({ names: nameTexts(words, names), ...rest }),
  bytes: (_, args) => args,
  imageSize: (_, args) => args,
  functionSize: (words, { names, from, to }) => ({
    names: nameTexts(words, names),
    from: String(from),
    to: String(to),
  }),
  noteRemoved: (words, { text, ...note }) => ({ note: noteText(words, note), text: briefText(text) }),
  noteAdded: (words, { text, ...note }) => ({ note: noteText(words, note), text: briefText(text) }),
  note: (words, { from, to, ...note }) => ({
    note: noteText(words, note),
    from: briefText(from),
    to: briefText(to),
  }),
};

export function consumerText({ report }: Words, consumer: Changes['keys']['consumer']): string {
  const { name, release } = consumer;
  return briefText(report.consumerLabel({ name, release }));
}

/** @param name also one that a saved report has: any text, "constructor" among them */
export function clockText({ code }: Words, name: string): string {
  return (Object.hasOwn(code.clockNames, name) ? code.clockNames[name] : undefined) ?? briefText(name);
}

function keyTexts(words: Words, consumer: Changes['keys']['consumer'], keys: readonly KeyChange[]): string[] {
  const { comparison, keyOutcomeWord } = words.report;
  const outcome = (of: Outcome | undefined): string =>
    of === undefined ? comparison.notAsked : keyOutcomeWord(of, consumer);
  const told = keys
    .slice(0, MOST_NAMES)
    .map(({ symbol, from, to }) =>
      comparison.key(briefText(words.consumers.fact(symbol)), outcome(from), outcome(to)),
    );
  return withRest(words, told, keys.length);
}

function exportText(_: Words, { name, version, type }: Changes['exportAdded']): ToldChanges['exportAdded'] {
  return { name: briefText(version === '' ? name : `${name}@${version}`), type: briefText(type) };
}

function pairText(_: Words, { name, from, to }: Changes['exportType']): ToldChanges['exportType'] {
  return { name: briefText(name), from: briefText(from), to: briefText(to) };
}

function functionText({ report }: Words, name: string): string {
  return name === '' ? report.comparison.unnamedCode : briefText(name);
}

function nameTexts(words: Words, names: readonly string[]): string[] {
  const told = names.slice(0, MOST_NAMES).map((name) => functionText(words, name));
  return withRest(words, told, names.length);
}

export function withRest({ report }: Words, told: readonly string[], all: number): string[] {
  return all > told.length ? [...told, report.moreNames(all - told.length)] : [...told];
}

function noteText(
  { report }: Words,
  { owner, type }: { readonly owner: string; readonly type: number },
): string {
  return report.comparison.note(briefText(owner), noteTypeName(owner, type));
}

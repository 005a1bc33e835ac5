/** Words of a comparison: what is different between two images. */

import type { None, Sentences } from '../../elf/catalogue.ts';
import { andList, byteSize, count, list, plural } from '../../elf/english.ts';

/** The arguments of each change as they are told: names are safe to show, codes are words. */
export interface ToldChanges {
  architecture: { readonly from: string; readonly to: string };
  soname: { readonly from: string; readonly to: string };
  outcome: {
    readonly consumer: string;
    readonly from: string;
    readonly to: string;
    readonly keys: readonly string[];
  };
  keys: { readonly consumer: string; readonly outcome: string; readonly keys: readonly string[] };
  askedOfOne: { readonly consumer: string; readonly side: 'from' | 'to'; readonly outcome: string };
  exportRemoved: ToldName;
  exportAdded: ToldName;
  exportVersion: ToldPair;
  exportType: ToldPair;
  exportBind: ToldPair;
  exportVisibility: ToldPair;
  exportsMoved: { readonly names: readonly string[] };
  versionRemoved: { readonly name: string };
  versionAdded: { readonly name: string };
  tableRemoved: { readonly table: string };
  tableAdded: { readonly table: string };
  tableBuckets: { readonly table: string; readonly from: number; readonly to: number };
  clock: ToldPair & {
    readonly same: boolean;
    readonly counters?: { readonly from: string; readonly to: string };
  };
  clocksRemoved: { readonly count: number };
  clocksAdded: { readonly count: number };
  functionPath: ToldPair;
  functionCounters: ToldPair;
  sameCode: { readonly names: readonly string[] };
  code: ToldCode & { readonly of: number };
  patched: ToldCode;
  bytes: None;
  imageSize: { readonly from: number; readonly to: number };
  functionSize: { readonly names: readonly string[]; readonly from: string; readonly to: string };
  noteRemoved: { readonly note: string; readonly text: string };
  noteAdded: { readonly note: string; readonly text: string };
  note: { readonly note: string; readonly from: string; readonly to: string };
}

interface ToldName {
  readonly name: string;
  readonly type: string;
}

interface ToldPair {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

interface ToldCode {
  readonly names: readonly string[];
  readonly removed: number;
  readonly added: number;
}

const none = 'none';
const or = (text: string): string => (text === '' ? none : text);
const fromTo = (from: string, to: string): string => `${or(from)} → ${or(to)}`;

export const changeSentences: Sentences<ToldChanges> = {
  architecture: ({ from, to }) => `Architecture ${fromTo(from, to)}: nothing of one is of use on the other.`,
  soname: ({ from, to }) => `DT_SONAME ${fromTo(from, to)}.`,
  outcome: ({ consumer, from, to, keys }) =>
    `${consumer}: ${from} → ${to}${keys.length === 0 ? '' : ` (${list(keys)})`}.`,
  keys: ({ consumer, outcome, keys }) => `${consumer}: ${outcome} as before, and of its keys ${list(keys)}.`,
  askedOfOne: ({ consumer, side, outcome }) =>
    `${consumer}: ${outcome} in the ${side === 'from' ? 'first' : 'second'} image; of the other one it was not asked.`,
  exportRemoved: ({ name, type }) => `${name} (${type}) is exported no more.`,
  exportAdded: ({ name, type }) => `${name} (${type}) is new.`,
  exportVersion: ({ name, from, to }) => `${name} is in another version: ${fromTo(from, to)}.`,
  exportType: ({ name, from, to }) => `${name} is of another type: ${fromTo(from, to)}.`,
  exportBind: ({ name, from, to }) => `${name} has another binding: ${fromTo(from, to)}.`,
  exportVisibility: ({ name, from, to }) => `${name} has another visibility: ${fromTo(from, to)}.`,
  exportsMoved: ({ names }) => `At other addresses: ${list(names)}.`,
  versionRemoved: ({ name }) => `Version ${name} is defined no more.`,
  versionAdded: ({ name }) => `Version ${name} is new.`,
  tableRemoved: ({ table }) => `${table} is gone: who searches by it alone finds nothing.`,
  tableAdded: ({ table }) => `${table} is new.`,
  tableBuckets: ({ table, from, to }) => `${table} has ${count(to)} instead of ${plural(from, 'bucket')}.`,
  clock: ({ name, from, to, same, counters }) => {
    const way = same ? from : fromTo(from, to);
    return `${name}: ${way}${counters === undefined ? '' : `; counter ${fromTo(counters.from, counters.to)}`}.`;
  },
  clocksRemoved: ({ count: of }) =>
    `No function serves clocks any more; there was one for ${plural(of, 'clock')}.`,
  clocksAdded: ({ count: of }) => `A function that serves ${plural(of, 'clock')} is new.`,
  functionPath: ({ name, from, to }) => `${name}: ${fromTo(from, to)}.`,
  functionCounters: ({ name, from, to }) => `${name} reads another counter: ${fromTo(from, to)}.`,
  sameCode: ({ names }) => `The same code at other addresses: ${list(names)}.`,
  code: ({ names, of, removed, added }) =>
    `${andList(names)}: ${plural(of, 'instruction')}, of which ${count(removed)} gone, and ${count(added)} new.`,
  patched: ({ names, removed, added }) =>
    `${andList(names)}: other instructions where the kernel patches the image for its machine (${count(removed)} gone, ${count(added)} new).`,
  bytes: () => 'The bytes are others, in what is not compared.',
  imageSize: ({ from, to }) => `The image: ${count(from)} → ${count(to)} bytes.`,
  functionSize: ({ names, from, to }) => `${andList(names)}: ${fromTo(from, to)} bytes.`,
  noteRemoved: ({ note, text }) => `${note}: ${text} is gone.`,
  noteAdded: ({ note, text }) => `${note}: ${text} is new.`,
  note: ({ note, from, to }) => `${note}: ${fromTo(from, to)}.`,
};

const parts = {
  image: 'Image',
  consumers: 'Consumers',
  exports: 'Exports',
  versions: 'Versions',
  hashTables: 'Hash tables',
  clocks: 'Clocks',
  code: 'Code',
  sizes: 'Sizes',
  notes: 'Notes',
};

const kinds = {
  harmless: 'harmless',
  visible: 'visible',
  breaking: 'breaking',
};

const kindsExplained = {
  harmless: 'Nobody who looks things up by the rules can tell.',
  visible: 'A consumer can tell: it gets more, something else, or comes by another way.',
  breaking: 'What somebody may rely on is gone.',
};

const notComparedWords = {
  'not-read': (part: string): string =>
    `${part}: not compared, since the code of one of the images was not looked at.`,
  report: (part: string): string =>
    `${part}: a saved report has no instructions, so that only ways and counters were compared.`,
  'left-out': (_part: string): string => 'One of the images has more names or functions than are compared.',
};

/** Why a file is no report that could be compared. */
const savedSentences = {
  'not-json': (name: string): string =>
    `${name} begins as JSON does and is none: it was cut off, or it is no report.`,
  'not-a-report': (name: string): string =>
    `${name} is JSON, but no report on an image: vdso-explorer --json writes one.`,
  schema: (name: string, schema: number, known: number): string =>
    `${name} is a report of schema ${schema}, and reports of schema ${known} are read: write it anew with this version.`,
  'too-large': (name: string, most: number): string =>
    `${name} has more than ${byteSize(most)}, and no report of that size is read.`,
};

export const comparisonWords = {
  change: changeSentences,
  parts,
  kinds,
  kindsExplained,
  notCompared: notComparedWords,
  title: (from: string, to: string): string => `${from} → ${to}`,
  alike: 'No difference was found.',
  expectedOnly: 'No difference but what is expected of two images of one build.',
  expected: 'expected',
  expectedExplained: 'Both are of one build: it follows from where each image was found.',
  /** "3 breaking, 1 visible, 14 harmless" */
  summary: (counts: readonly (readonly [kind: string, count: number])[]): string =>
    list(counts.map(([kind, of]) => `${count(of)} ${kind}`)),
  key: (symbol: string, from: string, to: string): string => `${symbol} ${fromTo(from, to)}`,
  changeColumns: ['kind', 'change'],
  notAsked: 'not asked',
  none,
  /** Code in sections of code that no function has. */
  unnamedCode: 'code of no exported function',
  note: (owner: string, type: string): string => `${owner} ${type}`,
  saved: savedSentences,

  // Many images
  matrixRows: { consumers: 'Consumers', symbols: 'Symbols', clocks: 'Clocks' },
  matrixTitle: (rows: string, images: number): string => `${rows} of ${plural(images, 'image')}`,
  matrixColumns: ['image', 'what it is', 'found as'],
  baseline: 'baseline',
  baselineNote: '* is not as in the baseline.',
  someOf: (outcome: string, found: number, of: number): string => `${outcome} (${found} of ${of})`,
  present: 'there',
  absent: 'absent',
  notLooked: 'not looked at',
  clocksNeedCode:
    'What clocks do stands in the code, and some reports were written without it: write them with --code.',
  imagesLeftOut: (most: number): string => `Only the first ${count(most)} images stand in it.`,
  rowsLeftOut: (of: number): string => `${plural(of, 'row')} more ${of === 1 ? 'is' : 'are'} left out.`,
} as const;

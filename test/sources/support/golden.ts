/** What was read of a tree, as it is kept: figures, facts, and the names that nothing is said of. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Hovered, Reading } from './reading.ts';
import { median, wordsOf } from './words.ts';

const folder = path.join(import.meta.dirname, '../golden');
const fileOf = (id: string) => path.join(folder, `${id}.txt`);

/** undefined where nothing is kept of it. */
export async function kept(id: string): Promise<string | undefined> {
  return readFile(fileOf(id), 'utf8').catch(() => undefined);
}

export async function keep(id: string, text: string): Promise<void> {
  await writeFile(fileOf(id), text);
}

/** The release that a kept reading is of. */
export function versionIn(text: string): string | undefined {
  return /^version (.*)$/m.exec(text)?.[1];
}

export interface Figures {
  readonly names: number;
  readonly answered: number;
  /** Answers from this machine in files for others. */
  readonly wrongMachine: number;
  readonly marked: number;
  /** How long hovers are. */
  readonly words: { readonly median: number; readonly nineInTen: number };
}

export function figuresOf({ hovered, marked }: Reading): Figures {
  const answered = hovered.filter(({ text }) => text !== undefined);
  const said = answered.flatMap(({ text }) => (text === undefined ? [] : [wordsOf(text)]));
  return {
    names: hovered.length,
    answered: answered.length,
    wrongMachine: answered.filter(isWrongMachine).length,
    marked: marked.length,
    words: { median: median(said, 0.5), nineInTen: median(said, 0.9) },
  };
}

/** A row of the live image, an address in its process: what only this machine can have said. */
export function isWrongMachine({ place, text = '' }: Hovered): boolean {
  return place === 'foreign' && /command:|\b4711\b|0x7fff1234/.test(text);
}

/** @param version Debian's */
export function textOf(version: string, reading: Reading): string {
  const { names, answered, wrongMachine, words } = figuresOf(reading);
  const lines = [
    `version ${version}`,
    `names ${names}`,
    `answered ${answered}`,
    `answered from this machine in files for others ${wrongMachine}`,
    `words of the median hover ${words.median}, of nine in ten at most ${words.nineInTen}`,
    '',
    '# marked as wrong',
    ...reading.marked.map(({ file, line, text }) => `${file}:${line} ${text}`),
    '',
    '# nothing is said of',
    ...tally(reading.hovered.filter(({ text }) => text === undefined).map(({ name }) => name)),
    '',
    '# facts, and in how many places',
    ...tally(
      reading.hovered.flatMap(({ name, facts }) => (facts === undefined ? [] : [`${name}: ${facts}`])),
    ),
    '',
  ];
  return lines.join('\n');
}

/** Each once, in order, with how often it was there. */
function tally(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([text, count]) => `${count} ${text}`);
}

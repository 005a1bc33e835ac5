/**
 * What was run, where and over how much: told by each run, and with `npm run test:truth -- --write` kept in
 * test/truth/proved.tsv, against which the catalogue's `run` is tested.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Comparison } from './compare.ts';

export interface Row {
  readonly consumer: string;
  /** The catalogue's release that answered. */
  readonly release: string;
  /** The catalogue's port. */
  readonly arch: string;
  /** The release whose code was run. */
  readonly upstream: string;
  /** What it was compiled for: images of one class and byte order are searched alike. */
  program: string;
  readonly names: number;
  images: number;
  answers: number;
}

const file = new URL('../proved.tsv', import.meta.url);
const byHandFile = new URL('../byHand.tsv', import.meta.url);

const columns = ['consumer', 'release', 'arch', 'upstream', 'program', 'names', 'images', 'answers'] as const;

/** What the truth tests ran. */
export const proved = (): Promise<readonly Row[]> => rowsOf(file);

/**
 * What was run once, of releases that Debian has not: the file that searches as the project's repository has it at the
 * release's tag, by the shim's rules and over the images of these tests.
 */
export const byHand = (): Promise<readonly Row[]> => rowsOf(byHandFile);

/** Rows of a file with tabs between the columns, whose names are its first line. */
async function rowsOf(name: URL): Promise<readonly Row[]> {
  const [, ...lines] = (await readFile(name, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => {
    const [consumer = '', release = '', arch = '', upstream = '', program = '', ...counts] = line.split('\t');
    const [names = 0, images = 0, answers = 0] = counts.map(Number);
    return { consumer, release, arch, upstream, program, names, images, answers };
  });
}

export async function note({ rows, unanswered, skipped }: Comparison): Promise<void> {
  for (const { consumer, upstream, arch, program, names, images, answers } of rows) {
    console.log(
      `${consumer} ${upstream}, ${arch}: ${names} names, ${images} images, ${answers} answers of a program for ${program}: no difference`,
    );
  }
  if (unanswered > 0) console.log(`  not compared, for the replay gives up: ${unanswered} answers`);
  for (const [why, count] of skipped) console.log(`  not run: ${count} images, ${why}`);
  await keepRows(rows);
}

/** With `--write`. */
export async function keepRows(rows: readonly Row[]): Promise<void> {
  if (process.env['TRUTH_WRITE'] !== '1') return;
  const of = ({ consumer, upstream, arch }: Row): string => [consumer, upstream, arch].join(' ');
  const again = new Set(rows.map(of));
  const kept = (await proved()).filter((row) => !again.has(of(row)));
  const sorted = [...kept, ...rows].sort((a, b) => of(a).localeCompare(of(b), 'en', { numeric: true }));
  const lines = sorted.map((row) => columns.map((column) => row[column]).join('\t'));
  await writeFile(file, `${[columns.join('\t'), ...lines].join('\n')}\n`);
}

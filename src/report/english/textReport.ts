/** What the report in the terminal has beside its tables. */
import { count } from '../../elf/english.ts';
import { hashConstant } from './hashTables.ts';

/** Headings of the terminal report. */
export const textWords = {
  health: 'Health',
  consumers: 'Who gets what',
  wholeImage: 'Take the whole image',
  lookups: 'Looked up',
  header: 'ELF header',
};

/** Words of `check`. */
export const checkWords = {
  required: 'Required',
  requiredOwn: 'Required, since no --require says otherwise: what the process runs, at the releases found',
  notAskedOwn:
    'Nothing is required: no --require is given, and what the process runs is not among those asked.',
  nothingOwn: 'Nothing is required: no --require is given, and what the process runs was not recognised.',
  passed: 'ok    ',
  failed: 'FAILED',
} as const;

export function tableLeftOut(title: string, rows: number): string {
  return `${title} (${count(rows)}): too many to list here; --json has them.`;
}

/** One line of the terminal: where a key was found. */
export function foundAt(value: string, address: string | undefined): string {
  return address === undefined ? `found at ${value}` : `found at ${value}, ${address}`;
}

export function versionFound(index: number, verified: boolean): string {
  return `found as index ${index}, ${hashConstant(verified)}`;
}

/** What follows without a key, behind why it is not found. */
export function withoutIt(consequence: string): string {
  return `Without it: ${consequence}`;
}

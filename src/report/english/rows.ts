/** What cells and rows say, and tables of what they leave out. */
import { plural } from '../../elf/english.ts';
import type { Note } from '../../elf/model.ts';
import { shown } from '../format.ts';

export const versionKinds = { definition: 'definition', need: 'need' } as const;

export function noteText({ meaning }: Pick<Note, 'meaning'>): string {
  switch (meaning?.kind) {
    case 'build-id':
      return `build id ${meaning.id}`;
    case 'linux-version':
      return `Linux ${meaning.release}`;
    case 'build-salt':
      return `build salt ${shown(meaning.salt)}`;
    case undefined:
      return '';
  }
}

/** Behind the names that a cell shows. */
export function moreNames(count: number): string {
  return `+${plural(count, 'more', 'more')}`;
}

/** Behind the bytes that a cell shows. */
export function moreBytes(first: string, rest: number): string {
  return `${first} … ${plural(rest, 'more byte')}`;
}

export function notThere(index: number): string {
  return `There is no row ${index} in this table.`;
}

export function symtabOffer(symbols: number | undefined): string {
  return symbols === undefined
    ? 'The static symbols in .symtab are not loaded.'
    : `${plural(symbols, 'more symbol')} in .symtab.`;
}

/** Below the rows of a table that would come to more than the report may. */
export function rowsLeftOut(rows: number): string {
  return `… ${plural(rows, 'more row')} left out here: what a table may come to is in proportion to the file. The editor shows them all.`;
}

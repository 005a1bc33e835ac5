/**
 * A filter as it is typed, taken apart: words that some cell must have, `column:word`, `column:=whole cell`, quotes
 * around what has blanks or would mean something else, and words that ask a question of their own (QuickFilter).
 */
import { type FilterTerm, implies } from '../../report/filterTerm.ts';
import type { ColumnView, TableView } from '../../report/viewModel/table.ts';
import { SessionError } from '../sessionError.ts';

/** Most characters that rows are searched for. */
export const MAX_FILTER_CHARACTERS = 1_000;

/**
 * A column's name and "=" with its colon (which is wide where Chinese is typed), and a text in quotes (in which two
 * quotes are one) or up to a blank.
 */
const TERM = /(?:([^\s":：]+)[:：](?!:)(=?))?(?:"((?:[^"]|"")*)"?|(\S+)|(?<=[:：]=?))/g;

type FilteredTable = Pick<TableView, 'columns' | 'quickFilters'>;

/** The terms, without those that others contain; throws a SessionError for what cannot be looked for. */
export function parseFilter(filter: string, table: FilteredTable): readonly FilterTerm[] {
  if (filter.length > MAX_FILTER_CHARACTERS) {
    throw new SessionError('filterTooLong', { characters: filter.length, most: MAX_FILTER_CHARACTERS });
  }
  const terms = new Map<string, FilterTerm>();
  for (const match of filter.toLowerCase().matchAll(TERM)) {
    const term = termOf(match, table);
    if (term !== undefined) terms.set(JSON.stringify(term), term);
  }
  const all = [...terms.values()];
  return all.filter((term) => !all.some((other) => other !== term && implies(other, term)));
}

/** Undefined for what is still being typed: a column's name, or a quote, and nothing behind it. */
function termOf(
  [whole, name, equals, quoted, bare]: RegExpExecArray,
  table: FilteredTable,
): FilterTerm | undefined {
  const text = quoted?.replaceAll('""', '"') ?? bare ?? '';
  if (name === undefined) {
    if (text === '') return undefined;
    const quick = quoted === undefined ? table.quickFilters?.find((each) => each === text) : undefined;
    return quick === undefined ? { kind: 'text', text } : { kind: 'quick', name: quick };
  }
  const column = columnNamed(table.columns, name);
  if (column !== undefined)
    return text === '' ? undefined : { kind: 'column', column: column.id, text, whole: equals === '=' };
  // The beginning of std::string, say.
  if (text === '' && quoted === undefined) return { kind: 'text', text: whole };
  throw new SessionError('noSuchColumn', { column: name, columns: table.columns.map(typedName) });
}

function columnNamed(columns: readonly ColumnView[], name: string): ColumnView | undefined {
  const key = keyOf(name);
  return columns.find(({ title }) => keyOf(title) === key) ?? columns.find(({ id }) => keyOf(id) === key);
}

/** A column's title, however its words are put together: "Looked up by" is looked-up-by and lookedUpBy. */
function keyOf(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

function typedName({ title }: ColumnView): string {
  return title.toLowerCase().replace(/\s+/g, '-');
}

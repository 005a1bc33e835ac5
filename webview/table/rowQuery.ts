/** What a table asks the host for, and the first such question, which is sent with `ready`. */
import type { FirstRows, RowQuery, TableId } from '../../src/protocol.ts';
import type { Host } from '../host.ts';
import type { TableState, ViewState } from '../state.ts';
import { blockSize } from './windowCache.ts';

export function rowQuery(table: TableId, state: TableState, start: number, count: number): RowQuery {
  const { filter, sort } = state;
  const query = { table, filter: filter ?? '', start, count };
  return sort === undefined ? query : { ...query, sort };
}

/**
 * The block of rows that the kept view shows first; undefined when it shows another tab than the symbols, which most
 * new pages show.
 * @param opensAt where a table opens that was never scrolled (TableView.opensAt)
 */
export function firstQuery(view: ViewState, opensAt = 0): RowQuery | undefined {
  if (view.tab !== undefined && view.tab !== 'symbols') return undefined;
  const kept = view.tables.symbols ?? {};
  const state = { ...kept, filter: typedFilter(kept) };
  const top = state.top ?? (isPlain(state) ? opensAt : 0);
  return rowQuery('symbols', state, top - (top % blockSize), blockSize);
}

/** With what was typed last, although no rows were asked for by it yet. */
export function typedFilter({ typed, filter = '' }: TableState): string {
  return typed ?? filter;
}

/** Whether rows stand in the file's order, all of them. */
export function isPlain({ filter, sort }: TableState): boolean {
  return (filter ?? '') === '' && sort === undefined;
}

/** Answers this one query with the rows that are here already, the first time it is asked, if it will be. */
export function answerOnce(
  host: Host,
  view: ViewState,
  { query, window }: FirstRows,
  opensAt: number | undefined,
): void {
  const question = JSON.stringify(query);
  if (JSON.stringify(firstQuery(view, opensAt)) !== question) return;
  const { call } = host;
  host.call = (name, args, signal) => {
    if (name !== 'rows' || JSON.stringify(args[0]) !== question) return call(name, args, signal);
    host.call = call;
    return Promise.resolve(window) as ReturnType<typeof call<typeof name>>;
  };
}

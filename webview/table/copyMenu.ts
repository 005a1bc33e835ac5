/** The menu of a table: open, copy a row, a cell, a column, or all rows after the filter. */
import type { ColumnView, RowQuery } from '../../src/protocol.ts';
import { type Host, messageOf } from '../host.ts';
import { type MenuItem, openMenu } from '../menu.ts';
import { text } from '../text.ts';

export interface CopyPart {
  /** Ids; those shown by default. */
  columns?: readonly string[];
  start?: number;
  count?: number;
  format?: 'markdown' | 'json';
}

/** Has the host copy a part of what `all` names; `say` gets a word on how that went. */
export function copySelection(host: Host, all: RowQuery, part: CopyPart, say: (words: string) => void): void {
  host.call('copy', [{ ...all, format: 'text', ...part }]).then(
    () => say(text.copied),
    (error: unknown) => say(text.copyFailed(messageOf(error))),
  );
}

export interface CopyTarget {
  readonly row: number | undefined;
  readonly cell: string | undefined;
  readonly column: ColumnView | undefined;
  readonly open: () => void;
  readonly copy: (part: CopyPart) => void;
  readonly copyText: (value: string) => void;
  readonly fitColumn: () => void;
  readonly chooseColumns: () => void;
  readonly resetWidths: (() => void) | undefined;
}

export function copyMenu(
  at: { x: number; y: number; alignEnd: boolean; returnFocus: HTMLElement },
  target: CopyTarget,
): void {
  const { row, cell, column } = target;
  const items: MenuItem[] = [];
  if (row !== undefined) {
    items.push({ label: text.openDetail, run: target.open });
    items.push({
      label: text.copyRow,
      run: () => target.copy({ start: row, count: 1 }),
      separated: true,
    });
    if (cell !== undefined && cell !== '') {
      items.push({ label: text.copyCell, run: () => target.copyText(cell) });
    }
  }
  if (column !== undefined) {
    items.push({ label: text.copyColumn(column.title), run: () => target.copy({ columns: [column.id] }) });
  }
  items.push(
    { label: text.copyText, run: () => target.copy({}), separated: items.length > 0 },
    { label: text.copyMarkdown, run: () => target.copy({ format: 'markdown' }) },
    { label: text.copyJson, run: () => target.copy({ format: 'json' }) },
  );
  items.push({ label: text.chooseColumns, run: target.chooseColumns, separated: true });
  if (column !== undefined) items.push({ label: text.fitColumn(column.title), run: target.fitColumn });
  if (target.resetWidths !== undefined) items.push({ label: text.resetWidths, run: target.resetWidths });
  openMenu(items, text.tableMenu, at, at.returnFocus);
}

/**
 * One table of the report: its columns, and one row builder that serves every face. A row's display strings,
 * its JSON and its sort keys come from the same decoded row.
 */
import { columnsOf } from '../../elf/bytes/columns.ts';
import { type ByteRange, type FileTable, isRow, type Table } from '../../elf/table.ts';
import type { FilterTerm, QuickFilter } from '../filterTerm.ts';
import { jsonOf } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import { TextWriter } from '../utf8Writer.ts';
import type { ColumnView, RowView, TableView } from '../viewModel/table.ts';
import type { SingleTableId, StringsTableId, TableId } from '../viewModel/tableId.ts';
import type { Tone } from '../viewModel/tone.ts';
import type { Words } from '../words.ts';
import type { ColumnSpec } from './columnSpec.ts';
import { type QuickTests, rowMatcher } from './rowMatcher.ts';

/** Rows up to which a table's columns are fitted to their contents; a vDSO has some dozens. */
const FITTED_ROWS = 64;
const NARROWEST = 4;
/** A fitted column may outgrow its typical width up to this many characters. */
const WIDEST_FITTED = 28;
type TableWords = Words['report']['tables'][SingleTableId];

const DECODER = new TextDecoder();
/** For rows asked for one by one. */
const SINGLE = new TextWriter();

export interface TableSpec<Row> {
  readonly id: TableId;
  readonly words: Words;
  /** Only where the catalogue's is not the whole truth for this image. */
  readonly emptyText?: string;
  /** Row that the table opens at (TableView.opensAt). */
  readonly opensAt?: number | undefined;
  readonly rows: Table<Row> | FileTable<Row>;
  readonly columns: readonly ColumnSpec<Row>[];
  /** The row in the JSON report: as a value, or where there may be very many rows as text of many (see jsonRows). */
  readonly json: ((row: Row) => Json) | { rows(start: number, end: number, out: TextWriter): void };
  /** Questions that a word of a filter asks. */
  readonly quick?: QuickTests<Row>;
  /** The row's name as the image has it (not escaped); what `find` looks for. */
  readonly name?: (row: Row) => string;
  /** Whether `find` means this row, where a name alone does not say. @param consumer whose row is meant, by its id; '' for anybody's */
  readonly isNamed?: (row: Row, name: string, consumer: string) => boolean;
  /** What a row leads to, where that is not the record it was read from. */
  readonly range?: (row: Row) => ByteRange | undefined;
  readonly tone?: (row: Row) => Tone;
}

/** How to sort by a column: the key of row `index`. */
export type SortKeys =
  | { readonly kind: 'number'; at(index: number): number }
  | { readonly kind: 'bigint'; at(index: number): bigint }
  | { readonly kind: 'text'; at(index: number): string };

export interface ReportTable {
  readonly id: TableId;
  readonly view: TableView;
  /** Positions in `view.columns` that the terminal shows. */
  readonly terminalColumns: readonly number[];
  readonly rowCount: number;
  /** Display strings, one a column. */
  cells(index: number): string[];
  /** The one of the column at `position` in `view.columns`. */
  cell(index: number, position: number): string;
  row(index: number): RowView;
  /** Whether a row passes a filter of these terms. */
  matcher(terms: readonly FilterTerm[]): (index: number) => boolean;
  /** The row as in the JSON report. */
  json(index: number): Json;
  /** Writes rows from `start` up to `end` as JSON, with a comma and a line end before each but the table's first. */
  jsonRows(start: number, end: number, out: TextWriter): void;
  name(index: number): string;
  /** @param consumer whose row is meant, by its id, in a table that has rows of several; '' for anybody's */
  isNamed(index: number, name: string, consumer: string): boolean;
  sortKeys(column: string): SortKeys | undefined;
}

/** The table with some members of its own. Its view, for which every cell may be looked at, is made when it is asked for. */
export function changedTable(table: ReportTable, changes: Partial<Omit<ReportTable, 'view'>>): ReportTable {
  // A spread would ask for the view.
  const members = Object.getOwnPropertyDescriptors(table);
  return Object.assign(Object.defineProperties({}, members) as ReportTable, changes);
}

export function defineTable<Row>(spec: TableSpec<Row>): ReportTable {
  const { rows, json, quick = {} } = spec;
  const columns = spec.columns.map(withCells);
  const words = spec.words.report.tables[isOfSection(spec.id) ? 'strings' : spec.id];
  const hasOthers = columns.some(({ isOther }) => isOther !== undefined);
  const hasOutcomes = columns.some(({ outcome }) => outcome !== undefined);
  let view: TableView | undefined;
  const terminalColumns = columns.flatMap((column, position) => (column.screenOnly ? [] : [position]));

  function cellsOf(row: Row | undefined): string[] {
    return row === undefined ? columns.map(() => '') : columns.map((column) => column.cell(row));
  }

  function rangeOf(row: Row, index: number): ByteRange | undefined {
    if (spec.range !== undefined) return spec.range(row);
    return 'rangeOf' in rows ? rows.rangeOf(index) : undefined;
  }

  return {
    id: spec.id,
    get view() {
      view ??= {
        id: spec.id,
        title: words.title,
        emptyText: spec.emptyText ?? words.empty,
        rowCount: rows.length,
        columns: columns.map((column) => columnView(rows, column, words)),
        ...(spec.opensAt === undefined ? {} : { opensAt: spec.opensAt }),
        ...(spec.quick === undefined ? {} : { quickFilters: Object.keys(quick) as QuickFilter[] }),
      };
      return view;
    },
    terminalColumns,
    rowCount: rows.length,
    cells: (index) => cellsOf(rows.at(index)),
    cell(index, position) {
      const row = rows.at(index);
      return row === undefined ? '' : (columns[position]?.cell(row) ?? '');
    },
    row(index) {
      const row = rows.at(index);
      const range = row === undefined ? undefined : rangeOf(row, index);
      const tone = row === undefined ? undefined : spec.tone?.(row);
      const others =
        row !== undefined && hasOthers
          ? columns.flatMap(({ isOther }, position) => (isOther?.(row) === true ? [position] : []))
          : [];
      return {
        index,
        cells: cellsOf(row),
        ...(row !== undefined && hasOutcomes
          ? { outcomes: columns.map((each) => each.outcome?.(row) ?? null) }
          : {}),
        ...(others.length > 0 ? { others } : {}),
        ...(tone !== undefined && tone !== 'plain' ? { tone } : {}),
        ...(range !== undefined ? { offset: range.offset, length: range.length } : {}),
      };
    },
    matcher: (terms) => rowMatcher(rows, columns, quick, terms),
    json(index) {
      const row = rows.at(index);
      if (row === undefined) return null;
      if (typeof json === 'function') return json(row);
      json.rows(index, index + 1, SINGLE);
      return JSON.parse(DECODER.decode(SINGLE.take()).replace(/^,/, '')) as Json;
    },
    jsonRows(start, end, out) {
      if (typeof json !== 'function') return json.rows(start, end, out);
      for (let index = start; index < end; index++) {
        const row = rows.at(index);
        out.text(`${index === 0 ? '' : ',\n'}${row === undefined ? 'null' : jsonOf(json(row))}`);
      }
    },
    name(index) {
      const row = rows.at(index);
      return row === undefined ? '' : (spec.name?.(row) ?? '');
    },
    isNamed(index, name, consumer) {
      if (spec.isNamed === undefined) return this.name(index) === name;
      const row = rows.at(index);
      return row !== undefined && spec.isNamed(row, name, consumer);
    },
    sortKeys(id) {
      const column = columns.find((each) => each.id === id);
      return column === undefined ? undefined : keysOf(rows, column);
    },
  };
}

function isOfSection(id: TableId): id is StringsTableId {
  return id.startsWith('strings/');
}

/** The column with its cells made once for each code. */
function withCells<Row>(column: ColumnSpec<Row>): ColumnSpec<Row> {
  const { code } = column;
  if (code === undefined) return column;
  const made = new Map<number, string>();
  return {
    ...column,
    cell(row) {
      const key = code(row);
      let cell = made.get(key);
      if (cell === undefined) {
        cell = column.cell(row);
        made.set(key, cell);
      }
      return cell;
    },
  };
}

function columnView<Row>(rows: Table<Row>, column: ColumnSpec<Row>, words: TableWords): ColumnView {
  const [title, explain] = column.words ?? words.columns[column.id] ?? [column.id, ''];
  return {
    id: column.id,
    title,
    explain,
    align: column.align ?? 'start',
    mono: column.mono ?? true,
    width: column.outcome === undefined ? fittedWidth(rows, column) : outcomeWidth(fittedWidth(rows, column)),
    sortable: true,
    ...(column.hidden === true ? { hidden: true } : {}),
    ...(column.wraps === true ? { wraps: true } : {}),
  };
}

/**
 * Width of a column in a table small enough to look at every cell: what they need, so that all columns of a vDSO's
 * tables are in view at once. Larger tables have the typical width.
 */
function fittedWidth<Row>(rows: Table<Row>, column: ColumnSpec<Row>): number {
  if (rows.length === 0 || rows.length > FITTED_ROWS) return column.width;
  let widest = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows.at(index);
    if (row !== undefined) widest = Math.max(widest, columnsOf(column.cell(row)));
  }
  return Math.max(NARROWEST, Math.min(widest, Math.max(column.width, WIDEST_FITTED)));
}

/** Words, whose letters are narrower than the digits that widths are counted in, and the drawing before them. */
function outcomeWidth(characters: number): number {
  return Math.ceil(characters * 0.7) + 4;
}

function keysOf<Row>(rows: Table<Row>, column: ColumnSpec<Row>): SortKeys {
  const { number, bigint } = column;
  function pick<Key>(key: (row: Row) => Key, none: Key): (index: number) => Key {
    return (index) => {
      const row = rows.at(index);
      return row === undefined ? none : key(row);
    };
  }
  if (number !== undefined) return { kind: 'number', at: pick(number, 0) };
  if (bigint !== undefined) return { kind: 'bigint', at: pick(bigint, 0n) };
  return { kind: 'text', at: pick((row) => column.cell(row), '') };
}

/** An array as a Table. */
export function tableOf<Row>(rows: readonly Row[]): Table<Row> {
  return { length: rows.length, at: (index) => rows[index] };
}

/** A table whose rows are their own indices: cells read the columns of the model, no object is made. */
export function indexTable(length: number): Table<number> {
  return { length, at: (index) => (isRow(index, length) ? index : undefined) };
}

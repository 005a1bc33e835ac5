/** A matrix as a table: a consumer, symbol or clock a row, an image a column. */
import type { Outcome } from '../../consumers/model.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import type { Matrix } from '../comparison/matrix.ts';
import {
  type MatrixCellView,
  type MatrixColumnView,
  type MatrixView,
  matrixViewInSlices,
} from '../comparison/matrixView.ts';
import { shown } from '../format.ts';
import type { ColumnSpec } from '../tables/columnSpec.ts';
import { defineTable, type ReportTable, tableOf } from '../tables/table.ts';
import type { Words } from '../words.ts';

/** Columns before the first image. */
export const MATRIX_FIXED_COLUMNS = 2;

/** An image that could not be read: a column all the same, of which nothing is known. */
export interface UnreadImage {
  readonly label: string;
  /** A sentence. */
  readonly why: string;
}

export interface MatrixTable {
  readonly matrix: Matrix;
  readonly view: MatrixView;
  /** Behind the images that were read. */
  readonly unread: readonly UnreadImage[];
  /** Places of the lines that are shown. */
  readonly rows: readonly number[];
  /** Of each line in how many images it is not as in the baseline; without one how many different cells it has. */
  readonly answers: readonly number[];
}

/** @param differing only rows that are not the same everywhere */
export function matrixTable(
  words: Words,
  matrix: Matrix,
  unread: readonly UnreadImage[],
  differing: boolean,
): MatrixTable {
  return runToEnd(matrixTableInSlices(words, matrix, unread, differing));
}

/** The same in slices. */
export function* matrixTableInSlices(
  words: Words,
  matrix: Matrix,
  unread: readonly UnreadImage[],
  differing: boolean,
): Generator<void, MatrixTable> {
  const view = yield* matrixViewInSlices(words, matrix);
  const all = [...matrix.lines.keys()];
  const rows = differing ? all.filter((at) => view.lines[at]?.varies) : all;
  const answers: number[] = [];
  for (const { cells } of view.lines) {
    answers.push(answersOf(matrix, cells));
    yield;
  }
  return { matrix, view, unread, rows, answers };
}

/** In how many images a row is not as in the baseline; without one how many different cells it has. */
function answersOf({ baseline, columns }: Matrix, cells: readonly MatrixCellView[]): number {
  if (baseline === undefined) return new Set(cells.map(({ text }) => text)).size;
  return columns.reduce((sum, { images }, at) => sum + (cells[at]?.differs === true ? images.length : 0), 0);
}

/** Its rows are places of lines. */
export function matrixReportTable(
  words: Words,
  { matrix, view, unread, rows, answers }: MatrixTable,
): ReportTable {
  const { comparison, matrixPage: say } = words.report;
  const label = (at: number): string => view.lines[at]?.label ?? '';
  const images = matrix.columns.reduce((sum, column) => sum + column.images.length, 0);
  const differsText = (at: number): string => {
    const count = answers[at] ?? 0;
    if (matrix.baseline === undefined) return count < 2 ? say.same : say.answers(count);
    return count === 0 ? say.same : say.differsIn(count, images);
  };
  return defineTable<number>({
    id: 'matrix',
    words,
    rows: tableOf(rows),
    columns: [
      {
        id: 'name',
        words: [comparison.matrixRows[matrix.rows], say.rowExplain],
        width: 24,
        mono: matrix.rows === 'symbols',
        cell: label,
      },
      { id: 'differs', width: 12, mono: false, cell: differsText, number: (at) => answers[at] ?? 0 },
      ...view.columns.map((column, position) => imageColumn(words, matrix, view, column, position)),
      ...unread.map((image, position) => unreadColumn(words, image, view.columns.length + position)),
    ],
    json: (at) => ({
      row: matrix.lines[at]?.id ?? '',
      label: label(at),
      images: view.columns.map((column, position) => ({
        image: column.label,
        text: view.lines[at]?.cells[position]?.text ?? '',
      })),
    }),
    name: label,
  });
}

function imageColumn(
  words: Words,
  matrix: Matrix,
  view: MatrixView,
  { label, facts, images, isBaseline }: MatrixColumnView,
  position: number,
): ColumnSpec<number> {
  const { matrixPage: say } = words.report;
  const isOther = (at: number): boolean => view.lines[at]?.cells[position]?.differs === true;
  const outcomeOf = (at: number): Outcome | undefined => {
    const cell = matrix.lines[at]?.cells[position];
    return cell?.kind === 'outcome' ? cell.outcome : undefined;
  };
  return {
    id: `image-${position + 1}`,
    words: [isBaseline ? say.baselineColumn(label) : label, say.columnExplain(facts, images)],
    width: 16,
    mono: false,
    cell(at) {
      const text = view.lines[at]?.cells[position]?.text ?? '';
      return isOther(at) ? say.other(text) : text;
    },
    outcome: outcomeOf,
    isOther,
  };
}

function unreadColumn(words: Words, { label, why }: UnreadImage, position: number): ColumnSpec<number> {
  return {
    id: `image-${position + 1}`,
    words: [shown(label), why],
    width: 10,
    mono: false,
    cell: () => words.report.matrixPage.notRead,
    outcome: () => undefined,
  };
}

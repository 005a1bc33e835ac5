/** A matrix as a table: a consumer, symbol or clock a row, an image a column. */
import type { Outcome } from '../../consumers/model.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import type { ComparedImage } from '../comparison/comparedImage.ts';
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
/** Sentences in the place of rows: all of them stand above the table. */
const MOST_REASONS = 5;

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

/**
 * Its rows are places of lines. @param idOf of an image: what a reader does with its column is kept by it, wherever the
 * column stands with other rows or when there are other images
 */
export function matrixReportTable(
  words: Words,
  { matrix, view, unread, rows, answers }: MatrixTable,
  idOf: (image: ComparedImage) => string,
): ReportTable {
  const { comparison, matrixPage: say } = words.report;
  const label = (at: number): string => view.lines[at]?.label ?? '';
  const images = matrix.columns.reduce((sum, column) => sum + column.images.length, 0);
  const differsText = (at: number): string => {
    const count = answers[at] ?? 0;
    if (matrix.baseline === undefined) return count < 2 ? say.same : say.answers(count);
    return count === 0 ? say.same : say.differsIn(count, images);
  };
  // Why there is nothing: no image could be read, or the code of none is known.
  const why = [...view.notes, ...unread.map((each) => each.why)];
  return defineTable<number>({
    id: 'matrix',
    words,
    ...(view.lines.length > 0 || why.length === 0
      ? {}
      : { emptyText: words.elf.paragraph(why.slice(0, MOST_REASONS)) }),
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
      ...view.columns.map((column, position) => {
        const [image] = matrix.columns[position]?.images ?? [];
        return imageColumn(words, matrix, view, column, position, image === undefined ? '' : idOf(image));
      }),
      ...unread.map((image, position) => unreadColumn(words, image, `unread-${position + 1}`)),
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
  id: string,
): ColumnSpec<number> {
  const { matrixPage: say } = words.report;
  const isOther = (at: number): boolean => view.lines[at]?.cells[position]?.differs === true;
  const outcomeOf = (at: number): Outcome | undefined => {
    const cell = matrix.lines[at]?.cells[position];
    return cell?.kind === 'outcome' ? cell.outcome : undefined;
  };
  return {
    id,
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

function unreadColumn(words: Words, { label, why }: UnreadImage, id: string): ColumnSpec<number> {
  return {
    id,
    words: [shown(label), why],
    width: 10,
    mono: false,
    cell: () => words.report.matrixPage.notRead,
    outcome: () => undefined,
  };
}

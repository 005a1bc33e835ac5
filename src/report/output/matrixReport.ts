/** A matrix as text, Markdown, CSV and JSON. */
import type { Matrix, MatrixCell } from '../comparison/matrix.ts';
import { type MatrixCellView, type MatrixView, matrixView } from '../comparison/matrixView.ts';
import { csvTable } from '../formats/csvTable.ts';
import { markdownTable } from '../formats/markdownTable.ts';
import type { Json } from '../jsonValue.ts';
import { literalMarkdown, literalParagraph } from '../markdown.ts';
import { headerAbiText, type Words } from '../words.ts';
import { SCHEMA_VERSION } from './headerJson.ts';
import { jsonDocument, LINE } from './jsonWriter.ts';

/** Behind a cell that is not as the baseline's. */
const OTHER = ' *';

/** Columns by their numbers, which a list at the head explains: names of hosts are longer than outcomes. */
export function* matrixText(
  words: Words,
  matrix: Matrix,
  view: MatrixView = matrixView(words, matrix),
): Generator<string> {
  const { comparison: say } = words.report;
  const width = String(view.columns.length).length;
  yield view.title;
  for (const [at, { label, facts, images, isBaseline }] of view.columns.entries()) {
    yield `  ${String(at + 1).padStart(width)}  ${label}: ${facts}${isBaseline ? ` (${say.baseline})` : ''}`;
    if (images.length > 1) yield `  ${' '.repeat(width)}  ${words.elf.list(images)}`;
  }
  yield '';
  const heads = ['', ...view.columns.map((_, at) => String(at + 1))];
  const rows = view.lines.map(({ label, cells }) => [label, ...cells.map(marked)]);
  const widths = heads.map((head, at) =>
    rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), head.length),
  );
  for (const row of [heads, ...rows])
    yield row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  if (matrix.baseline !== undefined) yield* ['', say.baselineNote];
  if (view.notes.length > 0) yield '';
  yield* view.notes;
}

function marked({ text, differs }: MatrixCellView): string {
  return differs ? text + OTHER : text;
}

export function* matrixMarkdown(words: Words, matrix: Matrix): Generator<string> {
  const view = matrixView(words, matrix);
  const { comparison: say } = words.report;
  yield `# ${literalMarkdown(view.title)}`;
  yield '';
  yield* markdownTable(
    say.matrixColumns.map((title) => ({ title })),
    view.columns.map(({ label, facts, images, isBaseline }) => [
      isBaseline ? `${label} (${say.baseline})` : label,
      facts,
      words.elf.list(images),
    ]),
  );
  yield '';
  yield* markdownTable(
    ['', ...view.columns.map(({ label }) => label)].map((title) => ({ title })),
    view.lines.map(({ label, cells }) => [label, ...cells.map(marked)]),
  );
  if (matrix.baseline !== undefined) yield* ['', literalMarkdown(say.baselineNote)];
  for (const note of view.notes) yield* ['', literalParagraph(note)];
}

/** A line for each row and image, so that whoever reads it can turn it as needed. */
export function matrixCsv(words: Words, matrix: Matrix): Generator<string> {
  const view: MatrixView = matrixView(words, matrix);
  const columns = ['row', 'label', 'image', 'kernel', 'architecture', 'buildId', 'value', 'differs'];
  return csvTable(columns, cells());

  function* cells(): Generator<readonly string[]> {
    for (const line of view.lines)
      for (const [at, column] of matrix.columns.entries()) {
        const { text = '', differs = false } = line.cells[at] ?? {};
        for (const [place, image] of column.images.entries())
          yield [
            line.id,
            line.label,
            view.columns[at]?.images[place] ?? '',
            image.kernel ?? '',
            headerAbiText(words, image.header),
            image.buildId ?? '',
            text,
            matrix.baseline === undefined ? '' : String(differs),
          ];
      }
  }
}

export function matrixJson(
  words: Words,
  matrix: Matrix,
  generator: string,
  view: MatrixView = matrixView(words, matrix),
): Generator<Uint8Array<ArrayBuffer>> {
  return jsonDocument(function* (json) {
    json.begin('object', LINE);
    json.attributes({ schema: SCHEMA_VERSION, generator, rows: matrix.rows, baseline: matrix.baseline });
    json.name('columns');
    json.begin('array', LINE);
    for (const [at, { images }] of matrix.columns.entries()) {
      const [first] = images;
      json.element({
        label: view.columns[at]?.label ?? '',
        kernel: first?.kernel,
        architecture: first && headerAbiText(words, first.header),
        buildId: first?.buildId,
        sha256: first?.sha256,
        images: view.columns[at]?.images ?? [],
      });
      if (json.out.full) yield;
    }
    json.end();
    json.name('lines');
    json.begin('array', LINE);
    for (const [at, { id, cells }] of matrix.lines.entries()) {
      const line = view.lines[at];
      json.element({
        id,
        label: line?.label ?? '',
        cells: cells.map((cell, column) =>
          cellJson(cell, line?.cells[column], matrix.baseline !== undefined),
        ),
      });
      if (json.out.full) yield;
    }
    json.end();
    if (view.notes.length > 0) json.attribute('notes', view.notes);
    json.end();
  });
}

function cellJson(cell: MatrixCell, view: MatrixCellView | undefined, held: boolean): Json {
  const { kind, ...rest } = cell;
  return { kind, ...rest, text: view?.text ?? '', ...(held ? { differs: view?.differs === true } : {}) };
}

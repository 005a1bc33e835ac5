/** Why a cell of a matrix is what it is, and where it leads; of a row which images have which answer. */
import type { ComparedConsumer, ComparedImage } from '../comparison/comparedImage.ts';
import { consumersByKey } from '../comparison/consumerChanges.ts';
import { field } from '../fields.ts';
import { shown } from '../format.ts';
import type { DetailView } from '../viewModel/detail.ts';
import type { FieldView } from '../viewModel/fields.ts';
import type { ElsewhereTarget } from '../viewModel/links.ts';
import type { ReplayView } from '../viewModel/replay.ts';
import type { Words } from '../words.ts';
import { MATRIX_FIXED_COLUMNS, type MatrixTable } from './matrixTable.ts';

/** Labels of a row's answers: a thousand names of hosts say no more than the first of them. */
const MOST_LABELS = 40;
/** Keys of a consumer that are told: the catalogue's have some ten, and a report may have any number. */
export const MOST_KEYS_TOLD = 200;

/**
 * @param row of the table, @param column of the table: one of those before the images stands for the whole row
 * @param isReport whether images are known by their reports alone
 */
export function matrixDetail(
  words: Words,
  table: MatrixTable,
  row: number,
  column: number,
  isReport: (images: readonly ComparedImage[]) => boolean,
): DetailView | undefined {
  const at = table.rows[row];
  if (at === undefined) return undefined;
  const position = column - MATRIX_FIXED_COLUMNS;
  const unread = table.unread[position - table.view.columns.length];
  if (unread !== undefined) return unreadDetail(words, table, at, unread);
  const { images = [] } = table.matrix.columns[position] ?? {};
  const [image] = images;
  if (image === undefined) return lineDetail(words, table, at);
  return cellDetail(words, table, { row, at, column, position, image, isReport: isReport(images) });
}

interface Place {
  /** Row and column of the table. */
  readonly row: number;
  readonly column: number;
  /** Line and column of the matrix. */
  readonly at: number;
  readonly position: number;
  readonly image: ComparedImage;
  readonly isReport: boolean;
}

function cellDetail(words: Words, table: MatrixTable, place: Place): DetailView {
  const { matrixPage: say, matrixFields: labels } = words.report;
  const { view, matrix } = table;
  const { at, position } = place;
  const line = view.lines[at];
  const column = view.columns[position];
  const [label, name] = [line?.label ?? '', column?.label ?? ''];
  const consumer = consumerOf(table, at, place.image);
  const text = line?.cells[position]?.text ?? '';
  const facts = column?.facts ?? '';
  const keysLeftOut = (consumer?.keys.length ?? 0) - MOST_KEYS_TOLD;
  return {
    title: say.cellTitle(label, name),
    paragraphs: [
      say.because(upper(text), shown(consumer?.why ?? '')),
      ...(keysLeftOut > 0 ? [say.keysLeftOut(keysLeftOut)] : []),
      ...(matrix.baseline === undefined ? [] : [baselineText(words, table, place)]),
      ...view.notes,
    ],
    fields: [
      ...leads(words, table, place, name),
      field(labels.image, facts),
      ...(column !== undefined && column.images.length > 1
        ? [field(labels.foundAs, words.elf.list(few(words, column.images)))]
        : []),
    ],
    replays: consumer === undefined ? [] : keyViews(words, table, place, consumer),
  };
}

function baselineText(words: Words, { view, matrix }: MatrixTable, { at, position }: Place): string {
  const { matrixPage: say } = words.report;
  const { baseline = 0 } = matrix;
  const name = view.columns[baseline]?.label ?? '';
  if (position === baseline) return say.isBaseline;
  const cells = view.lines[at]?.cells;
  return cells?.[position]?.differs === true
    ? say.inBaseline(name, cells[baseline]?.text ?? '')
    : say.asInBaseline(name);
}

/** Where the cell leads, or why it leads nowhere. */
function leads(
  words: Words,
  { view, matrix }: MatrixTable,
  { row, column, position, isReport }: Place,
  name: string,
): readonly FieldView[] {
  const { matrixPage: say, matrixFields: labels } = words.report;
  const { baseline } = matrix;
  const leading = (
    words: readonly [label: string, explain: string],
    text: string,
    opens: 'image' | 'comparison',
  ): FieldView => {
    const to: ElsewhereTarget = { row, column, opens };
    return { ...field(words, text), links: [{ text, to }] };
  };
  const replay = isReport
    ? field(labels.replay, say.noReplay)
    : leading(labels.replay, say.open(name), 'image');
  if (position === baseline) return [replay];
  const comparison =
    baseline === undefined
      ? field(labels.comparison, say.noBaselineYet)
      : leading(labels.comparison, say.compare(name, view.columns[baseline]?.label ?? ''), 'comparison');
  return [replay, comparison];
}

/** The consumer's keys, and what each comes to in the baseline where that is something else. */
function keyViews(
  words: Words,
  table: MatrixTable,
  { at }: Place,
  consumer: ComparedConsumer,
): readonly ReplayView[] {
  const { matrixPage: say, keyOutcomeWord } = words.report;
  const { baseline, columns } = table.matrix;
  const held = baseline === undefined ? undefined : columns[baseline]?.images[0];
  const keysOfBaseline = (held && consumerOf(table, at, held)?.keys) ?? [];
  return consumer.keys.slice(0, MOST_KEYS_TOLD).map((key) => {
    const other = keysOfBaseline.find((each) => each.symbol === key.symbol && each.version === key.version);
    const word = upper(words.elf.ended(keyOutcomeWord(key.outcome, consumer)));
    const isOther = other !== undefined && other.outcome !== key.outcome;
    return {
      title: shown(words.consumers.fact(key.symbol)),
      outcome: key.outcome,
      why: isOther
        ? words.elf.paragraph([word, say.keyInBaseline(keyOutcomeWord(other.outcome, consumer))])
        : word,
      steps: [],
    };
  });
}

/** The consumer of a line as an image of the matrix has it; undefined where the line is of none. */
export function consumerOf(
  { matrix }: MatrixTable,
  at: number,
  image: ComparedImage,
): ComparedConsumer | undefined {
  const line = matrix.lines[at];
  return line?.of.kind === 'consumer' ? consumersByKey(image.consumers).get(line.id) : undefined;
}

function unreadDetail(
  words: Words,
  { view }: MatrixTable,
  at: number,
  { label, why }: { readonly label: string; readonly why: string },
): DetailView {
  const title = words.report.matrixPage.cellTitle(view.lines[at]?.label ?? '', shown(label));
  return { title, paragraphs: [why], fields: [], replays: [] };
}

/** Each answer, and the images that have it. */
function lineDetail(words: Words, { view, unread }: MatrixTable, at: number): DetailView {
  const line = view.lines[at];
  const byAnswer = new Map<string, string[]>();
  for (const [position, { text }] of line?.cells.entries() ?? []) {
    const labels = byAnswer.get(text) ?? [];
    labels.push(view.columns[position]?.label ?? '');
    byAnswer.set(text, labels);
  }
  return {
    title: line?.label ?? '',
    paragraphs: [...view.notes, ...unread.map(({ why }) => why)],
    fields: [...byAnswer].map(([text, labels]) => field([text, ''], words.elf.list(few(words, labels)))),
    replays: [],
  };
}

function few(words: Words, labels: readonly string[]): readonly string[] {
  const more = labels.length - MOST_LABELS;
  return more <= 0 ? labels : [...labels.slice(0, MOST_LABELS), `+${words.elf.count(more)}`];
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The page of a matrix: images and saved reports side by side, and where its cells lead. */
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { type LineOf, MATRIX_ROWS, type MatrixRows, matrixInSlices } from '../report/comparison/matrix.ts';
import { matrixViewInSlices } from '../report/comparison/matrixView.ts';
import { matrixJson, matrixText } from '../report/output/matrixReport.ts';
import { utf8Bytes } from '../report/utf8Writer.ts';
import type { DetailView } from '../report/viewModel/detail.ts';
import type { MatrixChoice, TablePageView } from '../report/viewModel/tablePage.ts';
import { consumerOf, matrixDetail } from '../report/views/matrixDetail.ts';
import {
  MATRIX_FIXED_COLUMNS,
  type MatrixTable,
  matrixReportTable,
  matrixTableInSlices,
  type UnreadImage,
} from '../report/views/matrixTable.ts';
import { unlessAborted } from './cancellation.ts';
import type { ExportFormat } from './model.ts';
import type { SliceScheduler } from './rows/sliceScheduler.ts';
import { type Chosen, TablePage } from './tablePage.ts';
import { english, type SessionWords } from './words.ts';

/** An image of the matrix, by what its host knows it by. */
export interface MatrixImage {
  /** Of this one alone. */
  readonly id: string;
  readonly image: ComparedImage;
  /** It is known by its saved report alone: there is nothing to replay. */
  readonly isReport: boolean;
}

/** What was found where the host looked. */
export interface MatrixImages {
  readonly images: readonly MatrixImage[];
  readonly unread: readonly UnreadImage[];
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

export interface MatrixInput {
  /** With their code where that is asked for, which takes most of the time. Whoever waits for it may go: it goes on. */
  read(code: boolean): Promise<MatrixImages>;
  /** "vdso-explorer 1.2.3" */
  readonly generator: string;
  /** What the page keeps, for its host to be brought back by. */
  readonly kept: readonly string[];
}

interface Reading {
  readonly images: Promise<MatrixImages>;
  isDone: boolean;
}

interface Made extends Chosen<MatrixChoice>, MatrixTable {
  readonly found: MatrixImages;
  readonly byImage: ReadonlyMap<ComparedImage, MatrixImage>;
}

/** Where a cell leads. */
export interface MatrixPlace {
  /** Id of the image. */
  readonly id: string;
  /** That of the baseline, where there is one and it is another image. */
  readonly baseline?: string;
  readonly of: LineOf;
  /** Symbol of the consumer's first key that is not found there. */
  readonly key?: string;
}

export class MatrixSession extends TablePage<MatrixChoice, Made> {
  private readonly input: MatrixInput;
  /** What is read, or was: without code until there is some with, which does for all rows. */
  private plain: Reading | undefined;
  private coded: Reading | undefined;

  constructor(input: MatrixInput, words: SessionWords) {
    super(words);
    this.input = input;
  }

  /** Undefined for what is no cell of an image that was read. @param row of the table, @param column of the table */
  async place(row: number, column: number): Promise<MatrixPlace | undefined> {
    const made = await this.current();
    const { matrix, rows } = made;
    const at = rows[row] ?? -1;
    const position = column - MATRIX_FIXED_COLUMNS;
    const line = matrix.lines[at];
    const [image] = matrix.columns[position]?.images ?? [];
    const id = idIn(made, position);
    if (line === undefined || image === undefined || id === undefined) return undefined;
    const baseline = matrix.baseline === undefined ? undefined : idIn(made, matrix.baseline);
    const missed = consumerOf(made, at, image)?.keys.find(
      ({ outcome }) => outcome !== 'found' && outcome !== 'not-applicable',
    );
    return {
      id,
      of: line.of,
      ...(baseline === undefined || baseline === id ? {} : { baseline }),
      ...(missed === undefined ? {} : { key: missed.symbol }),
    };
  }

  protected async known({ rows, baseline, shown }: Partial<MatrixChoice>, signal?: AbortSignal) {
    const chosen = MATRIX_ROWS.find((each) => each === rows) ?? 'consumers';
    const { images } = await this.read(chosen === 'clocks', signal);
    const held = images.find(({ id }) => id === baseline)?.id;
    return {
      rows: chosen,
      // The first one, until somebody wants another or none.
      baseline: baseline === '' ? '' : (held ?? images[0]?.id ?? ''),
      shown: shown === 'differing' ? shown : '',
    };
  }

  protected async make(choice: MatrixChoice, scheduler: SliceScheduler, signal?: AbortSignal) {
    const rows = choice.rows as MatrixRows;
    const found = await this.read(rows === 'clocks', signal);
    const held = found.images.findIndex(({ id }) => id === choice.baseline);
    const images = found.images.map(({ image }) => image);
    const matrix = await scheduler.run(matrixInSlices(images, rows, held < 0 ? undefined : held));
    const differing = choice.shown === 'differing';
    const made = await scheduler.run(matrixTableInSlices(this.words, matrix, found.unread, differing));
    const byImage = new Map(found.images.map((each) => [each.image, each]));
    const table = matrixReportTable(this.words, made, (image) => byImage.get(image)?.id ?? '');
    return { choice, found, byImage, ...made, table };
  }

  protected page({ choice, found, view, table }: Made): TablePageView & { choice: MatrixChoice } {
    const { matrixPage: say, comparison } = this.words.report;
    const rows = MATRIX_ROWS.map((value) => ({ value, text: comparison.matrixRows[value] }));
    const images = found.images.map(({ id, image }) => ({
      value: id,
      text: this.words.elf.label(image.label),
    }));
    const shown = [
      { value: '', text: say.allRows },
      { value: 'differing', text: say.differingRows },
    ];
    return {
      title: say.title,
      about: {
        title: say.aboutTitle,
        paragraphs: [
          say.about,
          ...(choice.baseline === '' ? [] : [comparison.baselineNote]),
          ...view.notes,
          ...found.notes,
          ...found.unread.map(({ why }) => why),
        ],
      },
      choice,
      lists: [
        { id: 'rows', label: say.rowsList, options: rows },
        {
          id: 'baseline',
          label: say.baselineList,
          options: [{ value: '', text: say.noBaseline }, ...images],
        },
        { id: 'shown', label: say.shownList, options: shown },
      ],
      table: table.view,
      // Of the first image that is held against another.
      opensAt: { row: 0, column: Math.min(MATRIX_FIXED_COLUMNS + 1, table.view.columns.length - 1) },
      kept: this.input.kept,
    };
  }

  protected detailOf(made: Made, index: number, column: number): DetailView | undefined {
    return matrixDetail(this.words, made, index, column, (images) =>
      images.every((image) => made.byImage.get(image)?.isReport === true),
    );
  }

  protected async exported(made: Made, format: ExportFormat, scheduler: SliceScheduler) {
    const { matrix } = made;
    const view =
      this.words === english ? made.view : await scheduler.run(matrixViewInSlices(english, matrix));
    if (format === 'json') return matrixJson(english, matrix, this.input.generator, view);
    return lines(matrixText(english, matrix, view));
  }

  protected async inEnglish({ matrix, found, choice, byImage }: Made, scheduler: SliceScheduler) {
    const differing = choice.shown === 'differing';
    const made = await scheduler.run(matrixTableInSlices(english, matrix, found.unread, differing));
    return matrixReportTable(english, made, (image) => byImage.get(image)?.id ?? '');
  }

  private async read(code: boolean, signal?: AbortSignal): Promise<MatrixImages> {
    const { plain, coded } = this;
    // Who wants no code is not kept waiting for it.
    if (coded !== undefined && (code || coded.isDone || plain === undefined))
      return unlessAborted(coded.images, signal);
    if (!code) return unlessAborted((plain ?? this.begin(code)).images, signal);
    if (plain === undefined || plain.isDone) return unlessAborted(this.begin(code).images, signal);
    // Not both at once: what nobody waits for any more when the first has ended is not begun.
    await unlessAborted(plain.images, signal);
    return this.read(code, signal);
  }

  private begin(code: boolean): Reading {
    const started: Reading = { images: this.input.read(code), isDone: false };
    const set = (reading: Reading | undefined): void => {
      if (code) this.coded = reading;
      else this.plain = reading;
    };
    set(started);
    started.images.then(
      () => {
        started.isDone = true;
        if (code) this.plain = undefined;
      },
      // A failure is not kept, and what was there before stays.
      () => set(undefined),
    );
    return started;
  }
}

/** Of the images of a column one that can be opened, where there is such: a report has nothing to replay. */
function idIn({ matrix, byImage }: Made, position: number): string | undefined {
  const images = matrix.columns[position]?.images.flatMap((image) => byImage.get(image) ?? []) ?? [];
  return (images.find(({ isReport }) => !isReport) ?? images[0])?.id;
}

function* lines(texts: Iterable<string>): Generator<Uint8Array> {
  for (const text of texts) yield utf8Bytes(`${text}\n`);
}

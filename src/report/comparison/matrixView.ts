/** A matrix as faces show it: cells in words, each column with what is known of its image and whose it is. */
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import { shown } from '../format.ts';
import { outcomeTone } from '../outcomes.ts';
import type { Tone } from '../viewModel/tone.ts';
import { headerAbiText, type Words } from '../words.ts';
import { briefText, clockText, consumerText, MOST_NAMES, withRest } from './changeText.ts';
import type { ComparedImage } from './comparedImage.ts';
import { differing, type LineOf, type Matrix, type MatrixCell, type MatrixLine } from './matrix.ts';

export interface MatrixView {
  readonly title: string;
  readonly columns: readonly MatrixColumnView[];
  readonly lines: readonly MatrixLineView[];
  /** What is to be known of the whole: sentences. */
  readonly notes: readonly string[];
}

export interface MatrixColumnView {
  /** "web-1", "web-1 +3" */
  readonly label: string;
  /** Kernel, architecture, build id, as far as they are known. */
  readonly facts: string;
  /** All that the image was found as. */
  readonly images: readonly string[];
  readonly isBaseline: boolean;
}

export interface MatrixLineView {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly MatrixCellView[];
  /** Whether not all cells say the same. */
  readonly varies: boolean;
}

export interface MatrixCellView {
  readonly text: string;
  readonly tone: Tone;
  /** It says something else than the baseline's. */
  readonly differs: boolean;
}

export function matrixView(words: Words, matrix: Matrix): MatrixView {
  return runToEnd(matrixViewInSlices(words, matrix));
}

/** The same in slices, as the matrix is made. */
export function* matrixViewInSlices(words: Words, matrix: Matrix): Generator<void, MatrixView> {
  const { comparison: say } = words.report;
  const { columns, lines, baseline, rows, leftOut } = matrix;
  const wantsCode =
    rows === 'clocks' && columns.some(({ images }) => images.some(({ code }) => code === undefined));
  const views: MatrixLineView[] = [];
  for (const line of lines) {
    views.push(lineView(words, matrix, line));
    yield;
  }
  return {
    title: say.matrixTitle(
      say.matrixRows[rows],
      columns.reduce((sum, { images }) => sum + images.length, 0),
    ),
    columns: columns.map(({ images }, at) => ({
      label: columnLabel(words, images),
      facts: images[0] === undefined ? '' : factsOf(words, images[0]),
      images: images.map(({ label, path }) => (path === undefined ? words.elf.label(label) : shown(path))),
      isBaseline: at === baseline,
    })),
    lines: views,
    notes: [...(wantsCode ? [say.clocksNeedCode] : []), ...(leftOut === 0 ? [] : [say.rowsLeftOut(leftOut)])],
  };
}

function lineView(words: Words, matrix: Matrix, line: MatrixLine): MatrixLineView {
  const others = differing(matrix, line);
  const cells = line.cells.map((cell, at) => ({
    text: cellText(words, line.of, cell),
    tone: cellTone(cell),
    differs: others[at] === true,
  }));
  return {
    id: line.id,
    label: lineLabel(words, line.of),
    cells,
    varies: cells.some(({ text, differs }) => differs || text !== cells[0]?.text),
  };
}

function columnLabel(words: Words, images: readonly ComparedImage[]): string {
  const [first, ...rest] = images;
  if (first === undefined) return '';
  const label = words.elf.label(first.label);
  return rest.length === 0 ? label : `${label} +${rest.length}`;
}

function factsOf(words: Words, { kernel, header, buildId }: ComparedImage): string {
  return [
    ...(kernel === undefined ? [] : [`Linux ${shown(kernel)}`]),
    headerAbiText(words, header),
    ...(buildId === undefined ? [] : [shown(buildId.slice(0, 12))]),
  ].join(' · ');
}

function lineLabel(words: Words, of: LineOf): string {
  switch (of.kind) {
    case 'consumer':
      return consumerText(words, of.consumer);
    case 'symbol':
      return shown(of.name);
    case 'clock':
      return clockText(words, of.name);
  }
}

function cellText(words: Words, of: LineOf, cell: MatrixCell): string {
  const { comparison: say, outcomeWord } = words.report;
  switch (cell.kind) {
    case 'outcome': {
      const consumer = of.kind === 'consumer' ? of.consumer : {};
      const text = outcomeWord(cell.outcome, consumer);
      return cell.outcome === 'partial' ? say.someOf(text, cell.found, cell.of) : text;
    }
    case 'symbol':
      return some(words, cell.versions, (version) => (version === '' ? say.present : briefText(version)));
    case 'clock': {
      const path = words.code.paths[cell.path];
      return cell.counters.length === 0 ? path : `${path} (${some(words, cell.counters, briefText)})`;
    }
    case 'absent':
      return say.absent;
    case 'unknown':
      return say.notLooked;
  }
}

/** A cell is read at a glance: an image may have thousands of versions of one name. */
function some(words: Words, texts: readonly string[], told: (text: string) => string): string {
  return words.elf.list(withRest(words, texts.slice(0, MOST_NAMES).map(told), texts.length));
}

function cellTone(cell: MatrixCell): Tone {
  switch (cell.kind) {
    case 'outcome':
      return outcomeTone(cell.outcome);
    case 'symbol':
      return 'good';
    case 'clock':
      return cell.path === 'kernel' ? 'warn' : cell.path === 'incomplete' ? 'muted' : 'good';
    case 'absent':
    case 'unknown':
      return 'muted';
  }
}

/** Many images side by side: an image, or several that are the same, a column; a consumer, a symbol or a clock a row. */
import type { CodePath } from '../../code/paths.ts';
import type { Outcome } from '../../consumers/model.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import type { ComparedConsumer, ComparedImage } from './comparedImage.ts';
import { consumersByKey } from './consumerChanges.ts';
import { byText } from './order.ts';

export const MATRIX_ROWS = ['consumers', 'symbols', 'clocks'] as const;
export type MatrixRows = (typeof MATRIX_ROWS)[number];

/** Images of one matrix: what is left out is said. */
export const MOST_IMAGES = 1000;
/** Rows of it: libraries have thousands of symbols. */
export const MOST_MATRIX_ROWS = 5000;

export interface Matrix {
  readonly rows: MatrixRows;
  readonly columns: readonly MatrixColumn[];
  readonly lines: readonly MatrixLine[];
  /** Which column the others are held against. */
  readonly baseline?: number;
  /** Rows that are not in it. */
  readonly leftOut: number;
}

/** Images of one build whose cells are the same: the first one stands for all. */
export interface MatrixColumn {
  readonly images: readonly ComparedImage[];
}

export interface MatrixLine {
  /** Of this row alone: "go@1.27", "__vdso_time", "1". */
  readonly id: string;
  readonly of: LineOf;
  /** One for each column. */
  readonly cells: readonly MatrixCell[];
}

export type LineOf =
  | { readonly kind: 'consumer'; readonly consumer: ComparedConsumer }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'clock'; readonly name: string };

export type MatrixCell =
  | {
      readonly kind: 'outcome';
      readonly outcome: Outcome;
      /** Of its keys so many are found. */
      readonly found: number;
      readonly of: number;
    }
  | { readonly kind: 'symbol'; readonly versions: readonly string[] }
  | { readonly kind: 'clock'; readonly path: CodePath; readonly counters: readonly string[] }
  /** absent: the image has no such symbol, or nothing that serves the clock; unknown: nobody looked. */
  | { readonly kind: 'absent' | 'unknown' };

/** @param baseline which of the images the others are held against */
export function makeMatrix(images: readonly ComparedImage[], rows: MatrixRows, baseline?: number): Matrix {
  return runToEnd(matrixInSlices(images, rows, baseline));
}

/** The same in slices: libraries have thousands of names, and there may be a thousand of them. */
export function* matrixInSlices(
  images: readonly ComparedImage[],
  rows: MatrixRows,
  baseline?: number,
): Generator<void, Matrix> {
  const own = images.slice(0, MOST_IMAGES);
  const all = rowsOf(own, rows);
  yield;
  const lines: MatrixLine[] = [];
  for (const { id, of, cellOf } of all.slice(0, MOST_MATRIX_ROWS)) {
    lines.push({ id, of, cells: own.map((_, at) => cellOf(at)) });
    yield;
  }
  const groups = yield* grouped(own, lines);
  const held = baseline === undefined ? -1 : groups.findIndex((group) => group.includes(baseline));
  return {
    rows,
    columns: groups.map((group) => ({ images: group.flatMap((at) => images[at] ?? []) })),
    lines: lines.map((line) => ({
      ...line,
      cells: groups.map(([first = 0]) => line.cells[first] ?? { kind: 'unknown' }),
    })),
    ...(held < 0 ? {} : { baseline: held }),
    leftOut: all.length - lines.length,
  };
}

/** Of each cell of a row whether it says something else than the baseline's. */
export function differing({ baseline }: Matrix, { cells }: MatrixLine): readonly boolean[] {
  if (baseline === undefined) return cells.map(() => false);
  const held = told(cells[baseline]);
  return cells.map((cell) => told(cell) !== held);
}

/** Another architecture may have more keys, all of which are found as well. */
function told(cell: MatrixCell | undefined): string {
  return cell?.kind === 'outcome' && cell.outcome !== 'partial' ? cell.outcome : textOf(cell);
}

function textOf(cell: MatrixCell | undefined): string {
  return JSON.stringify(cell);
}

/** A row whose cells are made when they are asked for: images may have more rows by far than a matrix. */
interface Row extends Pick<MatrixLine, 'id' | 'of'> {
  /** @param at which of the images */
  cellOf(at: number): MatrixCell;
}

function rowsOf(images: readonly ComparedImage[], rows: MatrixRows): Row[] {
  switch (rows) {
    case 'consumers':
      return consumerRows(images);
    case 'symbols':
      return symbolRows(images);
    case 'clocks':
      return clockRows(images);
  }
}

/** In the order in which they stand in the images, the first image's first. */
function consumerRows(images: readonly ComparedImage[]): Row[] {
  const byImage = images.map(({ consumers }) => consumersByKey(consumers));
  const known = new Map<string, ComparedConsumer>();
  for (const own of byImage) for (const [id, each] of own) if (!known.has(id)) known.set(id, each);
  return [...known].map(([of, consumer]) => ({
    id: of,
    of: { kind: 'consumer', consumer },
    cellOf: (at) => consumerCell(byImage[at]?.get(of)),
  }));
}

function consumerCell(consumer: ComparedConsumer | undefined): MatrixCell {
  if (consumer === undefined) return { kind: 'unknown' };
  const { outcome, keys } = consumer;
  return {
    kind: 'outcome',
    outcome,
    found: keys.filter((key) => key.outcome === 'found').length,
    of: keys.length,
  };
}

/** By name. */
function symbolRows(images: readonly ComparedImage[]): Row[] {
  const byImage = images.map(({ exports }) => {
    const own = new Map<string, string[]>();
    for (const { name, version } of exports) {
      const versions = own.get(name);
      if (versions === undefined) own.set(name, [version]);
      else if (!versions.includes(version)) versions.push(version);
    }
    return own;
  });
  const names = new Set<string>();
  for (const own of byImage) for (const name of own.keys()) names.add(name);
  return [...names].sort(byText).map((name) => ({
    id: name,
    of: { kind: 'symbol', name },
    cellOf(at): MatrixCell {
      const versions = byImage[at]?.get(name);
      return versions === undefined ? { kind: 'absent' } : { kind: 'symbol', versions };
    },
  }));
}

/** By their numbers as clock_gettime has them, those of processes and descriptors, which are negative, last. */
function clockRows(images: readonly ComparedImage[]): Row[] {
  const byImage = images.map(({ code }) => code && new Map(code.clocks.map((each) => [each.id, each])));
  const names = new Map<number, string>();
  for (const { code } of images) for (const { id, name } of code?.clocks ?? []) names.set(id, name);
  const order = (id: number): number => (id < 0 ? 2 ** 32 - id : id);
  const sorted = [...names].sort(([a], [b]) => order(a) - order(b));
  return sorted.map(([id, name]) => ({
    id: String(id),
    of: { kind: 'clock', name },
    cellOf(at): MatrixCell {
      const clocks = byImage[at];
      if (clocks === undefined) return { kind: 'unknown' };
      const found = clocks.get(id);
      if (found === undefined) return { kind: 'absent' };
      return { kind: 'clock', path: found.path, counters: found.counters };
    },
  }));
}

/** Places of images that are one: of one build, or of the same bytes, and with the same in every row. */
function* grouped(
  images: readonly ComparedImage[],
  lines: readonly MatrixLine[],
): Generator<void, number[][]> {
  const groups = new Map<string, number[]>();
  for (const [at, { buildId, sha256, header }] of images.entries()) {
    yield;
    const build = buildId ?? sha256;
    const cells = lines.map((line) => textOf(line.cells[at])).join();
    // An image of which neither is known stands for itself.
    const id = build === undefined ? `${at}` : `${build} ${header.machine} ${header.class} ${cells}`;
    const known = groups.get(id);
    if (known === undefined) groups.set(id, [at]);
    else known.push(at);
  }
  return [...groups.values()];
}

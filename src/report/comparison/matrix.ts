/** Many images side by side: an image, or several that are the same, a column; a consumer, a symbol or a clock a row. */
import type { CodePath } from '../../code/paths.ts';
import type { Outcome } from '../../consumers/model.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import type { ComparedClock, ComparedConsumer, ComparedExport, ComparedImage } from './comparedImage.ts';
import { consumersByKey } from './consumerChanges.ts';
import { byText, inOneOrder } from './order.ts';

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
  const { known, leftOut } = yield* rowsOf(own, rows);
  const lines: MatrixLine[] = [];
  for (const { id, of, cellOf } of known) {
    lines.push({ id, of, cells: own.map((_, at) => cellOf(at)) });
    yield;
  }
  const groups = yield* grouped(own, lines);
  const held = baseline === undefined ? -1 : groups.findIndex((group) => group.includes(baseline));
  const told: MatrixLine[] = [];
  for (const line of lines) {
    told.push({ ...line, cells: groups.map(([first = 0]) => line.cells[first] ?? { kind: 'unknown' }) });
    yield;
  }
  return {
    rows,
    columns: groups.map((group) => ({ images: group.flatMap((at) => images[at] ?? []) })),
    lines: told,
    ...(held < 0 ? {} : { baseline: held }),
    leftOut,
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

/** A row whose cells are made when they are asked for. */
interface Row extends Pick<MatrixLine, 'id' | 'of'> {
  /** @param at which of the images */
  cellOf(at: number): MatrixCell;
}

/** Images may have more rows by far than a matrix. */
interface Rows {
  readonly known: readonly Row[];
  readonly leftOut: number;
}

function rowsOf(images: readonly ComparedImage[], rows: MatrixRows): Generator<void, Rows> {
  switch (rows) {
    case 'consumers':
      return consumerRows(images);
    case 'symbols':
      return symbolRows(images);
    case 'clocks':
      return clockRows(images);
  }
}

function first(rows: readonly Row[]): Rows {
  const known = rows.slice(0, MOST_MATRIX_ROWS);
  return { known, leftOut: rows.length - known.length };
}

/** In the order in which they stand in the images, the first image's first. */
function* consumerRows(images: readonly ComparedImage[]): Generator<void, Rows> {
  const byImage: ReadonlyMap<string, ComparedConsumer>[] = [];
  const known = new Map<string, ComparedConsumer>();
  for (const { consumers } of images) {
    const own = consumersByKey(consumers);
    byImage.push(own);
    for (const [id, each] of own) if (!known.has(id)) known.set(id, each);
    yield;
  }
  return first(
    [...known].map(([of, consumer]) => ({
      id: of,
      of: { kind: 'consumer', consumer },
      cellOf: (at) => consumerCell(byImage[at]?.get(of)),
    })),
  );
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
function* symbolRows(images: readonly ComparedImage[]): Generator<void, Rows> {
  const byImage: (readonly string[])[] = [];
  for (const { exports } of images) {
    byImage.push(namesOf(exports));
    yield;
  }
  const names = yield* inOneOrder(byImage);
  const known = names.slice(0, MOST_MATRIX_ROWS).map(
    (name): Row => ({
      id: name,
      of: { kind: 'symbol', name },
      cellOf(at) {
        const versions = versionsOf(images[at]?.exports ?? [], name);
        return versions.length === 0 ? { kind: 'absent' } : { kind: 'symbol', versions };
      },
    }),
  );
  return { known, leftOut: names.length - known.length };
}

/** @param exports by name, then version */
function namesOf(exports: readonly ComparedExport[]): readonly string[] {
  return exports.map(({ name }) => name).filter((name, at, names) => name !== names[at - 1]);
}

/** @param exports by name, then version */
function versionsOf(exports: readonly ComparedExport[], name: string): readonly string[] {
  let [low, high] = [0, exports.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byText(exports[middle]?.name ?? '', name) < 0) low = middle + 1;
    else high = middle;
  }
  const versions: string[] = [];
  for (let at = low; exports[at]?.name === name; at++) {
    const { version = '' } = exports[at] ?? {};
    if (versions.at(-1) !== version) versions.push(version);
  }
  return versions;
}

/** By their numbers as clock_gettime has them, those of processes and descriptors, which are negative, last. */
function* clockRows(images: readonly ComparedImage[]): Generator<void, Rows> {
  const byImage: (ReadonlyMap<number, ComparedClock> | undefined)[] = [];
  const names = new Map<number, string>();
  for (const { code } of images) {
    byImage.push(code && new Map(code.clocks.map((each) => [each.id, each])));
    for (const { id, name } of code?.clocks ?? []) names.set(id, name);
    yield;
  }
  const order = (id: number): number => (id < 0 ? 2 ** 32 - id : id);
  const sorted = [...names].sort(([a], [b]) => order(a) - order(b));
  return first(
    sorted.map(([id, name]) => ({
      id: String(id),
      of: { kind: 'clock', name },
      cellOf(at): MatrixCell {
        const clocks = byImage[at];
        if (clocks === undefined) return { kind: 'unknown' };
        const found = clocks.get(id);
        if (found === undefined) return { kind: 'absent' };
        return { kind: 'clock', path: found.path, counters: found.counters };
      },
    })),
  );
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

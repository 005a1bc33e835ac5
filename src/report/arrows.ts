/**
 * Jumps within a listing as lines beside it, in columns: those to one row share a line, and lines that lie beside each
 * other have columns of their own. What has no room is not drawn: every jump is told in words as well.
 */
import { lastAtMost } from '../elf/bytes/lastAtMost.ts';

/** What of a line passes a row, a bit each. */
export const ARROW = { up: 1, down: 2, from: 4, to: 8 } as const;

/** Columns that are drawn. */
export const ARROW_COLUMNS = 6;

export interface Jump {
  /** Rows of the listing. */
  readonly from: number;
  readonly to: number;
}

interface Line {
  readonly first: number;
  readonly last: number;
  readonly to: number;
  readonly from: readonly number[];
}

/** Lines in order, of which none lies beside another. */
interface Column {
  readonly lines: readonly Line[];
  /** First row of each. */
  readonly starts: Uint32Array;
}

export class Arrows {
  /** Columns that have lines. */
  readonly columns: number;
  readonly #columns: readonly Column[];

  constructor(jumps: readonly Jump[]) {
    const columns: Line[][] = [];
    for (const line of linesOf(jumps)) {
      let column = columns.findIndex((lines) => (lines.at(-1)?.last ?? -1) < line.first);
      if (column < 0 && columns.length < ARROW_COLUMNS) column = columns.push([]) - 1;
      columns[column]?.push(line);
    }
    this.#columns = columns.map((lines) => ({
      lines,
      starts: Uint32Array.from(lines, ({ first }) => first),
    }));
    this.columns = columns.length;
  }

  /** Bits of ARROW for each column. */
  at(row: number): number[] {
    return this.#columns.map(({ lines, starts }) => {
      const line = lines[lastAtMost(starts, row, starts.length)];
      if (line === undefined || row < line.first || row > line.last) return 0;
      const { first, last, to, from } = line;
      const ends = (to === row ? ARROW.to : 0) | (from.includes(row) ? ARROW.from : 0);
      return (row > first ? ARROW.up : 0) | (row < last ? ARROW.down : 0) | ends;
    });
  }
}

/** One for each row that is jumped to: the longest of those that begin in a row first, which is the outermost. */
function linesOf(jumps: readonly Jump[]): Line[] {
  const byTarget = new Map<number, number[]>();
  for (const { from, to } of jumps) {
    const known = byTarget.get(to);
    if (known === undefined) byTarget.set(to, [from]);
    else known.push(from);
  }
  const lines = [...byTarget].map(([to, from]) => {
    let [first, last] = [to, to];
    for (const row of from) {
      first = Math.min(first, row);
      last = Math.max(last, row);
    }
    return { first, last, to, from };
  });
  return lines.sort((a, b) => a.first - b.first || b.last - a.last);
}

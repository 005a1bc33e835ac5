/** Two texts as a unified diff: what GNU diff -u writes of them, without its times. */
import { aligned } from '../../code/comparable/align.ts';

/** Unchanged lines around what has changed. */
const CONTEXT = 3;

/** Nothing where both are the same. @param name of both, in the two lines at the head */
export function* unifiedDiff(name: string, from: string, to: string): Generator<string> {
  const [olds, news] = [linesOf(from), linesOf(to)];
  const steps = stepsOf(olds, news);
  if (steps.every(({ mark }) => mark === ' ')) return;
  yield `--- ${name}`;
  yield `+++ ${name}`;
  for (const hunk of hunksOf(steps)) {
    const [first] = hunk;
    const count = (other: '+' | '-'): number => hunk.filter(({ mark }) => mark !== other).length;
    yield `@@ -${range(first?.from ?? 0, count('+'))} +${range(first?.to ?? 0, count('-'))} @@`;
    for (const { mark, line } of hunk) yield mark + line;
  }
}

interface Step {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
  /** Lines of both that stand before it. */
  readonly from: number;
  readonly to: number;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function stepsOf(from: readonly string[], to: readonly string[]): Step[] {
  const steps: Step[] = [];
  let next = 0;
  const added = (end: number, at: number): void => {
    for (; next < end; next++) steps.push({ mark: '+', line: to[next] ?? '', from: at, to: next });
  };
  for (const [at, place] of aligned(from, to).entries()) {
    const line = from[at] ?? '';
    if (place < 0) steps.push({ mark: '-', line, from: at, to: next });
    else {
      added(place, at);
      steps.push({ mark: ' ', line, from: at, to: next++ });
    }
  }
  added(to.length, from.length);
  return steps;
}

/** Changes with what is around them; those that are near are of one. */
function hunksOf(steps: readonly Step[]): Step[][] {
  const hunks: Step[][] = [];
  /** Behind the last step that stands in a hunk. */
  let end = 0;
  for (const [at, { mark }] of steps.entries()) {
    if (mark === ' ') continue;
    const start = Math.max(at - CONTEXT, end);
    const hunk = hunks.at(-1);
    const own = hunk === undefined || start > end ? [] : hunk;
    if (own !== hunk) hunks.push(own);
    own.push(...steps.slice(start, at + 1 + CONTEXT));
    end = Math.min(at + 1 + CONTEXT, steps.length);
  }
  return hunks;
}

/** "12,7"; of no lines the line before. */
function range(before: number, count: number): string {
  const start = count === 0 ? before : before + 1;
  return count === 1 ? String(start) : `${start},${count}`;
}

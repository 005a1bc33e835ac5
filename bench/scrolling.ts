// Frame times and processor time while 500,000 rows are scrolled in Chromium: the webview alone with a host that
// answers at once, beside an element of the same height that is empty.

import type { Page } from 'playwright-core';
import { Harness } from '../test/webview/harness.ts';
import { spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

/** Milliseconds between two frames of a screen of 60 Hz, which is what Chromium has without one. */
const FRAME = 1000 / 60;
const rounds = 5;
const frames = 240;
/** Milliseconds after the first rows in which the page loads the rest of itself and the engine compiles what is used. */
const settling = 1500;
/** Pixels a frame: a firm turn of the wheel, and dragging the scroll bar. */
const ways = [
  { name: 'by 120 pixels a frame', step: 120, rest: settling },
  { name: 'by 20,000 pixels a frame', step: 20_000, rest: settling },
  { name: 'by 120, from the first rows on', step: 120, rest: 0 },
];

export async function benchScrolling(): Promise<void> {
  const harness = await Harness.start({ whole: true });
  const rows: string[][] = [];
  try {
    for (const { name, step, rest } of ways) {
      const times: Record<'empty' | 'ours', number[][]> = { empty: [], ours: [] };
      const work: Record<'empty' | 'ours', number[]> = { empty: [], ours: [] };
      for (let round = 0; round <= rounds; round++) {
        for (const kind of ['empty', 'ours'] as const) {
          const page = await harness.open({ image: 'huge' });
          await page.locator('.grid-row:not(.is-loading)').first().waitFor();
          if (kind === 'empty') await page.evaluate(becomeEmpty);
          await page.waitForTimeout(rest);
          const before = await processorTime(page);
          const deltas = await frameTimes(page, step);
          const used = (await processorTime(page)) - before;
          if (round > 0) {
            times[kind].push(deltas);
            work[kind].push(used / frames);
          }
          await harness.closePages();
        }
      }
      const middle = (kind: 'empty' | 'ours') => times[kind].map((deltas) => percentile(deltas, 0.5));
      const late = (kind: 'empty' | 'ours') => times[kind].map((deltas) => lateFrames(deltas));
      for (const kind of ['empty', 'ours'] as const)
        rows.push([
          `${name}, ${kind === 'ours' ? 'our table' : 'empty scroller'}`,
          spread(middle(kind), 1),
          spread(
            late(kind).map(({ count }) => count),
            0,
          ),
          spread(
            late(kind).map(({ delay }) => delay),
            0,
          ),
          spread(work[kind], 1),
        ]);
    }
  } finally {
    await harness.stop();
  }
  printTable(
    `Scrolling 500,000 rows in Chromium: time between frames in ms, median (range) of ${rounds} runs of ${frames} frames`,
    ['', 'median frame', 'late frames', 'their delay', 'processor time a frame'],
    rows,
  );
}

/** Puts a plain element of the grid's height in place of all that is ours. */
function becomeEmpty(): void {
  const grid = document.querySelector('[role="grid"]');
  const height = grid?.scrollHeight ?? 0;
  const scroller = document.createElement('div');
  scroller.id = 'scroller';
  // By properties: the page's policy refuses style attributes in markup.
  Object.assign(scroller.style, { height: '700px', overflow: 'auto' });
  const content = document.createElement('div');
  content.style.height = `${height}px`;
  scroller.append(content);
  document.body.replaceChildren(scroller);
}

/** Milliseconds that all of the browser's processes have used. */
async function processorTime(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser has gone.');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** Scrolls a step every frame and gives the time between frames. */
function frameTimes(page: Page, step: number): Promise<number[]> {
  return page.evaluate(
    ([by, count]) =>
      new Promise<number[]>((resolve) => {
        const scroller = document.querySelector('#scroller') ?? document.querySelector('[role="grid"]');
        const deltas: number[] = [];
        let last = 0;
        const frame = (now: number) => {
          if (last > 0) deltas.push(now - last);
          last = now;
          if (deltas.length === count) return resolve(deltas);
          scroller?.scrollBy({ top: by, behavior: 'instant' });
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [step, frames] as const,
  );
}

/**
 * Frames that took longer than one and a half of the screen's, and by how much in all. A high percentile of so few
 * frames, which come in steps of 16.7 ms, is one step or the next: two values by turns.
 */
function lateFrames(deltas: readonly number[]): { readonly count: number; readonly delay: number } {
  const late = deltas.filter((delta) => delta > 1.5 * FRAME);
  return { count: late.length, delay: late.reduce((sum, delta) => sum + delta - FRAME, 0) };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

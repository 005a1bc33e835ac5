// From the command to the first painted table of the live image, against the same for an empty read-only custom
// editor in the same workbench: that is the floor VS Code sets. Both commands are run from the palette's own
// keyboard path, in turn, and both end when the second animation frame after the awaited element has come.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../test/support/workbench/browser.ts';
import { projectRoot } from '../test/support/workbench/paths.ts';
import { startServer } from '../test/support/workbench/server.ts';
import { Workbench } from '../test/support/workbench/workbench.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const openings = 11;
const timeoutMs = 60_000;

/** Element that says "the content is there", in the webview's own document. */
const painted = { ours: '[role="gridcell"]', floor: '#bench-painted' };

export async function benchOpenImage(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-bench-'));
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const marks: { kind: string; at: number }[] = [];
    await page.exposeFunction('benchMark', (kind: string, at: number) => marks.push({ kind, at }));
    await page.addInitScript(watchForContent, painted);
    const workbench = new Workbench(server, browser, page);
    await workbench.open({
      folder,
      development: true,
      alsoDevelopment: [path.join(projectRoot, 'bench/emptyEditor')],
    });

    const open = async (kind: keyof typeof painted, command: string): Promise<number> => {
      marks.length = 0;
      const started = await workbench.palette.press(command);
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const mark = marks.find((each) => each.kind === kind);
        if (mark !== undefined) {
          await workbench.runCommand('View: Close All Editors');
          return mark.at - started;
        }
        if (Date.now() > deadline)
          throw new Error(`"${command}" showed nothing within ${timeoutMs / 1000} s.`);
        await page.waitForTimeout(10);
      }
    };

    const ours: number[] = [];
    const floor: number[] = [];
    // The first opening of each also activates its extension; it is shown apart.
    const coldFloor = await open('floor', 'Open Empty Editor');
    const coldOurs = await open('ours', 'Inspect vDSO');
    for (let i = 0; i < openings; i++) {
      floor.push(await open('floor', 'Open Empty Editor'));
      ours.push(await open('ours', 'Inspect vDSO'));
    }
    printTable(
      `Command to painted content, ${openings} openings each, in ms: median (range)`,
      ['', 'empty custom editor (floor)', 'live vDSO, first table', 'ratio'],
      [
        ['extension active', spread(floor), spread(ours), (median(ours) / median(floor)).toFixed(2)],
        ['first time', coldFloor.toFixed(0), coldOurs.toFixed(0), (coldOurs / coldFloor).toFixed(2)],
      ],
    );
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs in every frame of the page before its own scripts. */
function watchForContent(selectors: Record<string, string>): void {
  const mark = (globalThis as unknown as { benchMark(kind: string, at: number): void }).benchMark;
  const done = new Set<string>();
  const look = () => {
    for (const [kind, selector] of Object.entries(selectors))
      if (!done.has(kind) && document.querySelector(selector) !== null) {
        done.add(kind);
        requestAnimationFrame(() => requestAnimationFrame(() => mark(kind, Date.now())));
      }
    if (done.size < Object.keys(selectors).length) requestAnimationFrame(look);
  };
  // The workbench's own document has grids, too; only webviews count.
  if (globalThis !== globalThis.parent) requestAnimationFrame(look);
}

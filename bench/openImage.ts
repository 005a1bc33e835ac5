// From the command to the first painted table of the live image, against the same for an empty read-only custom
// editor in the same workbench: that is the floor VS Code sets. Both commands are run by Enter in the
// palette, in turn, and both end when the second animation frame after the awaited element has come.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { launchBrowser } from '../test/support/workbench/browser.ts';
import { projectRoot } from '../test/support/workbench/paths.ts';
import { startServer } from '../test/support/workbench/server.ts';
import { packageExtension } from '../test/support/workbench/vsix.ts';
import { Workbench } from '../test/support/workbench/workbench.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const openings = 15;
const firstOpenings = 6;
/** After that Chromium's own start is over: until then the second webview, whoever opens it, waits for it for seconds. */
const browserStartMs = 10_000;
const timeoutMs = 60_000;

/** Element that says "the content is there", in the webview's own document. */
const painted = { ours: '[role="gridcell"]', floor: '#bench-painted' };
const commands = { ours: 'Inspect vDSO', floor: 'Open Empty Editor' };

type Kind = keyof typeof painted;
type Milliseconds = Record<Kind, number[]>;

export async function benchOpenImage(): Promise<void> {
  const took: Milliseconds = { ours: [], floor: [] };
  await inWorkbench(async (open) => {
    // The first opening of each also activates its extension.
    for (const kind of ['floor', 'ours'] as const) await open(kind);
    for (let i = 0; i < openings; i++)
      for (const kind of ['floor', 'ours'] as const) took[kind].push(await open(kind));
  });
  print(`Command to painted content, ${openings} openings each`, 'extension active', took);
}

/** Each in a server, a profile and a browser that have just started; every other time ours comes first. */
export async function benchFirstOpening(): Promise<void> {
  const took: Milliseconds = { ours: [], floor: [] };
  for (let i = 0; i < firstOpenings; i++)
    await inWorkbench(async (open) => {
      await wait(browserStartMs);
      const kinds = ['floor', 'ours'] as const;
      for (const kind of i % 2 === 0 ? kinds : kinds.toReversed()) took[kind].push(await open(kind));
    });
  print(`The same for the first time, ${firstOpenings} workbenches`, 'extension not active', took);
}

function print(title: string, row: string, { floor, ours }: Milliseconds): void {
  printTable(
    `${title}, in ms: median (range)`,
    ['', 'empty custom editor (floor)', 'live vDSO, first table', 'ratio'],
    [[row, spread(floor), spread(ours), (median(ours) / median(floor)).toFixed(2)]],
  );
}

/** @param use opens an editor as often as it likes, and gets the milliseconds */
async function inWorkbench(use: (open: (kind: Kind) => Promise<number>) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-bench-'));
  const vsix = await packageExtension(path.join(projectRoot, 'bench/emptyEditor'));
  // With what VS Code has built in, as people have it, but for the chat.
  const env = { VSCODE_SKIP_BUILTIN_EXTENSIONS: 'GitHub.copilot-chat' };
  const server = await startServer({ vsix, env });
  const browser = await launchBrowser({ whole: true });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const marks: { kind: string; at: number }[] = [];
    await page.exposeFunction('benchMark', (kind: string, at: number) => marks.push({ kind, at }));
    await page.addInitScript(watchForContent, painted);
    const workbench = new Workbench(server, page, folder, () => browser.close());
    await workbench.open({ folder, development: true });
    await use(async (kind) => {
      const command = commands[kind];
      marks.length = 0;
      // The palette filters a moment after the typing.
      const typed = Date.now();
      while ((await workbench.palette.rows(command))[0] !== command)
        if (Date.now() - typed > timeoutMs) throw new Error(`The palette does not find "${command}" first.`);
      const started = Date.now();
      await page.keyboard.press('Enter');
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
    });
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs in the workbench's page and looks into its webviews, which have the same origin and so the same animation
 * frames. (A script of the webview's own frame would not live: VS Code writes the document after it has started.)
 */
function watchForContent(selectors: Record<string, string>): void {
  if (window !== window.top) return;
  const documents = (parent: Window): Document[] =>
    Array.from({ length: parent.frames.length }, (_, i) => parent.frames[i]).flatMap((frame) =>
      frame === undefined ? [] : [frame.document, ...documents(frame)],
    );
  const seen = new Set<string>();
  const look = () => {
    const webviews = documents(window);
    for (const [kind, selector] of Object.entries(selectors)) {
      const there = webviews.some((each) => each.querySelector(selector) !== null);
      if (there && !seen.has(kind)) {
        seen.add(kind);
        const mark = (window as unknown as { benchMark(kind: string, at: number): void }).benchMark;
        requestAnimationFrame(() => requestAnimationFrame(() => mark(kind, Date.now())));
      }
      if (!there) seen.delete(kind);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

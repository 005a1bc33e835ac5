/**
 * Pictures of the page: seven images, with and without details, at the sizes that people have, dark, light and in high
 * contrast; and every tab of the first of them. `npm run screenshots:page [FILTER]`; FILTER is a regular expression of
 * names like "live-details-1280x760-dark".
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { fullImage, vdsoImage } from '../support/elf/index.ts';
import { goProgramImage } from '../support/goProgram.ts';
import { fewImages, matrixOf } from '../support/manyImages.ts';
import { whileRunning } from '../support/sleeper.ts';
import { screenshotFolder } from '../support/workbench/paths.ts';
import { type Answer, Harness, pageOf, quiet, type Theme, tab } from './harness.ts';
import { sizes } from './layoutFaults.ts';
import { answersOf, file, live, named, ofProcess } from './realImages.ts';

type Act = (page: Page) => Promise<unknown>;

interface Shot {
  readonly name: string;
  /** One of the fake host's; else `answer`. */
  readonly image?: string;
  readonly answer?: () => Promise<Answer>;
  readonly act?: Act;
  readonly open?: Act;
}

const part = (name: string) => (page: Page) => page.locator(`.tabs-part [data-tab="${name}"]`).last().click();
const row = (index: number) => (page: Page) =>
  page.locator(`.grid-row[data-row="${index}"]`).click({ position: { x: 40, y: 8 } });
const inTab =
  (name: string, act?: Act): Act =>
  async (page) => {
    await tab(page, name);
    await act?.(page);
  };
const filtered =
  (words: string): Act =>
  async (page) => {
    await page.locator('.filter input').fill(words);
    await page.waitForFunction(
      () => !/(\d+) of \1 /.test(document.querySelector('.row-count')?.textContent ?? ''),
    );
  };

/** Without a section header table and with a hash table that leads out of the file. */
const damaged = () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  return bytes.slice(0, Math.floor(bytes.length / 2));
};
const libstdcxx = '/usr/lib/x86_64-linux-gnu/libstdc++.so.6';
const arm64 = async () =>
  answersOf(await named('/images/arm64.so', vdsoImage({ arch: 'arm64', hash: 'gnu' }).bytes), ['musl@1.2.5']);

const images = (pid: number): readonly Shot[] => [
  { name: 'live', answer: async () => answersOf(await live()), open: row(3) },
  { name: 'process', answer: async () => answersOf(await ofProcess(pid)), act: inTab('overview') },
  {
    name: 'go-program',
    answer: async () =>
      answersOf(await named('/home/me/go/bin/server', goProgramImage({ symbols: true }).bytes)),
    act: inTab('overview'),
  },
  { name: 'arm64-musl-1.2.5', answer: arm64, open: row(2) },
  {
    name: 'damaged',
    answer: async () => answersOf(await named('/images/cut.so', damaged())),
    act: inTab('problems'),
    open: row(0),
  },
  {
    name: 'libstdcxx',
    answer: async () => answersOf(await file(libstdcxx)),
    act: filtered('basic_string'),
    open: row(4),
  },
  { name: '500000-symbols', image: 'huge', open: row(5) },
];

const tabs: readonly Omit<Shot, 'image' | 'answer'>[] = [
  { name: 'overview', act: inTab('overview') },
  { name: 'versions', act: inTab('versions'), open: row(1) },
  { name: 'hashes', act: inTab('hashes'), open: (page) => page.locator('.chain-box').nth(3).click() },
  { name: 'bloom', act: inTab('hashes', part('bloom')), open: row(0) },
  {
    name: 'consumers',
    act: inTab('consumers'),
    open: (page) => page.locator('.tab-panel .bytes-button').nth(2).click(),
  },
  {
    name: 'keys',
    act: inTab('consumers', (page) => page.locator('.consumer-item.is-all').click()),
    open: row(3),
  },
  { name: 'code', act: inTab('code'), open: row(0) },
  { name: 'code-paths', act: inTab('code', part('ribbon')) },
  { name: 'code-clocks', act: inTab('code', part('clockPaths')) },
  {
    name: 'instructions',
    act: inTab('code', async (page) => {
      await part('ribbon')(page);
      await page.locator('.ribbon-kernel').first().click();
    }),
    open: (page) => page.locator('.instructions [aria-selected="true"] .cell').first().click(),
  },
  {
    name: 'header',
    act: inTab('structure', part('header')),
    open: (page) => page.locator('.bytes-button').nth(4).click(),
  },
  { name: 'sections', act: inTab('structure', part('sections')), open: row(5) },
  { name: 'clock', act: inTab('clock') },
  { name: 'code', act: inTab('code') },
  { name: 'map', act: inTab('structure', part('map')) },
];

const ofLive = tabs.map((shot): Shot => ({ answer: async () => answersOf(await live()), ...shot }));

const others: readonly Shot[] = [
  {
    name: 'library',
    answer: async () =>
      answersOf(await named('/lib/libfoo.so', fullImage({ class: 64, littleEndian: true }).bytes)),
    act: inTab('consumers'),
  },
  {
    name: 'atlas',
    image: 'table',
    open: (page) => page.locator('.grid-row[data-row="0"] [aria-colindex="4"]').click(),
  },
  {
    name: 'matrix',
    image: 'table',
    answer: async () => pageOf(matrixOf(await fewImages())),
    open: (page) => page.locator('.grid-row[data-row="1"] [aria-colindex="4"]').click(),
  },
  { name: 'failure', image: 'failure' },
  { name: 'hostile', image: 'hostile', open: row(1) },
  { name: 'empty', image: 'empty' },
];

const filter = new RegExp(process.argv[2] ?? '');
const folder = path.join(screenshotFolder, 'webview');
await mkdir(folder, { recursive: true });
const harness = await Harness.start();

async function shoot({ name, image, answer, act, open }: Shot, theme: Theme): Promise<void> {
  const states = [['', act], ...(open === undefined ? [] : [['-details', open] as const])] as const;
  const fileOf = (state: string, width: number, height: number) =>
    `${name}${state}-${width}x${height}-${theme}`;
  const wanted = states.some(([state]) =>
    sizes.some(([width, height]) => filter.test(fileOf(state, width, height))),
  );
  if (!wanted) return;
  const page = await harness.open({
    theme,
    width: 1280,
    height: 760,
    ...(image && { image }),
    ...(answer && { answer: await answer() }),
  });
  await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
  for (const [state, change] of states) {
    await page.setViewportSize({ width: 1280, height: 760 });
    await quiet(page);
    await change?.(page);
    // What is hovered looks otherwise.
    await page.mouse.move(2, 2);
    for (const [width, height] of sizes) {
      const picture = fileOf(state, width, height);
      if (!filter.test(picture)) continue;
      await page.setViewportSize({ width, height });
      await quiet(page);
      await page.screenshot({ path: path.join(folder, `${picture}.png`) });
    }
  }
  await harness.closePages();
}

try {
  await whileRunning(['sleep', '600'], {}, async ({ pid }) => {
    for (const theme of ['dark', 'light', 'contrast'] satisfies Theme[])
      for (const shot of [...images(pid), ...ofLive, ...others]) await shoot(shot, theme);
  });
} finally {
  await harness.stop();
}

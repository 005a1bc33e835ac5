/** Pictures of every tab in every theme, wide and narrow: `node test/webview/screenshots.ts [FILTER]`. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { screenshotFolder } from '../support/workbench/paths.ts';
import { Harness, type OpenOptions, quiet, type Theme, tab } from './harness.ts';

interface Shot {
  readonly name: string;
  readonly options?: OpenOptions;
  readonly act?: (page: Page) => Promise<unknown>;
}

const part = (name: string) => (page: Page) => page.locator(`.tabs-part [data-tab="${name}"]`).last().click();
const row = (index: number) => (page: Page) => page.locator(`.grid-row[data-row="${index}"]`).click();

const shots: readonly Shot[] = [
  { name: 'symbols' },
  { name: 'symbols-detail', act: row(9) },
  { name: 'overview', act: (page) => tab(page, 'overview') },
  { name: 'versions', act: (page) => tab(page, 'versions') },
  { name: 'hashes', act: (page) => tab(page, 'hashes') },
  {
    name: 'bloom',
    act: async (page) => {
      await tab(page, 'hashes');
      await part('bloom')(page);
    },
  },
  { name: 'consumers', act: (page) => tab(page, 'consumers') },
  {
    name: 'structure-header',
    act: async (page) => {
      await tab(page, 'structure');
      await page.locator('.bytes-button').nth(4).click();
    },
  },
  {
    name: 'structure-sections',
    act: async (page) => {
      await tab(page, 'structure');
      await part('sections')(page);
    },
  },
  {
    name: 'map',
    act: async (page) => {
      await tab(page, 'structure');
      await part('map')(page);
      await page.locator('.map-region').nth(8).hover();
    },
  },
  { name: 'problems', act: (page) => tab(page, 'problems') },
  {
    name: 'menu',
    act: (page) => page.locator('.grid-row[data-row="4"]').click({ button: 'right' }),
  },
  { name: 'atlas', options: { image: 'atlas' } },
  {
    name: 'atlas-detail',
    options: { image: 'atlas' },
    act: (page) => page.locator('.grid-row[data-row="0"] [aria-colindex="4"]').click(),
  },
  { name: 'failure', options: { image: 'failure' } },
  { name: 'huge', options: { image: 'huge' }, act: row(5) },
  {
    name: 'huge-hashes',
    options: { image: 'huge' },
    act: (page) => tab(page, 'hashes'),
  },
  { name: 'elf-consumers', options: { image: 'large' }, act: (page) => tab(page, 'consumers') },
  { name: 'hostile', options: { image: 'hostile' } },
  { name: 'hostile-problems', options: { image: 'hostile' }, act: (page) => tab(page, 'problems') },
  { name: 'empty', options: { image: 'empty' } },
];

const filter = process.argv[2] ?? '';
const folder = path.join(screenshotFolder, 'webview');
await mkdir(folder, { recursive: true });
const harness = await Harness.start();
try {
  for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies Theme[]) {
    for (const [size, width, height] of [
      ['wide', 1280, 760],
      ['narrow', 400, 760],
    ] as const) {
      for (const { name, options, act } of shots) {
        const file = `${name}-${theme}-${size}`;
        if (!new RegExp(filter).test(file)) continue;
        const page = await harness.open({ theme, width, height, ...options });
        await page.waitForFunction(() => customElements.get('vscode-button') !== undefined);
        await act?.(page);
        await quiet(page);
        await page.screenshot({ path: path.join(folder, `${file}.png`) });
        await harness.closePages();
      }
    }
  }
} finally {
  await harness.stop();
}

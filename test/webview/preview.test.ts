/** A large image is shown after a preview of it; what the whole of it brings must not move the reader. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, counts, has, shows } from '../support/eventually.ts';
import { hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

async function preview(): Promise<Page> {
  const page = await harness.open({ image: 'preview' });
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  return page;
}

const finish = (page: Page) => withHost(page, (host) => host.finish());
const tabTexts = (page: Page) => page.locator('.tabs-main [role=tab]').allInnerTexts();

test('rows are there before the checks, and nothing is said of health before they end', async () => {
  const page = await preview();
  const header = page.locator('.image-header');
  await shows(header.locator('.health'), 'Checking…');
  await has(header.locator('.health'), 'title', /^Checking names and hash tables…/);
  const words = await header.innerText();
  assert.doesNotMatch(words, /[Nn]o problems|Healthy/);
  const before = await tabTexts(page);
  assert.match(before[1] ?? '', /Symbols\s+500,000/);
  assert.ok(
    before.filter((_, at) => at !== 1).every((words) => !/\d/.test(words)),
    before.join(),
  );
  await tab(page, 'problems');
  await shows(page.getByRole('tabpanel'), /still being read and checked/);
  await finish(page);
  await page.locator('[data-table="problems"]').waitFor();
  await shows(header.locator('.health'), 'Healthy');
  await shows(page.locator('.tabs-main [role=tab]').nth(3), /Hash tables\s+2/);
});

test('the whole image leaves rows, focus, selection and scroll position as they are', async () => {
  const page = await preview();
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  // The reader went on, far from the selected row.
  await grid.evaluate((element) => {
    element.setAttribute('data-mark', 'kept');
    element.scrollTop = 22_000;
  });
  await page.locator('.grid-row[data-row="1005"]:not(.is-loading)').waitFor();
  await finish(page);
  await page.locator('.health', { hasText: 'Healthy' }).waitFor();
  await quiet(page);
  await has(grid, 'data-mark', 'kept');
  await hasFocus(grid);
  await becomes(() => grid.evaluate((element) => element.scrollTop), 22_000);
  for (let row = 1000; row < 1020; row++) {
    await counts(page.locator(`.grid-row[data-row="${row}"]:not(.is-loading)`), 1);
  }
  await page.keyboard.press('ArrowDown');
  await has(page.locator('.grid-row[aria-selected="true"]'), 'data-row', '2');
});

test('what is being typed into the filter stays, and its rows come with the whole image', async () => {
  const page = await preview();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('symbol_4999');
  await page.waitForFunction(() =>
    JSON.stringify(Reflect.get(window, 'fakeHost').requests).includes('symbol_4999'),
  );
  await page.keyboard.type('9');
  await finish(page);
  await page.locator('.grid-row', { hasText: 'symbol_49999E' }).first().waitFor();
  await page.keyboard.type('0');
  await page.getByText('1 of 500,000 rows').waitFor();
  await page.locator('.grid-row', { hasText: 'symbol_499990E' }).waitFor();
});

test('a row to show is shown once the whole image tells where it is', async () => {
  const page = await preview();
  await withHost(page, (host) =>
    host.event({ type: 'reveal', target: { table: 'symbols', index: 123_456 } }),
  );
  await finish(page);
  await page.locator('.grid-row[aria-selected="true"][data-row="123456"]').waitFor();
});

test('the focus on the health stays there when the health is known', async () => {
  const page = await preview();
  await page.locator('.health').focus();
  await finish(page);
  await page.locator('.health', { hasText: 'Healthy' }).waitFor();
  await hasFocus(page.locator('.health'));
});

/** Links, and the way back through what was followed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, eventually, has, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { absent, hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

const back = (page: Page) => page.getByRole('button', { name: 'Back', exact: true });
const forward = (page: Page) => page.getByRole('button', { name: 'Forward', exact: true });
const shownTab = (page: Page, name: string) =>
  has(page.locator('.tabs-main [aria-selected="true"]'), 'data-tab', name);
const selects = (page: Page, row: number) =>
  has(page.locator('.grid-row[aria-selected="true"]'), 'data-row', String(row));

/** The last that the host was told. */
const ways = (page: Page) =>
  withHost(page, (host) =>
    host.requests.flatMap((each) =>
      each.type === 'request' && each.name === 'navigable' ? [each.args[0]] : [],
    ),
  ).then((told) => told.at(-1));

/** From a symbol to its version by a link in its details. */
async function followed(): Promise<Page> {
  const page = await harness.open();
  await page.locator('.grid-row[data-row="9"]').click();
  await page.locator('.inspector').getByRole('button', { name: 'LINUX_2.6', exact: true }).click();
  await shownTab(page, 'versions');
  await selects(page, 1);
  return page;
}

test('a name in a value is a link to its row, and buttons lead back and forward', async () => {
  const page = await harness.open();
  await absent(back(page));
  await page.locator('.grid-row[data-row="9"]').click();
  await page.locator('.inspector').getByRole('button', { name: 'LINUX_2.6', exact: true }).click();
  await shownTab(page, 'versions');
  await selects(page, 1);
  await has(back(page), 'aria-disabled', 'false');
  await has(forward(page), 'aria-disabled', 'true');
  await becomes(() => ways(page), { back: true, forward: false });
  assert.deepEqual(await violations(page), []);
  await back(page).click();
  await shownTab(page, 'symbols');
  await selects(page, 9);
  await shows(page.locator('.inspector-title'), '__vdso_clock_gettime');
  await becomes(() => ways(page), { back: false, forward: true });
  await forward(page).click();
  await shownTab(page, 'versions');
  await selects(page, 1);
});

test('at the end of the way the button is there still, and does nothing', async () => {
  const page = await followed();
  await back(page).click();
  await shownTab(page, 'symbols');
  await has(back(page), 'aria-disabled', 'true');
  await hasFocus(page.getByRole('grid'));
  await back(page).focus();
  await page.keyboard.press('Enter');
  await quiet(page);
  await shownTab(page, 'symbols');
  await hasFocus(back(page));
});

test('a lookup is copied as Markdown with what the image is, and as its command', async () => {
  const page = await harness.open();
  await tab(page, 'consumers');
  const replay = page.locator('.key-replay');
  await replay.getByRole('button', { name: 'Copy as Markdown' }).click();
  await shows(replay.getByRole('status'), 'Copied');
  const copied = () => withHost(page, (host) => host.copied.at(-1));
  await eventually(async () => {
    const text = (await copied()) ?? '';
    assert.match(text, /^\*\*vdsoGettimeofdaySym looks up \\_\\_vdso/);
    assert.match(text, /\nlinux-vdso\.so\.1 · /);
    assert.match(text, /\n1\. [✓✗·] /);
    assert.match(text, /\n```sh\nvdso-explorer --live [^\n]*\n```\n$/);
  });
  await replay.getByRole('button', { name: 'Copy the terminal command' }).click();
  await becomes(copied, 'vdso-explorer --live --lookup __vdso_gettimeofday@LINUX_2.6 --consumer go@1.27');
});

test('the host’s keys and the mouse’s buttons go the same way', async () => {
  const page = await followed();
  await withHost(page, (host) => host.event({ type: 'navigate', by: -1 }));
  await shownTab(page, 'symbols');
  await selects(page, 9);
  await withHost(page, (host) => host.event({ type: 'navigate', by: 1 }));
  await shownTab(page, 'versions');
  // Playwright presses no fourth button.
  const press = (button: number) =>
    page.evaluate((which) => {
      for (const type of ['mousedown', 'mouseup'])
        document.body.dispatchEvent(new MouseEvent(type, { button: which, bubbles: true, cancelable: true }));
    }, button);
  await press(3);
  await shownTab(page, 'symbols');
  await press(4);
  await shownTab(page, 'versions');
});

test('what is followed after going back takes the place of what lay ahead', async () => {
  const page = await followed();
  await back(page).click();
  await shownTab(page, 'symbols');
  await tab(page, 'problems');
  await has(forward(page), 'aria-disabled', 'true');
  await back(page).click();
  await shownTab(page, 'symbols');
  await selects(page, 9);
});

test('the way back survives a reload, and the host is told of it', async () => {
  const page = await followed();
  await page.reload();
  await shownTab(page, 'versions');
  await becomes(() => ways(page), { back: true, forward: false });
  await back(page).click();
  await shownTab(page, 'symbols');
  await selects(page, 9);
});

test('in a text field the keys of the way are the field’s', async () => {
  const page = await followed();
  await page.evaluate(() => {
    Object.assign(window, { heard: [] });
    window.addEventListener('keydown', ({ key }) => Reflect.get(window, 'heard').push(key));
  });
  const heard = () => page.evaluate(() => Reflect.get(window, 'heard') as string[]);
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  for (const key of ['Alt+ArrowLeft', 'Alt+ArrowRight', 'Control+-', 'a']) await page.keyboard.press(key);
  await eventually(async () => assert.ok((await heard()).includes('a')));
  assert.deepEqual(
    (await heard()).filter((key) => key.startsWith('Arrow') || key === '-'),
    [],
  );
  await page.getByRole('grid').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await becomes(async () => (await heard()).includes('ArrowLeft'), true);
});

test('a cell of a consumer’s keys leads to its bucket, and back to the key', async () => {
  const page = await harness.open();
  await tab(page, 'consumers');
  const cell = page.getByRole('button', { name: 'DT_GNU_HASH, bucket 1' }).first();
  await cell.click();
  await shownTab(page, 'hashes');
  await page.locator('[data-table="gnuBuckets"] .grid-row[aria-selected="true"][data-row="1"]').waitFor();
  await back(page).click();
  await shownTab(page, 'consumers');
  await cell.waitFor();
  // What is no key's value stands with the key chosen.
  await shows(page.locator('.key-replay'), /SysV hash/);
  await absent(page.getByRole('columnheader', { name: 'SysV hash' }));
});

test('a journey by keyboard alone: symbol, its version, back to the symbol', async () => {
  const page = await harness.open();
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await hasFocus(page.locator('.inspector-title'));
  const link = page.locator('.inspector').getByRole('button', { name: 'LINUX_2.6', exact: true });
  for (let turn = 0; turn < 8; turn += 1) {
    await page.keyboard.press('Tab');
    if (await link.evaluate((each) => each === document.activeElement)) break;
  }
  await hasFocus(link);
  await page.keyboard.press('Enter');
  await shownTab(page, 'versions');
  await hasFocus(page.getByRole('grid'));
  await withHost(page, (host) => host.event({ type: 'navigate', by: -1 }));
  await selects(page, 1);
  await hasFocus(page.getByRole('grid'));
});

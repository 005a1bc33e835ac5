/** Cells that lead somewhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { counts, eventually, has, shows } from '../support/eventually.ts';
import { absent, hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

const shownTab = (page: Page, name: string) =>
  has(page.locator('.tabs-main [aria-selected="true"]'), 'data-tab', name);
const cell = (page: Page, row: number, at: number) =>
  page.locator(`.grid-row[data-row="${row}"] .cell`).nth(at);
const selected = (page: Page, row: number) =>
  page.locator(`.grid-row[aria-selected="true"][data-row="${row}"]`).waitFor();

/** Presses where a text stands in a cell. */
async function press(page: Page, row: number, at: number, text: string): Promise<void> {
  // Of the tab before there may be a cell in the same place.
  await cell(page, row, at).filter({ hasText: text }).waitFor();
  const place = await cell(page, row, at).evaluate((element, sought) => {
    const node = element.lastChild as Text;
    const range = document.createRange();
    range.setStart(node, node.data.indexOf(sought));
    range.setEnd(node, node.data.indexOf(sought) + sought.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, text);
  await page.mouse.click(place.x, place.y);
}

test('a version leads to its row, and Back to the symbol', async () => {
  const page = await harness.open();
  await press(page, 9, 1, 'LINUX_2.6');
  await shownTab(page, 'versions');
  await selected(page, 1);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await shownTab(page, 'symbols');
  await selected(page, 9);
});

test('of several consumers in a cell the one that is pressed is gone to', async () => {
  const page = await harness.open();
  await press(page, 9, 2, 'glibc');
  await shownTab(page, 'consumers');
  await page.locator('[data-table="keys"]').waitFor();
  await selected(page, 1);
});

test('beside its text a cell leads nowhere: the row’s details open', async () => {
  const page = await harness.open();
  await cell(page, 10, 2).click();
  await shows(page.locator('.inspector-title'), 'LINUX_2.6');
  const box = (await cell(page, 9, 2).boundingBox()) ?? assert.fail();
  await page.mouse.click(box.x + box.width - 3, box.y + box.height / 2);
  await shows(page.locator('.inspector-title'), '__vdso_clock_gettime');
  await shownTab(page, 'symbols');
});

test('Enter follows a cell’s only link, a blank shows the details, and the cell says that it is a link', async () => {
  const page = await harness.open();
  await cell(page, 9, 0).click();
  await page.keyboard.press('Escape');
  await absent(page.locator('.inspector:visible'));
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowRight');
  await has(cell(page, 9, 1), 'aria-description', 'a link: Enter follows it');
  await has(cell(page, 9, 0), 'aria-description', null);
  await page.keyboard.press('Space');
  await shows(page.locator('.inspector-title'), '__vdso_clock_gettime');
  await page.keyboard.press('Escape');
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowRight');
  // Whose lookup is meant cannot be told by a key: the details have a link for each.
  await page.keyboard.press('Enter');
  await hasFocus(page.locator('.inspector-title'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await shownTab(page, 'versions');
  await selected(page, 1);
  await hasFocus(page.getByRole('grid'));
});

test('a version’s number of symbols leads to them, filtered', async () => {
  const page = await harness.open();
  await tab(page, 'versions');
  await press(page, 1, 2, '13');
  await shownTab(page, 'symbols');
  await has(page.locator('vscode-text-field.filter'), 'current-value', 'LINUX_2.6');
  await counts(page.locator('.grid-row'), 13);
});

test('what was typed just before the image is read anew is not lost, nor before a reload', async () => {
  const page = await harness.open();
  const filter = page.locator('.filter input');
  await filter.focus();
  await filter.evaluate((input: HTMLInputElement) => {
    // A busy page: whoever waits for the end of typing does so until the test lets them go.
    const held: (() => void)[] = [];
    const wait = window.setTimeout.bind(window);
    Object.assign(window, {
      held,
      setTimeout: (run: () => void, ms?: number) => (ms === 120 ? held.push(run) : wait(run, ms)),
    });
    const host = Reflect.get(window, 'fakeHost') as { change(): void };
    input.value = 'getcpu';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    host.change();
  });
  // Of the table that took the place: the other one has not asked yet.
  await page.getByText('2 of 14 rows').waitFor();
  await has(page.locator('vscode-text-field.filter'), 'current-value', 'getcpu');
  await filter.evaluate((input: HTMLInputElement) => {
    const held = [...(Reflect.get(window, 'held') as (() => void)[])];
    input.value = 'getcpu va';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    for (const run of held) run();
    location.reload();
  });
  await has(page.locator('vscode-text-field.filter'), 'current-value', 'getcpu va');
  await page.getByText('0 of 14 rows').or(page.getByText('No row contains “getcpu va”.')).first().waitFor();
});

test('a row that was to be shown just before the image is read anew leaves the filter that is typed since', async () => {
  const page = await harness.open();
  const field = page.locator('vscode-text-field.filter');
  await page.locator('.filter input').fill('getcpu');
  await page.getByText('2 of 14 rows').waitFor();
  const asked = () =>
    withHost(page, (host) =>
      host.requests.map((each) =>
        each.type === 'request' ? `${each.name} ${JSON.stringify(each.args[0])}` : '',
      ),
    );
  const asks = (what: RegExp) => eventually(async () => assert.match((await asked()).at(-1) ?? '', what));
  await withHost(page, (host) => host.hold());
  await withHost(page, (host) => host.event({ type: 'reveal', target: { table: 'symbols', index: 3 } }));
  await asks(/^locate /);
  await field.evaluate((element) => element.setAttribute('data-old', ''));
  await withHost(page, (host) => host.change());
  await page.locator('vscode-text-field.filter:not([data-old])').waitFor();
  await page.locator('.filter input').fill('getcpu va');
  await asks(/^rows .*"getcpu va"/);
  await withHost(page, (host) => host.release());
  await page.getByText('No row contains “getcpu va”.').waitFor();
  await quiet(page);
  await page.reload();
  await has(field, 'current-value', 'getcpu va');
});

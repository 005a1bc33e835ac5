import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, has, shows } from '../support/eventually.ts';
import { focusedGrid, grid, queries, selected, selects } from './grid.ts';
import { hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

test('reveal switches to the tab, drops a filter that hides the row, selects and explains it', async () => {
  const page = await focusedGrid(harness);
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('getcpu');
  await page.getByText('2 of 14 rows').waitFor();
  await tab(page, 'structure');
  await withHost(page, (host) =>
    host.event({ type: 'reveal', target: { table: 'symbols', name: '__vdso_clock_gettime' } }),
  );
  await page.waitForFunction(
    () => document.querySelector('.grid-row[aria-selected="true"]')?.getAttribute('data-row') === '9',
  );
  await page.locator('.inspector-title', { hasText: '__vdso_clock_gettime' }).waitFor();
  await page.getByText('14 of 14 rows').waitFor();
});

test('an image that is read anew keeps sort, filter, and by its name the selected row with its details', async () => {
  const page = await focusedGrid(harness);
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('cl');
  await becomes(async () => (await queries(page)).at(-1)?.filter, 'cl');
  await quiet(page);
  await withHost(page, (host) => host.change());
  await quiet(page);
  await page.keyboard.type('ock');
  await becomes(async () => (await queries(page)).at(-1)?.filter, 'clock');
  await quiet(page);
  const row = page.locator('.grid-row', { hasText: '__vdso_clock_getres' });
  await row.click();
  const title = page.locator('.inspector-title', { hasText: '__vdso_clock_getres' });
  await title.waitFor();
  const filter = page.locator('.filter-bar vscode-text-field');
  for (let time = 0; time < 2; time++) {
    await grid(page).focus();
    await withHost(page, (host) => host.change());
    await shows(selected(page), /__vdso_clock_getres/);
    await title.waitFor();
    await hasFocus(grid(page));
    await becomes(() => filter.evaluate((field) => (field as HTMLInputElement).value), 'clock');
    await page.reload();
    await shows(selected(page), /__vdso_clock_getres/);
    await title.waitFor();
  }
});

test('tab, sort, filter, selection, scroll and details survive a reload', async () => {
  const page = await focusedGrid(harness, 'large');
  await page.getByRole('columnheader', { name: 'Value' }).click();
  await page.getByRole('columnheader', { name: 'Value' }).click();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('object');
  await page.getByText('2,000 of 10,000 rows').waitFor();
  await grid(page).evaluate((element) => element.scrollTo(0, 22_000));
  const row = page.locator('.grid-row[data-row="1003"]');
  await row.waitFor();
  await row.click();
  // The details are there, and so is what a reload finds again.
  const title = page.locator('.inspector-title', { hasText: /./ });
  await title.waitFor();
  const name = await title.innerText();
  await page.reload();
  await page.getByText('2,000 of 10,000 rows').waitFor();
  await page.locator('.inspector-title', { hasText: name }).waitFor();
  await selects(page, 1003);
  await selected(page).waitFor();
  const filter = page.locator('.filter input');
  await becomes(() => filter.inputValue(), 'object');
  await tab(page, 'versions');
  await tab(page, 'symbols');
  await becomes(() => filter.inputValue(), 'object');
  const value = page.getByRole('columnheader', { name: 'Value' });
  await has(value, 'aria-sort', 'descending');
});

test('what was chosen is kept as soon as it shows, since a page may end right after it', async () => {
  const page = await focusedGrid(harness);
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  // What ends a page does not wait for timers either: what is kept is looked at in the moment in which the rows change.
  const kept = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const status = document.querySelector('[role=status]') as HTMLElement;
        const seen = new MutationObserver(() => {
          if (status.textContent !== '1 of 14 rows') return;
          seen.disconnect();
          resolve(Object.values(sessionStorage).join());
        });
        seen.observe(status, { childList: true, characterData: true, subtree: true });
      }),
  );
  await page.keyboard.type('vdso_getcpu');
  assert.match(await kept, /"filter":"vdso_getcpu"/);
});

test('what is kept is not written again: a page that opens, or comes back, writes nothing', async () => {
  const page = await focusedGrid(harness);
  const writes = () => withHost(page, (host) => host.writes);
  await quiet(page);
  assert.equal(await writes(), 0);
  await page.locator('.grid-row[data-row="3"]').click();
  const title = page.locator('.inspector-title', { hasText: /./ });
  await title.waitFor();
  assert.ok((await writes()) > 0);
  await page.reload();
  await title.waitFor();
  await selects(page, 3);
  await quiet(page);
  assert.equal(await writes(), 0);
});

test('a table with more imports than fit opens at what it defines, and not again once it was scrolled', async () => {
  const page = await harness.open({ image: 'imports' });
  await page.locator('.grid-row[data-row="2000"]:not(.is-loading)').waitFor();
  const top = () => grid(page).evaluate((element) => element.scrollTop);
  await becomes(top, 2000 * 22);
  await grid(page).evaluate((element) => element.scrollTo(0, 0));
  await page.locator('.grid-row[data-row="0"]:not(.is-loading)').waitFor();
  await becomes(
    async () => /"top":0\b/.test(await page.evaluate(() => Object.values(sessionStorage).join())),
    true,
  );
  await page.reload();
  await page.locator('.grid-row[data-row="0"]:not(.is-loading)').waitFor();
  await becomes(top, 0);
});

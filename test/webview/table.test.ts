import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, has, shows } from '../support/eventually.ts';
import { focusedGrid, grid, queries, selected, selects } from './grid.ts';
import { absent, hasFocus, quiet, useHarness, withHost } from './harness.ts';

const harness = useHarness();

const shownIds = ['name', 'version', 'looked-up-by', 'value', 'size', 'type', 'bind', '#'];

test('the grid is one tab stop and says how many rows and columns there are', async () => {
  const page = await focusedGrid(harness, 'huge');
  await has(grid(page), 'aria-rowcount', '500001');
  await has(grid(page), 'aria-colcount', '8');
  await absent(page.locator('.grid [tabindex="0"]'));
  await has(page.locator('.grid-row[data-row="3"]'), 'aria-rowindex', '5');
});

for (const [keys, opens] of [
  [['End', 'Enter'], true],
  [['End', 'Enter', 'ArrowUp'], false],
  [['End', 'Enter', 'Escape'], false],
] as const)
  test(`${keys.join(', ')} before a row has come ${opens ? 'shows' : 'does not show'} its details when it comes`, async () => {
    const page = await focusedGrid(harness, 'large');
    await grid(page).evaluate((element, keys) => {
      for (const key of keys)
        element.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key === 'End', bubbles: true }));
    }, keys);
    await page.locator('.grid-row[data-row="9999"]:not(.is-loading)').waitFor();
    await quiet(page);
    if (opens) await page.getByRole('complementary').getByText('9999').first().waitFor();
    else await absent(page.locator('.inspector:not([hidden])'));
  });

test('arrows, Page, Home and End move the active cell and the selection follows', async () => {
  const page = await focusedGrid(harness, 'large');
  await page.keyboard.press('ArrowDown');
  await selects(page, 0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await selects(page, 1);
  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.getAttribute('aria-colindex');
    });
  await becomes(active, '2');
  await page.keyboard.press('End');
  await becomes(active, '8');
  await page.keyboard.press('Home');
  await becomes(active, '1');
  await page.keyboard.press('PageDown');
  await has(selected(page), 'data-row', /^[1-9]\d$/);
  await page.keyboard.press('PageUp');
  await selects(page, 1);
  await page.keyboard.press('Control+End');
  await selects(page, 9_999);
  await selected(page).waitFor();
  await page.keyboard.press('Control+Home');
  await selects(page, 0);
});

test('the focus survives scrolling its row out of the page and back', async () => {
  const page = await focusedGrid(harness, 'huge');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await grid(page).evaluate((element) => element.scrollTo(0, 5_000_000));
  await page.locator('.grid-row[data-row="227280"]').waitFor();
  await hasFocus(grid(page));
  const id = await grid(page).getAttribute('aria-activedescendant');
  await page.locator(`[id="${id}"]`).waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await selects(page, 2);
  await selected(page).waitFor();
});

test('Enter on a head cell sorts up, down and not at all; aria-sort says so', async () => {
  const page = await focusedGrid(harness);
  await page.keyboard.press('ArrowUp');
  const name = page.getByRole('columnheader', { name: 'Name' });
  await page.keyboard.press('Enter');
  await has(name, 'aria-sort', 'ascending');
  await becomes(async () => (await queries(page)).at(-1)?.sort, { column: 'name', descending: false });
  await page.keyboard.press('Enter');
  await has(name, 'aria-sort', 'descending');
  await page.waitForFunction(() => document.querySelector('[data-row="0"]')?.textContent?.includes('time'));
  await page.keyboard.press('Enter');
  await has(name, 'aria-sort', 'none');
  await becomes(async () => (await queries(page)).at(-1)?.sort, undefined);
});

test('a click on a head cell sorts and the selected row stays selected', async () => {
  const page = await focusedGrid(harness);
  await page.locator('.grid-row[data-row="9"]').click();
  await page.getByRole('columnheader', { name: 'Size' }).click();
  await page.waitForFunction(
    () => document.querySelector('.grid-row[aria-selected="true"]')?.getAttribute('data-row') === '11',
  );
  await shows(selected(page), /__vdso_clock_gettime/);
});

test('Enter opens the details with the focus in them, Escape closes and brings it back', async () => {
  const page = await focusedGrid(harness);
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const title = page.locator('.inspector-title');
  await hasFocus(title);
  await shows(title, '__vdso_gettimeofday');
  await page.locator('.hex').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.inspector').waitFor({ state: 'hidden' });
  await hasFocus(grid(page));
});

test('open details follow the selection', async () => {
  const page = await focusedGrid(harness);
  await page.locator('.grid-row[data-row="1"]').click();
  await page.locator('.inspector-title', { hasText: 'clock_gettime' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('.inspector-title', { hasText: '__vdso_gettimeofday' }).waitFor();
  await hasFocus(grid(page));
});

test('a row, a column and all rows are copied by the host', async () => {
  const page = await focusedGrid(harness);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+c');
  await page.getByText('Copied').waitFor();
  assert.match(
    (await withHost(page, (host) => host.copied))[0] ?? '',
    /^clock_gettime\tLINUX_2\.6\t[^\t]*\t0xaf0\t902\tFUNC\tWEAK\t1$/,
  );
  await page.locator('.grid-row[data-row="4"] .cell').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy column “Name”' }).click();
  await page.getByRole('button', { name: 'Copy and table actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy all rows as Markdown' }).click();
  const asked = () =>
    withHost(page, (host) =>
      host.requests.flatMap((each) =>
        each.type === 'request' && each.name === 'copy' ? [each.args[0]] : [],
      ),
    );
  await becomes(
    async () => (await asked()).slice(1),
    [
      { table: 'symbols', filter: '', start: 0, count: 14, format: 'text', columns: ['name'] },
      { table: 'symbols', filter: '', start: 0, count: 14, format: 'markdown', columns: shownIds },
    ],
  );
});

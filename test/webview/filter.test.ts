import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, has, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { focusedGrid, grid, queries } from './grid.ts';
import { absent, hasFocus, useHarness, withHost } from './harness.ts';

const harness = useHarness();

test('the filter asks the host, counts its matches, and can be cleared from an empty result', async () => {
  const page = await focusedGrid(harness);
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('vdso go');
  await page.getByText('3 of 14 rows').waitFor();
  assert.equal((await queries(page)).at(-1)?.filter, 'vdso go');
  await has(grid(page), 'aria-rowcount', '4');
  await page.keyboard.type(' nothing has this');
  await page.getByText('No row contains “vdso go nothing has this”.').waitFor();
  await page.keyboard.type('!');
  await page.getByText('No row contains “vdso go nothing has this!”.').waitFor();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByText('14 of 14 rows').waitFor();
  await page.keyboard.press('ArrowDown');
  await hasFocus(grid(page));
});

test('what the filter matched is marked, without an element for it', async () => {
  const page = await focusedGrid(harness);
  const marked = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('filter-match') ?? [])].map((range) =>
        range.startContainer.textContent?.slice(range.startOffset, range.endOffset),
      ),
    );
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('VDSO_get');
  await page.getByText('3 of 14 rows').waitFor();
  await becomes(marked, Array(3).fill('vdso_get'));
  await absent(page.locator('.grid-row mark, .grid-row span'));
  await page.keyboard.press('Escape');
  await page.getByText('14 of 14 rows').waitFor();
  await becomes(marked, []);
});

test('a filter that cannot be answered says why, and can be cleared', async () => {
  const page = await focusedGrid(harness);
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('nope:x');
  await page.getByRole('alert').getByText('No column “nope” here.').waitFor();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByText('14 of 14 rows').waitFor();
});

test('the filter’s own help says what it understands, and is left by Escape', async () => {
  const page = await focusedGrid(harness);
  const button = page.getByRole('button', { name: 'What the filter understands' });
  await button.focus();
  await page.keyboard.press('Enter');
  const help = page.getByRole('dialog', { name: 'What the filter understands' });
  await shows(help, /version:=LINUX_2\.6/);
  await shows(help, /looked-up-by/);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  await absent(help);
  await hasFocus(button);
});

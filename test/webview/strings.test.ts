/** Strings of a section. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, has, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { bundleSizes, hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

test('a section’s details lead to its strings, another is chosen, and Back leads to the section', async () => {
  const page = await harness.open();
  await tab(page, 'structure');
  await page.locator('.tabs-part [data-tab="sections"]').click();
  await page.locator('.grid-row[data-row="2"] .cell').first().click();
  await page.getByRole('button', { name: 'Show its strings' }).click();
  await has(page.locator('.tabs-part [aria-selected="true"]'), 'data-tab', 'strings');
  await shows(page.locator('.grid-row[data-row="0"]'), /string 0 of strings\/4/);
  await quiet(page);
  assert.deepEqual(await violations(page), []);
  await page.getByRole('combobox', { name: 'Section whose strings are shown' }).selectOption('3');
  await shows(page.locator('.grid-row[data-row="0"]'), /string 0 of strings\/3/);
  await page.reload();
  await shows(page.locator('.grid-row[data-row="0"]'), /string 0 of strings\/3/);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.locator('[data-table="sections"] .grid-row[aria-selected="true"][data-row="2"]').waitFor();
});

test('they are filtered by Ctrl+F, a row shows its bytes, and leaving withdraws the search for them', async () => {
  const page = await harness.open();
  await tab(page, 'structure');
  await withHost(page, (host) => host.hold());
  await page.locator('.tabs-part [data-tab="strings"]').click();
  await shows(page.getByRole('status').first(), 'Looking for strings…');
  await page.locator('.tabs-part [data-tab="header"]').click();
  await becomes(() => withHost(page, (host) => host.requests.some(({ type }) => type === 'cancel')), true);
  await withHost(page, (host) => host.release());
  await page.locator('.tabs-part [data-tab="strings"]').click();
  await page.locator('.grid-row[data-row="1"]').waitFor();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('string 777');
  await page.getByText('1 of 1,000 rows').waitFor();
  await page.keyboard.press('ArrowDown');
  await hasFocus(page.getByRole('grid'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.inspector .hex').waitFor();
  const { onDemand } = await bundleSizes();
  assert.ok(onDemand.some(({ entry, bytes }) => /\/strings\.ts$/.test(entry) && bytes < 20_000));
});

/** The rules of the layout (docs/page.md), at the sizes that people have, with and without details. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { quiet, tab, useHarness } from './harness.ts';
import { layoutFaults, sizes } from './layoutFaults.ts';

const harness = useHarness();

/** Each fault once, with the sizes that have it. */
async function look(page: Page, what: string): Promise<string[]> {
  const faults = new Map<string, string[]>();
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await quiet(page);
    for (const fault of await layoutFaults(page))
      faults.set(fault, [...(faults.get(fault) ?? []), `${width} × ${height}`]);
  }
  return [...faults].map(([fault, where]) => `${what} at ${where.join(', ')}: ${fault}`);
}

const part = (name: string) => (page: Page) => page.locator(`.tabs-part [data-tab="${name}"]`).last().click();
const row = (at: number) => (page: Page) =>
  page.locator(`.grid-row[data-row="${at}"]`).click({ position: { x: 40, y: 8 } });
const bytes = (page: Page) => page.locator('.tab-panel .bytes-button').first().click();

type Act = ((page: Page) => Promise<unknown>) | undefined;

/** Tab, what to choose in it, and what opens details. */
const views: readonly (readonly [tab: string, choose?: Act, open?: Act])[] = [
  ['overview', undefined, bytes],
  ['symbols', undefined, row(9)],
  ['versions', undefined, row(1)],
  ['hashes', part('chains'), (page) => page.locator('.chain-box').first().click()],
  ['hashes', part('table'), row(2)],
  ['hashes', part('bloom'), row(1)],
  ['consumers', undefined, bytes],
  ['consumers', (page) => page.locator('.consumer-item.is-all').click(), row(2)],
  ['clock'],
  ['code'],
  ['structure', part('header'), bytes],
  ['structure', part('sections'), row(9)],
  ['structure', part('strings'), row(2)],
  ['structure', part('map'), (page) => page.locator('.map-region').first().click()],
  ['problems'],
];

/** Of names as long as they come, what shows them. */
const longNames = ['overview', 'symbols', 'problems'];

for (const [image, some] of [
  ['live', views],
  ['hostile', views.filter(([name]) => longNames.includes(name))],
] as const) {
  test(`every view of ${image} keeps to the rules of the layout at every size`, async () => {
    const page = await harness.open({ image });
    await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    const faults: string[] = [];
    for (const [name, choose, open] of some) {
      await page.setViewportSize({ width: 1280, height: 760 });
      await tab(page, name);
      await choose?.(page);
      await quiet(page);
      faults.push(...(await look(page, name)));
      if (open === undefined) continue;
      await page.setViewportSize({ width: 1280, height: 760 });
      await open(page);
      await page.locator('.inspector:visible').waitFor();
      faults.push(...(await look(page, `${name} with details`)));
      await page.keyboard.press('Escape');
    }
    assert.deepEqual(faults, []);
  });
}

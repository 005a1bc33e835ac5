/** Where details stand, what they keep in view, and the way back from them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, counts, eventually, has, shows } from '../support/eventually.ts';
import { grid } from './grid.ts';
import { absent, hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

const details = (page: Page) => page.locator('.inspector');

async function openedAt(width: number, height: number, row: number): Promise<Page> {
  const page = await harness.open({ width, height });
  await page.locator(`.grid-row[data-row="${row}"]:not(.is-loading)`).click({ position: { x: 40, y: 8 } });
  await page.locator('.inspector .detail p').first().waitFor();
  await quiet(page);
  return page;
}

/** Where details are, seen from the table. */
async function placement(page: Page): Promise<string> {
  const around = await page.locator('.workspace').boundingBox();
  const panel = await details(page).boundingBox();
  if (around === null || panel === null) return 'closed';
  if (panel.x > around.x + 100) return 'beside';
  return panel.y > around.y + 100 ? 'below' : 'instead';
}

test('details stand beside the table, below it or in its place, as the page has room', async () => {
  const page = await openedAt(1000, 600, 3);
  for (const [width, height, where] of [
    [1000, 600, 'beside'],
    [999, 600, 'below'],
    [960, 520, 'below'],
    [960, 519, 'instead'],
    [1000, 400, 'beside'],
    [411, 760, 'below'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await becomes(() => placement(page), where);
  }
});

test('in the table’s place details take the focus, and lead back to their row', async () => {
  const page = await openedAt(640, 380, 3);
  await hasFocus(page.locator('.inspector-title'));
  await counts(grid(page), 0);
  await page.getByRole('button', { name: 'Back' }).click();
  await hasFocus(grid(page));
  await page.locator('.grid-row[data-row="3"][aria-selected="true"]').waitFor();
  // What only leads to a row shows the row.
  await withHost(page, (host) =>
    host.event({ type: 'reveal', target: { table: 'symbols', name: '__vdso_getcpu' } }),
  );
  await page.locator('.grid-row[aria-selected="true"]', { hasText: '__vdso_getcpu' }).waitFor();
  await absent(page.locator('.inspector:visible'));
  await page.keyboard.press('Enter');
  await hasFocus(page.locator('.inspector-title'));
  await page.keyboard.press('Escape');
  await hasFocus(grid(page));
});

test('details that lose their room keep the focus, and another tab shows its table', async () => {
  const page = await openedAt(900, 700, 3);
  await hasFocus(grid(page));
  await page.setViewportSize({ width: 900, height: 500 });
  await hasFocus(page.locator('.inspector-title'));
  await tab(page, 'versions');
  await page.locator('.grid-row').first().waitFor();
  await tab(page, 'symbols');
  await page.locator('.grid-row[data-row="3"][aria-selected="true"]').waitFor();
  await absent(page.locator('.inspector:visible'));
});

test('a click scrolls nothing sideways, whatever cell it is on', async () => {
  const page = await harness.open({ width: 1000, height: 600 });
  const left = () => grid(page).evaluate((element) => element.scrollLeft);
  const press = async (x: number, row: number) => {
    const box = (await page.locator(`.grid-row[data-row="${row}"]`).boundingBox()) ?? assert.fail('no row');
    await page.mouse.click(x, box.y + box.height / 2);
    await shows(page.locator('.inspector-title'), /./);
    await quiet(page);
  };
  await press(990, 2);
  await becomes(left, 0);
  await press(600, 4);
  await becomes(left, 0);
  await grid(page).evaluate((element) => element.scrollTo(70, 0));
  await press(20, 6);
  await becomes(left, 70);
});

test('the row stays in view when a window gets lower under it', async () => {
  const page = await openedAt(900, 1000, 13);
  for (const height of [760, 640, 540]) {
    await page.setViewportSize({ width: 900, height });
    await eventually(async () => {
      const table = (await grid(page).boundingBox()) ?? assert.fail('no table');
      const row =
        (await page.locator('.grid-row[aria-selected="true"]').boundingBox()) ?? assert.fail('no row');
      assert.ok(row.y >= table.y + 26 && row.y + row.height <= table.y + table.height + 1, `${height}`);
      assert.ok(table.height >= 120, `${table.height}`);
    });
  }
});

test('a step’s button stays in view when its bytes are shown below', async () => {
  const page = await harness.open({ width: 900, height: 700 });
  await tab(page, 'consumers');
  const button = page.locator('.key-replay .bytes-button').last();
  await button.click();
  await page.locator('.hex').waitFor();
  await quiet(page);
  await eventually(async () => {
    const box = (await button.boundingBox()) ?? assert.fail('no button');
    const panel = (await details(page).boundingBox()) ?? assert.fail('no details');
    assert.ok(box.y + box.height <= panel.y + 1, `${box.y} is below ${panel.y}`);
  });
});

test('cards that open show it, and turn when they do', async () => {
  const page = await openedAt(1920, 1080, 9);
  const card = page.locator('.replay').first();
  const sign = card.locator('.replay-fold');
  await has(card, 'open', null);
  const turned = () => sign.evaluate((each) => getComputedStyle(each).rotate);
  await becomes(turned, 'none');
  await card.locator('summary').click();
  await becomes(turned, '90deg');
});

test('bytes take eight on a line where sixteen have no room', async () => {
  const page = await openedAt(1000, 600, 9);
  const dump = page.locator('.hex-scroll');
  const over = () => dump.evaluate((each) => each.scrollWidth - each.clientWidth);
  const first = page.locator('.hex-bytes').first();
  const tops = () =>
    first.evaluate((each) => [...each.children].map((half) => half.getBoundingClientRect().top));
  await becomes(async () => new Set(await tops()).size, 2);
  await becomes(over, 0);
  await page.setViewportSize({ width: 900, height: 700 });
  await becomes(async () => new Set(await tops()).size, 1);
  await becomes(over, 0);
});

test('a row of tabs that scrolls has a sign at the edge where more are, and the sign leads there', async () => {
  const page = await harness.open({ width: 411, height: 760 });
  const strip = page.locator('main > .strip');
  const [left, right] = [strip.locator('.is-left'), strip.locator('.is-right')];
  await right.waitFor();
  await counts(left.filter({ visible: true }), 0);
  for (let at = 0; at < 3 && (await right.isVisible()); at += 1) {
    await right.click();
    await quiet(page);
  }
  await left.waitFor();
  await tab(page, 'problems');
  await page.setViewportSize({ width: 1280, height: 760 });
  await counts(strip.locator('.strip-more').filter({ visible: true }), 0);
});

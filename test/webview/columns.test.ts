import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { becomes, eventually, has, shows } from '../support/eventually.ts';
import { focusedGrid, grid, selects } from './grid.ts';
import { absent, hasFocus, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

/** To within two pixels. */
function sized(element: Locator, side: 'width' | 'height', pixels: number): Promise<void> {
  return eventually(async () => {
    const found = (await element.boundingBox())?.[side] ?? 0;
    assert.ok(Math.abs(found - pixels) < 2, `${found} and not ${pixels}`);
  });
}

test('a text that is clipped ends in dots and is told in full, also after a column has changed', async () => {
  const page = await focusedGrid(harness, 'hostile');
  const long = page.locator('.grid-row[data-row="6"] .cell').nth(1);
  const short = page.locator('.grid-row[data-row="3"] .cell').nth(1);
  const look = (cell: typeof long) =>
    cell.evaluate((element) => ({
      overflows: element.scrollWidth > element.clientWidth,
      dots: getComputedStyle(element).textOverflow === 'ellipsis',
    }));
  await becomes(() => look(long), { overflows: true, dots: true });
  await becomes(() => look(short), { overflows: false, dots: false });
  await long.hover();
  await has(long, 'title', 'A'.repeat(4000));
  await short.hover();
  await has(short, 'title', null);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.waitForFunction(
    () => document.querySelector('[data-row="3"] .cell:nth-child(2).clips') !== null,
  );
  await becomes(() => look(short), { overflows: true, dots: true });
});

test('columns are resized by key and by pointer, and reset', async () => {
  const page = await focusedGrid(harness);
  const name = page.getByRole('columnheader', { name: 'Name' });
  const before = (await name.boundingBox())?.width ?? 0;
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  await eventually(async () => {
    const wider = (await name.boundingBox())?.width ?? 0;
    assert.ok(wider > before, `${before} → ${wider}`);
  });
  await page.getByRole('button', { name: 'Copy and table actions' }).click();
  await page.getByRole('menuitem', { name: 'Reset column widths' }).click();
  await becomes(async () => (await name.boundingBox())?.width, before);
  await has(name, 'aria-sort', 'none');
});

test('a double-click on a column’s edge, and its menu, fit the column to what stands in it', async () => {
  const page = await focusedGrid(harness);
  const name = page.getByRole('columnheader', { name: 'Name' });
  const widest = page.locator('.grid-row[data-row="9"] .cell').first();
  /** Pixels beside the longest name. */
  const room = () =>
    widest.evaluate((cell) => {
      const text = document.createRange();
      text.selectNodeContents(cell.lastChild ?? cell);
      const padding = Number.parseFloat(getComputedStyle(cell).paddingRight);
      return cell.getBoundingClientRect().right - padding - text.getBoundingClientRect().right;
    });
  const fits = () =>
    eventually(async () => {
      const left = await room();
      assert.ok(left >= 0 && left < 6, `${left} px are left`);
    });
  await widest.waitFor();
  await name.locator('.head-grip').dblclick();
  await fits();
  await has(name, 'aria-sort', 'none');
  await grid(page).focus();
  await page.keyboard.press('ArrowUp');
  for (let turn = 0; turn < 6; turn += 1) await page.keyboard.press('Shift+ArrowLeft');
  await eventually(async () => assert.ok((await room()) < 0));
  await page.getByRole('button', { name: 'Copy and table actions' }).click();
  await page.getByRole('menuitem', { name: 'Fit column “Name” to its contents' }).click();
  await fits();
});

test('columns are chosen by key, at once, and survive a reload', async () => {
  const page = await focusedGrid(harness);
  const heads = () => page.locator('.grid-head .head-text').allInnerTexts();
  const all = ['Name', 'Version', 'Looked up by', 'Value', 'Size', 'Type', 'Bind', '#'];
  await becomes(heads, all);
  await page.locator('.grid-row[data-row="9"]').click();
  const menu = page.getByRole('button', { name: 'Copy and table actions' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Columns…' }).press('Enter');
  const choice = (name: string) => page.getByRole('menuitemcheckbox', { name });
  await has(choice('GNU hash'), 'aria-checked', 'false');
  await has(choice('Version'), 'aria-checked', 'true');
  await absent(choice('Name'));
  await choice('GNU hash').press(' ');
  await choice('Bind').press('Enter');
  await has(choice('GNU hash'), 'aria-checked', 'true');
  const chosen = [...all.filter((each) => each !== 'Bind'), 'GNU hash'];
  await becomes(heads, chosen);
  await page.keyboard.press('Escape');
  await hasFocus(menu);
  await selects(page, 9);
  await shows(page.locator('.grid-row[data-row="9"] .cell').last(), '0x6e43a318');
  await has(grid(page), 'aria-colcount', '8');
  await grid(page).focus();
  await page.keyboard.press('Control+c');
  await eventually(async () =>
    assert.match((await withHost(page, (host) => host.copied)).at(-1) ?? '', /902\tFUNC\t9\t0x6e43a318$/),
  );
  await page.reload();
  await becomes(heads, chosen);
  // The other way round nothing is kept: the defaults may change.
  await menu.click();
  await page.getByRole('menuitem', { name: 'Columns…' }).click();
  await choice('Bind').click();
  await choice('GNU hash').click();
  await becomes(heads, all);
  await page.keyboard.press('Escape');
  await eventually(async () =>
    assert.doesNotMatch(await page.evaluate(() => Object.values(sessionStorage).join()), /"columns"/),
  );
});

test('the name stays while other columns scroll below it', async () => {
  const page = await harness.open({ width: 620 });
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  const name = page.locator('.grid-row[data-row="9"] .cell').first();
  const size = page.locator('.grid-row[data-row="9"] .cell').nth(4);
  const left = async (cell: Locator) => (await cell.boundingBox())?.x ?? 0;
  const [nameAt, sizeAt] = [await left(name), await left(size)];
  await grid(page).evaluate((element) => element.scrollTo(300, 0));
  await eventually(async () => assert.ok((await left(size)) < sizeAt - 200));
  assert.equal(await left(name), nameAt);
  // What lies below it does not show through.
  const above = await page.evaluate((x) => {
    const row = document.querySelector('.grid-row[data-row="9"]')?.getBoundingClientRect();
    return document.elementFromPoint(x, (row?.top ?? 0) + 8)?.textContent;
  }, nameAt + 60);
  assert.equal(above, '__vdso_clock_gettime');
  // A cell that is walked to is not left below it.
  await grid(page).focus();
  for (const key of ['ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'])
    await page.keyboard.press(key);
  await eventually(async () => {
    const active = await page.locator('.is-active').boundingBox();
    const pinned = await page.locator('.grid-row[data-row="0"] .cell').first().boundingBox();
    assert.ok((active?.x ?? 0) >= (pinned?.x ?? 0) + (pinned?.width ?? 0) - 1);
  });
  const wide = await focusedGrid(harness);
  await eventually(async () =>
    assert.equal(await grid(wide).evaluate((each) => each.classList.contains('is-wide')), false),
  );
});

test('a problem stands on two lines, and is told in full where these are too few', async () => {
  const page = await harness.open({ image: 'hostile', width: 900 });
  await tab(page, 'problems');
  const sentence = page.locator('.grid-row[data-row="1"] .cell').nth(1);
  await sentence.waitFor();
  const lines = await sentence.evaluate((cell) => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
  });
  assert.ok(lines >= 2, `${lines} lines`);
  await sentence.hover();
  await has(sentence, 'title', /^The chain ends .*here\.$/);
  const short = page.locator('.grid-row[data-row="0"] .cell').nth(1);
  await short.hover();
  await has(short, 'title', null);
});

test('a column and the line to the details follow the pointer', async () => {
  const page = await focusedGrid(harness);
  const drag = async (target: ReturnType<Page['locator']>, x: number, y: number) => {
    const box = (await target.boundingBox()) ?? assert.fail('nothing to drag');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + x, box.y + box.height / 2 + y, { steps: 4 });
    await page.mouse.up();
  };
  const head = page.getByRole('columnheader', { name: 'Version' });
  const width = (await head.boundingBox())?.width ?? 0;
  await drag(head.locator('.head-grip'), 60, 0);
  await sized(head, 'width', width + 60);
  await page.locator('.grid-row[data-row="3"]').click();
  const panel = page.locator('.inspector');
  await panel.waitFor();
  const beside = (await panel.boundingBox())?.width ?? 0;
  await drag(page.locator('.splitter'), -70, 0);
  await sized(panel, 'width', beside + 70);
  await page.setViewportSize({ width: 900, height: 800 });
  await has(page.locator('.splitter'), 'aria-orientation', 'horizontal');
  const below = (await panel.boundingBox())?.height ?? 0;
  await drag(page.locator('.splitter'), 0, -70);
  await sized(panel, 'height', below + 70);
});

test('a pointer that rests where a menu opens chooses nothing, and one that moves does', async () => {
  const page = await focusedGrid(harness);
  const button = page.getByRole('button', { name: 'Copy and table actions' });
  await page.mouse.move(1, 1);
  const opened = async () => {
    await button.focus();
    await page.keyboard.press('Enter');
    await hasFocus(page.getByRole('menuitem').first());
  };
  await opened();
  const second = page.getByRole('menuitem').nth(1);
  const { x, y, width, height } = (await second.boundingBox()) ?? assert.fail('no box');
  await page.keyboard.press('Escape');
  await page.mouse.move(x + width / 2, y + height / 2);
  await opened();
  // Chromium finds out what is below the pointer a moment later.
  await eventually(async () => assert.ok(await second.evaluate((item) => item.matches(':hover'))));
  await hasFocus(page.getByRole('menuitem').first());
  await page.mouse.move(x + width / 2 + 1, y + height / 2);
  await hasFocus(second);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { counts, eventually, has, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { absent, bundleSizes, hasFocus, quiet, type Theme, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

const part = (page: Page, name: string) => page.locator(`.tabs-part [data-tab="${name}"]`).click();
const row = (page: Page, index: number) => page.locator(`.grid-row[data-row="${index}"]`);
const requests = (page: Page): Promise<string[]> =>
  withHost(page, (host) => host.requests.flatMap((each) => (each.type === 'request' ? [each.name] : [])));

async function openListing(page: Page): Promise<void> {
  await tab(page, 'code');
  await row(page, 0).click();
  await page.getByRole('button', { name: 'Show its code' }).click();
  await row(page, 8).waitFor();
}

test('nothing of code is asked for before its tab is looked at, and its script is one of its own', async () => {
  const page = await harness.open();
  await tab(page, 'structure');
  await quiet(page);
  assert.ok(!(await requests(page)).includes('code'));
  await tab(page, 'code');
  await shows(row(page, 0), /__vdso_clock_gettime[\s\S]*user space, or the kernel where it must[\s\S]*rdtsc/);
  assert.ok((await requests(page)).includes('code'));
  const { onDemand } = await bundleSizes();
  assert.ok(onDemand.some(({ entry }) => /\/code\.ts$/.test(entry)));
});

for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies Theme[]) {
  test(`axe finds nothing wrong in the parts of the Code tab (${theme})`, async () => {
    const page = await harness.open({ theme });
    await openListing(page);
    for (const name of ['listing', 'functions', 'ribbon', 'clockPaths']) {
      await part(page, name);
      await quiet(page);
      assert.deepEqual(await violations(page, theme === 'dark' ? 'all' : 'ofThemes'), [], name);
    }
  });
}

test('instructions have their bytes, where they lead and a line for each jump', async () => {
  const page = await harness.open();
  await openListing(page);
  await shows(page.locator('.listing-title'), '__vdso_clock_gettime');
  await shows(row(page, 1), /75 0c\s*jne 0x[\da-f]+\s*__vdso_clock_gettime\+0x10 · 6 lines down/);
  await shows(row(page, 8), /enters the kernel: clock_gettime/);
  await counts(row(page, 8).getByRole('img', { name: 'enters the kernel' }), 1);
  await counts(row(page, 2).getByRole('img', { name: 'reads a counter' }), 1);
  // The line of the outer jump passes the rows between its ends, and its head is at the row that it leads to.
  const lines = await page
    .locator('.jumps path')
    .evaluateAll((all) => all.map((each) => each.getAttribute('d')));
  assert.match(lines[1] ?? '', /V22M\d/.test(lines[1] ?? '') ? /V22/ : /V22M[\d.]+ 11H/);
  assert.match(lines[3] ?? '', / 0V22/);
  assert.match(lines[7] ?? '', /L\d+ 11L/);
  assert.equal(lines[9], '');
});

test('the keyboard follows a jump, goes into another function, and to the bytes and back', async () => {
  const page = await harness.open();
  await openListing(page);
  await quiet(page);
  const grid = page.locator('.instructions');
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await has(row(page, 7), 'aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await hasFocus(page.locator('.hex-scroll'));
  await page.keyboard.press('Escape');
  await hasFocus(grid);
  await has(row(page, 7), 'aria-selected', 'true');
  for (let up = 0; up < 2; up++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await shows(page.locator('.listing-title'), '__vdso_getcpu');
  await hasFocus(page.locator('.instructions'));
});

test('a click on what an instruction leads to goes there, elsewhere it shows the bytes', async () => {
  const page = await harness.open();
  await openListing(page);
  await row(page, 1).locator('.code-link').click();
  await has(row(page, 7), 'aria-selected', 'true');
  await row(page, 3).locator('.cell').nth(2).click();
  await shows(page.locator('.inspector-title'), /^0x/);
  await page.locator('.hex').waitFor();
  await page.getByRole('button', { name: 'Details of the function' }).click();
  await shows(page.locator('.inspector-title'), '__vdso_clock_gettime');
});

test('the ribbon is one tab stop, tells what a part is, and leads to its instructions', async () => {
  const page = await harness.open();
  await tab(page, 'code');
  await part(page, 'ribbon');
  const stops = page.locator('.ribbon-region[tabindex="0"]');
  await counts(stops, 1);
  await stops.focus();
  await page.keyboard.press('End');
  await shows(page.locator('.map-caption'), /__vdso_clock_gettime.*enters the kernel: clock_gettime/);
  await counts(stops, 1);
  await page.keyboard.press('ArrowDown');
  await shows(page.locator('.map-caption'), /__vdso_getcpu/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await has(row(page, 8), 'aria-selected', 'true');
});

test('the function, the row and the part survive a reload', async () => {
  const page = await harness.open();
  await openListing(page);
  await row(page, 5).locator('.cell').nth(0).click();
  await page.reload();
  await has(row(page, 5), 'aria-selected', 'true');
  await shows(page.locator('.listing-title'), '__vdso_clock_gettime');
});

test('in 411 pixels nothing but cells is wider than the page, in any part', async () => {
  const page = await harness.open({ width: 411, height: 760 });
  await openListing(page);
  for (const name of ['listing', 'ribbon', 'functions', 'clockPaths']) {
    await part(page, name);
    await quiet(page);
    await eventually(async () => {
      const wide = await page.evaluate(
        `document.documentElement.scrollWidth > innerWidth || [...document.querySelectorAll('.listing-head *, .ribbon *, .offer *')].some((each) => each.getBoundingClientRect().right > innerWidth + 1)`,
      );
      assert.equal(wide, false, name);
    });
  }
});

test('code that cannot be read says so, and can be asked for again', async () => {
  const page = await harness.open();
  await withHost(page, (host) => host.fail('code', 'The worker ended.'));
  await tab(page, 'code');
  await shows(page.getByRole('alert'), 'The code could not be read: The worker ended.');
  await withHost(page, (host) => host.fail('code', undefined));
  await page.getByText('Retry').click();
  await shows(row(page, 0), /__vdso_clock_gettime/);
  await absent(page.getByRole('alert'));
});

test('Back and Forward go through what was followed within the Code tab, to the row that was left', async () => {
  const page = await harness.open();
  await openListing(page);
  await quiet(page);
  const back = page.getByRole('button', { name: 'Back', exact: true });
  const grid = page.locator('.instructions');
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await has(row(page, 7), 'aria-selected', 'true');
  await page.getByRole('button', { name: 'Details of the function' }).click();
  await page.locator('[data-table="functions"]').waitFor();
  await back.click();
  await page.locator('.listing').waitFor();
  await has(row(page, 7), 'aria-selected', 'true');
  await back.click();
  await has(row(page, 1), 'aria-selected', 'true');
  await back.click();
  await page.locator('[data-table="functions"]').waitFor();
  await page.getByRole('button', { name: 'Forward', exact: true }).click();
  await page.locator('.listing').waitFor();
  await has(row(page, 1), 'aria-selected', 'true');
});

/** The clock's tab and the header's clock: at open, when the code was asked, and after a measurement. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, counts, has, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { absent, quiet, type Theme, tab, useHarness, withHost } from './harness.ts';
import { layoutFaults } from './layoutFaults.ts';

const harness = useHarness();
const header = (page: Page) => page.locator('.chip-line .clock');
const measure = (page: Page) => page.locator('.clock-page .button').first();
const asked = (page: Page) =>
  withHost(page, (host) =>
    host.requests.flatMap((each) => (each.type === 'request' && each.name === 'clock' ? each.args[0] : [])),
  );

test('the header says what the clock source tells, then what the code says, and measures nothing', async () => {
  const page = await harness.open({ told: 'arrived', delay: 1500 });
  await shows(header(page), /^tsc: clock calls stay in user space \(by the clock source\)$/);
  await shows(header(page), 'tsc: clock calls stay in user space (by its code)');
  assert.deepEqual(await asked(page), [false]);
});

test('a file has no clock of its own: no tab, and nothing is asked', async () => {
  const page = await harness.open({ image: 'large' });
  await quiet(page);
  await absent(page.locator('.tabs-main [data-tab="clock"]'));
  assert.deepEqual(await asked(page), []);
});

test('the tab has verdict and causes; figures and their age come with a click, in the header too', async () => {
  const page = await harness.open();
  await header(page).click();
  await has(page.locator('.tabs-main [data-tab="clock"]'), 'aria-selected', 'true');
  await shows(page.locator('.clock-verdict'), 'Clock calls should stay in user space.');
  await shows(
    page.locator('[data-cause="source-user"] p').first(),
    'The clock source is tsc, which user space reads.',
  );
  await measure(page).click();
  await shows(
    page.locator('.clock-verdict'),
    'Clock calls stay in user space: 24 ns each, a system call costs 310 ns.',
  );
  await shows(page.locator('.clock-content > .note').first(), /Measured in this process, .* \(just now\)$/);
  await shows(header(page), 'tsc, 24 ns: clock calls stay in user space · just now');
  await shows(measure(page), 'Measure again');
  // Another tab and back: what was measured stays.
  await tab(page, 'symbols');
  await tab(page, 'clock');
  await shows(page.locator('.clock-verdict'), /24 ns each/);
});

test('a slow clock has its advice before its causes, and the command to copy', async () => {
  const page = await harness.open();
  await withHost(page, (host) => host.clock('slow'));
  await tab(page, 'clock');
  await quiet(page);
  await measure(page).click();
  await shows(
    page.locator('.clock-verdict'),
    'A clock call costs as much as a system call: 1480 ns beside 310 ns.',
  );
  const command = page.locator('.clock-command code').first();
  await shows(command, /^echo tsc \| sudo tee \/sys\//);
  await page.locator('.clock-command .button').first().click();
  await becomes(() => withHost(page, (host) => host.copied.at(-1)), await command.innerText());
  await shows(page.locator('[data-cause="runtime-calls"]'), /bionic 15 finds no function/);
  assert.deepEqual(await violations(page), []);
});

test('the function that the causes speak of leads to its code, and the clocks of the code to their page', async () => {
  const page = await harness.open();
  await tab(page, 'clock');
  await page.locator('[data-cause="code-user"] .link').click();
  await has(page.locator('.tabs-main [data-tab="code"]'), 'aria-selected', 'true');
  await becomes(
    () =>
      withHost(page, (host) =>
        host.requests.flatMap((each) =>
          each.type === 'request' && each.name === 'instructions'
            ? (each.args[0] as { place: string }).place
            : [],
        ),
      ).then((places) => places[0]),
    '0xaf0',
  );
  await page.locator('.tabs-part [data-tab="clockPaths"]').click();
  await page.locator('.code-note .link').click();
  await has(page.locator('.tabs-main [data-tab="clock"]'), 'aria-selected', 'true');
});

test('what could not be found out is said, and can be asked again', async () => {
  const page = await harness.open();
  await tab(page, 'clock');
  await quiet(page);
  await withHost(page, (host) => host.fail('clock', 'The reader of this image stopped.'));
  await measure(page).click();
  await shows(
    page.locator('.clock-failed'),
    /^This could not be found out: The reader of this image stopped\./,
  );
  await counts(page.locator('.clock-page .button[disabled]'), 0);
});

test('a page that was reloaded is on its tab, and asks without measuring', async () => {
  const page = await harness.open();
  await tab(page, 'clock');
  await quiet(page);
  await page.reload();
  await has(page.locator('.tabs-main [data-tab="clock"]'), 'aria-selected', 'true');
  await shows(page.locator('.clock-verdict'), 'Clock calls should stay in user space.');
  assert.deepEqual([...new Set(await asked(page))], [false]);
});

test('keys reach the tab, the button and the command', async () => {
  const page = await harness.open();
  await withHost(page, (host) => host.clock('slow'));
  await tab(page, 'structure');
  // Code stands between them.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await has(page.locator('.tabs-main [data-tab="clock"]'), 'aria-selected', 'true');
  await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
  await quiet(page);
  await page.keyboard.press('Tab');
  await becomes(() => page.evaluate(() => document.activeElement?.getAttribute('data-focus')), 'measure');
  await page.keyboard.press('Enter');
  await shows(page.locator('.clock-verdict'), /1480 ns/);
  await quiet(page);
  await page.keyboard.press('Tab');
  await becomes(() => page.evaluate(() => document.activeElement?.localName), 'code');
});

for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies Theme[])
  test(`axe finds nothing wrong in it (${theme})`, async () => {
    const page = await harness.open({ theme });
    await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await withHost(page, (host) => host.clock('slow'));
    await tab(page, 'clock');
    await measure(page).click();
    await shows(page.locator('.clock-verdict'), /1480 ns/);
    assert.deepEqual(await violations(page, theme === 'dark' ? 'all' : 'ofThemes'), []);
  });

test('its words have room at every size', async () => {
  const page = await harness.open();
  await withHost(page, (host) => host.clock('slow'));
  await tab(page, 'clock');
  await measure(page).click();
  await shows(page.locator('.clock-verdict'), /1480 ns/);
  for (const [width, height] of [
    [1920, 1080],
    [1280, 760],
    [960, 540],
    [411, 700],
  ] as const) {
    await page.setViewportSize({ width, height });
    await quiet(page);
    assert.deepEqual(await layoutFaults(page), [], `${width} × ${height}`);
  }
});

/** Ctrl+F in views that are no table: what is shown is filtered where it stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, counts, eventually, has, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { absent, bundleSizes, hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';
import { layoutFaults } from './layoutFaults.ts';

const harness = useHarness();

const bar = (page: Page) => page.getByRole('search');
const stays = (page: Page, name: string) =>
  has(page.locator('.tabs-main [aria-selected="true"]'), 'data-tab', name);

async function find(page: Page, words: string): Promise<void> {
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await bar(page).locator('vscode-text-field').waitFor();
  await eventually(async () =>
    assert.ok(await page.evaluate(() => document.activeElement?.getAttribute('data-focus') === 'find')),
  );
  await page.keyboard.type(words);
}

test('on Overview cards keep what has the words, Escape leads back to where the focus was', async () => {
  const page = await harness.open();
  await tab(page, 'overview');
  const musl = page.getByRole('button', { name: 'musl 1.2.6' });
  await musl.focus();
  await find(page, '0x15e0');
  await shows(bar(page).getByRole('status'), /^1 of \d+$/);
  await stays(page, 'overview');
  await absent(page.getByRole('region', { name: 'Who gets what' }).locator(':visible'));
  await counts(page.locator('.field:visible'), 1);
  assert.deepEqual(await violations(page), []);
  for (const [width, height] of [
    [1280, 760],
    [411, 760],
  ] as const) {
    await page.setViewportSize({ width, height });
    await quiet(page);
    assert.deepEqual(await layoutFaults(page), []);
  }
  await page.keyboard.press('Escape');
  await absent(bar(page));
  await hasFocus(musl);
  await page.getByRole('region', { name: 'Who gets what' }).waitFor();
});

test('steps of a lookup and keys are filtered in the consumer’s page, and what comes anew as well', async () => {
  const page = await harness.open();
  await tab(page, 'consumers');
  await page.locator('.step').first().waitFor();
  const before = await page.locator('.step:visible').count();
  await find(page, 'bucket');
  await eventually(async () => {
    const left = await page.locator('.step:visible').count();
    assert.ok(left > 0 && left < before, `${left} of ${before}`);
  });
  await stays(page, 'consumers');
  await page.locator('.consumer-item').nth(1).click();
  await eventually(async () => {
    const steps = await page.locator('.step:visible').allInnerTexts();
    assert.ok(steps.length > 0 && steps.every((text) => /bucket/i.test(text)), steps.join('\n'));
  });
});

test('steps in the details are filtered there while the focus is in them', async () => {
  const page = await harness.open();
  await page.locator('.grid-row[data-row="9"]').click();
  await page.locator('.inspector .replay').first().waitFor();
  await page.locator('.inspector summary').first().focus();
  await find(page, 'bucket');
  await counts(page.locator('.inspector').getByRole('search'), 1);
  await eventually(async () => {
    const steps = await page.locator('.inspector .step:visible').allInnerTexts();
    assert.ok(steps.length > 0 && steps.every((text) => /bucket/i.test(text)), steps.join('\n'));
  });
  await page.keyboard.press('Escape');
  await absent(bar(page));
});

test('drawn chains are narrowed to the buckets that have the words, by the host', async () => {
  const page = await harness.open();
  await tab(page, 'hashes');
  await counts(page.locator('.bucket-row'), 3);
  await find(page, '10');
  await shows(bar(page).getByRole('status'), '1 of 3');
  await counts(page.locator('.bucket-row'), 1);
  const shown = page.locator('.bucket-row .bucket-number');
  // Its place comes before what is in it.
  await shows(shown, /^bucket [1-9]/);
  const number = await shown.innerText();
  await shown.click();
  await becomes(
    () =>
      withHost(page, (host) =>
        host.requests.flatMap((each) =>
          each.type === 'request' && each.name === 'detail' ? [each.args.join(' ')] : [],
        ),
      ).then((asked) => asked.at(-1)),
    `gnuBuckets ${number.replace('bucket ', '')}`,
  );
  // A key of another bucket is shown all the same.
  await page.locator('.landing').first().click();
  await counts(page.locator('.bucket-row'), 3);
});

test('what was typed just before another tab was chosen, or a reload, is kept', async () => {
  const page = await harness.open();
  await tab(page, 'overview');
  await find(page, '');
  const field = bar(page).locator('input');
  await field.evaluate((input: HTMLInputElement) => {
    const type = (words: string) => {
      input.value = words;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    };
    const choose = (name: string) =>
      document.querySelector<HTMLElement>(`.tabs-main [data-tab="${name}"]`)?.click();
    type('0x15');
    choose('versions');
    choose('overview');
    Object.assign(window, { type });
  });
  await becomes(() => field.inputValue(), '0x15');
  await shows(bar(page).getByRole('status'), /^\d+ of/);
  await page.evaluate(() => {
    (Reflect.get(window, 'type') as (words: string) => void)('0x15e0');
    location.reload();
  });
  await shows(bar(page).getByRole('status'), /^1 of/);
  await becomes(() => field.inputValue(), '0x15e0');
});

test('the words survive a reload and another tab, and the script is one of its own', async () => {
  const page = await harness.open();
  await tab(page, 'overview');
  await find(page, '0x15e0');
  await shows(bar(page).getByRole('status'), /^1 of/);
  await tab(page, 'versions');
  await absent(bar(page));
  await tab(page, 'overview');
  await shows(bar(page).getByRole('status'), /^1 of/);
  await page.reload();
  await shows(bar(page).getByRole('status'), /^1 of/);
  await counts(page.locator('.field:visible'), 1);
  const { onDemand } = await bundleSizes();
  assert.ok(onDemand.some(({ entry, bytes }) => /\/findBar\b/.test(entry) && bytes < 20_000));
});

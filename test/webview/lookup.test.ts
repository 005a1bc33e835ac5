/** Looking any name up above the hash tables and beside the consumers, by keyboard alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, counts, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { absent, hasFocus, quiet, type Theme, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

const input = (page: Page) => page.locator('.lookup-field input');
const result = (page: Page) => page.locator('.lookup-result');

async function typed(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
  await input(page).fill(name);
}

test('a name is answered while it is typed; Enter goes to the answer, Escape back to the tables', async () => {
  const page = await harness.open();
  await tab(page, 'hashes');
  await typed(page, '__vdso_time');
  await shows(result(page).locator('h2'), '__vdso_time');
  await shows(result(page).locator('.key-replay h3'), /^Go \S+: found$/);
  await counts(page.locator('.hash-layout:visible'), 0);
  await page.keyboard.press('Enter');
  await hasFocus(page.locator('.lookup-place'));
  await page.keyboard.press('Escape');
  await hasFocus(page.locator('.lookup-field'));
  await counts(page.locator('.hash-layout:visible'), 1);
  await becomes(() => input(page).inputValue(), '');
});

test('a name that is missing offers its nearest, and one that is none says so', async () => {
  const page = await harness.open();
  await tab(page, 'hashes');
  await typed(page, 'nothing');
  await result(page).getByText('No dynamic symbol of this image has this name').waitFor();
  await result(page).getByRole('button', { name: '__vdso_getcpu' }).click();
  await shows(result(page).locator('h2'), '__vdso_getcpu');
  await result(page).getByRole('button', { name: 'Show the symbol' }).click();
  await page.locator('[data-view="symbols"] .grid-row[aria-selected="true"]').waitFor();
  await tab(page, 'hashes');
  await typed(page, '@');
  await page.locator('.lookup-place [role="alert"]').getByText('A name is NAME or NAME@VERSION').waitFor();
});

test('name and consumer are kept; another consumer is asked at once', async () => {
  const page = await harness.open();
  await tab(page, 'hashes');
  await typed(page, '__vdso_time');
  await result(page).waitFor();
  await page.locator('.lookup-bar select').selectOption({ index: 0 });
  await absent(result(page).locator('.key-replay'));
  await page.reload();
  await shows(result(page).locator('h2'), '__vdso_time');
  await absent(result(page).locator('.key-replay'));
});

test('beside the consumers it asks as the one who is shown, and another page takes its place', async () => {
  const page = await harness.open();
  await tab(page, 'consumers');
  await page.locator('.consumer-item').nth(1).click();
  const name = (await page.locator('.consumer-item').nth(1).getAttribute('data-consumer')) ?? '';
  await typed(page, '__vdso_time');
  await result(page).waitFor();
  await becomes(() => page.locator('.lookup-bar select').inputValue(), name);
  await page.locator('.consumer-item').nth(0).click();
  await absent(result(page));
  await page.locator('.consumer-page:visible').waitFor();
});

test('an answer that nobody wants any more does not appear', async () => {
  const page = await harness.open({ delay: 200 });
  await tab(page, 'hashes');
  await typed(page, '__vdso_time');
  await page.keyboard.press('Enter');
  await page.locator('.lookup-field input').fill('');
  await quiet(page);
  await absent(result(page));
});

for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies Theme[]) {
  test(`axe finds nothing wrong in an answer (${theme})`, async () => {
    const page = await harness.open({ theme, width: theme === 'light' ? 411 : 1280 });
    await tab(page, 'hashes');
    await typed(page, 'missing');
    await result(page).waitFor();
    await quiet(page);
    assert.deepEqual(await violations(page, theme.startsWith('contrast') ? 'ofThemes' : 'all'), []);
    assert.deepEqual(await withHost(page, (host) => host.violations), []);
  });
}

test('from a byte back to its field: by keys and by mouse, with a way to the row', async () => {
  const page = await harness.open();
  await page.locator('.grid-row[data-row="9"]').click();
  const dump = page.locator('.hex-scroll');
  await dump.focus();
  await page.keyboard.press('ArrowRight');
  await shows(page.locator('.byte-place p'), /^0x[0-9a-f]+\s*$/);
  const first = (await page.locator('.byte-place p').textContent()) ?? '';
  await page.keyboard.press('ArrowRight');
  await becomes(async () => (await page.locator('.byte-place p').textContent()) === first, false);
  assert.deepEqual(await violations(page), []);
  await page
    .locator('.hex-row .hex-bytes span')
    .first()
    .click({ position: { x: 4, y: 6 } });
  await shows(page.locator('.byte-place p'), first.trim());
  await page.locator('.byte-fields button').first().click();
  await page.locator('[data-view="symbols"] .grid-row[aria-selected="true"]').waitFor();
  assert.deepEqual(await withHost(page, (host) => host.violations), []);
});

test('what was typed just before another tab was chosen is kept, and asks for nothing there', async () => {
  const page = await harness.open();
  const leave = async (field: string, typed: string, to: string): Promise<void> => {
    await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await page.evaluate(
      ([selector = '', value = '', next = '']) => {
        const element = document.querySelector(selector) ?? document.body;
        Object.assign(element, { value }).dispatchEvent(new Event('input'));
        document.querySelector<HTMLElement>(`.tabs-main [data-tab="${next}"]`)?.click();
      },
      [field, typed, to],
    );
    await becomes(
      () => page.evaluate((text) => Object.values(sessionStorage).some((each) => each.includes(text)), typed),
      true,
    );
  };
  await leave('.filter', 'filtered-and-left', 'hashes');
  await leave('.lookup-field', 'looked-up-and-left', 'versions');
  const asked = await withHost(page, ({ requests }) => JSON.stringify(requests));
  assert.ok(!asked.includes('-and-left'), asked);
});

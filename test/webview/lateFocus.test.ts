/**
 * What comes later than it was asked for takes the focus from nobody who is elsewhere by then: in VS Code, where a palette
 * that is being typed into would close, or in the page.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, shows } from '../support/eventually.ts';
import { hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

/** From now on the page is told that another one has the focus, and what gives it to an element is counted. */
function looksAway(page: Page, away: boolean): Promise<void> {
  return page.evaluate((is) => {
    document.hasFocus = () => !is;
    Object.assign(window, { focused: 0 });
    const { focus } = HTMLElement.prototype;
    HTMLElement.prototype.focus = function (...options) {
      Object.assign(window, { focused: Number(Reflect.get(window, 'focused')) + 1 });
      focus.apply(this, options);
    };
  }, away);
}

const focused = (page: Page) => page.evaluate(() => Number(Reflect.get(window, 'focused')));
const event = (page: Page, index: number) =>
  page.evaluate(`fakeHost.event({ type: 'reveal', target: { table: 'versions', index: ${index} } })`);

async function typedLookup(page: Page): Promise<void> {
  await tab(page, 'hashes');
  await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
  await page.locator('.lookup-field input').fill('__vdso_time');
  await shows(page.locator('.lookup-result h2'), '__vdso_time');
}

async function openListing(page: Page): Promise<void> {
  await tab(page, 'code');
  await page.locator('.grid-row[data-row="0"]').click();
  await page.getByRole('button', { name: 'Show its code' }).click();
  await page.locator('.grid-row[data-row="8"]').waitFor();
  await page.locator('.instructions').focus();
  await page.keyboard.press('Control+Home');
}

const cases = [
  [
    'a row that is revealed',
    async () => undefined,
    (page: Page) => event(page, 1),
    '[data-table="versions"] .grid-row[aria-selected=true]',
  ],
  [
    'the answer to a lookup',
    typedLookup,
    (page: Page) => page.keyboard.press('Enter'),
    '.lookup-result:not([aria-busy])',
  ],
  ['the bytes of an instruction', openListing, (page: Page) => page.keyboard.press('Enter'), '.hex-scroll'],
  [
    'the filter of a view, which comes with its script',
    (page: Page) => tab(page, 'overview'),
    (page: Page) => withHost(page, (host) => host.event({ type: 'focusFilter' })),
    '.filter-bar',
  ],
] as const;

for (const [what, arrange, act, arrived] of cases)
  test(`${what} takes the focus from nobody who is elsewhere meanwhile`, async () => {
    const page = await harness.open();
    await page.locator('.grid-row').first().waitFor();
    await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await arrange(page);
    await quiet(page);
    await looksAway(page, true);
    await act(page);
    await page.locator(arrived).first().waitFor();
    await quiet(page);
    assert.equal(await focused(page), 0);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    assert.equal(await focused(page), 1, 'as soon as the reader comes back');
  });

for (const [what, arrange, act, arrived] of cases.filter(([what]) => !what.startsWith('the filter')))
  test(`${what} takes the focus from nobody who has gone on in the page`, async () => {
    const page = await harness.open({ delay: 250 });
    await page.locator('.grid-row').first().waitFor();
    await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await arrange(page);
    await quiet(page);
    const elsewhere = page.locator('.image-header button').first();
    await act(page);
    await elsewhere.focus();
    await page.locator(arrived).first().waitFor();
    await hasFocus(elsewhere);
  });

test('who is in the page has the focus at what has come', async () => {
  const page = await harness.open();
  await page.locator('.grid-row').first().waitFor();
  await looksAway(page, false);
  await event(page, 0);
  await becomes(() => focused(page), 1);
});

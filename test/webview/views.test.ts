import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { becomes, counts, eventually, has, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { hostileNames } from './fake/cases.ts';
import { absent, hasFocus, quiet, type Theme, tab, useHarness, withHost } from './harness.ts';

const tabs = ['overview', 'symbols', 'versions', 'hashes', 'consumers', 'code', 'structure', 'problems'];

const harness = useHarness();

for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies Theme[]) {
  test(`axe finds nothing wrong in any tab (${theme})`, async () => {
    const page = await harness.open({ theme });
    await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await page.locator('.grid-row[data-row="9"]').click();
    await page.locator('.hex').waitFor();
    assert.deepEqual(await violations(page, theme === 'dark' ? 'all' : 'ofThemes'), []);
    for (const name of tabs) {
      await tab(page, name);
      await quiet(page);
      assert.deepEqual(await violations(page, theme === 'dark' ? 'all' : 'ofThemes'), [], name);
    }
    for (const name of ['bloom', 'table']) {
      await tab(page, 'hashes');
      await page.locator(`.tabs-part [data-tab="${name}"]`).click();
      await quiet(page);
      assert.deepEqual(await violations(page, theme === 'dark' ? 'all' : 'ofThemes'), [], name);
    }
  });
}

test('axe finds nothing wrong in a failure, an empty image and an ELF file', async () => {
  for (const image of ['failure', 'empty', 'large', 'hostile']) {
    const page = await harness.open({ image });
    await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await quiet(page);
    assert.deepEqual(await violations(page), [], image);
  }
});

test('names from the file are text everywhere and nothing in them runs', async () => {
  const page = await harness.open({ image: 'hostile' });
  page.on('dialog', () => assert.fail('a script ran'));
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  for (const name of hostileNames.slice(0, 6)) {
    await page.locator('.grid-row').getByText(name, { exact: true }).first().waitFor();
  }
  for (const name of tabs) await tab(page, name);
  await absent(page.locator('#app img, #app script, #app i, #app b'));
});

test('no tab breaks the content security policy', async () => {
  for (const image of ['live', 'hostile', 'failure']) {
    const page = await harness.open({ image });
    await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    for (const name of image === 'failure' ? [] : tabs) await tab(page, name);
    await quiet(page);
    assert.deepEqual(await withHost(page, (host) => host.violations), [], image);
  }
});

test('controls that arrive late move nothing', async () => {
  const page = await harness.open();
  const places = () =>
    page.evaluate(() =>
      ['.filter', '.row-count', '.grid', '.grid-row', '.chip'].map((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return [selector, box?.x, box?.y, box?.height];
      }),
    );
  // A page whose controls never come, against one where they have.
  const late = await harness.open();
  await late.close();
  await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  await quiet(page);
  const with_ = await places();
  await page.route('**/controls-*.js', (route) => route.abort());
  await page.reload();
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  await becomes(places, with_);
  await becomes(() => page.evaluate(() => customElements.get('vscode-text-field')), undefined);
});

test('tabs move with the arrow keys and say which is chosen', async () => {
  const page = await harness.open();
  await page.locator('.tabs-main [data-tab="symbols"]').focus();
  await page.keyboard.press('ArrowRight');
  const chosen = page.locator('.tabs-main [aria-selected="true"]');
  await has(chosen, 'data-tab', 'versions');
  await page.keyboard.press('End');
  await has(chosen, 'data-tab', 'problems');
  await counts(page.locator('.tabs-main [tabindex="0"]'), 1);
  await counts(page.getByRole('tabpanel', { name: 'Problems', exact: true }), 1);
});

test('a runtime key leads to its bucket, and a box to its symbol', async () => {
  const page = await harness.open();
  await tab(page, 'hashes');
  await page.getByRole('button', { name: '__vdso_clock_gettime' }).click();
  const bucket = page.locator('.bucket-row[aria-selected="true"]');
  await has(bucket, 'data-row', '1');
  // The node lights up, and not its bucket.
  const lit = bucket.locator('.is-active');
  await shows(lit, /__vdso_clock_gettime/);
  const transparent = 'rgba(0, 0, 0, 0)';
  const background = (element: Locator) => element.evaluate((each) => getComputedStyle(each).backgroundColor);
  await becomes(() => background(bucket), transparent);
  await eventually(async () => assert.notEqual(await background(lit), transparent));
  await bucket.locator('.chain-box', { hasText: '__vdso_clock_gettime' }).click();
  await page.locator('.inspector-title', { hasText: '__vdso_clock_gettime' }).waitFor();
  await shows(page.locator('.is-missing'), /__vdso_sgx_enter_enclave/);
  await page.getByRole('button', { name: '__vdso_sgx_enter_enclave' }).click();
  await shows(page.locator('.bucket-row[data-row="2"] > .is-active'), /__vdso_sgx_enter_enclave/);
});

test('chains of 125,000 buckets are drawn in windows', async () => {
  const page = await harness.open({ image: 'huge' });
  await tab(page, 'hashes');
  // The drawing begins once it has a size.
  await page.locator('.bucket-row .chain-box').first().waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+End');
  await page.locator('.bucket-row[data-row="124999"] .chain-box').first().waitFor();
  const rows = await page.locator('.bucket-row').count();
  assert.ok(rows < 60, `${rows} rows are drawn`);
});

test('a bloom word draws one square per bit', async () => {
  const page = await harness.open();
  await tab(page, 'hashes');
  await page.locator('.tabs-part [data-tab="bloom"]').click();
  const drawn = page.locator('.bloom-row[data-row="0"] svg');
  await drawn.waitFor();
  const squares = await drawn.evaluate((svg) =>
    [...svg.querySelectorAll('path')].map((path) => (path.getAttribute('d')?.match(/M/g) ?? []).length),
  );
  assert.equal(squares[0] !== undefined && squares[1] !== undefined && squares[0] + squares[1], 64);
  await has(drawn, 'aria-label', new RegExp(`^${squares[1]} of 64`));
});

test('bits of bloom words stand below each other, however wide the words are', async () => {
  const page = await harness.open({ image: 'large' });
  await tab(page, 'hashes');
  await page.locator('.tabs-part [data-tab="bloom"]').click();
  await page.locator('.bloom-row[data-row="4"] svg').waitFor();
  const bits = page.locator('.bloom-row svg');
  await eventually(async () => {
    const lefts = await bits.evaluateAll((all) =>
      all.map((each) => Math.round(each.getBoundingClientRect().left)),
    );
    assert.deepEqual(new Set(lefts), new Set(lefts.slice(0, 1)));
  });
});

test('a replay shows each step with its bytes, and what happens without the key', async () => {
  const page = await harness.open();
  await tab(page, 'consumers');
  await page.getByRole('button', { name: 'Lookup of vdsoClockgettimeSym' }).click();
  const replay = page.getByRole('region', { name: 'Lookup of vdsoClockgettimeSym' });
  await counts(replay.locator('.step-pass'), 5);
  await counts(replay.locator('.step-fail'), 2);
  await shows(replay, /If it is missing: Every call is the system call/);
  const bytes = replay.locator('.step').nth(6).getByRole('button');
  await bytes.click();
  await page.locator('.bytes-title', { hasText: '0x36f – 0x384' }).waitFor();
  await page.keyboard.press('Escape');
  await hasFocus(bytes);
  await replay.getByRole('button', { name: 'Show the symbol' }).click();
  await page.locator('.grid-row[data-row="9"][aria-selected="true"]').waitFor();
});

test('fields of the header and regions of the map lead to their bytes', async () => {
  const page = await harness.open();
  await tab(page, 'structure');
  await page.getByRole('button', { name: 'Show the bytes of Machine' }).click();
  await page.locator('.bytes-title', { hasText: '0x12 – 0x14' }).waitFor();
  await page.locator('.tabs-part [data-tab="map"]').click();
  const first = page.locator('.map-region').first();
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await shows(page.locator('.map-caption'), /^LOAD/);
  await page.keyboard.press('Enter');
  await page.locator('.bytes-title', { hasText: '0x0 – 0x1522' }).waitFor();
  await counts(page.locator('.map-region[tabindex="0"]'), 1);
});

test('the map is drawn to scale', async () => {
  const page = await harness.open();
  await tab(page, 'overview');
  const box = async (name: string) => {
    const found = await page.locator(`.map-region[aria-label^="${name},"]`).boundingBox();
    return found ?? assert.fail(`no region ${name}`);
  };
  const all = await box('[vdso]');
  const code = await box('.text');
  assert.ok(Math.abs((code.x - all.x) / all.width - 0x780 / 0x2000) < 0.003);
  assert.ok(Math.abs(code.width / all.width - 0xcdc / 0x2000) < 0.003);
});

for (const [name, width, height] of [
  ['400 px wide', 400, 760],
  ['200 % zoom of a small window', 640, 360],
] as const) {
  test(`nothing sticks out and the table stays usable: ${name}`, async () => {
    const page = await harness.open({ width, height });
    for (const each of tabs) {
      await tab(page, each);
      await quiet(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${each} is ${over} px too wide`);
    }
    await tab(page, 'symbols');
    await page.locator('.grid-row').first().scrollIntoViewIfNeeded();
    const box = await page.getByRole('grid').boundingBox();
    assert.ok((box?.height ?? 0) >= 120, `the grid is ${box?.height} px high`);
  });
}

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { bundleSizes, Harness, tab, withHost } from './harness.ts';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.closePages());
after(() => harness.stop());

function askedFor(page: Page): Promise<string[]> {
  return withHost(page, (host) =>
    host.requests.flatMap((each) => (each.type === 'request' ? [each.name] : [])),
  );
}

test('the first screen names the image, its origin, its health and every consumer', async () => {
  const page = await harness.open();
  assert.equal(await page.locator('h1').textContent(), 'linux-vdso.so.1');
  const header = (await page.locator('.image-header').innerText()).replaceAll(/\s+/g, ' ');
  for (const words of [
    'live, process 4711 (extension host)',
    'x86-64 · ELF64 LE · 8.0 KiB',
    'Linux 6.18.44',
    'tsc: clock calls stay in user space',
    'No problems',
    'Go 1.27 3 of 3 keys',
    'Abseil 20250814 would crash',
  ]) {
    assert.ok(header.includes(words), words);
  }
  // Never colour alone: every chip has a drawing of its outcome and words.
  for (const chip of await page.locator('.chip[data-consumer]').all()) {
    assert.equal(await chip.locator('svg').count(), 1);
    assert.notEqual(await chip.locator('.chip-text').innerText(), '');
  }
});

test('the symbols of the image are on the first screen, with what looks them up', async () => {
  const page = await harness.open();
  const row = page.getByRole('row', { name: '__vdso_clock_gettime' });
  await row.waitFor();
  assert.match(await row.innerText(), /Go · vdsoClockgettimeSym/);
  assert.equal(await page.getByRole('status').first().innerText(), '14 of 14 rows');
});

test('the first rows come with the answer to the first request', async () => {
  const page = await harness.open();
  await page.getByRole('row', { name: '__vdso_clock_gettime' }).waitFor();
  assert.deepEqual(await askedFor(page), ['ready']);
});

test('what the host tells before the page asks is enough for the first screen', async () => {
  const page = await harness.open({ told: 'arrived', delay: 60_000 });
  await page.getByRole('row', { name: '__vdso_clock_gettime' }).waitFor();
  assert.deepEqual(await askedFor(page), ['ready']);
});

test('a page that missed what the host told asks again, and shows the row that it was to show', async () => {
  const page = await harness.open({ told: 'lost', delay: 100 });
  await page.locator('.grid-row[aria-selected="true"]', { hasText: '__vdso_getcpu' }).waitFor();
  assert.deepEqual((await askedFor(page)).slice(0, 2), ['ready', 'ready']);
});

test('rows that the host told are of no use to a page that shows others', async () => {
  const page = await harness.open({ told: 'arrived' });
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('vdso_getcpu');
  await page.getByText('1 of 14 rows').waitFor();
  await page.reload();
  await page.getByRole('row', { name: '__vdso_getcpu' }).waitFor();
  await page.getByText('1 of 14 rows').waitFor();
  assert.equal(await page.getByRole('row', { name: '__vdso_clock_gettime' }).count(), 0);
});

test('a chip opens the Consumers tab at its consumer', async () => {
  const page = await harness.open();
  await page.locator('.chip[data-consumer="bionic"]').click();
  await page.getByRole('heading', { name: 'bionic 15' }).waitFor();
  const pressed = page.locator('.consumer-item[aria-pressed="true"]');
  assert.equal(await pressed.getAttribute('data-consumer'), 'bionic');
});

test('where chips do not fit, those that found everything make way', async () => {
  const page = await harness.open({ width: 520 });
  await page.getByRole('button', { name: 'all 8' }).waitFor();
  const shown = page.locator('.chip[data-consumer]:visible');
  const names = await shown.evaluateAll((chips) => chips.map((chip) => chip.getAttribute('data-consumer')));
  assert.ok(names.includes('abseil'), names.join());
  assert.ok(!names.includes('glibc'), names.join());
});

test('the Go release is chosen in the header, and the focus stays there', async () => {
  const page = await harness.open();
  const select = page.getByRole('combobox', { name: 'Release of Go' });
  await select.focus();
  await select.selectOption('1.21');
  await page.locator('.chip[data-consumer="go"]', { hasText: '2 of 3 keys' }).waitFor();
  const sent = await withHost(page, (host) =>
    host.requests.filter((each) => each.type === 'request' && each.name === 'chooseRelease'),
  );
  assert.deepEqual(sent[0]?.type === 'request' && sent[0].args, ['go', '1.21']);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SELECT');
});

test('the overflow menu saves and reloads', async () => {
  const page = await harness.open();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Save report as JSON…' }).click();
  const ran = await withHost(page, (host) =>
    host.requests.flatMap((each) => (each.type === 'request' && each.name === 'run' ? each.args : [])),
  );
  assert.deepEqual(ran, ['saveReport']);
});

test('loading is visible before the host has answered, and rows wait as placeholders', async () => {
  const page = await harness.open({ image: 'large', delay: 1500 });
  await page.locator('[role=grid]').focus();
  await page.keyboard.press('Control+End');
  await page.locator('.grid-row', { hasText: 'Loading…' }).first().waitFor();
  await page.reload();
  assert.equal(await page.locator('.loading').innerText(), 'Reading the image…');
});

test('a failure is a sentence with what can be done, never a blank view', async () => {
  const page = await harness.open({ image: 'failure' });
  assert.match(await page.getByRole('alert').innerText(), /AT_SYSINFO_EHDR/);
  await page.getByRole('button', { name: 'Open an ELF file…' }).click();
  const ran = await withHost(page, (host) =>
    host.requests.flatMap((each) => (each.type === 'request' && each.name === 'run' ? each.args : [])),
  );
  assert.deepEqual(ran, ['openFile']);
});

test('a request that fails shows why in its place', async () => {
  const page = await harness.open();
  await withHost(page, (host) => host.fail('detail', 'The process has ended.'));
  await page.locator('.grid-row[data-row="2"]').click();
  assert.match(await page.locator('.detail').getByRole('alert').innerText(), /The process has ended\./);
  await withHost(page, (host) => host.fail('rows', 'The file has vanished.'));
  await tab(page, 'versions');
  assert.match(await page.locator('.table-empty').innerText(), /The file has vanished\./);
});

test('a changed file is told and can be read again', async () => {
  const page = await harness.open();
  await withHost(page, (host) => host.event({ type: 'stale', sentence: 'The file has changed on disk.' }));
  await page.getByText('The file has changed on disk.').waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  const ran = await withHost(page, (host) =>
    host.requests.flatMap((each) => (each.type === 'request' && each.name === 'run' ? each.args : [])),
  );
  assert.deepEqual(ran, ['retry']);
});

test('an ELF file shows no verdicts until it is evaluated as a vDSO', async () => {
  const page = await harness.open({ image: 'large' });
  assert.equal(await page.locator('.chip').count(), 0);
  await tab(page, 'consumers');
  await page.getByText('Evaluate as if the kernel had mapped it').click();
  await page.getByRole('heading', { name: 'Go 1.27' }).waitFor();
  assert.ok((await page.locator('.chip').count()) > 0);
});

test('the bundle stays under 200 kB, and the first paint needs less than half of it', async () => {
  const sizes = await bundleSizes();
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  assert.ok(total < 200_000, `${total} bytes`);
  const main = sizes.find(({ name }) => name === 'webview/main.js')?.bytes ?? Number.POSITIVE_INFINITY;
  assert.ok(main < 100_000, `${main} bytes`);
});

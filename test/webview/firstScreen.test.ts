import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, counts, has, shows } from '../support/eventually.ts';
import { absent, bundleSizes, hasFocus, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

/** For the first screen: what the image's code does is asked when the page is at rest (clock.test.ts). */
function askedFor(page: Page): Promise<string[]> {
  return withHost(page, (host) =>
    host.requests.flatMap((each) => (each.type === 'request' && each.name !== 'clock' ? [each.name] : [])),
  );
}

/** The commands that the page has asked the host to run. */
function ran(page: Page): Promise<unknown[]> {
  return withHost(page, (host) =>
    host.requests.flatMap((each) => (each.type === 'request' && each.name === 'run' ? [...each.args] : [])),
  );
}

test('the first screen names the image, its origin, its health and every consumer', async () => {
  const page = await harness.open();
  await shows(page.locator('h1'), 'linux-vdso.so.1');
  const header = (await page.locator('.image-header').innerText()).replaceAll(/\s+/g, ' ');
  for (const words of [
    'live',
    'x86-64',
    'Linux 6.18.44',
    'tsc: clock calls stay in user space (by ',
    'Healthy',
    'Go 1.27 3 of 3 keys',
    'Abseil 20250814 would crash',
  ]) {
    assert.ok(header.includes(words), words);
  }
  // Never colour alone: every chip has a drawing of its outcome and words.
  for (const chip of await page.locator('.chip[data-consumer]').all()) {
    await counts(chip.locator('svg'), 1);
    await has(chip, 'title', /\.$/);
    const words = chip.getByText(/keys$|falls back|would crash|not apply/);
    await counts(words, 1);
  }
});

test('the symbols of the image are on the first screen, with what looks them up', async () => {
  const page = await harness.open();
  const row = page.getByRole('row', { name: '__vdso_clock_gettime' });
  await row.waitFor();
  await shows(row, /Go · vdsoClockgettimeSym/);
  await shows(page.getByRole('status').first(), '14 of 14 rows');
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
  await absent(page.getByRole('row', { name: '__vdso_clock_gettime' }));
});

test('a chip opens the Consumers tab at its consumer', async () => {
  const page = await harness.open();
  await page.locator('.chip[data-consumer="bionic"]').click();
  await page.getByRole('heading', { name: 'bionic 15' }).waitFor();
  const pressed = page.locator('.consumer-item[aria-pressed="true"]');
  await has(pressed, 'data-consumer', 'bionic');
});

const shownChips = (page: Page) =>
  page
    .locator('.chip[data-consumer]:visible')
    .evaluateAll((chips) => chips.map((chip) => chip.getAttribute('data-consumer')));

test('chips stand on one line, the worst first, and the last one counts what does not fit', async () => {
  const page = await harness.open({ width: 1920 });
  const all = ['abseil', 'bionic', 'rustix', 'go', 'glibc', 'musl', 'criu', 'llvm libc'];
  await becomes(() => shownChips(page), all);
  await absent(page.locator('.chip-rest:visible'));
  await page.setViewportSize({ width: 660, height: 800 });
  await becomes(() => shownChips(page), all.slice(0, 1));
  await shows(page.locator('.chip-rest'), '+7');
  await page.locator('.chip-rest').click();
  await has(page.locator('.tabs-main [aria-selected="true"]'), 'data-tab', 'consumers');
});

test('the last chip tells when somebody without a chip would crash or hang', async () => {
  const page = await harness.open({ image: 'quiet' });
  await becomes(() => shownChips(page), ['bionic', 'go']);
  await shows(page.locator('.chip-rest'), '+6: 1 would crash');
});

test('chips make way where the page shows the consumers anyway, and in a low window', async () => {
  const page = await harness.open();
  const line = page.locator('.chip-line:visible');
  await counts(line, 1);
  for (const name of ['overview', 'consumers']) {
    await tab(page, name);
    await counts(line, 0);
  }
  await tab(page, 'versions');
  await counts(line, 1);
  await page.setViewportSize({ width: 1280, height: 519 });
  await counts(line, 0);
});

test('counts of tabs are plain numbers, none where it is 0; problems have the colour and icon of the worst', async () => {
  const page = await harness.open({ image: 'hostile' });
  const count = (name: string) => page.locator(`.tabs-main [data-tab="${name}"] .tab-count`);
  await shows(count('symbols'), '10');
  await absent(count('symbols').locator('svg'));
  await counts(count('problems').locator('.icon-stop'), 1);
  await page.goto(page.url().replace('case=hostile', 'case=live'));
  await shows(count('symbols'), '14');
  await absent(count('problems'));
});

test('evaluating a library as if it were mapped takes nothing from the header, and ends where it began', async () => {
  const page = await harness.open({ image: 'large' });
  for (const [name, seen] of [
    ['Evaluate as if the kernel had mapped it', 1],
    ['Stop evaluating', 0],
  ] as const) {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name }).click();
    await counts(page.locator('.chip-line'), seen);
  }
  await absent(page.locator('.image-header').getByText(/as if/));
});

test('the file’s name comes first, and what it calls itself beside it', async () => {
  const page = await harness.open({ image: 'renamed' });
  await shows(page.locator('h1'), 'libfoo.so');
  await shows(page.locator('.soname'), 'linux-vdso.so.1');
  await tab(page, 'overview');
  await shows(page.locator('.field', { hasText: 'DT_SONAME' }), /linux-vdso\.so\.1/);
});

test('the Go release is chosen on its page, and the focus stays there', async () => {
  const page = await harness.open();
  await tab(page, 'consumers');
  const select = page.getByRole('combobox', { name: 'Release of Go' });
  await select.focus();
  await select.selectOption('1.21');
  await page.locator('.consumer-heading', { hasText: '2 of 3 keys' }).waitFor();
  const sent = await withHost(page, (host) =>
    host.requests.filter((each) => each.type === 'request' && each.name === 'chooseRelease'),
  );
  assert.deepEqual(sent[0]?.type === 'request' && sent[0].args, ['go', '1.21']);
  await hasFocus(select);
});

test('the overflow menu saves and reloads', async () => {
  const page = await harness.open();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Save report as JSON…' }).click();
  await becomes(() => ran(page), ['saveReport']);
});

test('loading is visible before the host has answered, and rows wait as placeholders', async () => {
  const page = await harness.open({ image: 'large', delay: 1500 });
  await page.locator('[role=grid]').focus();
  await page.keyboard.press('Control+End');
  await page.locator('.grid-row', { hasText: 'Loading…' }).first().waitFor();
  await page.reload();
  await shows(page.locator('.loading'), 'Reading the image…');
});

test('a failure is a sentence with what can be done, never a blank view', async () => {
  const page = await harness.open({ image: 'failure' });
  await shows(page.getByRole('alert'), /AT_SYSINFO_EHDR/);
  await shows(page.locator('.failure p').last(), 'Clock calls should enter the kernel.');
  await page.getByRole('button', { name: 'Open an ELF file…' }).click();
  await becomes(() => ran(page), ['openFile']);
});

test('a request that fails shows why in its place', async () => {
  const page = await harness.open();
  await withHost(page, (host) => host.fail('detail', 'The process has ended.'));
  await page.locator('.grid-row[data-row="2"]').click();
  await shows(page.locator('.detail').getByRole('alert'), /The process has ended\./);
  await withHost(page, (host) => host.fail('rows', 'The file has vanished.'));
  await tab(page, 'versions');
  await shows(page.locator('.table-empty'), /The file has vanished\./);
});

test('a changed file is told and can be read again', async () => {
  const page = await harness.open();
  await withHost(page, (host) => host.event({ type: 'stale', sentence: 'The file has changed on disk.' }));
  await page.getByText('The file has changed on disk.').waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await becomes(() => ran(page), ['retry']);
});

test('an ELF file shows no verdicts until it is evaluated as a vDSO', async () => {
  const page = await harness.open({ image: 'large' });
  await absent(page.locator('.chip'));
  await tab(page, 'consumers');
  await page.getByText('Evaluate as if the kernel had mapped it').click();
  await page.getByRole('heading', { name: 'Go 1.27' }).waitFor();
  await tab(page, 'symbols');
  await page.locator('.chip').first().waitFor();
});

test('what a page loads by itself stays under 200 kB, and the first paint needs less than half of it, in one file', async () => {
  const { first, firstFiles, always, onDemand } = await bundleSizes();
  assert.ok(always < 200_000, `${always} bytes`);
  assert.ok(first < 100_000, `${first} bytes`);
  // Each comes through VS Code by a request of its own.
  assert.equal(firstFiles, 1);
  // The words of another language, and what a tab loads when it is opened.
  for (const { entry, bytes } of onDemand) assert.ok(bytes < 20_000, `${entry}: ${bytes} bytes`);
});

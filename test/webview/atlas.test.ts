// The page "Which Kernel Serves Which Runtime", before a host that answers as the extension does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, counts, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import {
  absent,
  hasFocus,
  type OpenOptions,
  quiet,
  type Theme,
  themes,
  useHarness,
  withHost,
} from './harness.ts';
import { activeCell, choice, row, title } from './tablePage.ts';

const harness = useHarness();

async function open(options: OpenOptions = {}): Promise<Page> {
  const page = await harness.open({ image: 'table', ...options });
  await row(page, /^Go /).waitFor();
  await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
  return page;
}

test("it opens on this machine's kernels with every runtime, and says each outcome in words", async () => {
  const page = await open();
  await shows(page.locator('h1'), 'Which kernel serves which runtime');
  await becomes(() => page.title(), 'Which kernel serves which runtime');
  const chosen = await choice(page, 'Architecture of the kernels').evaluate(
    (select: HTMLSelectElement) => select.selectedOptions[0]?.text,
  );
  assert.equal(chosen, "x86-64 (x86_64), this machine's");
  const cells = row(page, /^Go /).locator('[role=gridcell]');
  const texts = await cells.allInnerTexts();
  assert.match(texts[1] ?? '', /^found from 6\.11 \(read\) on$/);
  assert.equal(texts[2], 'partly found');
  assert.equal(texts.at(-1), 'found');
  // Never colour alone, and never the drawing alone.
  for (const cell of (await cells.all()).slice(0, 2)) await absent(cell.locator('svg'));
  for (const cell of (await cells.all()).slice(2)) {
    await counts(cell.locator('svg[aria-hidden=true]'), 1);
    await shows(cell, /./);
  }
});

test('another architecture, a runtime with all its releases, one release: the choices stay in focus', async () => {
  const page = await open();
  await choice(page, 'Architecture of the kernels').focus();
  await choice(page, 'Architecture of the kernels').selectOption('arm64');
  await row(page, /^Zig std .*falls back from 6\.11/).waitFor();
  await hasFocus(choice(page, 'Architecture of the kernels'));
  await absent(choice(page, 'Release'));
  await choice(page, 'Runtime').selectOption('musl');
  await row(page, /^musl 1\.2\.5falls back from 6\.11/).waitFor();
  await row(page, /^musl 1\.2\.6found at every kernel/).waitFor();
  await absent(row(page, /^Go /));
  await choice(page, 'Release').selectOption('1.2.5');
  await row(page, /^musl 1\.2\.6/).waitFor({ state: 'detached' });
  await counts(page.getByText('1 of 1 row'), 1);
  // Another runtime has other releases.
  await choice(page, 'Runtime').selectOption('go');
  await row(page, /^Go 1\.13/).waitFor();
  await choice(page, 'Runtime').selectOption('');
  await row(page, /^glibc /).waitFor();
});

test('a cell leads to why, and the details follow the active cell', async () => {
  const page = await open();
  await row(page, /^Go /).locator('[aria-colindex="3"]').click();
  await title(page).getByText('Go 1.27 on Linux 5.10, x86-64').waitFor();
  const details = page.locator('.inspector');
  await details.getByText('vdsoGetrandomSym ← __vdso_getrandom').waitFor();
  const words = await details.innerText();
  for (const expected of [
    'Falls back. The kernel (5.10) is older than 6.11, the first to export __vdso_getrandom.',
    'By kernel: 5.10 falls back; 6.11 (read) found.',
    "The image of Debian's Linux 5.10.223 was read.",
    'Held against its own code, running.',
    '5.10 partly found; 6.11 (read) found',
  ]) {
    assert.ok(words.includes(expected), `${expected}\n${words}`);
  }
  await page.keyboard.press('ArrowRight');
  await title(page).getByText('Go 1.27 on Linux 5.11 (read), x86-64').waitFor();
  await page.keyboard.press('ArrowDown');
  await title(page).getByText('glibc 2.43 on Linux 5.11 (read), x86-64').waitFor();
  await page.keyboard.press('Home');
  await title(page).getByText('glibc 2.43 on x86-64').waitFor();
  await details.getByText('From 6.11 (read) on').waitFor();
});

test('from the first choice to why and back with the keyboard alone', async () => {
  const page = await open();
  await choice(page, 'Architecture of the kernels').focus();
  const stops: string[] = [];
  for (let count = 0; count < 7; count++) {
    stops.push(
      await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
      }),
    );
    await page.keyboard.press('Tab');
  }
  await page.getByRole('textbox', { name: 'Filter rows' }).waitFor();
  assert.deepEqual(stops, [
    'Architecture of the kernels',
    'Runtime',
    'What these answers are made of',
    'Filter rows',
    'What the filter understands',
    'Copy and table actions',
    'Runtimes and kernels',
  ]);
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  for (let count = 0; count < 2; count++) await page.keyboard.press('ArrowRight');
  await becomes(() => activeCell(page), 'partly found');
  await page.keyboard.press('Enter');
  await title(page).getByText('Go 1.27 on Linux 5.10, x86-64').waitFor();
  await hasFocus(title(page));
  await page.keyboard.press('Escape');
  await page.locator('.inspector').waitFor({ state: 'hidden' });
  await becomes(() => activeCell(page), 'partly found');
});

test('Ctrl+F goes to the filter', async () => {
  const page = await open();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('partly found from');
  await page
    .getByText('No row contains “partly found from”.')
    .or(row(page, /found from/).first())
    .waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('selftests');
  await page.getByText(/^1 of \d+ rows$/).waitFor();
});

test('copies are those of any table', async () => {
  const page = await open();
  await row(page, /^Go /).locator('[aria-colindex="3"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy all rows as Markdown' }).click();
  await page.getByText('Copied').waitFor();
  const [copied] = await withHost(page, (host) => host.copied);
  assert.match(copied ?? '', /^\| Runtime \| From which kernel on \| 5\.10 \|/);
});

test('choices, filter, cell and details survive a reload', async () => {
  const page = await open();
  await choice(page, 'Architecture of the kernels').selectOption('riscv64');
  await choice(page, 'Runtime').selectOption('glibc');
  // Older releases have rows of their own where one runtime is chosen: these are the rows that were asked for.
  await row(page, /^glibc 2\.36/).waitFor();
  await row(page, /^glibc 2\.43/)
    .locator('[aria-colindex="4"]')
    .click();
  await title(page)
    .filter({ hasText: /^glibc 2\.43 on Linux .*RISC-V$/ })
    .waitFor();
  const before = await title(page).innerText();
  await page.reload();
  await title(page).getByText(before).waitFor();
  await becomes(() => choice(page, 'Architecture of the kernels').inputValue(), 'riscv64');
  await becomes(() => choice(page, 'Runtime').inputValue(), 'glibc');
  await shows(page.locator('.grid-row[aria-selected="true"]'), /^glibc 2\.43/);
});

test('a choice made while another is on its way takes nothing back', async () => {
  const page = await open();
  // Both in one task, before any answer can come.
  await page.evaluate(() => {
    for (const [label, value] of [
      ['Architecture of the kernels', 'riscv64'],
      ['Runtime', 'glibc'],
    ] as const) {
      const list = document.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`);
      if (list === null) throw new Error(`No list ${label}`);
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  // Older releases have rows of their own where one runtime is chosen.
  await row(page, /^glibc 2\.36/).waitFor();
  await becomes(() => choice(page, 'Architecture of the kernels').inputValue(), 'riscv64');
  await becomes(() => choice(page, 'Runtime').inputValue(), 'glibc');
});

test('a request that fails says why, and can be tried again', async () => {
  const page = await open();
  await withHost(page, (host) => host.fail('choose', 'The extension host is gone.'));
  await choice(page, 'Architecture of the kernels').selectOption('arm64');
  await page.locator('.banner').getByText('The extension host is gone.').waitFor();
  await row(page, /^Go /).waitFor();
});

for (const theme of Object.keys(themes) as Theme[]) {
  test(`axe finds nothing wrong, details open and closed (${theme})`, async () => {
    const page = await open({ theme });
    assert.deepEqual(await violations(page, theme === 'dark' ? 'all' : 'ofThemes'), []);
    await page.locator('summary').click();
    await row(page, /^Go /).locator('[aria-colindex="3"]').click();
    await page.locator('.inspector').getByText('Keys', { exact: true }).waitFor();
    assert.deepEqual(await violations(page, theme === 'dark' ? 'all' : 'ofThemes'), []);
    assert.deepEqual(await withHost(page, (host) => host.violations), []);
  });
}

for (const [width, height] of [
  [1920, 1080],
  [1280, 760],
  [1000, 600],
  [411, 760],
] as const) {
  test(`nothing is cut at ${width}×${height}, and the runtime stays beside its kernels`, async () => {
    const page = await open({ width, height });
    await choice(page, 'Runtime').selectOption('go');
    await row(page, /^Go 1\.13/).waitFor();
    await row(page, /^Go 1\.27/)
      .locator('[aria-colindex="1"]')
      .click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.locator('.inspector').getByText('Keys', { exact: true }).waitFor();
    await quiet(page);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('#app, header, header *, .filter-bar, .inspector, .inspector *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
        .map((element) => `${element.localName}.${element.className}`),
    );
    assert.deepEqual(wide, []);
    const header = await page.locator('.image-header').evaluate((each) => each.clientHeight);
    assert.ok(header <= (width < 700 ? 140 : 110), `${header} high`);
    const grid = await page.getByRole('grid').boundingBox();
    const name = await row(page, /^Go 1\.27/)
      .locator('[aria-colindex="1"]')
      .boundingBox();
    assert.equal(name?.x, grid?.x);
    const last = await page.locator('.is-active').boundingBox();
    assert.ok((last?.x ?? 0) >= (name?.x ?? 0) + (name?.width ?? 0) - 1, 'not covered');
    assert.ok((grid?.height ?? 0) >= 120, `${grid?.height} of table`);
  });
}

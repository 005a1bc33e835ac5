// The page of a matrix, before a host that answers as the extension does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, counts, shows } from '../support/eventually.ts';
import { fewImages, manyImages, matrixOf } from '../support/manyImages.ts';
import { violations } from './axe.ts';
import {
  absent,
  hasFocus,
  type OpenOptions,
  pageOf,
  quiet,
  type Theme,
  themes,
  useHarness,
  withHost,
} from './harness.ts';
import { layoutFaults } from './layoutFaults.ts';
import { activeCell, choice, row, title } from './tablePage.ts';

const harness = useHarness();

const cell = (page: Page, name: RegExp, column: number) =>
  row(page, name).locator(`[aria-colindex="${column}"]`);

async function open(options: OpenOptions = {}): Promise<Page> {
  const answer = pageOf(matrixOf(await fewImages()));
  const page = await harness.open({ image: 'table', answer, ...options });
  await page.locator('.grid-row').first().waitFor();
  await page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
  return page;
}

async function openMany(options: OpenOptions = {}): Promise<Page> {
  const session = matrixOf(await manyImages(200, 200));
  await session.choose({ rows: 'symbols' });
  const page = await open({ answer: pageOf(session), ...options });
  await choice(page, 'Rows').first().selectOption('symbols');
  await row(page, /^name_000/).waitFor();
  return page;
}

test('each outcome and each difference stands in words, and the baseline is told', async () => {
  const page = await open();
  await becomes(() => page.title(), 'Images side by side');
  const cells = row(page, /^Go /).locator('[role=gridcell]');
  await becomes(
    async () => (await cells.allInnerTexts()).slice(1),
    ['in 2 of 3', 'found', 'partly found (2 of 3) *', 'partly found (2 of 3) *', 'not read'],
  );
  await counts(row(page, /^Go /).locator('.is-other'), 2);
  await shows(page.locator('.head-text').nth(2), 'Baseline: vdso-7.2.so');
  await page.locator('summary').click();
  await page.getByText('* is not as in the baseline.').waitFor();
  await page.getByText('/boot/cut.so ends within its header.').waitFor();
});

test('the first cell that is held against the baseline is told from the start, and the details follow', async () => {
  const page = await open();
  await title(page)
    .filter({ hasText: /^Go .* in vdso-6\.6\.so$/ })
    .waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowRight');
  await title(page)
    .filter({ hasText: /^Go .* in web-1$/ })
    .waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.inspector').waitFor({ state: 'hidden' });
  await page.reload();
  await row(page, /^Go /).waitFor();
  await absent(page.locator('.inspector:visible'));
});

test('a cell says why, and leads to its image and to the comparison with the baseline', async () => {
  const page = await open();
  await cell(page, /^Go /, 4).click();
  await title(page)
    .filter({ hasText: /^Go .* in vdso-6\.6\.so$/ })
    .waitFor();
  await page.getByText('In the baseline, vdso-7.2.so: found.').waitFor();
  await page.locator('.inspector').getByRole('button', { name: 'Open vdso-6.6.so' }).click();
  await page
    .locator('.inspector')
    .getByRole('button', { name: 'Compare vdso-6.6.so with vdso-7.2.so' })
    .click();
  const asked = () =>
    withHost(page, (host) =>
      host.requests.flatMap((each) =>
        each.type === 'request' && each.name === 'openElsewhere' ? each.args : [],
      ),
    );
  const { index } = { index: Number(await row(page, /^Go /).getAttribute('data-row')) };
  await becomes(asked, [
    { row: index, column: 3, opens: 'image' },
    { row: index, column: 3, opens: 'comparison' },
  ]);
});

test('other rows, another baseline, only what differs; the lists keep the focus', async () => {
  const page = await open();
  await choice(page, 'Baseline').focus();
  await choice(page, 'Baseline').selectOption('vdso-6.6.so');
  await page.getByText('Baseline: vdso-6.6.so').waitFor();
  await hasFocus(choice(page, 'Baseline'));
  await choice(page, 'Rows shown').selectOption('Rows that differ');
  await row(page, /^CRIU/).waitFor({ state: 'detached' });
  await row(page, /^Go /).waitFor();
  await choice(page, 'Rows').first().selectOption('Symbols');
  await cell(page, /^__vdso_getrandom/, 3)
    .filter({ hasText: 'LINUX_2.6 *' })
    .waitFor();
});

test('from the first list to a cell, why, and back with the keyboard alone', async () => {
  const page = await open();
  await choice(page, 'Rows').first().focus();
  const stops: string[] = [];
  for (let count = 0; count < 8; count++) {
    stops.push(
      await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
      }),
    );
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(stops, [
    'Rows',
    'Baseline',
    'Rows shown',
    'What stands in this table',
    'Filter rows',
    'What the filter understands',
    'Copy and table actions',
    'Images side by side',
  ]);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await becomes(() => activeCell(page), 'not read');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await title(page)
    .filter({ hasText: / in vdso-6\.6\.so$/ })
    .waitFor();
  await hasFocus(title(page));
  // Past the button that closes it.
  for (let count = 0; count < 2; count++) await page.keyboard.press('Tab');
  await hasFocus(page.locator('.inspector').getByRole('button', { name: 'Open vdso-6.6.so' }));
  await page.keyboard.press('Escape');
  await page.locator('.inspector').waitFor({ state: 'hidden' });
  await hasFocus(page.getByRole('grid'));
});

test('lists, cell and details survive a reload, and what the host needs is kept', async () => {
  const page = await open();
  await choice(page, 'Baseline').selectOption('vdso-6.6.so');
  await page.getByText('Baseline: vdso-6.6.so').waitFor();
  await cell(page, /^glibc /, 5).click();
  await title(page)
    .filter({ hasText: /^glibc .* in web-1$/ })
    .waitFor();
  await page.getByText('A saved report has no bytes').waitFor();
  await page.reload();
  await title(page)
    .filter({ hasText: /^glibc .* in web-1$/ })
    .waitFor();
  await becomes(() => choice(page, 'Baseline').inputValue(), 'file:///boot/vdso-6.6.so');
  await shows(page.locator('.grid-row[aria-selected="true"]'), /^glibc /);
  const kept = () =>
    page.evaluate(() =>
      Object.values(sessionStorage).map((state) => (JSON.parse(state) as { kept?: string[] }).kept),
    );
  await becomes(kept, [['file:///boot']]);
});

test('a choice that fails says why, and the lists say what the table shows', async () => {
  const page = await open();
  await withHost(page, (host) => host.fail('choose', 'The images could not be read.'));
  await choice(page, 'Rows').first().selectOption('Clocks');
  await page.locator('.banner').getByText('The images could not be read.').waitFor();
  await becomes(() => choice(page, 'Rows').first().inputValue(), 'consumers');
  await row(page, /^Go /).waitFor();
});

/** A page whose choices are answered when the test says so. */
async function openSlow(): Promise<{ page: Page; answer(): Promise<void> }> {
  const session = pageOf(matrixOf(await fewImages()));
  let isFirst = true;
  let wasAsked: (answer: () => void) => void;
  const asked = new Promise<() => void>((resolve) => {
    wasAsked = resolve;
  });
  const page = await open({
    answer: async (name, args) => {
      if (name === 'choose' && !isFirst) await new Promise<void>((answer) => wasAsked(answer));
      isFirst = false;
      return session(name, args);
    },
  });
  return { page, answer: async () => (await asked)() };
}

test('who went on into the table while images were read stays there', async () => {
  const { page, answer } = await openSlow();
  await choice(page, 'Rows').first().selectOption('Symbols');
  await page.getByRole('grid').focus();
  await answer();
  await row(page, /^__vdso_getrandom/).waitFor();
  await hasFocus(page.getByRole('grid'));
});

test('who went on into the details meanwhile comes back to the table', async () => {
  const { page, answer } = await openSlow();
  await choice(page, 'Rows').first().selectOption('Symbols');
  await page.locator('.inspector').getByRole('button', { name: 'Open vdso-6.6.so' }).focus();
  await answer();
  await row(page, /^__vdso_getrandom/).waitFor();
  await hasFocus(page.getByRole('grid'));
});

test('another cell of the same row survives a reload; where its image has gone since, the last cell is told', async () => {
  const found = await fewImages();
  let answer = pageOf(matrixOf(found));
  const page = await open({ answer: (name, args) => answer(name, args) });
  await cell(page, /^Go /, 5).click();
  await title(page)
    .filter({ hasText: /^Go .* in web-1$/ })
    .waitFor();
  await page.reload();
  await title(page)
    .filter({ hasText: /^Go .* in web-1$/ })
    .waitFor();
  answer = pageOf(matrixOf({ images: found.images.slice(0, 2), unread: [], notes: [] }));
  await page.reload();
  await title(page)
    .filter({ hasText: /^Go .* in vdso-6\.6\.so$/ })
    .waitFor();
});

test('of 200 × 200 cells the page has those in view, and any is reached', async () => {
  const page = await openMany();
  const size = () => page.locator('.grid [role=gridcell]').count();
  const most = 60 * 30;
  assert.ok((await size()) < most, `${await size()} cells`);
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await becomes(() => activeCell(page), 'LINUX_2.6');
  await page.keyboard.press('Control+End');
  await shows(page.locator('.grid-row[aria-selected="true"] [aria-colindex="1"]'), 'name_199');
  const last = page.locator('.grid-row[aria-selected="true"] [aria-colindex="202"]');
  await shows(last, /^LINUX_/);
  await page.keyboard.press('Enter');
  await title(page).filter({ hasText: 'name_199 in host-199.example.org' }).waitFor();
  assert.ok((await size()) < most, `${await size()} cells`);
  const head = await page.locator('.grid-head [role=columnheader]').count();
  assert.ok(head < 60, `${head} heads`);
  // Beside the pinned name, and below the head.
  const [name, there, grid] = await Promise.all(
    [page.locator('.grid-row[aria-selected="true"] [aria-colindex="1"]'), last, page.getByRole('grid')].map(
      (each) => each.boundingBox(),
    ),
  );
  assert.equal(name?.x, grid?.x);
  assert.ok((there?.x ?? 0) >= (name?.x ?? 0) + (name?.width ?? 0) - 1);
  assert.ok((there?.x ?? 0) + (there?.width ?? 0) <= (grid?.x ?? 0) + (grid?.width ?? 0) + 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Home');
  await shows(page.locator('.grid-row[aria-selected="true"] [aria-colindex="3"]'), /LINUX/);
});

test('scrolled sideways every column in view has its head and its cells', async () => {
  const page = await openMany();
  const wrong = () =>
    page.evaluate(() => {
      const grid = document.querySelector('.grid');
      const box = grid?.getBoundingClientRect();
      if (!grid || !box) return ['no grid'];
      const found: string[] = [];
      // In the middle of each column in view.
      for (let x = box.left + 260; x < box.right - 20; x += 60) {
        const head = document.elementFromPoint(x, box.top + 12)?.closest('[aria-colindex]');
        const cell = document.elementFromPoint(x, box.top + 26 + 33)?.closest('[role=gridcell]');
        if (!head || !cell || head.ariaColIndex !== cell.ariaColIndex)
          found.push(`${x}: ${head?.ariaColIndex} ${cell?.ariaColIndex}`);
      }
      return found;
    });
  for (const left of [0, 700, 9000, 1e6, 300]) {
    await page.getByRole('grid').evaluate((grid, to) => {
      grid.scrollLeft = to;
    }, left);
    await quiet(page);
    await becomes(wrong, []);
  }
});

test('where the reader was among 200 × 200 cells survives a reload', async () => {
  const page = await openMany();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+End');
  for (let count = 0; count < 3; count++) await page.keyboard.press('ArrowLeft');
  await becomes(() => activeCell(page), 'LINUX_2.6');
  await page.reload();
  await shows(page.locator('.grid-row[aria-selected="true"] [aria-colindex="1"]'), 'name_199');
  await page.getByRole('grid').focus();
  await page.locator('.grid-row[aria-selected="true"] .is-active[aria-colindex="199"]').waitFor();
});

for (const theme of Object.keys(themes) as Theme[]) {
  test(`axe finds nothing wrong, details open and closed (${theme})`, async () => {
    const page = await open({ theme });
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.locator('.inspector').waitFor({ state: 'hidden' });
    assert.deepEqual(await violations(page, theme === 'dark' ? 'all' : 'ofThemes'), []);
    await page.locator('summary').click();
    await cell(page, /^Go /, 4).click();
    await page.getByText('In the baseline, vdso-7.2.so: found.').waitFor();
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
  test(`nothing is cut at ${width}×${height}, and the name stays beside its cells`, async () => {
    const page = await open({ width, height });
    await cell(page, /^Go /, 1).click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByText('A saved report has no bytes').waitFor();
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
    assert.ok((grid?.height ?? 0) >= 120, `${grid?.height} of table`);
    assert.deepEqual(await layoutFaults(page), []);
  });
}

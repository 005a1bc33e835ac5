import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { RowQuery } from '../../src/protocol.ts';
import { Harness, quiet, tab, withHost } from './harness.ts';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.closePages());
after(() => harness.stop());

const selected = (page: Page) => page.locator('.grid-row[aria-selected="true"]');
const grid = (page: Page) => page.getByRole('grid');

async function selectedRow(page: Page): Promise<number> {
  return Number(await selected(page).getAttribute('data-row'));
}

async function queries(page: Page): Promise<RowQuery[]> {
  return withHost(page, (host) =>
    host.requests.flatMap((each) =>
      each.type === 'request' && each.name === 'rows' ? [each.args[0] as RowQuery] : [],
    ),
  );
}

async function focusedGrid(image = 'live', delay = 2): Promise<Page> {
  const page = await harness.open({ image, delay });
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  await grid(page).focus();
  return page;
}

test('the grid is one tab stop and says how many rows and columns there are', async () => {
  const page = await focusedGrid('huge');
  assert.equal(await grid(page).getAttribute('aria-rowcount'), '500001');
  assert.equal(await grid(page).getAttribute('aria-colcount'), '12');
  assert.equal(await page.locator('.grid [tabindex="0"]').count(), 0);
  assert.equal(await page.locator('.grid-row[data-row="3"]').getAttribute('aria-rowindex'), '5');
});

test('arrows, Page, Home and End move the active cell and the selection follows', async () => {
  const page = await focusedGrid('large');
  await page.keyboard.press('ArrowDown');
  assert.equal(await selectedRow(page), 0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.equal(await selectedRow(page), 1);
  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.getAttribute('aria-colindex');
    });
  assert.equal(await active(), '2');
  await page.keyboard.press('End');
  assert.equal(await active(), '12');
  await page.keyboard.press('Home');
  assert.equal(await active(), '1');
  await page.keyboard.press('PageDown');
  const page1 = await selectedRow(page);
  assert.ok(page1 > 10, `row ${page1}`);
  await page.keyboard.press('PageUp');
  assert.equal(await selectedRow(page), 1);
  await page.keyboard.press('Control+End');
  assert.equal(await selectedRow(page), 9_999);
  assert.ok(await selected(page).isVisible());
  await page.keyboard.press('Control+Home');
  assert.equal(await selectedRow(page), 0);
});

test('the focus survives scrolling its row out of the page and back', async () => {
  const page = await focusedGrid('huge');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await grid(page).evaluate((element) => element.scrollTo(0, 5_000_000));
  await page.locator('.grid-row[data-row="227280"]').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid');
  const id = await grid(page).getAttribute('aria-activedescendant');
  assert.equal(await page.evaluate((each) => document.getElementById(each ?? '') !== null, id), true);
  await page.keyboard.press('ArrowDown');
  assert.equal(await selectedRow(page), 2);
  assert.ok(await selected(page).isVisible());
});

test('Enter on a head cell sorts up, down and not at all; aria-sort says so', async () => {
  const page = await focusedGrid();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  const name = page.getByRole('columnheader', { name: 'Name' });
  await page.keyboard.press('Enter');
  assert.equal(await name.getAttribute('aria-sort'), 'ascending');
  assert.deepEqual((await queries(page)).at(-1)?.sort, { column: 'name', descending: false });
  await page.keyboard.press('Enter');
  assert.equal(await name.getAttribute('aria-sort'), 'descending');
  await page.waitForFunction(() => document.querySelector('[data-row="0"]')?.textContent?.includes('time'));
  await page.keyboard.press('Enter');
  assert.equal(await name.getAttribute('aria-sort'), 'none');
  assert.equal((await queries(page)).at(-1)?.sort, undefined);
});

test('a click on a head cell sorts and the selected row stays selected', async () => {
  const page = await focusedGrid();
  await page.locator('.grid-row[data-row="9"]').click();
  await page.getByRole('columnheader', { name: 'Size' }).click();
  await page.waitForFunction(
    () => document.querySelector('.grid-row[aria-selected="true"]')?.getAttribute('data-row') === '11',
  );
  assert.match(await selected(page).innerText(), /__vdso_clock_gettime/);
});

test('the filter asks the host, counts its matches, and can be cleared from an empty result', async () => {
  const page = await focusedGrid();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('vdso go');
  await page.getByText('3 of 14 rows').waitFor();
  assert.equal((await queries(page)).at(-1)?.filter, 'vdso go');
  assert.equal(await grid(page).getAttribute('aria-rowcount'), '4');
  await page.keyboard.type(' nothing has this');
  await page.getByText('No row contains “vdso go nothing has this”.').waitFor();
  await page.keyboard.type('!');
  await page.getByText('No row contains “vdso go nothing has this!”.').waitFor();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByText('14 of 14 rows').waitFor();
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid');
});

test('Enter opens the details with the focus in them, Escape closes and brings it back', async () => {
  const page = await focusedGrid();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const title = page.locator('.inspector-title');
  await page.waitForFunction(() => document.activeElement?.classList.contains('inspector-title'));
  assert.equal(await title.innerText(), '__vdso_gettimeofday');
  await page.locator('.hex').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.inspector').isHidden(), true);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid');
});

test('open details follow the selection', async () => {
  const page = await focusedGrid();
  await page.locator('.grid-row[data-row="1"]').click();
  await page.locator('.inspector-title', { hasText: 'clock_gettime' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('.inspector-title', { hasText: '__vdso_gettimeofday' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid');
});

test('a row, a column and all rows are copied by the host', async () => {
  const page = await focusedGrid();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+c');
  await page.getByText('Copied').waitFor();
  assert.match((await withHost(page, (host) => host.copied))[0] ?? '', /^1\tclock_gettime/);
  await page.locator('.grid-row[data-row="4"] .cell').nth(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy column “Name”' }).click();
  await page.getByRole('button', { name: 'Copy and table actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy all rows as Markdown' }).click();
  const asked = await withHost(page, (host) =>
    host.requests.flatMap((each) => (each.type === 'request' && each.name === 'copy' ? [each.args[0]] : [])),
  );
  assert.deepEqual(asked.slice(1), [
    { table: 'symbols', filter: '', start: 0, count: 14, format: 'text', column: 'name' },
    { table: 'symbols', filter: '', start: 0, count: 14, format: 'markdown' },
  ]);
});

test('500,000 rows scroll from end to end, and what is passed over is cancelled', async () => {
  const page = await focusedGrid('huge', 120);
  for (let at = 1; at <= 20; at += 1) {
    await grid(page).evaluate((element, part) => {
      element.scrollTop = (element.scrollHeight / 20) * part;
    }, at);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const last = page.locator('.grid-row[data-row="499999"]');
  await page.waitForFunction(() =>
    document.querySelector('[data-row="499999"]')?.textContent?.includes('symbol_499999Ev'),
  );
  assert.ok(await last.isVisible());
  assert.ok((await page.locator('.grid-row').count()) < 80);
  const cancelled = await withHost(
    page,
    (host) => host.requests.filter(({ type }) => type === 'cancel').length,
  );
  assert.ok(cancelled > 0, 'nothing was cancelled');
});

test('scrolling makes no elements, and no row shows the text of another', async () => {
  const page = await focusedGrid('huge');
  const seen = await grid(page).evaluate(async (element) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const counts = { added: 0, wrong: [] as string[], shown: 0 };
    await frame();
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) counts.added += addedNodes.length;
    }).observe(element, { childList: true, subtree: true });
    // By rows, by pages and far away, down and up again.
    for (const step of [50, 120, 650, 20_000, 20_000, 20_000, 90, -110, -20_000, -50]) {
      for (let turn = 0; turn < 12; turn += 1) {
        element.scrollBy({ top: step, behavior: 'instant' });
        await frame();
        await frame();
        for (const row of element.querySelectorAll<HTMLElement>('.grid-row')) {
          const [first, name] = [...row.children].map((cell) => cell.textContent);
          if (row.classList.contains('is-loading')) {
            if (row.textContent !== '' && row.textContent !== 'Loading…') counts.wrong.push(row.textContent);
            continue;
          }
          counts.shown += 1;
          const at = row.dataset['row'] ?? '';
          const told = Number(row.getAttribute('aria-rowindex')) - 2;
          if (first !== at || !name?.endsWith(`symbol_${at}Ev`) || told !== Number(at))
            counts.wrong.push(`${at}: ${row.textContent}`);
        }
      }
    }
    return counts;
  });
  assert.deepEqual(seen.wrong, []);
  assert.ok(seen.shown > 1000, `${seen.shown} rows were looked at`);
  assert.ok(seen.added <= 40, `${seen.added} nodes were added`);
});

test('while the scroll bar is dragged rows are asked for now and then, and where it ends at once', async () => {
  // Longer than a frame on any machine: nothing arrives while it is dragged, so that no row beside one is asked for.
  const page = await focusedGrid('huge', 600);
  const before = (await queries(page)).length;
  const [took, frames] = await grid(page).evaluate(async (element) => {
    const start = performance.now();
    for (let at = 0; at < 60; at += 1) {
      element.scrollBy({ top: 50_000, behavior: 'instant' });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return [performance.now() - start, 60] as const;
  });
  await page.locator('.grid-row[data-row="136363"]:not(.is-loading)').waitFor();
  const asked = (await queries(page)).length - before;
  // One or two blocks are visible each time; those on either side follow only where it rests.
  const most = 2 * (took / 100 + 2) + 4;
  assert.ok(asked >= 2 && asked <= most, `${asked} in ${took} ms, at most ${most} of ${frames} frames`);
});

test('a text that is clipped ends in dots and is told in full, also after a column has changed', async () => {
  const page = await focusedGrid('hostile');
  const long = page.locator('.grid-row[data-row="6"] .cell').nth(1);
  const short = page.locator('.grid-row[data-row="3"] .cell').nth(1);
  const look = (cell: typeof long) =>
    cell.evaluate((element) => ({
      overflows: element.scrollWidth > element.clientWidth,
      dots: getComputedStyle(element).textOverflow === 'ellipsis',
    }));
  assert.deepEqual(await look(long), { overflows: true, dots: true });
  assert.deepEqual(await look(short), { overflows: false, dots: false });
  await long.hover();
  assert.equal(await long.getAttribute('title'), 'A'.repeat(4000));
  await short.hover();
  assert.equal(await short.getAttribute('title'), null);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.waitForFunction(
    () => document.querySelector('[data-row="3"] .cell:nth-child(2).clips') !== null,
  );
  assert.deepEqual(await look(short), { overflows: true, dots: true });
});

test('a list taller than an element may be scrolls by rows with the wheel and reaches its end', async () => {
  const page = await focusedGrid('endless');
  assert.equal(await grid(page).getAttribute('aria-rowcount'), '5000001');
  const box = await grid(page).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200);
  await page.mouse.wheel(0, 220);
  const first = () =>
    page.evaluate(() => {
      const top = document.querySelector('.grid-head')?.getBoundingClientRect().bottom ?? 0;
      const rows = [...document.querySelectorAll<HTMLElement>('.grid-row')];
      return rows
        .map((row) => ({ at: Number(row.dataset['row']), top: row.getBoundingClientRect().top - top }))
        .filter((row) => row.top >= -1)
        .sort((a, b) => a.top - b.top)[0];
    });
  while ((await first())?.at === 0) await quiet(page);
  await quiet(page);
  assert.equal((await first())?.at, 10);
  await page.keyboard.press('Control+End');
  await page.waitForFunction(() =>
    document.querySelector('[data-row="4999999"]')?.textContent?.includes('symbol_4999999Ev'),
  );
  await page.waitForFunction(() => {
    const last = document.querySelector('[data-row="4999999"]')?.getBoundingClientRect();
    return last !== undefined && last.bottom <= innerHeight + 1;
  });
  await page.keyboard.press('ArrowUp');
  assert.equal(await selectedRow(page), 4_999_998);
  assert.ok(await selected(page).isVisible());
});

test('reveal switches to the tab, drops a filter that hides the row, selects and explains it', async () => {
  const page = await focusedGrid();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('getcpu');
  await page.getByText('2 of 14 rows').waitFor();
  await tab(page, 'structure');
  await withHost(page, (host) =>
    host.event({ type: 'reveal', target: { table: 'symbols', name: '__vdso_clock_gettime' } }),
  );
  await page.waitForFunction(
    () => document.querySelector('.grid-row[aria-selected="true"]')?.getAttribute('data-row') === '9',
  );
  await page.locator('.inspector-title', { hasText: '__vdso_clock_gettime' }).waitFor();
  await page.getByText('14 of 14 rows').waitFor();
});

test('tab, sort, filter, selection, scroll and details survive a reload', async () => {
  const page = await focusedGrid('large');
  await page.getByRole('columnheader', { name: 'Value' }).click();
  await page.getByRole('columnheader', { name: 'Value' }).click();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('object');
  await page.getByText('2,000 of 10,000 rows').waitFor();
  await grid(page).evaluate((element) => element.scrollTo(0, 22_000));
  const row = page.locator('.grid-row[data-row="1003"]');
  await row.waitFor();
  await row.click();
  // The details are there, and so is what a reload finds again.
  const title = page.locator('.inspector-title', { hasText: /./ });
  await title.waitFor();
  const name = await title.innerText();
  await page.reload();
  await page.getByText('2,000 of 10,000 rows').waitFor();
  await page.locator('.inspector-title', { hasText: name }).waitFor();
  assert.equal(await selectedRow(page), 1003);
  assert.ok(await selected(page).isVisible());
  const value = page.getByRole('columnheader', { name: 'Value' });
  assert.equal(await value.getAttribute('aria-sort'), 'descending');
});

test('columns are resized by key and by pointer, and reset', async () => {
  const page = await focusedGrid();
  const name = page.getByRole('columnheader', { name: 'Name' });
  const before = (await name.boundingBox())?.width ?? 0;
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  const wider = (await name.boundingBox())?.width ?? 0;
  assert.ok(wider > before, `${before} → ${wider}`);
  await name.locator('.head-grip').dblclick();
  assert.equal((await name.boundingBox())?.width, before);
  assert.equal(await name.getAttribute('aria-sort'), 'none');
});

test('Ctrl+F leads to the symbols from a view that has nothing to filter', async () => {
  const page = await harness.open();
  await tab(page, 'overview');
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  assert.equal(await page.locator('.tabs-main [aria-selected="true"]').getAttribute('data-tab'), 'symbols');
});

test('a column and the line to the details follow the pointer', async () => {
  const page = await focusedGrid();
  const drag = async (target: ReturnType<Page['locator']>, x: number, y: number) => {
    const box = (await target.boundingBox()) ?? assert.fail('nothing to drag');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + x, box.y + box.height / 2 + y, { steps: 4 });
    await page.mouse.up();
  };
  const head = page.getByRole('columnheader', { name: 'Version' });
  const width = (await head.boundingBox())?.width ?? 0;
  await drag(head.locator('.head-grip'), 60, 0);
  assert.ok(Math.abs(((await head.boundingBox())?.width ?? 0) - width - 60) < 2);
  await page.locator('.grid-row[data-row="3"]').click();
  const panel = page.locator('.inspector');
  await panel.waitFor();
  const height = (await panel.boundingBox())?.height ?? 0;
  await drag(page.locator('.splitter'), 0, -70);
  assert.ok(Math.abs(((await panel.boundingBox())?.height ?? 0) - height - 70) < 2);
});

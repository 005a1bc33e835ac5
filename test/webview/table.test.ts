import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { RowQuery } from '../../src/protocol.ts';
import { becomes, eventually, has, shows } from '../support/eventually.ts';
import { violations } from './axe.ts';
import { absent, hasFocus, quiet, tab, useHarness, withHost } from './harness.ts';

const harness = useHarness();

const selected = (page: Page) => page.locator('.grid-row[aria-selected="true"]');
const grid = (page: Page) => page.getByRole('grid');

const selects = (page: Page, row: number) => has(selected(page), 'data-row', String(row));

async function queries(page: Page): Promise<RowQuery[]> {
  return withHost(page, (host) =>
    host.requests.flatMap((each) =>
      each.type === 'request' && each.name === 'rows' ? [each.args[0] as RowQuery] : [],
    ),
  );
}

async function focusedGrid(image = 'live'): Promise<Page> {
  const page = await harness.open({ image });
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  await grid(page).focus();
  return page;
}

test('the grid is one tab stop and says how many rows and columns there are', async () => {
  const page = await focusedGrid('huge');
  await has(grid(page), 'aria-rowcount', '500001');
  await has(grid(page), 'aria-colcount', '8');
  await absent(page.locator('.grid [tabindex="0"]'));
  await has(page.locator('.grid-row[data-row="3"]'), 'aria-rowindex', '5');
});

for (const [keys, opens] of [
  [['End', 'Enter'], true],
  [['End', 'Enter', 'ArrowUp'], false],
  [['End', 'Enter', 'Escape'], false],
] as const)
  test(`${keys.join(', ')} before a row has come ${opens ? 'shows' : 'does not show'} its details when it comes`, async () => {
    const page = await focusedGrid('large');
    await grid(page).evaluate((element, keys) => {
      for (const key of keys)
        element.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key === 'End', bubbles: true }));
    }, keys);
    await page.locator('.grid-row[data-row="9999"]:not(.is-loading)').waitFor();
    await quiet(page);
    if (opens) await page.getByRole('complementary').getByText('9999').first().waitFor();
    else await absent(page.locator('.inspector:not([hidden])'));
  });

test('arrows, Page, Home and End move the active cell and the selection follows', async () => {
  const page = await focusedGrid('large');
  await page.keyboard.press('ArrowDown');
  await selects(page, 0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await selects(page, 1);
  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.getAttribute('aria-colindex');
    });
  await becomes(active, '2');
  await page.keyboard.press('End');
  await becomes(active, '8');
  await page.keyboard.press('Home');
  await becomes(active, '1');
  await page.keyboard.press('PageDown');
  await has(selected(page), 'data-row', /^[1-9]\d$/);
  await page.keyboard.press('PageUp');
  await selects(page, 1);
  await page.keyboard.press('Control+End');
  await selects(page, 9_999);
  await selected(page).waitFor();
  await page.keyboard.press('Control+Home');
  await selects(page, 0);
});

test('the focus survives scrolling its row out of the page and back', async () => {
  const page = await focusedGrid('huge');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await grid(page).evaluate((element) => element.scrollTo(0, 5_000_000));
  await page.locator('.grid-row[data-row="227280"]').waitFor();
  await hasFocus(grid(page));
  const id = await grid(page).getAttribute('aria-activedescendant');
  await page.locator(`[id="${id}"]`).waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await selects(page, 2);
  await selected(page).waitFor();
});

test('Enter on a head cell sorts up, down and not at all; aria-sort says so', async () => {
  const page = await focusedGrid();
  await page.keyboard.press('ArrowUp');
  const name = page.getByRole('columnheader', { name: 'Name' });
  await page.keyboard.press('Enter');
  await has(name, 'aria-sort', 'ascending');
  await becomes(async () => (await queries(page)).at(-1)?.sort, { column: 'name', descending: false });
  await page.keyboard.press('Enter');
  await has(name, 'aria-sort', 'descending');
  await page.waitForFunction(() => document.querySelector('[data-row="0"]')?.textContent?.includes('time'));
  await page.keyboard.press('Enter');
  await has(name, 'aria-sort', 'none');
  await becomes(async () => (await queries(page)).at(-1)?.sort, undefined);
});

test('a click on a head cell sorts and the selected row stays selected', async () => {
  const page = await focusedGrid();
  await page.locator('.grid-row[data-row="9"]').click();
  await page.getByRole('columnheader', { name: 'Size' }).click();
  await page.waitForFunction(
    () => document.querySelector('.grid-row[aria-selected="true"]')?.getAttribute('data-row') === '11',
  );
  await shows(selected(page), /__vdso_clock_gettime/);
});

test('the filter asks the host, counts its matches, and can be cleared from an empty result', async () => {
  const page = await focusedGrid();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('vdso go');
  await page.getByText('3 of 14 rows').waitFor();
  assert.equal((await queries(page)).at(-1)?.filter, 'vdso go');
  await has(grid(page), 'aria-rowcount', '4');
  await page.keyboard.type(' nothing has this');
  await page.getByText('No row contains “vdso go nothing has this”.').waitFor();
  await page.keyboard.type('!');
  await page.getByText('No row contains “vdso go nothing has this!”.').waitFor();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByText('14 of 14 rows').waitFor();
  await page.keyboard.press('ArrowDown');
  await hasFocus(grid(page));
});

test('Enter opens the details with the focus in them, Escape closes and brings it back', async () => {
  const page = await focusedGrid();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const title = page.locator('.inspector-title');
  await hasFocus(title);
  await shows(title, '__vdso_gettimeofday');
  await page.locator('.hex').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.inspector').waitFor({ state: 'hidden' });
  await hasFocus(grid(page));
});

test('open details follow the selection', async () => {
  const page = await focusedGrid();
  await page.locator('.grid-row[data-row="1"]').click();
  await page.locator('.inspector-title', { hasText: 'clock_gettime' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('.inspector-title', { hasText: '__vdso_gettimeofday' }).waitFor();
  await hasFocus(grid(page));
});

const shownIds = ['name', 'version', 'looked-up-by', 'value', 'size', 'type', 'bind', '#'];

test('a row, a column and all rows are copied by the host', async () => {
  const page = await focusedGrid();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+c');
  await page.getByText('Copied').waitFor();
  assert.match(
    (await withHost(page, (host) => host.copied))[0] ?? '',
    /^clock_gettime\tLINUX_2\.6\t[^\t]*\t0xaf0\t902\tFUNC\tWEAK\t1$/,
  );
  await page.locator('.grid-row[data-row="4"] .cell').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy column “Name”' }).click();
  await page.getByRole('button', { name: 'Copy and table actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy all rows as Markdown' }).click();
  const asked = () =>
    withHost(page, (host) =>
      host.requests.flatMap((each) =>
        each.type === 'request' && each.name === 'copy' ? [each.args[0]] : [],
      ),
    );
  await becomes(
    async () => (await asked()).slice(1),
    [
      { table: 'symbols', filter: '', start: 0, count: 14, format: 'text', columns: ['name'] },
      { table: 'symbols', filter: '', start: 0, count: 14, format: 'markdown', columns: shownIds },
    ],
  );
});

test('500,000 rows scroll from end to end, and what is passed over is cancelled', async () => {
  const page = await focusedGrid('huge');
  await withHost(page, (host) => host.hold());
  for (let at = 1; at <= 20; at += 1) {
    await grid(page).evaluate((element, part) => {
      element.scrollTop = (element.scrollHeight / 20) * part;
    }, at);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const cancelled = await withHost(
    page,
    (host) => host.requests.filter(({ type }) => type === 'cancel').length,
  );
  assert.ok(cancelled > 0, 'nothing was cancelled');
  await withHost(page, (host) => host.release());
  const last = page.locator('.grid-row[data-row="499999"]');
  await page.waitForFunction(() =>
    document.querySelector('[data-row="499999"]')?.textContent?.includes('symbol_499999Ev'),
  );
  await last.waitFor();
  const rows = await page.locator('.grid-row').count();
  assert.ok(rows < 80, `${rows} rows are drawn`);
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
          const [name, , , , , , , index] = [...row.children].map((cell) => cell.textContent);
          if (row.classList.contains('is-loading')) {
            if (row.textContent !== '' && row.textContent !== 'Loading…') counts.wrong.push(row.textContent);
            continue;
          }
          counts.shown += 1;
          const at = row.dataset['row'] ?? '';
          const told = Number(row.getAttribute('aria-rowindex')) - 2;
          if (index !== at || !name?.endsWith(`symbol_${at}Ev`) || told !== Number(at))
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
  const page = await focusedGrid('huge');
  // Nothing arrives while it is dragged, so that no row beside one is asked for.
  await withHost(page, (host) => host.hold());
  const before = (await queries(page)).length;
  const [took, frames] = await grid(page).evaluate(async (element) => {
    const start = performance.now();
    for (let at = 0; at < 60; at += 1) {
      element.scrollBy({ top: 50_000, behavior: 'instant' });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return [performance.now() - start, 60] as const;
  });
  await withHost(page, (host) => host.release());
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
  await becomes(() => look(long), { overflows: true, dots: true });
  await becomes(() => look(short), { overflows: false, dots: false });
  await long.hover();
  await has(long, 'title', 'A'.repeat(4000));
  await short.hover();
  await has(short, 'title', null);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.waitForFunction(
    () => document.querySelector('[data-row="3"] .cell:nth-child(2).clips') !== null,
  );
  await becomes(() => look(short), { overflows: true, dots: true });
});

test('a list taller than an element may be scrolls by rows with the wheel and reaches its end', async () => {
  const page = await focusedGrid('endless');
  await has(grid(page), 'aria-rowcount', '5000001');
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
  await becomes(async () => (await first())?.at, 10);
  await quiet(page);
  await becomes(async () => (await first())?.at, 10);
  await page.keyboard.press('Control+End');
  await page.waitForFunction(() =>
    document.querySelector('[data-row="4999999"]')?.textContent?.includes('symbol_4999999Ev'),
  );
  await page.waitForFunction(() => {
    const last = document.querySelector('[data-row="4999999"]')?.getBoundingClientRect();
    return last !== undefined && last.bottom <= innerHeight + 1;
  });
  await page.keyboard.press('ArrowUp');
  await selects(page, 4_999_998);
  await selected(page).waitFor();
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

test('an image that is read anew keeps sort, filter, and by its name the selected row with its details', async () => {
  const page = await focusedGrid();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('cl');
  await becomes(async () => (await queries(page)).at(-1)?.filter, 'cl');
  await quiet(page);
  await withHost(page, (host) => host.change());
  await quiet(page);
  await page.keyboard.type('ock');
  await becomes(async () => (await queries(page)).at(-1)?.filter, 'clock');
  await quiet(page);
  const row = page.locator('.grid-row', { hasText: '__vdso_clock_getres' });
  await row.click();
  const title = page.locator('.inspector-title', { hasText: '__vdso_clock_getres' });
  await title.waitFor();
  const filter = page.locator('.filter-bar vscode-text-field');
  for (let time = 0; time < 2; time++) {
    await grid(page).focus();
    await withHost(page, (host) => host.change());
    await shows(selected(page), /__vdso_clock_getres/);
    await title.waitFor();
    await hasFocus(grid(page));
    await becomes(() => filter.evaluate((field) => (field as HTMLInputElement).value), 'clock');
    await page.reload();
    await shows(selected(page), /__vdso_clock_getres/);
    await title.waitFor();
  }
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
  await selects(page, 1003);
  await selected(page).waitFor();
  const filter = page.locator('.filter input');
  await becomes(() => filter.inputValue(), 'object');
  await tab(page, 'versions');
  await tab(page, 'symbols');
  await becomes(() => filter.inputValue(), 'object');
  const value = page.getByRole('columnheader', { name: 'Value' });
  await has(value, 'aria-sort', 'descending');
});

test('what was chosen is kept as soon as it shows, since a page may end right after it', async () => {
  const page = await focusedGrid();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  // What ends a page does not wait for timers either: what is kept is looked at in the moment in which the rows change.
  const kept = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const status = document.querySelector('[role=status]') as HTMLElement;
        const seen = new MutationObserver(() => {
          if (status.textContent !== '1 of 14 rows') return;
          seen.disconnect();
          resolve(Object.values(sessionStorage).join());
        });
        seen.observe(status, { childList: true, characterData: true, subtree: true });
      }),
  );
  await page.keyboard.type('vdso_getcpu');
  assert.match(await kept, /"filter":"vdso_getcpu"/);
});

test('what is kept is not written again: a page that opens, or comes back, writes nothing', async () => {
  const page = await focusedGrid();
  const writes = () => withHost(page, (host) => host.writes);
  await quiet(page);
  assert.equal(await writes(), 0);
  await page.locator('.grid-row[data-row="3"]').click();
  const title = page.locator('.inspector-title', { hasText: /./ });
  await title.waitFor();
  assert.ok((await writes()) > 0);
  await page.reload();
  await title.waitFor();
  await selects(page, 3);
  await quiet(page);
  assert.equal(await writes(), 0);
});

test('columns are resized by key and by pointer, and reset', async () => {
  const page = await focusedGrid();
  const name = page.getByRole('columnheader', { name: 'Name' });
  const before = (await name.boundingBox())?.width ?? 0;
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  await eventually(async () => {
    const wider = (await name.boundingBox())?.width ?? 0;
    assert.ok(wider > before, `${before} → ${wider}`);
  });
  await page.getByRole('button', { name: 'Copy and table actions' }).click();
  await page.getByRole('menuitem', { name: 'Reset column widths' }).click();
  await becomes(async () => (await name.boundingBox())?.width, before);
  await has(name, 'aria-sort', 'none');
});

test('a double-click on a column’s edge, and its menu, fit the column to what stands in it', async () => {
  const page = await focusedGrid();
  const name = page.getByRole('columnheader', { name: 'Name' });
  const widest = page.locator('.grid-row[data-row="9"] .cell').first();
  /** Pixels beside the longest name. */
  const room = () =>
    widest.evaluate((cell) => {
      const text = document.createRange();
      text.selectNodeContents(cell.lastChild ?? cell);
      const padding = Number.parseFloat(getComputedStyle(cell).paddingRight);
      return cell.getBoundingClientRect().right - padding - text.getBoundingClientRect().right;
    });
  const fits = () =>
    eventually(async () => {
      const left = await room();
      assert.ok(left >= 0 && left < 6, `${left} px are left`);
    });
  await widest.waitFor();
  await name.locator('.head-grip').dblclick();
  await fits();
  await has(name, 'aria-sort', 'none');
  await grid(page).focus();
  await page.keyboard.press('ArrowUp');
  for (let turn = 0; turn < 6; turn += 1) await page.keyboard.press('Shift+ArrowLeft');
  await eventually(async () => assert.ok((await room()) < 0));
  await page.getByRole('button', { name: 'Copy and table actions' }).click();
  await page.getByRole('menuitem', { name: 'Fit column “Name” to its contents' }).click();
  await fits();
});

test('columns are chosen by key, at once, and survive a reload', async () => {
  const page = await focusedGrid();
  const heads = () => page.locator('.grid-head .head-text').allInnerTexts();
  const all = ['Name', 'Version', 'Looked up by', 'Value', 'Size', 'Type', 'Bind', '#'];
  await becomes(heads, all);
  await page.locator('.grid-row[data-row="9"]').click();
  const menu = page.getByRole('button', { name: 'Copy and table actions' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Columns…' }).press('Enter');
  const choice = (name: string) => page.getByRole('menuitemcheckbox', { name });
  await has(choice('GNU hash'), 'aria-checked', 'false');
  await has(choice('Version'), 'aria-checked', 'true');
  await absent(choice('Name'));
  await choice('GNU hash').press(' ');
  await choice('Bind').press('Enter');
  await has(choice('GNU hash'), 'aria-checked', 'true');
  const chosen = [...all.filter((each) => each !== 'Bind'), 'GNU hash'];
  await becomes(heads, chosen);
  await page.keyboard.press('Escape');
  await hasFocus(menu);
  await selects(page, 9);
  await shows(page.locator('.grid-row[data-row="9"] .cell').last(), '0x6e43a318');
  await has(grid(page), 'aria-colcount', '8');
  await grid(page).focus();
  await page.keyboard.press('Control+c');
  await eventually(async () =>
    assert.match((await withHost(page, (host) => host.copied)).at(-1) ?? '', /902\tFUNC\t9\t0x6e43a318$/),
  );
  await page.reload();
  await becomes(heads, chosen);
  // The other way round nothing is kept: the defaults may change.
  await menu.click();
  await page.getByRole('menuitem', { name: 'Columns…' }).click();
  await choice('Bind').click();
  await choice('GNU hash').click();
  await becomes(heads, all);
  await page.keyboard.press('Escape');
  await eventually(async () =>
    assert.doesNotMatch(await page.evaluate(() => Object.values(sessionStorage).join()), /"columns"/),
  );
});

test('the name stays while other columns scroll below it', async () => {
  const page = await harness.open({ width: 620 });
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  const name = page.locator('.grid-row[data-row="9"] .cell').first();
  const size = page.locator('.grid-row[data-row="9"] .cell').nth(4);
  const left = async (cell: Locator) => (await cell.boundingBox())?.x ?? 0;
  const [nameAt, sizeAt] = [await left(name), await left(size)];
  await grid(page).evaluate((element) => element.scrollTo(300, 0));
  await eventually(async () => assert.ok((await left(size)) < sizeAt - 200));
  assert.equal(await left(name), nameAt);
  // What lies below it does not show through.
  const above = await page.evaluate((x) => {
    const row = document.querySelector('.grid-row[data-row="9"]')?.getBoundingClientRect();
    return document.elementFromPoint(x, (row?.top ?? 0) + 8)?.textContent;
  }, nameAt + 60);
  assert.equal(above, '__vdso_clock_gettime');
  // A cell that is walked to is not left below it.
  await grid(page).focus();
  for (const key of ['ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'])
    await page.keyboard.press(key);
  await eventually(async () => {
    const active = await page.locator('.is-active').boundingBox();
    const pinned = await page.locator('.grid-row[data-row="0"] .cell').first().boundingBox();
    assert.ok((active?.x ?? 0) >= (pinned?.x ?? 0) + (pinned?.width ?? 0) - 1);
  });
  const wide = await focusedGrid();
  await eventually(async () =>
    assert.equal(await grid(wide).evaluate((each) => each.classList.contains('is-wide')), false),
  );
});

test('what the filter matched is marked, without an element for it', async () => {
  const page = await focusedGrid();
  const marked = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('filter-match') ?? [])].map((range) =>
        range.startContainer.textContent?.slice(range.startOffset, range.endOffset),
      ),
    );
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('VDSO_get');
  await page.getByText('3 of 14 rows').waitFor();
  await becomes(marked, Array(3).fill('vdso_get'));
  await absent(page.locator('.grid-row mark, .grid-row span'));
  await page.keyboard.press('Escape');
  await page.getByText('14 of 14 rows').waitFor();
  await becomes(marked, []);
});

test('a filter that cannot be answered says why, and can be cleared', async () => {
  const page = await focusedGrid();
  await withHost(page, (host) => host.event({ type: 'focusFilter' }));
  await page.waitForFunction(() => document.activeElement?.localName === 'vscode-text-field');
  await page.keyboard.type('nope:x');
  await page.getByRole('alert').getByText('No column “nope” here.').waitFor();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByText('14 of 14 rows').waitFor();
});

test('the filter’s own help says what it understands, and is left by Escape', async () => {
  const page = await focusedGrid();
  const button = page.getByRole('button', { name: 'What the filter understands' });
  await button.focus();
  await page.keyboard.press('Enter');
  const help = page.getByRole('dialog', { name: 'What the filter understands' });
  await shows(help, /version:=LINUX_2\.6/);
  await shows(help, /looked-up-by/);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  await absent(help);
  await hasFocus(button);
});

test('a table with more imports than fit opens at what it defines, and not again once it was scrolled', async () => {
  const page = await harness.open({ image: 'imports' });
  await page.locator('.grid-row[data-row="2000"]:not(.is-loading)').waitFor();
  const top = () => grid(page).evaluate((element) => element.scrollTop);
  await becomes(top, 2000 * 22);
  await grid(page).evaluate((element) => element.scrollTo(0, 0));
  await page.locator('.grid-row[data-row="0"]:not(.is-loading)').waitFor();
  await becomes(
    async () => /"top":0\b/.test(await page.evaluate(() => Object.values(sessionStorage).join())),
    true,
  );
  await page.reload();
  await page.locator('.grid-row[data-row="0"]:not(.is-loading)').waitFor();
  await becomes(top, 0);
});

test('a problem stands on two lines, and is told in full where these are too few', async () => {
  const page = await harness.open({ image: 'hostile', width: 900 });
  await tab(page, 'problems');
  const sentence = page.locator('.grid-row[data-row="1"] .cell').nth(1);
  await sentence.waitFor();
  const lines = await sentence.evaluate((cell) => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
  });
  assert.ok(lines >= 2, `${lines} lines`);
  await sentence.hover();
  await has(sentence, 'title', /^The chain ends .*here\.$/);
  const short = page.locator('.grid-row[data-row="0"] .cell').nth(1);
  await short.hover();
  await has(short, 'title', null);
});

/** To within two pixels. */
function sized(element: Locator, side: 'width' | 'height', pixels: number): Promise<void> {
  return eventually(async () => {
    const found = (await element.boundingBox())?.[side] ?? 0;
    assert.ok(Math.abs(found - pixels) < 2, `${found} and not ${pixels}`);
  });
}

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
  await sized(head, 'width', width + 60);
  await page.locator('.grid-row[data-row="3"]').click();
  const panel = page.locator('.inspector');
  await panel.waitFor();
  const beside = (await panel.boundingBox())?.width ?? 0;
  await drag(page.locator('.splitter'), -70, 0);
  await sized(panel, 'width', beside + 70);
  await page.setViewportSize({ width: 900, height: 800 });
  await has(page.locator('.splitter'), 'aria-orientation', 'horizontal');
  const below = (await panel.boundingBox())?.height ?? 0;
  await drag(page.locator('.splitter'), 0, -70);
  await sized(panel, 'height', below + 70);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, has } from '../support/eventually.ts';
import { focusedGrid, grid, queries, selected, selects } from './grid.ts';
import { quiet, useHarness, withHost } from './harness.ts';

const harness = useHarness();

test('500,000 rows scroll from end to end, and what is passed over is cancelled', async () => {
  const page = await focusedGrid(harness, 'huge');
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
  const page = await focusedGrid(harness, 'huge');
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
  const page = await focusedGrid(harness, 'huge');
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

test('a list taller than an element may be scrolls by rows with the wheel and reaches its end', async () => {
  const page = await focusedGrid(harness, 'endless');
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

/** What every page of no image has: here one that writes without end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCancelled } from '../../../src/session/cancellation.ts';
import { TablePage } from '../../../src/session/tablePage.ts';
import { english } from '../../../src/session/words.ts';
import { fewImages, matrixOf } from '../../support/manyImages.ts';

/** Pieces of one save: some seconds of work if nobody could stop it. */
const PIECES = 300_000;

test('a save lets others run between its pieces, and ends when nobody wants it', async () => {
  const page = await matrixOf(await fewImages()).choose({});
  let written = 0;
  class Long extends TablePage {
    protected known() {
      return {};
    }
    protected async make() {
      return { choice: {}, table: undefined as never };
    }
    protected page() {
      return { ...page, choice: {} };
    }
    protected detailOf() {
      return undefined;
    }
    protected *exported() {
      for (; written < PIECES; written++) yield new Uint8Array(64);
    }
    protected inEnglish() {
      return undefined;
    }
  }
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  await assert.rejects(new Long(english).export('json', controller.signal), isCancelled);
  assert.ok(written < PIECES);
});

test('an order that is asked for while another choice is made is not taken for one of that', async () => {
  const images = await fewImages();
  const byName = (count: number) => ({
    table: 'matrix' as const,
    start: 0,
    count,
    filter: '',
    sort: { column: 'name', descending: true },
  });
  const names = async (page: ReturnType<typeof matrixOf>) =>
    (await page.rows(byName(1000))).rows.map(({ cells }) => cells[0]);
  const fresh = matrixOf(images);
  await fresh.choose({ rows: 'symbols' });
  const wanted = await names(fresh);
  assert.deepEqual(wanted, wanted.toSorted().reverse());
  // How many turns it takes until the other choice is made is the engine's affair.
  for (let turns = 0; turns < 20; turns++) {
    const page = matrixOf(images);
    await page.choose({});
    const choosing = page.choose({ rows: 'symbols' });
    for (let turn = 0; turn < turns; turn++) await undefined;
    await Promise.all([page.rows(byName(1)), choosing]);
    assert.deepEqual(await names(page), wanted, `after ${turns} turns`);
  }
});

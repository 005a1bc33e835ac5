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

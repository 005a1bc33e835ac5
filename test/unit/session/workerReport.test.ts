/** Saved reports: small ones are read at once, large ones by a worker, with the same result. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportJson } from '../../../src/report/output/json.ts';
import { openLocalReport } from '../../../src/session/localReport.ts';
import { openSavedReport, SMALL_REPORT } from '../../../src/session/worker/workerReport.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { joined } from '../../support/pieces.ts';
import { workerScript } from '../../support/started.ts';
import { reportOf } from '../report/support.ts';

const report = Buffer.from(await joined(reportJson(await reportOf(vdsoImage({ arch: 'amd64' }).bytes))));
/** White space after a document is none of it. */
const padded = (size: number) => Buffer.concat([report, Buffer.alloc(size - report.length, ' ')]);
const nowhere = new URL('nowhere.ts', import.meta.url);

test('a large report is read by a worker, and says what it says at once', async () => {
  const large = padded(SMALL_REPORT + 1);
  assert.deepEqual(
    await openSavedReport(large, 'web-1', workerScript),
    await openLocalReport(large, 'web-1'),
  );
  assert.deepEqual(await openSavedReport(Buffer.alloc(SMALL_REPORT + 1, '{'), 'x', workerScript), {
    kind: 'refused',
    why: 'not-json',
  });
  await assert.rejects(openSavedReport(large, 'web-1', nowhere), {
    name: 'SessionError',
    code: 'workerFailed',
  });
});

test('a small one starts no worker', async () => {
  const found = await openSavedReport(padded(SMALL_REPORT), 'web-1', nowhere);
  assert.equal(found.kind, 'image');
});

test('nobody waits for a large one that is not wanted any more', async () => {
  const controller = new AbortController();
  const reading = openSavedReport(padded(SMALL_REPORT + 1), 'web-1', workerScript, controller.signal);
  controller.abort();
  await assert.rejects(reading, { name: 'SessionError', code: 'cancelled' });
});

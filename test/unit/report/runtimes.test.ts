/** What a process runs, on the page, in the terminal and in JSON. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { RuntimeFound } from '../../../src/consumers/runtimes.ts';
import { reportText } from '../../../src/report/output/textReport.ts';
import { summarize } from '../../../src/report/views/summary.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { joined } from '../../support/pieces.ts';
import { reportOf, validJson } from './support.ts';

const info = { kind: 'process' as const, pid: 4711, base: 0x7ffd0000n };
const exports = ['__vdso_clock_gettime', '__vdso_gettimeofday', '__vdso_time', '__vdso_getcpu'];
const { bytes } = vdsoImage({ arch: 'amd64', exports });

async function reportFor(runtimes: readonly RuntimeFound[] | undefined) {
  return reportOf(bytes, { info, ...(runtimes === undefined ? {} : { runtimes }) });
}

function facts(report: Awaited<ReturnType<typeof reportOf>>): ReadonlyMap<string, string> {
  return new Map(summarize(report).facts.map(({ label, value }) => [label, value]));
}

test('its runtimes and their system calls stand above the tables, and its consumers come first', async () => {
  const report = await reportFor([
    { id: 'go', release: '1.24.1' },
    { id: 'musl', file: '/lib/ld-musl\u202e.so' },
  ]);
  const shown = facts(report);
  assert.equal(
    shown.get('Runs'),
    'Go 1.24.1, musl, of a release that it does not tell (/lib/ld-musl\\u202e.so)',
  );
  // The image has no getrandom, which Go asks for from 1.24 on.
  assert.equal(shown.get('Enters the kernel for'), 'getrandom (Go)');
  const { chips } = summarize(report);
  assert.deepEqual(
    chips.slice(0, 3).map(({ label }) => label.split(' ')[0]),
    ['Go', 'musl', 'glibc'],
  );
  assert.match(joined(reportText(report)), /^ {2}Enters the kernel for {2}getrandom \(Go\)$/m);
  const { process } = validJson(report) as unknown as { readonly process: unknown };
  assert.deepEqual(process, {
    recognized: true,
    runtimes: [
      { consumer: 'go', release: '1.24.1', systemCalls: ['getrandom'] },
      { consumer: 'musl', file: '/lib/ld-musl\u202e.so', systemCalls: [] },
    ],
  });
});

test('an older release that asks for less makes no system calls for want of it', async () => {
  const report = await reportFor([{ id: 'go', release: '1.21.5' }]);
  assert.equal(facts(report).get('Enters the kernel for'), undefined);
  assert.equal(report.subject.findings[0]?.release, '1.21');
});

test('a process that tells nothing is not recognised, and an image of none has no such line', async () => {
  const report = await reportFor([]);
  assert.equal(facts(report).get('Runs'), 'not recognised');
  const json = validJson(report) as unknown as { readonly process: { readonly recognized: boolean } };
  assert.equal(json.process.recognized, false);
  assert.equal(facts(await reportFor(undefined)).get('Runs'), undefined);
});

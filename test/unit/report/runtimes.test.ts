/** What a process runs, on the page, in the terminal and in JSON. */

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { consequenceText } from '../../../src/consumers/english/programs.ts';
import type { RuntimeFound } from '../../../src/consumers/runtimes.ts';
import { ownRequirements } from '../../../src/consumers/verdict/requirements.ts';
import { runToEnd } from '../../../src/elf/reading/runToEnd.ts';
import { budgetedReport } from '../../../src/report/output/budgetedJson.ts';
import { checkText } from '../../../src/report/output/checkReport.ts';
import { reportText } from '../../../src/report/output/textReport.ts';
import { summarize } from '../../../src/report/views/summary.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { PACKED } from '../../support/packedProgram.ts';
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
  // Worst first; among those that fare alike, what the process runs.
  const first = new Map(chips.toReversed().map(({ outcome, label }) => [outcome, label.split(' ')[0]]));
  assert.equal(chips[0]?.label.split(' ')[0], 'Go');
  assert.equal(first.get('found'), 'musl');
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

test('a packed program is told beside its runtimes, and where they were not recognised', async () => {
  const report = await reportOf(bytes, { info, runtimes: [{ id: 'go', release: '1.24.1' }], packed: PACKED });
  assert.equal(facts(report).get('Runs'), 'Go 1.24.1; its program is packed by UPX 4.24');
  const { process } = validJson(report) as unknown as { readonly process: { readonly packed: unknown } };
  assert.deepEqual(process.packed, PACKED);
  const { release: _, ...nameless } = PACKED;
  const unknown = await reportOf(bytes, { info, runtimes: [], packed: nameless });
  assert.equal(facts(unknown).get('Runs'), 'not recognised; its program is packed by UPX');
});

test('what is required of a process of which nobody demands anything is what it runs, each once', async () => {
  const runtimes: RuntimeFound[] = [
    { id: 'go', release: '1.24.1', file: '/a.so' },
    { id: 'go', release: '1.24.1', file: '/b.so' },
    { id: 'musl' },
    { id: 'glibc', release: '2.23' },
  ];
  const { subject } = await reportFor(runtimes);
  const required = ownRequirements(runtimes, subject.findings);
  assert.deepEqual(
    required.map(({ text }) => text),
    ['go@1.24.1', 'musl', 'glibc@2.23'],
  );
  const text = [...checkText(subject, required, true)].join('');
  assert.match(text, /^Runs Go 1\.24\.1 \(\/a\.so\), Go/m);
  assert.match(
    text,
    /^Required, since no --require says otherwise: what the process runs, .*\n {2}ok +go@1\.24\.1\n {2}ok +musl\n {2}FAILED +glibc@2\.23: /m,
  );
  assert.match([...checkText(subject, required)].join(''), /^Required\n/m);
});

test('what a process runs is not required where others were asked, or where it was not recognised', async () => {
  const runtimes: RuntimeFound[] = [{ id: 'glibc', release: '2.36' }];
  const { subject } = await reportOf(bytes, { info, runtimes, consumers: [{ id: 'musl' }] });
  assert.deepEqual(ownRequirements(runtimes, subject.findings), []);
  assert.match(
    [...checkText(subject, [], true)].join(''),
    /^Nothing is required: .* not among those asked\.$/m,
  );
  const { subject: none } = await reportFor([]);
  assert.match([...checkText(none, [], true)].join(''), /^Nothing is required: .* was not recognised\.$/m);
  const { subject: file } = await reportFor(undefined);
  assert.doesNotMatch([...checkText(file, [])].join(''), /required|Runs/i);
});

test('a process with very many libraries and mappings leaves a short report short, which counts what it left out', async () => {
  const runtimes: RuntimeFound[] = Array.from({ length: 64 }, (_, at) => ({
    id: 'go',
    release: '1.24.1',
    file: `/\u2800${at}`.repeat(90),
  }));
  const piece = (at: number) => ({ name: '[vdso]', start: BigInt(at), end: BigInt(at + 1), perms: 'r-xp' });
  const mapping = Array.from({ length: 256 }, (_, at) => piece(at));
  const report = await reportOf(bytes, { info: { ...info, mapping }, runtimes });
  const limit = 5_000;
  const text = runToEnd(budgetedReport(report, { limit }));
  assert.ok(text.length <= limit, `${text.length}`);
  const brief = JSON.parse(text) as {
    readonly source: { readonly mapping: readonly unknown[] };
    readonly process: { readonly runtimes: readonly unknown[] };
    readonly leftOut: readonly { readonly part: string; readonly shown: number; readonly of: number }[];
  };
  assert.deepEqual(brief.leftOut.slice(0, 2), [
    { part: 'mapping', shown: brief.source.mapping.length, of: 256 },
    { part: 'process', shown: brief.process.runtimes.length, of: 64 },
  ]);
  assert.ok(brief.source.mapping.length > 0);
  const few = await reportOf(bytes, { info: { ...info, mapping: [piece(1)] }, runtimes: [{ id: 'musl' }] });
  const { leftOut } = JSON.parse(runToEnd(budgetedReport(few, { limit: 60_000 }))) as typeof brief;
  assert.deepEqual(leftOut, []);
});

test('what a key says of its consequence and what is counted as a system call are the same', () => {
  const looked = ['go', 'glibc', 'musl', 'bionic', 'uclibc-ng'];
  const called = /clock_get|gettimeofday|_time|getcpu|getrandom|hwprobe|flush_icache/;
  for (const { id, arches } of catalog.filter((each) => looked.includes(each.id))) {
    for (const { symbol, elsewhere, ...key } of arches.flatMap(({ keys }) => keys)) {
      if (!called.test(symbol)) continue;
      const fallback = consequenceText(key.fallback);
      assert.equal(elsewhere === undefined, /system call/.test(fallback), `${id}: ${symbol}: ${fallback}`);
    }
  }
});

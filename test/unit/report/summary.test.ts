import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceInfo } from '../../../src/elf/imageSource.ts';
import { worstFirst } from '../../../src/report/outcomes.ts';
import { consumerDetailView } from '../../../src/report/views/consumerViews.ts';
import { summarize } from '../../../src/report/views/summary.ts';
import {
  buildImage,
  describeVdso,
  fullImage,
  shapes,
  type VdsoOptions,
  vdsoArchs,
  vdsoImage,
} from '../../support/elf/index.ts';
import { live, reportOf } from './support.ts';

const host = { kernelRelease: '6.18.44-test', arch: 'x64', clocksource: 'tsc' };

const named = (text: string) => {
  const [id = '', release] = text.split('@');
  return release === undefined ? { id } : { id, release };
};

test('the first look at a live image answers what, where from, who made it, is it well, who gets what', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const report = await reportOf(bytes, { info: live, host });
  const summary = summarize(report);
  assert.equal(summary.title, 'linux-vdso.so.1');
  assert.equal(summary.origin, 'live, this process (4711)');
  assert.match(summary.format, /^x86-64 · ELF64 LE · \d/);
  assert.equal(summary.role, 'vdso');
  assert.equal(summary.health.text, 'Healthy: no problems found.');
  const fact = (label: string) => summary.facts.find((each) => each.label === label);
  assert.match(fact('Built by')?.value ?? '', /^Linux \d+\.\d+/);
  assert.equal(fact('Running kernel')?.value, '6.18.44-test');
  assert.deepEqual(
    [fact('Clock source')?.value, fact('Clock source')?.tone],
    ['tsc: clock calls stay in user space (by the clock source)', 'good'],
  );
  const chip = summary.chips.find(({ consumer }) => consumer === 'go');
  assert.deepEqual([chip?.outcome, chip?.text, chip?.tone], ['found', '3 of 3 keys', 'good']);
  const { subject } = report;
  const found = subject.findings.find(({ id }) => id === 'go');
  const go = found && consumerDetailView(subject, found);
  assert.deepEqual(summary.consumers[0]?.outcomeText, go?.outcomeText);
  assert.equal(go?.version?.variable, 'vdsoLinuxVersion');
  assert.ok(go?.releases.includes(go.release));
  for (const key of go?.keys ?? []) {
    assert.ok(key.replay.steps.length > 0);
    assert.ok(
      key.fields.some(
        ({ label, value }) => label === 'Address in process 4711' && /^0x[0-9a-f]+$/.test(value),
      ),
    );
    assert.equal(
      key.fields[0]?.label,
      'Value',
      'what is true of the image comes before what is true in one process',
    );
  }
});

test('a clock source without a vDSO mode is said, whatever is found', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const facts = summarize(
    await reportOf(bytes, { info: live, host: { ...host, clocksource: 'hpet' } }),
  ).facts;
  const clock = facts.find(({ label }) => label === 'Clock source');
  assert.equal(clock?.tone, 'warn');
  assert.match(clock?.value ?? '', /^hpet: every clock call is a system call/);
  const { clocksource: _, ...hidden } = host;
  const unknown = summarize(await reportOf(bytes, { info: live, host: hidden })).facts;
  assert.match(unknown.find(({ label }) => label === 'Clock source')?.value ?? '', /^not readable here/);
});

test('a library is no vDSO: no chips, no kernel, nobody who looks anything up', async () => {
  const report = await reportOf(fullImage({ class: 64, littleEndian: true }).bytes);
  const summary = summarize(report);
  assert.deepEqual([summary.role, summary.asVdso, summary.chips, summary.consumers], ['elf', false, [], []]);
  assert.equal(summary.origin, 'file /images/image.so');
  assert.ok(!summary.facts.some(({ label }) => label === 'Built by'));
  const symbols = summary.tables.find(({ id }) => id === 'symbols');
  assert.ok(!symbols?.columns.some(({ id }) => id === 'lookedUpBy'));
  assert.match(summary.symtabOffer ?? '', /^\d+ more symbols in \.symtab\.$/);
  const asked = summarize(
    await reportOf(fullImage({ class: 64, littleEndian: true }).bytes, { asVdso: true }),
  );
  assert.deepEqual([asked.role, asked.asVdso, asked.chips.length > 0], ['elf', true, true]);
});

test('the first line: a file by its name, what it calls itself where that differs, and whence', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const file = summarize(await reportOf(bytes, { info: { path: '/images/kept.so' } }));
  assert.deepEqual([file.title, file.soname], ['kept.so', 'linux-vdso.so.1']);
  assert.deepEqual(file.brief.slice(0, 1), ['x86-64']);
  assert.match(file.brief[1] ?? '', /^Linux \d/);
  assert.equal(file.clock, undefined);
  const same = summarize(await reportOf(bytes, { info: { path: '/images/linux-vdso.so.1' } }));
  assert.deepEqual([same.title, same.soname], ['linux-vdso.so.1', undefined]);
  const mapped = summarize(await reportOf(bytes, { info: { ...live, kind: 'process' }, host }));
  assert.deepEqual([mapped.title, mapped.soname], ['linux-vdso.so.1', undefined]);
  assert.deepEqual(mapped.brief.slice(0, 2), ['this process (4711)', 'x86-64']);
  assert.deepEqual(
    mapped.clock,
    mapped.facts.find(({ label }) => label === 'Clock source'),
  );
  const library = summarize(await reportOf(fullImage({ class: 64, littleEndian: true }).bytes));
  assert.match(library.brief[1] ?? '', /KiB$/);
});

test('chips stand in the order of what became of them, the worst first', async () => {
  const { bytes } = vdsoImage({ arch: 'arm64', hash: 'gnu' });
  const { chips, consumers } = summarize(
    await reportOf(bytes, { consumers: ['go', 'abseil', 'musl@1.2.5', 'glibc'].map(named) }),
  );
  const order = worstFirst(consumers).map(({ id }) => id);
  assert.deepEqual(
    chips.map(({ consumer }) => consumer),
    order,
  );
  assert.deepEqual(
    consumers.map(({ id }) => id),
    ['go', 'abseil', 'musl', 'glibc'],
  );
  assert.equal(chips.at(-1)?.outcome, 'found');
  assert.equal(chips[0]?.outcome, 'fallback');
});

test('a gVisor image is known by its shape, and an image without a note is of unknown making', async () => {
  const shape = describeVdso({ arch: 'amd64' });
  const exports = ['__vdso_clock_gettime', '__vdso_time', '__kernel_rt_sigreturn'];
  const itsNames = describeVdso({ arch: 'amd64', exports });
  const gvisor = buildImage({ ...itsNames, base: 0xffffffffff700000n, hash: 'sysv', notes: [] });
  const facts = summarize(await reportOf(gvisor.bytes)).facts;
  assert.equal(facts[0]?.value, 'gVisor');
  const unknown = buildImage({ ...shape, notes: [] });
  assert.equal(summarize(await reportOf(unknown.bytes)).facts[0]?.value, 'unknown');
});

test('what the clock source means follows from whose image it is, and of a library from the source alone', async () => {
  const high = { hash: 'sysv', override: { base: 0xffff_ffff_ff70_0000n } } as const;
  const exports = ['__vdso_clock_gettime', '__kernel_rt_sigreturn'];
  const image = (options: Partial<VdsoOptions>) => vdsoImage({ arch: 'amd64', ...options }).bytes;
  for (const [bytes, meaning, tone] of [
    [image({}), /^tsc: clock calls stay in user space \(by the clock source\)$/, 'good'],
    [image(high), /^tsc: every clock call is a system call whatever/, 'warn'],
    [image({ ...high, notes: [], exports }), /^tsc: not asked by this image/, 'plain'],
    [fullImage({ class: 64, littleEndian: true }, high.override).bytes, /^tsc: clock calls stay/, 'good'],
  ] as const) {
    const clock = summarize(await reportOf(bytes, { info: live, host })).facts.find(
      ({ label }) => label === 'Clock source',
    );
    assert.match(clock?.value ?? '', meaning);
    assert.equal(clock?.tone, tone);
  }
});

test('where a process has another vDSO than the one it was told of, the first look says so', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const place = { size: 0x2000n, before: 0n, mapping: '[vdso]' };
  const own = { ...place, base: live.base, is: ['announced', 'shown'] } as const;
  const other = { ...place, base: 0x1000n, is: [] } as const;
  const warnings = async (more: Partial<SourceInfo>) =>
    summarize(await reportOf(bytes, { info: { ...live, ...more }, host }))
      .facts.filter(({ tone, label }) => tone === 'warn' && label === 'Images')
      .map(({ value }) => value);
  assert.deepEqual(await warnings({}), []);
  const [told, ...rest] = await warnings({ images: [own, other], announced: live.base });
  assert.match(told ?? '', /^image 2 at 0x1000 – 0x3000, \[vdso\]/);
  assert.deepEqual(rest, []);
});

for (const arch of vdsoArchs) {
  test(`every column is explained and every region lies on its strip: ${arch}`, async () => {
    const { bytes } = vdsoImage({ arch });
    const summary = summarize(await reportOf(bytes, { info: live, host }));
    for (const { id, columns, title, emptyText } of summary.tables) {
      assert.ok(title.length > 0 && emptyText.endsWith('.'), id);
      for (const column of columns) {
        assert.notEqual(column.title, column.id, `${id}.${column.id} has a title`);
        assert.ok(column.explain.endsWith('.'), `${id}.${column.id} is explained`);
      }
      assert.equal(new Set(columns.map((column) => column.id)).size, columns.length);
    }
    const { regions } = summary.memoryMap;
    for (const region of regions) {
      assert.ok(region.start >= 0 && region.start <= region.end && region.end <= 1, region.label);
      assert.ok(Math.abs((region.offset ?? 0) / bytes.length - region.start) < 1e-9);
    }
    assert.deepEqual([...new Set(regions.map(({ lane }) => lane))], [0, 1, 2]);
    const covered = regions.filter(({ lane }) => lane === 2).toSorted((a, b) => a.start - b.start);
    let end = 0;
    for (const region of covered) {
      assert.ok(region.start <= end + 1e-9, `nothing is left out before ${region.label}`);
      end = Math.max(end, region.end);
    }
    assert.ok(Math.abs(end - 1) < 1e-9);
    for (const hash of summary.hashes) {
      const buckets = hash.histogram.reduce((sum, bar) => sum + bar.buckets, 0);
      assert.equal(buckets, summary.tables.find(({ id }) => id === hash.bucketTable)?.rowCount);
    }
    assert.doesNotThrow(() => structuredClone(summary));
    assert.deepEqual(JSON.parse(JSON.stringify(summary)), summary, 'plain data');
  });
}

for (const shape of shapes) {
  test(`hash views of a library: ${shape.class} ${shape.littleEndian}`, async () => {
    const { hashes } = summarize(await reportOf(fullImage(shape).bytes));
    assert.deepEqual(
      hashes.map(({ kind }) => kind),
      ['gnu', 'sysv'],
    );
    const [gnu, sysv] = hashes;
    const value = (view: typeof gnu, label: string) =>
      view?.fields.find((each) => each.label === label)?.value;
    assert.equal(value(gnu, 'Buckets'), '3');
    assert.equal(value(gnu, 'Bloom words'), '2');
    assert.match(value(gnu, 'Bloom fill') ?? '', /^\d+\.\d%$/);
    assert.equal(value(sysv, 'Buckets'), '5');
  });
}

test('members of a header that the file ends in lead to bytes that it has', async () => {
  const { bytes } = vdsoImage({ arch: '386' });
  for (let size = 20; size < 52; size++) {
    for (const { label, offset, length } of summarize(await reportOf(bytes.slice(0, size))).header) {
      if (offset !== undefined) assert.ok(offset + (length ?? 0) <= size, `${label} of ${size} bytes`);
    }
  }
});

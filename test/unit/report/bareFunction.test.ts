/** What a function's bytes say goes before what is known of its maker: in the header, in its details and in verdicts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readElf } from '../../../src/elf/readElf.ts';
import { hasBareClock, isBareFunction } from '../../../src/report/facts/bareFunction.ts';
import { entersKernelAt } from '../../../src/report/facts/entersKernel.ts';
import { summarize } from '../../../src/report/views/summary.ts';
import { makeReport } from '../../../src/session/makeReport.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { codeImage } from '../../support/code/codeImage.ts';

const BARE = 'b8 e4 00 00 00 0f 05 c3'; // mov eax, 228; syscall; ret
const COUNTER = '0f 01 f9 c3'; // rdtscp; ret
const host = { kernelRelease: '6.18', arch: 'x64', clocksource: 'tsc' };

async function reportOf(clock: string) {
  const { bytes } = codeImage('amd64', { __vdso_clock_gettime: clock, __vdso_getcpu: COUNTER });
  const result = await readElf(memorySource(bytes));
  if (result.kind !== 'elf') throw new TypeError('no image was built');
  const source = { kind: 'live', label: { pid: 1, own: true }, pid: 1, size: bytes.length } as const;
  const options = { selection: [{ id: 'go' }], asVdso: false };
  return { image: result.image, report: makeReport(result.image, source, host, options, 'g') };
}

test('an image of Linux whose clock is a bare system call is no user of its clock source', async () => {
  const { image, report } = await reportOf(BARE);
  assert.equal(hasBareClock(image), true);
  const { clock } = summarize(report);
  assert.match(clock?.value ?? '', /^tsc: every clock call is a system call whatever the clock source/);
});

test('one that reads a counter is', async () => {
  const { image, report } = await reportOf(COUNTER);
  assert.equal(hasBareClock(image), false);
  assert.equal(summarize(report).clock?.value, 'tsc: clock calls stay in user space (by the clock source)');
});

test('bytes go before what is known of a maker', () => {
  const place = { machine: 62, maker: 'linux' } as const;
  assert.equal(entersKernelAt('clock_gettime', 'clock-id', { ...place, bare: true }), 'bare');
  assert.equal(entersKernelAt('clock_gettime', 'clock-id', { ...place, bare: false }), 'clock-id');
});

test('an address outside the image says nothing', async () => {
  const { image } = await reportOf(BARE);
  assert.equal(isBareFunction(image, 0xdead_0000n), undefined);
});

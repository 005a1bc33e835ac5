/** When the figures of the process that asks stand for another one, and when they are left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Samples } from '../../../src/clocks/measurement.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { askClock, type ClockAsked } from '../../../src/session/clock/askClock.ts';
import { makeReport } from '../../../src/session/makeReport.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { BASE, type MachineOptions, machine } from '../../support/clocks/machines.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { fakeProc } from '../../support/fakeProc.ts';

const { bytes } = vdsoImage({ arch: 'amd64' });
const memory = new Uint8Array(8192);
memory.set(bytes.subarray(0, 8192));

const quick: Samples = {
  ...{ calls: 1, traced: false },
  clock: Array.from({ length: 99 }, () => 1),
  witness: Array.from({ length: 99 }, () => 1),
  systemCall: Array.from({ length: 99 }, () => 9),
};

/** @param theirs the image of process 42 */
async function ask(options: MachineOptions, theirs: Uint8Array, sample: ClockAsked['sample'], pid?: number) {
  const { files: _, ...proc } = { ...machine(options), files: 0 };
  const withMemory = fakeProc({ memory: { '/proc/self/mem': { start: BASE, bytes: memory } } });
  const source = memorySource(theirs);
  const result = await readElf(source);
  if (result.kind !== 'elf') throw new TypeError('no image was built');
  const info = { kind: 'live', label: 'x', size: source.size } as const;
  const { subject } = makeReport(result.image, info, undefined, { selection: [], asVdso: false }, 'g');
  return askClock({
    proc: { ...proc, openMemory: withMemory.openMemory },
    ...(pid === undefined ? {} : { pid }),
    image: { subject, source },
    ...(sample === undefined ? {} : { sample }),
  });
}

const sampled = async () => quick;

test('this process is measured', async () => {
  const found = await ask({}, memory, sampled);
  assert.deepEqual([found.verdict, found.measured?.verdict, found.leftOut], ['user', 'user', undefined]);
});

test('nothing is measured without being asked for', async () => {
  const found = await ask({ source: 'hpet' }, memory, undefined);
  assert.deepEqual([found.verdict, found.measured, found.leftOut], ['kernel', undefined, undefined]);
});

test('another process with the same image, time and freedom', async () => {
  const found = await ask({}, memory, sampled, 42);
  assert.deepEqual([found.measured?.verdict, found.leftOut], ['user', undefined]);
});

test('another image', async () => {
  const other = memory.slice();
  other[4000] = 1;
  assert.equal((await ask({}, other, sampled, 42)).leftOut, 'image');
  assert.equal((await ask({}, memory.slice(0, 4096), sampled, 42)).leftOut, 'image');
});

test('another time namespace', async () => {
  const found = await ask({ links: { '/proc/42/ns/time': 'time:[7]' } }, memory, sampled, 42);
  assert.deepEqual([found.leftOut, found.measured], ['time-namespace', undefined]);
});

test('a tracer', async () => {
  const files = { '/proc/42/status': 'Name:\tx\nTracerPid:\t7\n' };
  assert.equal((await ask({ files }, memory, sampled, 42)).leftOut, 'tracer');
});

test('no vDSO, where this process has one', async () => {
  const files = { '/proc/42/maps': '400000-401000 r-xp 00000000 08:01 1 /bin/x\n' };
  const auxv = new Uint8Array(32);
  auxv[0] = 4;
  auxv[8] = 56;
  const found = await ask({ files: { ...files, '/proc/42/auxv': auxv } }, memory, sampled, 42);
  assert.deepEqual([found.leftOut, found.verdict], ['no-vdso', 'kernel']);
});

test('a platform without a system call to compare with', async () => {
  assert.equal((await ask({}, memory, async () => undefined)).leftOut, 'platform');
});

test('the taking of samples is told whether this process is traced, whoever is asked about', async () => {
  let told: boolean | undefined;
  await ask(
    { status: 'TracerPid:\t7\n', files: { '/proc/42/status': 'TracerPid:\t0\n' } },
    memory,
    async (traced) => {
      told = traced;
      return quick;
    },
    42,
  );
  assert.equal(told, true);
});

/** The live image's clocks by its code, against a running program whose system calls are counted. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { imageCode } from '../../src/code/imageCode.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { sharedCapstone } from '../support/code/codeImage.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { notX64, noVdso } from '../support/machine.ts';
import { tool } from '../support/tool.ts';
import { imageOf } from './compare.ts';

const gcc = tool('GCC');
const live = liveVdsoBytes();
const source = path.join(import.meta.dirname, '../support/code/programs/clockCalls.c');
/** Where user space cannot read the machine's clock every call enters the kernel, whatever the code can do. */
const READABLE = /^(tsc|kvm-clock|hyperv_clocksource_tsc_page)$/;

function clocksource(): string {
  try {
    return readFileSync('/sys/devices/system/clocksource/clocksource0/current_clocksource', 'utf8').trim();
  } catch {
    return '';
  }
}

const skip = gcc.skip || notX64 || noVdso;

test('what the code says of each clock is what a program does', { skip }, async () => {
  const bytes = new Uint8Array(live ?? []);
  const { clocks } = await imageCode(await imageOf(bytes), memorySource(bytes), { load: sharedCapstone });
  const counts = await counted(clocks.map(({ id }) => id));
  const readable = READABLE.test(clocksource());
  for (const { id, name, path: found, counters } of clocks) {
    const entered = counts.get(id);
    if (found === 'user') assert.equal(entered, 0, `${name}: ${entered} of 100 calls entered the kernel`);
    if (found === 'kernel') assert.equal(entered, 100, `${name}: ${entered} of 100 calls entered the kernel`);
    if (found === 'user-or-kernel' && counters.length > 0 && readable) assert.equal(entered, 0, name);
    assert.notEqual(found, 'incomplete', name);
  }
  assert.ok(clocks.length >= 15);
});

async function counted(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-clocks-'));
  try {
    const program = path.join(folder, 'clockCalls');
    execFileSync(gcc.path, ['-O1', '-o', program, source]);
    const lines = execFileSync(program, ids.map(String), { encoding: 'utf8' }).trim().split('\n');
    return new Map(lines.map((line) => line.split(' ').map(Number) as [number, number]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

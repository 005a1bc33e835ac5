/** What recognising a process's runtimes reads: few files, little of each, for as long as it is wanted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuntimeFound } from '../../../src/consumers/runtimes.ts';
import type { SourceInfo } from '../../../src/elf/imageSource.ts';
import type { Scheduler } from '../../../src/elf/reading/scheduler.ts';
import { cancelled } from '../../../src/session/cancellation.ts';
import type { Machine } from '../../../src/session/program/machine.ts';
import { findRuntimes } from '../../../src/session/program/processRuntimes.ts';
import { MAX_FILE_BYTES } from '../../../src/sources/boundedSource.ts';
import { MAX_FILES } from '../../../src/sources/mappedFiles.ts';
import { buildImage } from '../../support/elf/index.ts';
import { fakeProc } from '../../support/fakeProc.ts';
import { goProgramImage } from '../../support/goProgram.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';

const PID = 4712;
const info: SourceInfo = { kind: 'process', label: 'process 4712', pid: PID, base: 0x7ffd0000n, size: 0 };
const BANNER = new TextEncoder().encode('GNU C Library (x) stable release version 2.31.\n');

/** The program names glibc's loader; each library holds no text, except the last. */
function machine(program: Uint8Array, libraries: readonly Uint8Array[]) {
  const contents = new Map([[`/proc/${PID}/exe`, program]]);
  let maps = '';
  for (const [at, bytes] of libraries.entries()) {
    const range = `${(at + 1).toString(16)}000-${(at + 2).toString(16)}000`;
    maps += `${range} r-xp 00000000 fe:00 ${at + 1} /lib/lib${at}.so\n`;
    contents.set(`/proc/${PID}/map_files/${range}`, bytes);
  }
  const { files, reads, openCount } = memoryFiles((path) => contents.get(path));
  const computer: Machine = { proc: fakeProc({ files: { [`/proc/${PID}/maps`]: maps } }), files };
  /** Bytes that were read of each file. */
  const read = () => {
    const lengths = new Map<string, number>();
    for (const { path, length } of reads) lengths.set(path, (lengths.get(path) ?? 0) + length);
    return lengths;
  };
  return { computer, read, openCount };
}

const program = (interpreter: string) =>
  buildImage({ class: 64, littleEndian: true, machine: 62, interpreter }).bytes;
const dynamic = program('/lib64/ld-linux-x86-64.so.2');

function padded(length: number): Uint8Array {
  const bytes = new Uint8Array(length + BANNER.length);
  bytes.set(BANNER, length);
  return bytes;
}

async function found(computer: Machine): Promise<readonly RuntimeFound[] | undefined> {
  return (await findRuntimes(info, undefined, computer))?.runtimes;
}

test('of each file the first 4 MiB are looked at, and the next may tell', async () => {
  const { computer, read } = machine(dynamic, [padded(MAX_FILE_BYTES), padded(MAX_FILE_BYTES - 100)]);
  assert.deepEqual(await found(computer), [{ id: 'glibc', release: '2.31', file: '/lib/lib1.so' }]);
  const [, first, second] = [...read().values()];
  assert.deepEqual([first, second], [MAX_FILE_BYTES, MAX_FILE_BYTES - 100 + BANNER.length]);
});

test('of very many files the first 64 are opened', async () => {
  const none = Array.from({ length: MAX_FILES }, () => new Uint8Array(1));
  const { computer, read, openCount } = machine(dynamic, [...none, padded(0)]);
  assert.deepEqual(await found(computer), [{ id: 'glibc' }]);
  assert.equal(read().size, 1 + MAX_FILES);
  assert.equal(openCount(), 0);
});

test('the loader says which libc, not what stands in a file', async () => {
  const { computer } = machine(program('/lib/ld-musl-x86_64.so.1'), [padded(0)]);
  assert.deepEqual(await found(computer), [{ id: 'musl' }]);
});

test('a Go program tells its release, and a program that tells nothing is not recognised', async () => {
  assert.deepEqual(await found(machine(goProgramImage().bytes, []).computer), [
    { id: 'go', release: '1.21.5' },
  ]);
  assert.deepEqual(await found(machine(new Uint8Array(9), []).computer), []);
  assert.deepEqual(await found({ ...machine(dynamic, []).computer, proc: fakeProc({}) }), []);
  assert.equal(
    await findRuntimes({ ...info, kind: 'file' }, undefined, machine(dynamic, []).computer),
    undefined,
  );
});

test('work that nobody wants any more ends, and closes what it opened', async () => {
  const { computer, read, openCount } = machine(dynamic, [padded(MAX_FILE_BYTES), padded(0)]);
  let left = 3;
  const scheduler: Scheduler = {
    due: true,
    async yieldIfDue() {
      if (--left === 0) throw cancelled();
    },
  };
  await assert.rejects(findRuntimes(info, scheduler, computer), { code: 'cancelled' });
  assert.equal(read().size, 2);
  assert.equal(openCount(), 0);
});

/** The program of a process: read in pieces, in slices that others run between, and only for as long as it is wanted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceInfo } from '../../../src/elf/imageSource.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Scheduler } from '../../../src/elf/reading/scheduler.ts';
import { cancelled } from '../../../src/session/cancellation.ts';
import type { Machine } from '../../../src/session/program/machine.ts';
import { findPrograms } from '../../../src/session/program/programOf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { fakeProc } from '../../support/fakeProc.ts';
import { GO_VERSION, goProgramImage } from '../../support/goProgram.ts';
import { type MemoryFiles, memoryFiles } from '../../support/memoryFiles.ts';

const PID = 4712;
const info: SourceInfo = { kind: 'process', label: 'process 4712', pid: PID, base: 0x7ffd0000n, size: 0 };

const { symtab = [] } = goProgramImage({ symbols: true }).description;
const many = Array.from({ length: 8000 }, (_, at) => ({ name: `main.${'f'.repeat(250)}${at}`, value: 1n }));
const { bytes } = goProgramImage({ override: { symtab: [...many, ...symtab] } });

/** A program with some megabytes of symbols, as /proc/PID/exe; what is read of it is counted. */
function machine(): Machine & Pick<MemoryFiles, 'reads'> {
  const { files, reads } = memoryFiles(() => bytes);
  const auxv = new Uint8Array(new BigUint64Array([9n, 0x400000n, 0n, 0n]).buffer);
  const proc = fakeProc({
    files: { [`/proc/${PID}/auxv`]: auxv },
    memory: { [`/proc/${PID}/mem`]: { start: 0n } },
  });
  return { proc, files, reads };
}

async function image() {
  const result = await readElf(memorySource(vdsoImage({ arch: 'amd64' }).bytes));
  assert.ok(result.kind === 'elf');
  return result.image;
}

/** Always due; counts how often others may run. */
function scheduler(yieldIfDue = () => {}): Scheduler & { breaths: number } {
  return {
    due: true,
    breaths: 0,
    async yieldIfDue() {
      this.breaths++;
      yieldIfDue();
    },
  };
}

test('a large symbol table is read in pieces of 256 KiB, once, and others run between them', async () => {
  const computer = machine();
  const counted = scheduler();
  const [finding] = await findPrograms(
    await image(),
    memorySource(new Uint8Array()),
    info,
    counted,
    computer,
  );
  assert.equal(finding?.program?.goVersion, GO_VERSION);
  assert.equal(finding.program.foundBy, 'symbols');
  const total = computer.reads.reduce((sum, { length }) => sum + length, 0);
  assert.ok(total > 2 << 20, `${total} bytes: the symbols were read`);
  const most = Math.max(...computer.reads.map(({ length }) => length));
  assert.ok(most <= (1 << 18) + 128, `${most} bytes at once`);
  assert.ok(total < 3 << 20, `${total} bytes: nothing was read twice`);
  assert.ok(counted.breaths >= 9, `${counted.breaths} times`);
});

test('work that nobody wants any more ends, and is no program that could not be read', async () => {
  const computer = machine();
  let left = 3;
  const withdrawn = scheduler(() => {
    if (--left === 0) throw cancelled();
  });
  const finding = findPrograms(await image(), memorySource(new Uint8Array()), info, withdrawn, computer);
  await assert.rejects(finding, { name: 'SessionError', code: 'cancelled' });
  assert.equal(withdrawn.breaths, 3);
});

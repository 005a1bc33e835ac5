/** What a process runs whose program is packed: told by its memory, and named as packed where that tells nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceInfo } from '../../../src/elf/imageSource.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Machine } from '../../../src/session/program/machine.ts';
import { recognizeProcess } from '../../../src/session/program/processProgram.ts';
import { findRuntimes } from '../../../src/session/program/processRuntimes.ts';
import { findPrograms } from '../../../src/session/program/programOf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { buildImage, vdsoImage } from '../../support/elf/index.ts';
import { auxvBytes, type FakeMemory, type FakeProc, fakeProc } from '../../support/fakeProc.ts';
import { goProgramImage, KEYS } from '../../support/goProgram.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';
import { loaded, PACKED, PACKED_BASE, packedProgram, STUB } from '../../support/packedProgram.ts';

const PID = 4712;
const MAPS = '400000-401000 r-xp 00000000 00:00 0\n';
const info: SourceInfo = { kind: 'process', label: 'process 4712', pid: PID, base: 0x7ffd0000n, size: 0 };

/** A process whose program file is packed, with its first segment at `start`, and this in its memory. */
function machine(
  start: bigint,
  memory: FakeMemory | { readonly openErrno: string },
  maps = '',
  exe: Uint8Array = packedProgram(),
): Machine & { readonly proc: FakeProc; openCount(): number } {
  const { files, openCount } = memoryFiles((path) => (path === `/proc/${PID}/exe` ? exe : undefined));
  const auxv = auxvBytes(
    [
      [4, 56n],
      [9, start + BigInt(STUB)],
    ],
    8,
    true,
  );
  const proc = fakeProc({
    files: { [`/proc/${PID}/auxv`]: auxv, [`/proc/${PID}/maps`]: maps },
    memory: { [`/proc/${PID}/mem`]: memory },
  });
  return { proc, files, openCount: () => openCount() + proc.openCount() };
}

async function programsOf(computer: Machine) {
  const result = await readElf(memorySource(vdsoImage({ arch: 'amd64' }).bytes));
  assert.ok(result.kind === 'elf');
  return findPrograms(result.image, memorySource(new Uint8Array()), info, undefined, computer);
}

/** As a loader leaves a program that runs anywhere: its headers know no address, its pointers are those of the process. */
function relocatedGo(start: bigint): Uint8Array {
  const bytes = goProgramImage({ dataAddress: start + 0x100000n, override: { base: start } }).bytes.slice();
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < view.getUint16(56, true); index++) {
    const at = Number(view.getBigUint64(32, true)) + index * 56;
    const vaddr = view.getBigUint64(at + 16, true);
    if (vaddr >= start) view.setBigUint64(at + 16, vaddr - start, true);
  }
  return bytes;
}

const elsewhere = 0x5555_5540_0000n;
for (const [name, start, program] of [
  ['at the addresses of its file', PACKED_BASE, goProgramImage().bytes],
  ['anywhere else', elsewhere, relocatedGo(elsewhere)],
] as const) {
  test(`a packed Go program is read from memory, ${name}`, async () => {
    const computer = machine(start, loaded(program, start));
    assert.deepEqual(await findRuntimes(info, undefined, computer), {
      runtimes: [{ id: 'go', release: '1.21.5' }],
      packed: PACKED,
    });
    const [finding, ...others] = await programsOf(computer);
    assert.deepEqual(others, []);
    assert.deepEqual([finding?.program?.goVersion, finding?.program?.foundBy], ['go1.21.5', 'pattern']);
    // The variables stand behind table and keys, and hold nothing yet.
    const data = start + 0x100000n;
    assert.deepEqual(
      finding?.keys.map(({ symbol, held }) => [symbol, held?.value, (held?.address ?? 0n) - data > 0n]),
      KEYS.map(({ symbol }) => [symbol, 0n, true]),
    );
    assert.equal(computer.openCount(), 0);
  });
}

test('section headers that are loaded, without the names that they lead to, say nothing', async () => {
  const memory = loaded(goProgramImage().bytes, PACKED_BASE);
  const view = new DataView(memory.bytes.buffer);
  view.setBigUint64(40, 64n, true);
  for (const [at, half] of [
    [58, 64],
    [60, 3],
    [62, 1],
  ] as const)
    view.setUint16(at, half, true);
  assert.equal((await programsOf(machine(PACKED_BASE, memory)))[0]?.program?.foundBy, 'pattern');
});

test('what its variables hold is read where the memory has them', async () => {
  const { start, bytes } = loaded(goProgramImage().bytes, PACKED_BASE);
  const [before] = await programsOf(machine(start, { start, bytes }));
  const address = before?.keys[1]?.held?.address ?? assert.fail();
  new DataView(bytes.buffer).setBigUint64(Number(address - start), 0x7ffd_0af0n, true);
  const [finding] = await programsOf(machine(start, { start, bytes }));
  assert.deepEqual(
    finding?.keys.map(({ held }) => held?.value),
    [0n, 0x7ffd_0af0n],
  );
});

test('the libc of a packed program is told by its loader, or by its texts in memory', async () => {
  const named = (interpreter: string) =>
    buildImage({ class: 64, littleEndian: true, machine: 62, interpreter, base: PACKED_BASE }).bytes;
  const dynamic = machine(PACKED_BASE, loaded(named('/lib/ld-musl-x86_64.so.1'), PACKED_BASE), MAPS);
  assert.deepEqual((await findRuntimes(info, undefined, dynamic))?.runtimes, [{ id: 'musl' }]);
  // A text in what is loaded.
  const soname = 'GNU C Library (x) stable release version 2.31.';
  const { bytes } = buildImage({ class: 64, littleEndian: true, machine: 62, base: PACKED_BASE, soname });
  const fixed = machine(PACKED_BASE, loaded(bytes, PACKED_BASE));
  assert.deepEqual((await findRuntimes(info, undefined, fixed))?.runtimes, [
    { id: 'glibc', release: '2.31' },
  ]);
});

for (const [name, memory] of [
  ['may not be read', { openErrno: 'EACCES' }],
  ['still holds the stub', loaded(packedProgram(), PACKED_BASE)],
  ['holds no program', { start: PACKED_BASE, bytes: new Uint8Array(8192) }],
  ['ends within the headers', { start: PACKED_BASE, bytes: goProgramImage().bytes.slice(0, 100) }],
  ['has a hole in it', { start: PACKED_BASE, bytes: goProgramImage().bytes.slice(0, 4096), errno: 'EIO' }],
] as const) {
  test(`a packed program whose memory ${name} is named as packed`, async () => {
    const computer = machine(PACKED_BASE, memory);
    assert.deepEqual(await findRuntimes(info, undefined, computer), { runtimes: [], packed: PACKED });
    assert.deepEqual(await programsOf(computer), []);
    assert.equal(computer.openCount(), 0);
  });
}

test('in a list of processes a packed program is called so, and its memory is left alone', async () => {
  const computer = machine(PACKED_BASE, { openErrno: 'EACCES' });
  assert.deepEqual(await recognizeProcess(computer.files, PID), { kind: 'packed', packer: 'UPX' });
});

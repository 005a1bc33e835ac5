/** What the variables of a Go program and of a Go library hold in their process, in words of either size. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumerName } from '../../../src/consumers/english/programs.ts';
import type { SourceInfo } from '../../../src/elf/imageSource.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { findPrograms } from '../../../src/session/program/programOf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { buildImage, vdsoImage } from '../../support/elf/index.ts';
import { auxvBytes, fakeProc } from '../../support/fakeProc.ts';
import { goProgramImage, KEYS } from '../../support/goProgram.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';

const PID = 4712;

/** Where the file's first byte would be, and how far its addresses are from those that it is linked at. */
const START = 0x7f0000n;
const BIAS = START - 0x400000n;

function machine(
  files: Readonly<Record<string, Uint8Array>>,
  size: 4 | 8,
  entry: bigint,
  memory: Uint8Array,
  maps = '',
) {
  const proc = fakeProc({
    files: { [`/proc/${PID}/auxv`]: auxvBytes([[9, entry]], size, true), [`/proc/${PID}/maps`]: maps },
    memory: { [`/proc/${PID}/mem`]: { start: BIAS + 0x500000n, bytes: memory } },
  });
  return { proc, files: memoryFiles((path) => files[path]).files };
}

for (const [width, size, arch, id] of [
  [64, 8, 'amd64', 62],
  [32, 4, '386', 3],
] as const) {
  const entry = 0x400100n;
  const go = goProgramImage({
    class: width,
    machine: id,
    symbols: true,
    override: { entry, textSize: 0x2000 },
  });
  // Every word of the data holds its own address, so that a word tells where it was read.
  const memory = new Uint8Array(4096);
  const view = new DataView(memory.buffer);
  for (let at = 0; at < memory.length; at += size) {
    if (size === 8) view.setBigUint64(at, BIAS + 0x500000n + BigInt(at), true);
    else view.setUint32(at, Number(BIAS) + 0x500000 + at, true);
  }
  const info: SourceInfo = { kind: 'process', label: `process ${PID}`, pid: PID, base: 0x10000n, size: 0 };

  const heldIn = async (computer: ReturnType<typeof machine>) => {
    const result = await readElf(memorySource(vdsoImage({ arch }).bytes));
    assert.ok(result.kind === 'elf');
    const [finding, ...more] = await findPrograms(
      result.image,
      memorySource(new Uint8Array()),
      info,
      undefined,
      computer,
    );
    assert.deepEqual(more, []);
    const read = await readElf(memorySource(go.bytes), { symtab: true });
    assert.ok(read.kind === 'elf');
    const symbols = read.image.symtab ?? assert.fail();
    const linkedAt = (variable: string): bigint => {
      for (let at = 0; at < symbols.length; at++)
        if (symbols.name(at) === `runtime.${variable}`) return BigInt(symbols.value(at));
      return assert.fail();
    };
    assert.deepEqual(
      finding?.keys.map(({ variable, held }) => [variable, held?.address, held?.value]),
      KEYS.map(({ variable }) => [variable, BIAS + linkedAt(variable), BIAS + linkedAt(variable)]),
    );
    // What was found is expected where it is mapped; the others as they are linked.
    for (const { outcome, address, held } of finding?.keys ?? []) {
      assert.equal(outcome, 'found');
      assert.ok(address !== undefined && address > 0x10000n);
      assert.equal(held?.expected, address);
    }
    return finding;
  };

  test(`a program of ${width} bits holds what stands at its variables`, async () => {
    await heldIn(machine({ [`/proc/${PID}/exe`]: go.bytes }, size, BIAS + entry, memory));
  });

  for (const offset of [0n, 0x1000n]) {
    test(`a library of ${width} bits whose byte ${offset} is mapped first does so too, and is named`, async () => {
      const program = buildImage({ class: width, littleEndian: true, machine: id, type: 2, dynamic: false });
      const maps = `7f${offset === 0n ? '0' : '1'}000-900000 r-xp ${offset.toString(16).padStart(8, '0')} fe:00 7 /lib/libgo.so\n`;
      const range = maps.split(' ')[0] ?? '';
      const finding = await heldIn(
        machine(
          { [`/proc/${PID}/exe`]: program.bytes, [`/proc/${PID}/map_files/${range}`]: go.bytes },
          size,
          0x123400n,
          memory,
          maps,
        ),
      );
      assert.equal(consumerName(finding ?? assert.fail('no finding')), 'libgo.so, Go');
      assert.equal(finding.program?.sharedLibrary, '/lib/libgo.so');
    });
  }
}

test('a file with a Go program has its keys, and why they are tried nowhere', async () => {
  const { bytes } = goProgramImage({ symbols: true });
  const source = memorySource(bytes);
  const result = await readElf(source);
  assert.ok(result.kind === 'elf');
  const file: SourceInfo = { kind: 'file', label: 'main', path: '/main', size: bytes.length };
  const nowhere = machine({}, 8, 0n, new Uint8Array());
  const [finding, ...more] = await findPrograms(result.image, source, file, undefined, nowhere);
  assert.deepEqual(more, []);
  assert.deepEqual(
    [finding?.id, finding?.outcome, finding?.why.code],
    ['go-program', 'unknown', 'program-no-live-image'],
  );
  assert.deepEqual(
    finding?.keys.map(({ symbol }) => symbol),
    KEYS.map(({ symbol }) => symbol),
  );
});

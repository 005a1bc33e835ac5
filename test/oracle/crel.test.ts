/** CREL as LLVM's assembler writes it, for many machines: our reading against LLVM's. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { packedImage, shapeName, shapes, withoutSections } from '../support/elf/index.ts';
import { rowsOf } from '../support/ourView.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { tool } from '../support/tool.ts';
import { compareFile, imageOf, skipWithoutPeers } from './compare.ts';
import { runPeer } from './peers/run.ts';

const readelf = tool('llvm-readelf');
// Both come in one package.
const assembler = readelf.path.replace('llvm-readelf', 'llvm-mc');
const asked = spawnSync(assembler, ['--crel', '--version']);
const skip =
  skipWithoutPeers ||
  (asked.error !== undefined && `${assembler} is not installed`) ||
  (asked.status !== 0 && "this machine's assembler knows no CREL");

// Not MIPS: release 22 declares its sections as CREL and fills them with Elf_Rela.
const triples = [
  ...['x86_64', 'i386', 'aarch64', 'aarch64_be', 'armv7a-linux-gnueabi', 'riscv64', 'riscv32', 's390x'],
  ...['powerpc', 'powerpc64le', 'sparcv9', 'loongarch64', 'm68k'],
];

/** Places a byte and kilobytes apart, symbols and addends back and forth. */
function source(): string {
  const lines = ['.globl f, g', '.data', 'f: .long f + 8, g - 4, h'];
  for (let at = 0; at < 200; at++) {
    lines.push(`.long ${['f', 'g', 'h', 'local'][at % 4]} + ${(at % 7) * 1000 - 3000}`);
    if (at % 20 === 0) lines.push(`.zero ${4 * at * at}`);
  }
  lines.push('local: .long f', '.section .debug_long, "", %progbits');
  lines.push(...Array<string>(300).fill('.long f'));
  return `${lines.join('\n')}\n`;
}

function assemble(triple: string): Uint8Array {
  const options = ['-filetype=obj', '--crel', `-triple=${triple}`, '-o', '-'];
  const { status, stdout, stderr } = spawnSync(assembler, options, { input: source() });
  assert.equal(status, 0, stderr.toString());
  return stdout;
}

for (const triple of triples) {
  test(`${triple}: an object file`, { skip }, async () => {
    const bytes = assemble(triple);
    const image = await imageOf(bytes);
    assert.deepEqual(image.problems, []);
    assert.ok(rowsOf(image.sections).some(({ type }) => type === 0x40000014));
    assert.ok(image.relocations.length > 500);
    const { unexplained, rows } = await withFile(bytes, (file) => compareFile(file));
    assert.deepEqual(unexplained, []);
    assert.ok(rows > 500);
  });
}

for (const shape of shapes) {
  test(`${shapeName(shape)}: DT_CREL without section headers`, { skip }, async () => {
    const bytes = withoutSections(packedImage(shape).bytes);
    const { relocations } = await imageOf(bytes);
    const ours = rowsOf(relocations).filter(({ table }) => table === 'crel');
    const { stdout } = await withFile(bytes, (file) => runPeer(readelf.path, ['--dyn-relocations'], file));
    const theirs = /'CREL' relocation section.*\n.*\n((?:[0-9a-f]+ .*\n)*)/
      .exec(stdout)?.[1]
      ?.trimEnd()
      .split('\n');
    const [shift, digits] = shape.class === 64 ? [32n, 16] : [8n, 8];
    assert.deepEqual(
      theirs?.map((line) => line.split(/ +/).slice(0, 2)),
      ours.map(({ offset, symbol, type }) =>
        [offset, (BigInt(symbol) << shift) | BigInt(type)].map((word) =>
          word.toString(16).padStart(digits, '0'),
        ),
      ),
    );
  });
}

/** Names of relocation types, of every number and machine that llvm-readelf names: an object file with one of each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildImage } from '../support/elf/index.ts';
import { ourView } from '../support/ourView.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { tool } from '../support/tool.ts';
import type { Row } from '../support/view.ts';
import { imageOf } from './compare.ts';
import { llvmReadelf } from './peers/llvmReadelf.ts';

const { path, skip } = tool('llvm-readelf');

/** [machine, name, class, how many types], where what we say is what LLVM says, but for `others`. */
const machines: readonly [number, string, 32 | 64, number, others?: Readonly<Record<number, string>>][] = [
  [3, 'i386', 32, 64, { 7: 'JMP_SLOT', 38: 'SIZE32' }],
  // LLVM takes R_MIPS_NUM, which counts them, for a type.
  [8, 'MIPS', 32, 218],
  [20, 'PowerPC', 32, 256],
  [21, '64-bit PowerPC', 64, 256],
  [22, 's390', 64, 128, { 13: 'GOTOFF32' }],
  // The gABI's supplement leaves these to the system; LLVM has 32-bit DTPMOD and DTPREL the other way round.
  [40, 'ARM', 32, 256, { 13: 'TLS_DESC' }],
  [43, '64-bit SPARC', 64, 90],
  [62, 'x86-64', 64, 64],
  [
    183,
    'AArch64',
    64,
    1100,
    {
      184: 'P32_TLS_DTPMOD',
      185: 'P32_TLS_DTPREL',
      1028: 'TLS_DTPMOD',
      1029: 'TLS_DTPREL',
      1030: 'TLS_TPREL',
    },
  ],
  [224, 'AMD GPU', 64, 32],
  [243, 'RISC-V', 64, 192],
  [244, 'Lanai', 32, 16],
  [247, 'BPF', 64, 16],
  [251, 'NEC Vector Engine', 64, 64],
  [258, 'LoongArch', 64, 256],
];

for (const [machine, name, elfClass, count, others = {}] of machines) {
  test(name, { skip }, async () => {
    const entries = Array.from({ length: count }, (_, type) => ({ offset: 0, type, symbol: 1 }));
    const { bytes } = buildImage({
      class: elfClass,
      littleEndian: machine !== 22 && machine !== 43,
      machine,
      type: 1,
      symtab: [{ name: 'here', offset: 0 }],
      sectionRelocations: [{ target: '.text', entries }],
    });
    const ours = names(ourView(await imageOf(bytes)).sectionRelocations);
    const { view } = await withFile(bytes, (file) => llvmReadelf(path, file));
    const theirs = names(view.sectionRelocations);
    assert.ok(theirs.size > 5, 'LLVM names some');
    const different = [...theirs].filter(([type, told]) => ours.get(type) !== (others[type] ?? told));
    assert.deepEqual(different, []);
  });
}

function names(rows: readonly Row[] = []): Map<number, string> {
  return new Map(
    rows.flatMap(({ type, typeName }) =>
      typeof typeName === 'string' && !typeName.includes('Unknown') ? [[Number(type), typeName]] : [],
    ),
  );
}

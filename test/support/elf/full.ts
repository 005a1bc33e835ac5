import { machines, segmentTypes } from './constants.ts';
import type { ImageDescription, SymbolDescription } from './description.ts';
import type { BuiltImage } from './image.ts';
import { buildImage } from './image.ts';
import { buildIdNote, buildSaltNote, linuxVersionNote } from './notes.ts';

export interface Shape {
  readonly class: 32 | 64;
  readonly littleEndian: boolean;
}

export const shapes: readonly Shape[] = [
  { class: 64, littleEndian: true },
  { class: 64, littleEndian: false },
  { class: 32, littleEndian: true },
  { class: 32, littleEndian: false },
];

export const shapeName = (shape: Shape) => `ELF${shape.class} ${shape.littleEndian ? 'LE' : 'BE'}`;

/** A machine that exists in this class and byte order, uses RELA, and needs no special tables. */
function machineOf({ class: elfClass, littleEndian }: Shape): number {
  if (elfClass === 64) return littleEndian ? machines.x86_64 : machines.ppc64;
  return littleEndian ? machines.riscv : machines.ppc;
}

const symbols: readonly SymbolDescription[] = [
  { name: '', offset: 0, type: 'SECTION', bind: 'LOCAL' },
  { name: 'malloc', section: 'UND', value: 0n, version: 'LIBC_1.0' },
  { name: 'free', section: 'UND', value: 0n, version: 'LIBC_2.0' },
  { name: 'sin', section: 'UND', value: 0n, version: 'LIBM_1.0' },
  { name: 'optional', section: 'UND', value: 0n, type: 'NOTYPE', bind: 'WEAK' },
  { name: 'alpha', offset: 0x00, size: 16, version: 'TEST_1.0', hidden: true },
  { name: 'alpha', offset: 0x10, size: 16, version: 'TEST_2.0' },
  { name: 'beta', offset: 0x20, size: 16, version: 'TEST_1.0' },
  { name: 'gamma', offset: 0x30, size: 8, version: 'TEST_2.0', bind: 'WEAK', visibility: 'PROTECTED' },
  { name: 'delta', offset: 0x38, size: 8, type: 'NOTYPE' },
  { name: 'table', section: '.data', offset: 0, size: 32, type: 'OBJECT', version: 'TEST_3.0' },
  { name: 'TEST_1.0', section: 'ABS', value: 0n, type: 'OBJECT', version: 'TEST_1.0' },
  { name: 'TEST_2.0', section: 'ABS', value: 0n, type: 'OBJECT', version: 'TEST_2.0' },
  { name: 'TEST_3.0', section: 'ABS', value: 0n, type: 'OBJECT', version: 'TEST_3.0' },
];

/** A shared object that has every table there is. */
export function describeFull(shape: Shape): ImageDescription {
  const word = shape.class / 8;
  const machine = machineOf(shape);
  // R_X86_64_RELATIVE, R_RISCV_RELATIVE, R_PPC*_RELATIVE, and what binds a symbol in the PLT.
  const relative = machine === machines.x86_64 ? 8 : machine === machines.riscv ? 3 : 22;
  const jumpSlot = machine === machines.x86_64 ? 7 : machine === machines.riscv ? 5 : 21;
  const rela = [
    { offset: 0, type: relative, addend: 0x1234n },
    { offset: word, type: relative, addend: -8n },
  ];
  const jmprel = [{ offset: word * 2, type: jumpSlot, symbol: 3 }];
  return {
    ...shape,
    machine,
    soname: 'libfull.so.1',
    needed: ['libc.so.1', 'libm.so.1'],
    symbols,
    versions: [
      { name: 'TEST_1.0' },
      { name: 'TEST_2.0', parents: ['TEST_1.0'] },
      { name: 'TEST_3.0', parents: ['TEST_2.0', 'TEST_1.0'], flags: 2 },
    ],
    needs: [
      { file: 'libc.so.1', versions: [{ name: 'LIBC_1.0' }, { name: 'LIBC_2.0', flags: 2 }] },
      { file: 'libm.so.1', versions: [{ name: 'LIBM_1.0' }] },
    ],
    hash: 'both',
    buckets: 5,
    gnuBuckets: 3,
    bloomWords: 2,
    dataShift: 0x1000n,
    dataSize: 64,
    notes: [
      linuxVersionNote(6, 18, 44),
      buildSaltNote('salt'),
      buildIdNote('00112233445566778899aabbccddeeff00112233'),
    ],
    // 32-bit PLT relocations are REL in this builder; .rel.dyn stands for what i386 and arm have.
    relocations: {
      rela,
      ...(shape.class === 32 ? { rel: [{ offset: 0, type: relative }] } : {}),
      jmprel,
      relr: [word * 4, 3n],
    },
    extraSegments: [{ type: segmentTypes.GNU_STACK, flags: 6, align: 16n }],
    symtab: [
      { name: 'full.c', value: 0n, type: 'FILE', bind: 'LOCAL', section: 'ABS' },
      { name: 'local_helper', offset: 0x20, size: 4, bind: 'LOCAL' },
      ...symbols.filter((symbol) => symbol.name !== '' && !symbol.hidden),
    ],
  };
}

export function fullImage(shape: Shape, override: Partial<ImageDescription> = {}): BuiltImage {
  return buildImage({ ...describeFull(shape), ...override });
}

/** With the relocations that --emit-relocs leaves: of .symtab, after whose null symbol the two local ones stand. */
export function linkableImage(shape: Shape): BuiltImage {
  const type = shape.class === 64 ? 2 : 1;
  return fullImage(shape, {
    sectionRelocations: [
      { target: '.data', entries: [{ offset: 0, type, symbol: 3, addend: 16n }] },
      { target: '.text', addends: false, entries: [{ offset: 8, type, symbol: 2 }] },
    ],
  });
}

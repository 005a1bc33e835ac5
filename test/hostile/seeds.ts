import { readFileSync } from 'node:fs';
import type { BuiltImage, Shape } from '../support/elf/index.ts';
import {
  buildImage,
  describeFull,
  fullImage,
  linkableImage,
  machines,
  packedImage,
  shapeName,
  shapes,
  vdsoArchs,
  vdsoImage,
} from '../support/elf/index.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import type { Seed } from './mutate.ts';

/** What is mutated: built images of every shape, the live vDSO, and a few of the system's own files. */
export function fuzzSeeds(): Seed[] {
  const seeds = shapes.map((shape) => built(`full ${shapeName(shape)}`, fullImage(shape)));
  for (const shape of shapes) seeds.push(built(`linkable ${shapeName(shape)}`, linkableImage(shape)));
  for (const shape of shapes) seeds.push(built(`packed relocations ${shapeName(shape)}`, packedImage(shape)));
  for (const arch of vdsoArchs) seeds.push(built(`vDSO ${arch}`, vdsoImage({ arch })));
  seeds.push(built('high vDSO', vdsoImage({ arch: 'amd64', override: { base: 0xffffffffff700000n } })));
  seeds.push(built('vDSO without sections', vdsoImage({ arch: '386', override: { sectionHeaders: false } })));
  seeds.push(built('extended numbering', extended()));
  seeds.push(
    built('MIPS', fullImage({ class: 64, littleEndian: true }, { machine: machines.mips, hash: 'mips' })),
  );
  seeds.push(
    built(
      'object file',
      buildImage({
        class: 64,
        littleEndian: true,
        machine: machines.x86_64,
        type: 1,
        symtab,
        sectionRelocations,
      }),
    ),
  );
  seeds.push(built('packed relocations of an object file', packedObject()));
  for (const shape of shapes) seeds.push(built(`far ${shapeName(shape)}`, far(shape)));
  const live = liveVdsoBytes();
  if (live !== undefined)
    seeds.push({ name: 'live vDSO', bytes: live, littleEndian: true, fields: [], tables: [] });
  for (const path of SYSTEM_FILES) {
    const bytes = readIfThere(path);
    if (bytes !== undefined) seeds.push({ name: path, bytes, littleEndian: true, fields: [], tables: [] });
  }
  return seeds;
}

const SYSTEM_FILES = [
  '/usr/bin/true',
  '/usr/lib/x86_64-linux-gnu/libdl.so.2',
  '/usr/lib/aarch64-linux-gnu/libdl.so.2',
];
const symtab = [{ name: 'start', offset: 4, size: 8 }];
const sectionRelocations = [
  { target: '.text', entries: [{ offset: 4, type: 2, symbol: 1 }] },
  { target: '.comment', addends: false, entries: [{ offset: 0, type: 1, symbol: 1 }] },
];

function packedObject(): BuiltImage {
  return buildImage({
    class: 32,
    littleEndian: true,
    machine: machines.i386,
    type: 1,
    symtab,
    extraSections: [
      {
        name: '.symtab2',
        type: 2,
        contents: new Uint8Array(48).fill(1, 16, 17),
        link: '.strtab2',
        entsize: 16,
      },
      { name: '.strtab2', type: 3, contents: new TextEncoder().encode('\0another\0') },
    ],
    sectionRelocations: sectionRelocations.flatMap((each) => [
      { ...each, format: 'crel' as const },
      { ...each, format: 'android' as const, link: '.symtab2' },
    ]),
  });
}

/** Larger than what is read at once, its tables behind the first read and on both sides of the code. */
function far(shape: Shape): BuiltImage {
  return fullImage(shape, { interpreter: '/lib/ld.so.1'.padEnd(70_000, 'x'), textSize: 500_000 });
}

function extended(): BuiltImage {
  return buildImage({
    ...describeFull({ class: 64, littleEndian: false }),
    extendedNumbering: { sections: true, segments: true },
    symtab: [{ name: 'far', offset: 0, extendedIndex: true }],
  });
}

export function built(name: string, { bytes, littleEndian, layout }: BuiltImage): Seed {
  return {
    name,
    bytes,
    littleEndian,
    fields: [...layout.fields()].map(([, range]) => range).filter(({ size }) => size > 0 && size <= 8),
    tables: [...layout.ranges()].map(([, range]) => range),
  };
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

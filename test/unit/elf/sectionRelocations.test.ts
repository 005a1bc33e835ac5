/** Relocations that only section headers name: of object files, static programs, and those left by --emit-relocs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relocationTypeName } from '../../../src/elf/format/names.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { problemSentence } from '../../../src/elf/problems/english.ts';
import { Allocator } from '../../../src/elf/reading/allocation.ts';
import type { BuiltImage, ImageDescription } from '../../support/elf/index.ts';
import {
  buildImage,
  damage,
  fullImage,
  linkableImage,
  machines,
  shapeName,
  shapes,
} from '../../support/elf/index.ts';
import { codes, imageOf, rows } from './support.ts';

const symtab: NonNullable<ImageDescription['symtab']> = [
  { name: '', offset: 0, type: 'SECTION', bind: 'LOCAL' },
  { name: 'here', offset: 4 },
  { name: 'elsewhere', section: 'UND', value: 0n, type: 'NOTYPE' },
];

function objectFile(override: Partial<ImageDescription> = {}): BuiltImage {
  return buildImage({
    class: 64,
    littleEndian: true,
    machine: machines.x86_64,
    type: 1,
    symtab,
    sectionRelocations: [
      {
        target: '.text',
        entries: [
          { offset: 4, type: 4, symbol: 3, addend: -4n },
          { offset: 8, type: 2, symbol: 1, addend: 8n },
          { offset: 12, type: 10 },
        ],
      },
      { target: '.comment', addends: false, entries: [{ offset: 1, type: 1, symbol: 2 }] },
    ],
    ...override,
  });
}

function shown(image: ElfImage): string[] {
  return rows(image.relocations).map((row) => {
    const section = row.section === undefined ? '' : image.sections.at(row.section)?.name;
    const type = relocationTypeName(row.type, image.header.machine);
    const name = image.relocations.symbolName(row);
    return [row.table, section, row.index, row.offset, type, row.symbol, name, row.addend ?? '-'].join(' ');
  });
}

for (const shape of shapes) {
  test(`${shapeName(shape)}: an object file's, with and without addends, by the names of .symtab`, async () => {
    // i386 and x86-64 agree on what these three numbers mean to a linker.
    const machine = shape.class === 64 ? machines.x86_64 : machines.i386;
    const image = await imageOf(objectFile({ ...shape, machine }).bytes);
    const [plt, absolute] = shape.class === 64 ? ['PLT32', '32'] : ['PLT32', 'GOTPC'];
    const first = shape.class === 64 ? '64' : '32';
    assert.deepEqual(shown(image), [
      `section .rela.text 0 4 ${plt} 3 elsewhere -4`,
      'section .rela.text 1 8 PC32 1 .text 8',
      `section .rela.text 2 12 ${absolute} 0  0`,
      `section .rel.comment 0 1 ${first} 2 here -`,
    ]);
    assert.deepEqual(codes(image), []);
    assert.equal(image.symtab?.length, 4);
  });

  test(`${shapeName(shape)}: those left for a linker come with .symtab, beside the dynamic ones`, async () => {
    const { bytes } = linkableImage(shape);
    const without = await imageOf(bytes);
    assert.ok(rows(without.relocations).every(({ table }) => table !== 'section'));
    const image = await imageOf(bytes, { symtab: true });
    const of = rows(image.relocations).filter(({ table }) => table === 'section');
    assert.deepEqual(
      of.map((row) => [image.sections.at(row.section ?? 0)?.name, image.relocations.symbolName(row)]),
      [
        ['.rela.data', 'malloc'],
        ['.rel.text', 'local_helper'],
      ],
    );
    assert.equal(image.relocations.length, without.relocations.length + 2);
    assert.deepEqual(codes(image), []);
  });
}

test('what is loaded is shown though no dynamic table names it, as in a static program', async () => {
  const built = objectFile({ type: 2, dynamic: false, dataSize: 32 });
  assert.equal((await imageOf(built.bytes)).relocations.length, 0);
  const loaded = await imageOf(damage(built, 'shdr[.rela.text].sh_flags', 0x42).bytes);
  assert.deepEqual(
    shown(loaded).map((row) => row.split(' ')[1]),
    ['.rela.text', '.rela.text', '.rela.text'],
  );
  // .symtab was not read: numbers only.
  assert.ok(rows(loaded.relocations).every((row) => loaded.relocations.symbolName(row) === ''));
});

test('64-bit MIPS: three types and a special symbol in one', async () => {
  for (const littleEndian of [true, false]) {
    const entries = [
      { offset: 0, type: 0x051807, symbol: 2 },
      { offset: 4, type: 11, symbol: 3 },
      { offset: 8, type: 0x01001207, symbol: 2 },
    ];
    const image = await imageOf(
      objectFile({ littleEndian, machine: machines.mips, sectionRelocations: [{ target: '.text', entries }] })
        .bytes,
    );
    assert.deepEqual(codes(image), []);
    assert.deepEqual(
      shown(image).map((row) => row.split(' ').slice(4, -1).join(' ')),
      ['GPREL16/SUB/HI16 2 here', 'CALL16 3 elsewhere', 'GPREL16/64 (GP) 2 here'],
    );
  }
});

test('64-bit SPARC: the data of a type is no part of its number', async () => {
  const OLO10 = 33;
  const entries = [
    { offset: 0, type: OLO10 | (0x10 << 8), symbol: 2 },
    { offset: 4, type: (OLO10 | (0xfffff0 << 8)) >>> 0, symbol: 2 },
    { offset: 8, type: OLO10, symbol: 2 },
  ];
  const image = await imageOf(
    objectFile({ littleEndian: false, machine: 43, sectionRelocations: [{ target: '.text', entries }] })
      .bytes,
  );
  assert.deepEqual(
    rows(image.relocations).map(({ type, typeData, symbol }) => [type, typeData, symbol]),
    [
      [OLO10, 0x10, 2],
      [OLO10, -0x10, 2],
      [OLO10, undefined, 2],
    ],
  );
});

/** A second symbol table with a string table of its own, and relocations that link to it. */
function twoTables(): BuiltImage {
  const symbols = new Uint8Array(3 * 24);
  // A function called "two" in .text, and the nameless symbol of that section.
  symbols.set([1, 0, 0, 0, 0x12, 0, 1, 0], 24);
  symbols.set([0, 0, 0, 0, 3, 0, 1, 0], 48);
  return objectFile({
    extraSections: [
      { name: '.symtab2', type: 2, contents: symbols, link: '.strtab2', entsize: 24 },
      { name: '.strtab2', type: 3, contents: new TextEncoder().encode('\0two\0') },
    ],
    sectionRelocations: [
      { target: '.text', entries: [{ offset: 0, type: 2, symbol: 2 }] },
      {
        target: '.comment',
        link: '.symtab2',
        entries: [1, 2, 0].map((symbol) => ({ offset: 0, type: 1, symbol })),
      },
    ],
  });
}

test('names are those of the symbol table that the section links to, whichever that is', async () => {
  const built = twoTables();
  const image = await imageOf(built.bytes);
  // There are two tables, and the one with a local symbol says by its sh_info of 0 that it has none.
  const odd = ['section-twice', 'symbol-local-late'];
  assert.deepEqual(codes(image), odd);
  const names = rows(image.relocations).map((row) => image.relocations.symbolName(row));
  assert.deepEqual(names, ['here', 'two', '.text', '']);
  // The first one is that which is shown.
  assert.equal(image.symtab?.name(1), 'two');
  const beyond = await imageOf(damage(built, 'rela.comment[0].r_info', (3n << 32n) | 1n).bytes);
  assert.deepEqual(codes(beyond), [...odd, 'relocation-symbol-outside']);
});

test('relocations of a linked image that link to .dynsym have its names', async () => {
  const entries = [2, 3].map((symbol) => ({ offset: 0, type: 1, symbol }));
  const { bytes } = fullImage(
    { class: 64, littleEndian: true },
    { sectionRelocations: [{ target: '.comment', link: '.dynsym', entries }] },
  );
  const { relocations, symbols } = await imageOf(bytes, { symtab: true });
  const own = rows(relocations).filter(({ table }) => table === 'section');
  assert.deepEqual(
    own.map((row) => relocations.symbolName(row)),
    [2, 3].map((symbol) => symbols.name(symbol)),
  );
});

test('symbol tables that share their bytes do not multiply them', async () => {
  const { bytes, layout } = objectFile({
    extraSections: Array.from({ length: 300 }, (_, at) => ({
      name: `.s${at}`,
      type: 2,
      link: '.strtab',
      entsize: 24,
    })),
  });
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < 300; at++) {
    view.setBigUint64(layout.field(`shdr[.s${at}].sh_offset`).offset, 0n, true);
    view.setBigUint64(layout.field(`shdr[.s${at}].sh_size`).offset, BigInt(bytes.length), true);
  }
  const allocator = new Allocator();
  const image = await imageOf(bytes, { allocator });
  assert.ok(image.tableRanges.filter(({ name }) => name === '.symtab').length <= 2);
  assert.ok(allocator.allocated <= 4 * bytes.length);
});

test('thousands of sections, in any order of asking', async () => {
  const count = 3000;
  const contents = new Uint8Array(4);
  const image = await imageOf(
    objectFile({
      extraSections: Array.from({ length: count }, (_, at) => ({ name: `.text.${at}`, contents })),
      sectionRelocations: Array.from({ length: count }, (_, at) => ({
        target: `.text.${at}`,
        entries: Array.from({ length: at % 3 }, () => ({ offset: at % 4, type: 2, symbol: 2 })),
      })),
    }).bytes,
  );
  assert.deepEqual(codes(image), []);
  assert.equal(image.relocations.length, count);
  for (const index of [0, count - 1, 7, 2000, 6]) {
    const row = image.relocations.at(index);
    const name = image.sections.at(row?.section ?? 0)?.name;
    // Every third section has none, the next one entry, the one after it two.
    assert.equal(name, `.rela.text.${Math.floor(index / 3) * 3 + (index % 3 === 0 ? 1 : 2)}`);
  }
  assert.equal(image.relocations.at(count), undefined);
});

test('sections that share their bytes do not multiply them', async () => {
  const built = objectFile({
    sectionRelocations: Array.from({ length: 50 }, () => ({
      target: '.text',
      entries: Array.from({ length: 40 }, () => ({ offset: 0, type: 1, symbol: 2 })),
    })),
  });
  const { bytes } = built;
  const view = new DataView(bytes.buffer);
  const { offset, size } = built.layout.range('rela.text');
  const shoff = Number(view.getBigUint64(40, true));
  // All of them from the first one's place to the end of the last one's.
  for (let index = 1; index < view.getUint16(60, true); index++) {
    const header = shoff + index * 64;
    if (view.getUint32(header + 4, true) !== 4) continue;
    view.setBigUint64(header + 24, BigInt(offset), true);
    view.setBigUint64(header + 32, BigInt(size), true);
  }
  for (let index = 1; index < 30; index++) view.setBigUint64(shoff + index * 64 + 32, 40_000n, true);
  const allocator = new Allocator();
  const image = await imageOf(bytes, { allocator });
  assert.ok(codes(image).includes('relocations-shared'));
  assert.ok(image.relocations.length <= bytes.length / 24);
  assert.ok(allocator.allocated <= 4 * bytes.length);
});

test('places in a compressed section are those of its contents, which are longer', async () => {
  for (const [name, flags] of [
    ['.debug_info', 0x800n],
    ['.zdebug_info', 0n],
  ] as const) {
    const { bytes } = objectFile({
      extraSections: [{ name, flags, contents: new Uint8Array(16) }],
      sectionRelocations: [{ target: name, entries: [{ offset: 4000, type: 1, symbol: 2 }] }],
    });
    assert.deepEqual(codes(await imageOf(bytes)), [], name);
  }
  const { bytes } = objectFile({
    extraSections: [{ name: '.debug_info', contents: new Uint8Array(16) }],
    sectionRelocations: [{ target: '.debug_info', entries: [{ offset: 4000, type: 1, symbol: 2 }] }],
  });
  assert.deepEqual(codes(await imageOf(bytes)), ['relocation-place-outside']);
});

test('a place outside is told to the last digit', async () => {
  const { bytes } = objectFile({
    extraSections: [{ name: '.debug_info', contents: new Uint8Array(16) }],
    sectionRelocations: [
      { target: '.debug_info', entries: [{ offset: 2n ** 63n + 1n, type: 1, symbol: 2 }] },
    ],
  });
  const [problem] = (await imageOf(bytes)).problems;
  assert.match(
    problem === undefined ? '' : problemSentence(problem),
    /\(0x8000000000000001 in section \d+ of 16 bytes\)/,
  );
});

/**
 * Our names of the format's numbers against the C library's <elf.h>: each name has its number there. Those that it
 * lacks stand below, as their own headers write them.
 */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as abi from '../../src/consumers/abi.ts';
import * as constants from '../../src/elf/format/constants.ts';
import { DYNAMIC_TAGS, DYNAMIC_TAGS_OF_MACHINE } from '../../src/elf/format/names/dynamicTags.ts';
import { MACHINES } from '../../src/elf/format/names/machines.ts';
import { SECTION_TYPES, SECTION_TYPES_OF_MACHINE } from '../../src/elf/format/names/sectionTypes.ts';
import { SEGMENT_TYPES, SEGMENT_TYPES_OF_MACHINE } from '../../src/elf/format/names/segmentTypes.ts';
import * as names from '../../src/elf/format/names.ts';
import { dynamicMeaning } from '../../src/report/tables/dynamicMeaning.ts';
import { english } from '../../src/session/words.ts';
import { fullImage } from '../support/elf/index.ts';
import { imageOf } from './compare.ts';

const HEADER = '/usr/include/elf.h';
const skip = existsSync(HEADER) ? false : `${HEADER} is not installed (libc6-dev)`;

/** LLVM's BinaryFormat/ELF.h and DynamicTags.def, OpenBSD's exec_elf.h, the x86-64 psABI, binutils' elf/common.h. */
const elsewhere: Readonly<Record<string, number>> = {
  ...{ DT_CREL: 0x40000026, DT_USED: 0x7ffffffe, SHT_CREL: 0x40000014, PT_GNU_SFRAME: 0x6474e554 },
  ...{ DT_ANDROID_REL: 0x6000000f, DT_ANDROID_RELSZ: 0x60000010, DT_ANDROID_RELA: 0x60000011 },
  ...{ DT_ANDROID_RELASZ: 0x60000012, DT_ANDROID_RELR: 0x6fffe000, DT_ANDROID_RELRSZ: 0x6fffe001 },
  ...{ DT_ANDROID_RELRENT: 0x6fffe003, SHT_ANDROID_REL: 0x60000001, SHT_ANDROID_RELA: 0x60000002 },
  ...{ SHT_ANDROID_RELR: 0x6fffff00, SHT_LLVM_ODRTAB: 0x6fff4c00, SHT_LLVM_LINKER_OPTIONS: 0x6fff4c01 },
  ...{ SHT_LLVM_ADDRSIG: 0x6fff4c03, SHT_LLVM_DEPENDENT_LIBRARIES: 0x6fff4c04 },
  ...{ SHT_LLVM_SYMPART: 0x6fff4c05, SHT_LLVM_PART_EHDR: 0x6fff4c06, SHT_LLVM_PART_PHDR: 0x6fff4c07 },
  ...{ SHT_LLVM_CALL_GRAPH_PROFILE: 0x6fff4c09, SHT_LLVM_BB_ADDR_MAP: 0x6fff4c0a },
  ...{ SHT_GNU_SFRAME: 0x6ffffff4, PT_OPENBSD_MUTABLE: 0x65a3dbe5, PT_OPENBSD_RANDOMIZE: 0x65a3dbe6 },
  ...{ PT_OPENBSD_WXNEEDED: 0x65a3dbe7, DT_X86_64_PLT: 0x70000000, DT_X86_64_PLTSZ: 0x70000001 },
  ...{ DT_X86_64_PLTENT: 0x70000003, ELFOSABI_OPENVMS: 13, ELFOSABI_NSK: 14, ELFOSABI_AROS: 15 },
  ...{ ELFOSABI_FENIXOS: 16, ELFOSABI_CLOUDABI: 17, ELFOSABI_ARM_FDPIC: 65 },
};

/** Names with their numbers, of `#define A 1` and `#define B (A + 1)`. */
const header = new Map(Object.entries(elsewhere));
for (const [, name = '', base = '0', plus = '0'] of (skip === false
  ? readFileSync(HEADER, 'utf8')
  : ''
).matchAll(
  /^#\s*define\s+(\w+)\s+\(?(0x[0-9a-fA-F]+|\d+|[A-Z]\w+)(?:\s*\+\s*(0x[0-9a-fA-F]+|\d+))?\)?\s*(?:\/\*|$)/gm,
)) {
  const value = header.get(base) ?? Number(base);
  if (!Number.isNaN(value)) header.set(name, value + Number(plus));
}

type Table = Readonly<Record<number, string>>;
const tables: readonly (readonly [prefix: string, tables: readonly Table[]])[] = [
  ['DT', [DYNAMIC_TAGS, ...Object.values(DYNAMIC_TAGS_OF_MACHINE)]],
  ['EM', [MACHINES]],
  ['SHT', [SECTION_TYPES, ...Object.values(SECTION_TYPES_OF_MACHINE)]],
  ['PT', [SEGMENT_TYPES, ...Object.values(SEGMENT_TYPES_OF_MACHINE)]],
];

for (const [prefix, all] of tables) {
  test(`${prefix}_ names have the numbers of <elf.h>`, { skip }, () => {
    const ours = all.flatMap((table) =>
      Object.entries(table).map(([value, name]) => [`${prefix}_${name}`, Number(value)] as const),
    );
    const theirs = ours.map(([name]) => [name, header.get(name)] as const);
    assert.deepEqual(ours, theirs);
  });
}

/** Numbers and what they are called here, for small enumerations that have no table of their own. */
const enumerations: readonly (readonly [prefix: string, nameOf: (value: number) => string, most: number])[] =
  [
    ['ET', names.fileTypeName, 4],
    ['ELFOSABI', names.osabiName, 255],
    ['STT', (type) => names.symbolTypeName(type), 10],
    ['STB', names.symbolBindName, 10],
    ['STV', names.visibilityName, 3],
  ];

for (const [prefix, nameOf, most] of enumerations) {
  test(`${prefix}_ names are those of <elf.h>, and it has none that we lack`, { skip }, () => {
    for (let value = 0; value <= most; value++) {
      const theirs = [...header].filter(([name, of]) => name.startsWith(`${prefix}_`) && of === value);
      const known = theirs
        .map(([name]) => name.slice(prefix.length + 1))
        .filter((name) => !/^(LO|HI)OS$/.test(name));
      const ours = nameOf(value);
      if (known.length === 0)
        assert.ok(/^(0x)?[0-9a-f]+$/.test(ours), `${prefix} ${value} is called ${ours}`);
      else if (!/^NUM$/.test(known[0] ?? ''))
        assert.ok(known.includes(ours), `${ours} is none of ${known.join()}`);
    }
  });
}

test('section indices, and the bits of flags', { skip }, () => {
  for (const [name, value] of [
    ['UNDEF', 0],
    ['ABS', header.get('SHN_ABS')],
    ['COMMON', header.get('SHN_COMMON')],
    ['XINDEX', header.get('SHN_XINDEX')],
  ] as const)
    assert.equal(names.specialSectionName(value ?? -1), name);
  for (const [letter, name] of [
    ['R', 'PF_R'],
    ['W', 'PF_W'],
    ['X', 'PF_X'],
  ] as const)
    assert.equal(names.segmentFlagsText(bitOf(name)), letter);
  for (const name of [
    ...['WRITE', 'ALLOC', 'EXECINSTR', 'MERGE', 'STRINGS', 'INFO_LINK', 'LINK_ORDER', 'OS_NONCONFORMING'],
    ...['GROUP', 'TLS', 'COMPRESSED', 'GNU_RETAIN', 'EXCLUDE'],
  ])
    assert.equal(names.sectionFlagsText(BigInt(bitOf(`SHF_${name}`))), name);
  for (const name of ['BASE', 'WEAK']) assert.equal(names.versionFlagsText(bitOf(`VER_FLG_${name}`)), name);
});

/** `(1 << 4)` and `(1U << 31)` are no numbers to the expression above. */
function bitOf(name: string): number {
  const known = header.get(name);
  const shift = new RegExp(`define\\s+${name}\\s+\\(1U?L?L?\\s*<<\\s*(\\d+)\\)`).exec(
    readFileSync(HEADER, 'utf8'),
  );
  return shift === null ? (known ?? Number.NaN) : 2 ** Number(shift[1]);
}

test('flags of the dynamic table', { skip }, async () => {
  const image = await imageOf(fullImage({ class: 64, littleEndian: true }).bytes);
  for (const [tag, prefix] of [
    [30n, 'DF_'],
    [0x6ffffffbn, 'DF_1_'],
  ] as const) {
    const pattern = prefix === 'DF_' ? /^DF_(?!1_|P1_)/ : /^DF_1_/;
    const flags = [...header].filter(([name]) => pattern.test(name));
    assert.ok(flags.length >= 5, prefix);
    for (const [name, value] of flags) {
      const meaning = dynamicMeaning(english, image, { index: 0, tag, value: BigInt(value) });
      assert.equal(meaning, name.slice(prefix.length), name);
    }
  }
});

test('constants have the values that <elf.h> gives their names', { skip }, () => {
  let compared = 0;
  for (const [name, value] of [...Object.entries(constants), ...Object.entries(abi)]) {
    const theirs = header.get(name);
    if (theirs === undefined || (typeof value !== 'number' && typeof value !== 'bigint')) continue;
    assert.equal(Number(value), theirs, name);
    compared++;
  }
  assert.ok(compared > 40, `${compared} compared`);
});

test('notes of cores have the numbers of <elf.h>', { skip }, () => {
  const owned = /^NT_((?:PPC|386|X86|S390|ARM|ARC|MIPS|RISCV|LOONGARCH)_\w+|VMCOREDD|PRXFPREG)$/;
  let compared = 0;
  for (const [name, value] of header) {
    const type = owned.exec(name)?.[1];
    if (type === undefined) continue;
    assert.equal(names.noteTypeName('LINUX', value), type);
    compared++;
  }
  assert.ok(compared > 30, `${compared} compared`);
});

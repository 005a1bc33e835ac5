/** Built images of every machine, class and byte order: our reading against both peers, with and without sections. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltImage } from '../support/elf/index.ts';
import {
  buildIdNote,
  buildImage,
  damage,
  describeFull,
  fullImage,
  linkableImage,
  machines,
  packedImage,
  shapeName,
  shapes,
  vdsoArchs,
  vdsoImage,
  withoutSections,
} from '../support/elf/index.ts';
import { ourView } from '../support/ourView.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { compareFile, imageOf, skipWithoutPeers } from './compare.ts';

const skip = skipWithoutPeers;
const big = { class: 64, littleEndian: false } as const;
const symtab = [{ name: 'far', offset: 0, extendedIndex: true }];

// What the system's own files taught us about the peers (knownFaults.ts).
const far = '/lib/ld.so.1'.padEnd(70_000, 'x');
const imported = [{ name: 'malloc', section: 'UND', value: 0n, version: 'LIBC_1.0' }];
const filled = { owner: 'Go\0', type: 4, description: new Uint8Array(8) };
const baseHidden = [{ name: 'old', offset: 0, version: 'libfull.so.1', hidden: true }];
const long = { owner: 'CORE', type: 0x46494c45, description: new Uint8Array(5000) };
const unique = [{ name: 'one', offset: 0, type: 'OBJECT', bind: 'GNU_UNIQUE' } as const];

const images: readonly [name: string, image: () => BuiltImage][] = [
  ...shapes.map((shape): [string, () => BuiltImage] => [`full ${shapeName(shape)}`, () => fullImage(shape)]),
  ...shapes.map((shape): [string, () => BuiltImage] => [
    `relocations left for a linker ${shapeName(shape)}`,
    () => linkableImage(shape),
  ]),
  ...shapes.map((shape): [string, () => BuiltImage] => [
    `packed relocations ${shapeName(shape)}`,
    () => packedImage(shape),
  ]),
  ...vdsoArchs.map((arch): [string, () => BuiltImage] => [`vDSO ${arch}`, () => vdsoImage({ arch })]),
  ['high', () => vdsoImage({ arch: 'amd64', override: { base: 0xffffffffff700000n } })],
  ['high, 32 bit', () => vdsoImage({ arch: '386', override: { base: 0xffffe000n } })],
  ['only DT_GNU_HASH', () => fullImage(big, { hash: 'gnu' })],
  ['only DT_HASH', () => fullImage(big, { hash: 'sysv' })],
  ['many buckets', () => fullImage(big, { buckets: 97, gnuBuckets: 61, bloomWords: 8 })],
  ['no versions', () => vdsoImage({ arch: 's390x', versions: false })],
  ['aligned notes', () => fullImage(big, { noteAlign: 8 })],
  ['an interpreter', () => fullImage(big, { interpreter: '/lib/ld.so.1' })],
  ['extended symbol indices', () => fullImage(big, { symtab, extendedNumbering: { sections: true } })],
  ['tables far apart, read piece by piece', () => fullImage(big, { interpreter: far, textSize: 500_000 })],
  ['a GNU table without symbols', () => fullImage(big, { symbols: imported, versions: [], hash: 'gnu' })],
  ['a note whose owner is filled up with NULs', () => fullImage(big, { notes: [filled] })],
  ['DT_USED', () => fullImage(big, { extraDynamic: [{ tag: 0x7ffffffen, value: 1n }] })],
  ['a note of 5,000 bytes', () => fullImage(big, { notes: [long] })],
  ['a hidden symbol of the base version', () => fullImage(big, { symbols: baseHidden })],
  ['a note behind padding that the segment does not speak of', () => paddedNotes()],
  [
    'GNU_UNIQUE in an image of no OSABI',
    () => fullImage(big, { symbols: unique, versions: [], hash: 'gnu' }),
  ],
  [
    'local names as assemblers make them: with a control character, with a blank at the end',
    () => fullImage(big, { symtab: ['.L1\x021', '.L0 '].map((name) => ({ name, offset: 4 })) }),
  ],
  [
    'an object file',
    () => buildImage({ ...big, machine: machines.s390, type: 1, symtab: [{ name: 'f', offset: 4 }] }),
  ],
];

/** Aligned to 4, to 8 and to 4, as gold links them, in one segment that says 4. */
function paddedNotes(): BuiltImage {
  const first = { owner: 'GNU', type: 1, description: new Uint8Array(20) };
  const property = { owner: 'GNU', type: 5, description: new Uint8Array(16) };
  const built = fullImage(big, { notes: [first, property, buildIdNote('0011223344556677')] });
  return damage(built, 'note[0].n_descsz', 16);
}

for (const [name, build] of images) {
  test(name, { skip }, async () => {
    const { bytes } = build();
    const { unexplained, rows } = await withFile(bytes, (file) => compareFile(file));
    assert.deepEqual(unexplained, []);
    assert.ok(rows > 10, `${rows} rows`);
  });
}

// What a header says wrong, the peers repair, word or leave out; we show what it says.
const big64 = () => fullImage(big);
const pax = { owner: 'PaX', type: 3, description: new Uint8Array(4) };
const named = [{ name: '', offset: 0, type: 'SECTION', bind: 'LOCAL' } as const];
const odd: readonly [name: string, image: () => BuiltImage][] = [
  ['a section’s name outside the string table', () => damage(big64(), 'shdr[.text].sh_name', 0x10000)],
  ['section names in a section that is not there', () => damage(big64(), 'ehdr.e_shstrndx', 255)],
  ['a symbol’s name outside the string table', () => damage(big64(), 'dynsym[beta].st_name', 0x10000)],
  ['a symbol’s section that is not there', () => damage(big64(), 'symtab[beta].st_shndx', 255)],
  ['common symbols of a kind of the machine’s own', () => ownSections(machines.x86_64, 0xff02)],
  ['undefined symbols of a kind of the machine’s own', () => ownSections(machines.mips, 0xff03, 0xff04)],
  ['a version that nothing defines', () => damage(big64(), 'versym[8]', 99)],
  ['.dynsym with entries of 0 bytes', () => damage(big64(), 'shdr[.dynsym].sh_entsize', 0)],
  ['.symtab cut in the middle of an entry', () => damage(big64(), 'shdr[.symtab].sh_size', 49)],
  ['an alignment beyond 2^53', () => damage(big64(), 'shdr[.text].sh_addralign', 0x1111111111111111n)],
  ['DT_SONAME outside the strings', () => damage(big64(), 'dynamic[DT_SONAME].d_val', 0x10000)],
  ['a note of PaX', () => fullImage(big, { notes: [pax] })],
  [
    'a section’s symbol with an empty name that is not the first string',
    () =>
      damage(
        fullImage(big, { symtab: named }),
        'symtab[1].st_name',
        emptyAtTheEnd(fullImage(big, { symtab: named })),
      ),
  ],
];

function ownSections(machine: number, ...sections: number[]): BuiltImage {
  const symtab = sections.map((section) => ({ name: `s${section}`, section, value: 8n }));
  return buildImage({ class: 64, littleEndian: machine === machines.x86_64, machine, type: 1, symtab });
}

function emptyAtTheEnd({ layout }: BuiltImage): number {
  return layout.range('strtab').size - 1;
}

for (const [name, build] of odd) {
  test(name, { skip }, async () => {
    const { unexplained } = await withFile(build().bytes, (file) => compareFile(file));
    assert.deepEqual(unexplained, []);
  });
}

for (const [name, build] of images.filter(([name]) => name !== 'an object file')) {
  test(`${name}, without section headers`, { skip }, async () => {
    const stripped = withoutSections(build().bytes);
    const { unexplained } = await withFile(stripped, (file) => compareFile(file, { sections: false }));
    assert.deepEqual(unexplained, []);
    const [before, after] = [ourView(await imageOf(build().bytes)), ourView(await imageOf(stripped))];
    for (const table of [
      'symbols',
      'definitions',
      'neededVersions',
      'sysvChains',
      'gnuChains',
      'relocations',
      'packedRelocations',
      'notes',
    ] as const) {
      assert.deepEqual(after[table], before[table], table);
    }
  });
}

test('more than 65,280 sections', { skip }, async () => {
  const extraSections = Array.from({ length: 65_300 }, (_, at) => ({ name: `.s${at % 7}` }));
  const { bytes } = buildImage({ ...describeFull({ class: 32, littleEndian: false }), extraSections });
  assert.deepEqual((await withFile(bytes, (file) => compareFile(file))).unexplained, []);
});

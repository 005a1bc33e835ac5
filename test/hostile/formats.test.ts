/** Files that are no ELF files, or only the beginning of one: a sentence that says what they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemSentence } from '../../src/elf/problems/english.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { buildImage, fullImage, machines, shapeName, shapes, vdsoImage } from '../support/elf/index.ts';

const text = (content: string) => new TextEncoder().encode(content);

const bytesOf = (hex: string) => Uint8Array.from(hex.split(' '), (byte) => Number.parseInt(byte, 16));

function withMagic(start: string, offset: number, magic: string): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set(text(start));
  bytes.set(bytesOf(magic), offset);
  return bytes;
}

const foreign: readonly (readonly [name: string, bytes: Uint8Array, sentence: RegExp])[] = [
  ['an empty file', new Uint8Array(), /empty/],
  ['a text file', text('Dear reader,\nthis is no program.\n'), /text file/],
  ['a linker script', text('/* GNU ld script */\nGROUP ( /lib/libc.so.6 )\n'), /linker/],
  ['a shell script', text('#!/bin/sh\necho\n'), /script/],
  ['zeros', new Uint8Array(4096), /zero/],
  ['a PE file', text('MZ\x90\0\x03\0\0\0'), /PE|Windows/],
  ['a bzImage', withMagic('MZ', 0x202, '48 64 72 53'), /kernel.*extract-vmlinux/],
  ['a bzImage without EFI', withMagic('\0\0', 0x202, '48 64 72 53'), /kernel.*extract-vmlinux/],
  ['an arm64 kernel', withMagic('MZ', 0x38, '41 52 4d 64'), /Linux kernel.*vmlinux/],
  ['a RISC-V kernel', withMagic('MZ', 0x38, '52 53 43 05'), /Linux kernel.*vmlinux/],
  ['a compressed EFI kernel', withMagic('MZ', 4, '7a 69 6d 67'), /Linux kernel.*vmlinux/],
  ["any architecture's EFI kernel", withMagic('MZ', 0x38, 'cd 23 82 81'), /Linux kernel.*vmlinux/],
  ['a zImage', withMagic('\x01', 0x24, '18 28 6f 01'), /32-bit ARM.*zImage/],
  ['a zImage of a big-endian kernel', withMagic('\x01', 0x24, '01 6f 28 18'), /32-bit ARM.*zImage/],
  ['a uImage', withMagic('', 0, '27 05 19 56'), /U-Boot.*uImage/],
  ["Android's boot image", withMagic('ANDROID!', 8, '00'), /Android/],
  ['an s390 kernel', withMagic('', 0, `00 08 00 00 80${' 00'.repeat(27)}${' 40'.repeat(32)}`), /s390/],
  ['the word of an s390 kernel and no card', withMagic('', 0, '00 08 00 00 80'), /not one this reader knows/],
  ['a static library', text('!<arch>\n/               0'), /static library/],
  ['a Debian package', text('!<arch>\ndebian-binary   17'), /Debian package/],
  ['an ar archive whose first member is named almost so', text('!<arch>\ndebian-binarz'), /static library/],
  ['an RPM package', bytesOf('ed ab ee db 03 00'), /RPM package/],
  ...['070701', '070702', '070707'].map((magic) => [`cpio ${magic}`, text(magic), /cpio/] as const),
  ['a tar archive', withMagic('LICENSE', 257, '75 73 74 61 72'), /tar archive/],
  [
    'a tar archive’s magic one byte further',
    withMagic('LICENSE', 258, '75 73 74 61 72'),
    /not one this reader knows/,
  ],
  ['a WebAssembly module', Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), /WebAssembly/],
  ['a Mach-O file', Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1), /macOS/],
  ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), /gzip/],
  // RFC 8878, the .xz and LZ4 frame formats, bzip2, PKWARE's APPNOTE, <mach-o/loader.h>, LLVM's bitcode format.
  ['Zstandard', bytesOf('28 b5 2f fd'), /Zstandard|zstd/],
  ['xz', bytesOf('fd 37 7a 58 5a 00'), /xz/],
  ['bzip2', text('BZh91AY&SY'), /bzip2/],
  ['LZ4', bytesOf('04 22 4d 18'), /LZ4/i],
  ['a zip archive', text('PK\x03\x04'), /zip/i],
  ['a thin library', text('!<thin>\n/'), /thin|library/],
  ...['fe ed fa ce', 'fe ed fa cf', 'ce fa ed fe', 'cf fa ed fe', 'ca fe ba be'].map(
    (magic) => [`Mach-O ${magic}`, bytesOf(magic), /macOS/] as const,
  ),
  ['LLVM bitcode', bytesOf('42 43 c0 de'), /LLVM/],
  ['a DEL in a text', text('Dear reader\x7f'), /not one this reader knows/],
  ...[0x08, 0x0e, 0x1f].map(
    (byte) =>
      [
        `a control byte ${byte} in a text`,
        text(`text${String.fromCharCode(byte)}`),
        /not one this reader knows/,
      ] as const,
  ),
  ['a text of white space', text('\t\n\v\f\r \x7e'), /text file/],
  ['the magic with one bit wrong', Uint8Array.of(0x7f, 0x45, 0x4c, 0x47, 2, 1, 1, 0), /7f 45 4c 47/],
  ['half a magic', Uint8Array.of(0x7f, 0x45), /7f 45/],
];

for (const [name, bytes, sentence] of foreign) {
  test(`${name} is not ELF and says so`, async () => {
    const outcome = await readElf(memorySource(bytes));
    if (outcome.kind !== 'not-elf') assert.fail('read as ELF');
    assert.match(problemSentence(outcome.problem), sentence);
  });
}

test('a magic with another last byte is none', async () => {
  const magics = foreign.map(([, bytes]) => bytes).filter((bytes) => bytes.length > 2 && bytes.length <= 8);
  for (const magic of magics) {
    const other = magic.slice();
    other[other.length - 1] = (other.at(-1) ?? 0) ^ 0x80;
    const said = async (bytes: Uint8Array) => {
      const outcome = await readElf(memorySource(Uint8Array.of(...bytes, 0, 1)));
      return outcome.kind === 'elf' ? '' : problemSentence(outcome.problem);
    };
    assert.notEqual(await said(other), await said(magic), magic.join());
  }
});

test('a truncated ELF header: what is there shows, and the truncation is reported', async () => {
  const outcome = await readElf(memorySource(vdsoImage({ arch: 'amd64' }).bytes.slice(0, 40)));
  if (outcome.kind !== 'elf') assert.fail('not read as ELF');
  const { header, problems } = outcome.image;
  assert.deepEqual([header.class, header.machine, header.phoff], [64, machines.x86_64, 64n]);
  const truncated = problems.find(({ code }) => code === 'header-truncated');
  assert.match(truncated ? problemSentence(truncated) : '', /40 of 64 bytes/);
});

for (const shape of shapes) {
  test(`${shapeName(shape)}: every table points outside the file`, async () => {
    const { bytes, layout } = fullImage(shape);
    const bad = bytes.slice();
    const outside = ['e_phoff', 'e_shoff'].map((name) => layout.field(`ehdr.${name}`));
    for (const { offset, size } of outside) bad.fill(0x7f, offset, offset + size);
    const outcome = await readElf(memorySource(bad));
    if (outcome.kind !== 'elf') assert.fail('not read as ELF');
    const { image } = outcome;
    assert.equal(image.symbols.length, 0);
    const reported = image.problems
      .filter(({ code }) => code === 'table-outside-file')
      .map(({ structure }) => structure);
    assert.deepEqual(reported.toSorted(), ['program-headers', 'section-headers']);
  });

  test(`${shapeName(shape)}: every dynamic table points outside the file, and there are no sections`, async () => {
    const { bytes, layout } = fullImage(shape, { sectionHeaders: false });
    const bad = bytes.slice();
    const tags = [
      'STRTAB',
      'SYMTAB',
      'HASH',
      'GNU_HASH',
      'VERSYM',
      'VERDEF',
      'VERNEED',
      'RELA',
      'JMPREL',
      'RELR',
    ];
    for (const tag of tags) {
      const { offset, size } = layout.field(`dynamic[DT_${tag}].d_val`);
      bad.fill(0x7f, offset, offset + size);
    }
    const outcome = await readElf(memorySource(bad));
    if (outcome.kind !== 'elf') assert.fail('not read as ELF');
    const unmapped = outcome.image.problems.filter(({ code }) => code === 'table-unmapped');
    assert.deepEqual(
      unmapped.map(({ args }) => args['tag']).toSorted(),
      tags.map((tag) => `DT_${tag}`).toSorted(),
    );
    assert.equal(outcome.image.dynamic.length > tags.length, true);
  });
}

test('an object file has symbols in .symtab and no dynamic tables', async () => {
  const symtab = [{ name: 'start', offset: 4, size: 8 }];
  const { bytes } = buildImage({ class: 64, littleEndian: false, machine: machines.s390, type: 1, symtab });
  const outcome = await readElf(memorySource(bytes), { symtab: true });
  if (outcome.kind !== 'elf') assert.fail('not read as ELF');
  assert.deepEqual(outcome.image.problems, []);
  assert.equal(outcome.image.symtab?.name(1), 'start');
  assert.equal(outcome.image.symbols.length, 0);
});

/** The ELF header, and where the image came from, as labelled values. */

import { fileTypeName, machineName, osabiName } from '../elf/names.ts';
import { fieldWords } from './english/fields.ts';
import { dynamicFromText, inProcess, symbolCountText } from './english/sentences.ts';
import { type FieldWords, field } from './fields.ts';
import { byteSize, hex, plural, shown } from './format.ts';
import type { Subject } from './subject.ts';
import { clipped } from './tables/structure.ts';
import type { FieldView } from './view.ts';

export function headerFields(subject: Subject): readonly FieldView[] {
  const { image } = subject;
  const { header } = image;
  // Offsets of the members in Elf32_Ehdr and Elf64_Ehdr (gABI figure 4-3).
  const word = header.class / 8;
  const at = { entry: 24, phoff: 24 + word, shoff: 24 + 2 * word, flags: 24 + 3 * word };
  // Of a file that ends within its header.
  const member = (words: FieldWords, value: string, offset: number, length: number) => {
    const part = clipped(image.size, BigInt(offset), BigInt(length));
    return field(words, value, part?.offset, part?.length);
  };
  return [
    member(fieldWords.class, `ELF${header.class}`, 4, 1),
    member(fieldWords.data, header.littleEndian ? 'little-endian' : 'big-endian', 5, 1),
    member(fieldWords.osabi, osabiName(header.osabi), 7, 1),
    member(fieldWords.abiVersion, String(header.abiVersion), 8, 1),
    member(fieldWords.type, fileTypeName(header.type), 16, 2),
    member(fieldWords.machine, `${machineName(header.machine)} (${header.machine})`, 18, 2),
    member(fieldWords.entry, hex(header.entry), at.entry, word),
    member(fieldWords.flags, hex(header.flags), at.flags, 4),
    member(fieldWords.phoff, tableAt(header.phoff, header.phnum, header.phentsize), at.phoff, word),
    member(fieldWords.shoff, tableAt(header.shoff, header.shnum, header.shentsize), at.shoff, word),
    member(fieldWords.shstrndx, String(header.shstrndx), at.flags + 14, 2),
    field(fieldWords.dynamicFrom, dynamicFromText[image.dynamicFrom]),
    field(fieldWords.symbolCount, symbolCountText(image.symbols.length, image.symbols.countFrom)),
    ...(image.soname === undefined ? [] : [field(fieldWords.soname, shown(image.soname))]),
    ...(image.interpreter === undefined || image.interpreter === ''
      ? []
      : [field(fieldWords.interpreter, shown(image.interpreter))]),
    ...sourceFields(subject),
  ];
}

function tableAt(offset: bigint, entries: number, entryBytes: number): string {
  return entries === 0
    ? 'none'
    : `${plural(entries, 'entry', 'entries')} of ${entryBytes} bytes at ${hex(offset)}`;
}

function sourceFields({ source, image, loadBias }: Subject): FieldView[] {
  const { path, base, sha256, pid } = source;
  return [
    field(fieldWords.size, `${hex(image.size)} · ${byteSize(image.size)}`),
    ...(path === undefined ? [] : [field(fieldWords.path, shown(path))]),
    ...(sha256 === undefined ? [] : [field(fieldWords.sha256, sha256)]),
    ...(base === undefined ? [] : [field(fieldWords.base, inProcess(hex(base), pid))]),
    ...(loadBias === undefined ? [] : [field(fieldWords.loadBias, inProcess(hex(loadBias), pid))]),
    ...(source.mapping ?? []).map(({ name, start, end, perms }) =>
      field(
        [`${fieldWords.mapping[0]} ${shown(name) || '(unnamed)'}`, fieldWords.mapping[1]],
        `${perms} ${inProcess(`${hex(start)} – ${hex(end)}`, pid)} · ${byteSize(end - start)}`,
      ),
    ),
  ];
}

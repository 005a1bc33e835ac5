/** The ELF header, and where the image came from, as labelled values. */

import { EHDR } from '../../elf/format/layouts.ts';
import { fileTypeName, machineName, osabiName } from '../../elf/format/names.ts';
import type { ByteRange } from '../../elf/table.ts';
import { fieldWords } from '../english/fields.ts';
import { dynamicFromText, inProcess, symbolCountText, tableAt } from '../english/sentences.ts';
import type { Subject } from '../facts/subject.ts';
import { type FieldWords, field } from '../fields.ts';
import { byteSize, hex, shown } from '../format.ts';
import { clipped } from '../tables/structure.ts';
import type { FieldView } from '../view.ts';

export function headerFields(subject: Subject): readonly FieldView[] {
  const { image } = subject;
  const { header } = image;
  const at = EHDR[header.class];
  // Of a file that ends within its header.
  const member = (words: FieldWords, value: string, { offset, length }: ByteRange) => {
    const part = clipped(image.size, BigInt(offset), BigInt(length));
    return field(words, value, part?.offset, part?.length);
  };
  return [
    member(fieldWords.class, `ELF${header.class}`, at.ei_class),
    member(fieldWords.data, header.littleEndian ? 'little-endian' : 'big-endian', at.ei_data),
    member(fieldWords.osabi, osabiName(header.osabi), at.ei_osabi),
    member(fieldWords.abiVersion, String(header.abiVersion), at.ei_abiversion),
    member(fieldWords.type, fileTypeName(header.type), at.e_type),
    member(fieldWords.machine, `${machineName(header.machine)} (${header.machine})`, at.e_machine),
    member(fieldWords.entry, hex(header.entry), at.e_entry),
    member(fieldWords.flags, hex(header.flags), at.e_flags),
    member(fieldWords.phoff, tableAt(header.phoff, header.phnum, header.phentsize), at.e_phoff),
    member(fieldWords.shoff, tableAt(header.shoff, header.shnum, header.shentsize), at.e_shoff),
    member(fieldWords.shstrndx, String(header.shstrndx), at.e_shstrndx),
    field(fieldWords.dynamicFrom, dynamicFromText[image.dynamicFrom]),
    field(fieldWords.symbolCount, symbolCountText(image.symbols.length, image.symbols.countFrom)),
    ...(image.soname === undefined ? [] : [field(fieldWords.soname, shown(image.soname))]),
    ...(image.interpreter === undefined || image.interpreter === ''
      ? []
      : [field(fieldWords.interpreter, shown(image.interpreter))]),
    ...sourceFields(subject),
  ];
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

/** The ELF header, and where the image came from, as labelled values. */

import { EHDR } from '../../elf/format/layouts.ts';
import { fileTypeName, machineName, osabiName } from '../../elf/format/names.ts';
import type { ByteRange } from '../../elf/table.ts';
import { clipped } from '../facts/clipped.ts';
import { type FieldWords, field } from '../fields.ts';
import { hex, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { FieldView } from '../viewModel/fields.ts';

export function headerFields(subject: Subject): readonly FieldView[] {
  const { image, words } = subject;
  const { report: say } = words;
  const { fields } = say;
  const { header } = image;
  const at = EHDR[header.class];
  // Of a file that ends within its header.
  const member = (words: FieldWords, value: string, { offset, length }: ByteRange) => {
    const part = clipped(image.size, BigInt(offset), BigInt(length));
    return field(words, value, part?.offset, part?.length);
  };
  return [
    member(fields.class, `ELF${header.class}`, at.ei_class),
    member(fields.data, say.byteOrders[header.littleEndian ? 'little' : 'big'], at.ei_data),
    member(fields.osabi, osabiName(header.osabi), at.ei_osabi),
    member(fields.abiVersion, String(header.abiVersion), at.ei_abiversion),
    member(fields.type, fileTypeName(header.type), at.e_type),
    member(fields.machine, `${machineName(header.machine)} (${header.machine})`, at.e_machine),
    member(fields.entry, hex(header.entry), at.e_entry),
    member(fields.flags, hex(header.flags), at.e_flags),
    member(fields.phoff, say.tableAt(header.phoff, header.phnum, header.phentsize), at.e_phoff),
    member(fields.shoff, say.tableAt(header.shoff, header.shnum, header.shentsize), at.e_shoff),
    member(fields.shstrndx, String(header.shstrndx), at.e_shstrndx),
    field(fields.dynamicFrom, say.dynamicFromText[image.dynamicFrom]),
    field(fields.symbolCount, say.symbolCountText(image.symbols.length, image.symbols.countFrom)),
    ...(image.soname === undefined ? [] : [field(fields.soname, shown(image.soname))]),
    ...(image.interpreter === undefined || image.interpreter === ''
      ? []
      : [field(fields.interpreter, shown(image.interpreter))]),
    ...sourceFields(subject),
  ];
}

function sourceFields({ source, image, loadBias, words }: Subject): FieldView[] {
  const { elf, report: say } = words;
  const { fields } = say;
  const { path, base, sha256, pid } = source;
  return [
    field(fields.size, `${hex(image.size)} · ${elf.byteSize(image.size)}`),
    ...(path === undefined ? [] : [field(fields.path, shown(path))]),
    ...(sha256 === undefined ? [] : [field(fields.sha256, sha256)]),
    ...(base === undefined ? [] : [field(fields.base, say.inProcess(hex(base), pid))]),
    ...(loadBias === undefined ? [] : [field(fields.loadBias, say.inProcess(hex(loadBias), pid))]),
    ...(source.mapping ?? []).map(({ name, start, end, perms }) =>
      field(
        [say.mappingTitle(fields.mapping[0], shown(name)), fields.mapping[1]],
        `${perms} ${say.inProcess(`${hex(start)} – ${hex(end)}`, pid)} · ${elf.byteSize(end - start)}`,
      ),
    ),
  ];
}

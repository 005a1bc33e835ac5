/** ELFv1 of ppc64: a function's symbol names its descriptor in .opd, and the descriptor's first word its code. */
import { EF_PPC64_ABI2, EM_PPC64 } from '../../elf/format/constants.ts';
import { sectionNamed } from '../../elf/headers/sectionNamed.ts';
import type { ElfImage } from '../../elf/model.ts';

/** EF_PPC64_ABI: 0 is what old linkers wrote, 1 says ELFv1. */
const ABI_MASK = 3;

/**
 * The address of the code that the descriptor at `value` leads to; undefined where it is none, or its bytes were not
 * read. Without an .opd values are code.
 */
export function descriptorEntries(image: ElfImage): ((value: bigint) => bigint | undefined) | undefined {
  const { header } = image;
  if (header.machine !== EM_PPC64 || (header.flags & ABI_MASK) === EF_PPC64_ABI2) return undefined;
  const opd = sectionNamed(image, '.opd');
  if (opd === undefined) return undefined;
  const { addr, size } = opd;
  return (value) => {
    if (value < addr || value + 8n > addr + size) return undefined;
    const offset = image.offsetOf(value);
    const bytes = offset === undefined ? undefined : image.bytes(offset, 8);
    if (bytes === undefined) return undefined;
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, header.littleEndian);
  };
}

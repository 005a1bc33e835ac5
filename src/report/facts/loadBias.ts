/** From an image's own addresses to those of the process it is in. */
import { firstLoad } from '../../consumers/provider.ts';
import type { ElfImage } from '../../elf/model.ts';

/**
 * What is added to a virtual address of the image to get its address in the process, modulo 2^64 (2^32 for
 * ELF32): base + p_offset - p_vaddr of the first PT_LOAD. 0 wraps around for images that are linked high.
 */
export function loadBias(image: ElfImage, base: bigint): bigint | undefined {
  const first = firstLoad(image);
  return first === undefined ? undefined : wrap(image, base + first.offset - first.vaddr);
}

export function wrap(image: ElfImage, address: bigint): bigint {
  return BigInt.asUintN(image.header.class, address);
}

/**
 * The live image with one thing changed in place: the functions stay where they are, and work on the kernel's data
 * beside them.
 */

import type { ElfImage } from '../../../src/elf/model.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { alter, variants } from '../../oracle/qemu/vdsoInside.ts';

const ST_INFO = 4;
const ST_OTHER = 5;
const ST_SHNDX = 6;
const ENTRY = 24;
const PHDR = 56;
const PT_LOAD = 1;

const [WEAK, LOCAL] = [0x22, 0x02];
const [OBJECT, SECTION, TLS] = [0x11, 0x13, 0x16];
const [INTERNAL, HIDDEN, PROTECTED] = [1, 2, 3];

/** Of every function's symbol, one byte. */
const symbolChanges: Readonly<Record<string, readonly [field: number, value: number]>> = {
  'weak symbols': [ST_INFO, WEAK],
  'local symbols': [ST_INFO, LOCAL],
  objects: [ST_INFO, OBJECT],
  sections: [ST_INFO, SECTION],
  'of thread-local storage': [ST_INFO, TLS],
  'internal symbols': [ST_OTHER, INTERNAL],
  'hidden symbols': [ST_OTHER, HIDDEN],
  'protected symbols': [ST_OTHER, PROTECTED],
  'undefined symbols': [ST_SHNDX, 0],
};

/** By what was changed; x86-64's. */
export async function alteredLive(live: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const images = new Map<string, Uint8Array>();
  for (const variant of variants) {
    const image = Buffer.from(live);
    alter(image, variant);
    images.set(variant, image);
  }
  const outcome = await readElf(memorySource(live));
  if (outcome.kind !== 'elf') throw new Error('the live image is no ELF image');
  const { symbols } = outcome.image;
  const indices = Array.from({ length: symbols.length }, (_, index) => index);
  const functions = indices.filter((index) => symbols.name(index).startsWith('__vdso_'));
  for (const [name, [field, value]] of Object.entries(symbolChanges)) {
    const image = Uint8Array.from(live);
    for (const index of functions) image[symbols.range.offset + index * ENTRY + field] = value;
    images.set(name, image);
  }
  images.set('a second PT_LOAD', withSegment(live, outcome.image, PT_LOAD));
  return images;
}

/** The image with its last program header, of no use to a search, changed to another type. */
function withSegment(live: Uint8Array, { header }: ElfImage, type: number): Uint8Array {
  const image = Uint8Array.from(live);
  const at = Number(header.phoff) + (header.phnum - 1) * PHDR;
  new DataView(image.buffer).setUint32(at, type, true);
  return image;
}

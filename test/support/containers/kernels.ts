/** Kernels of our own: what the linker makes, with images in it, and what boot loaders take. */
import { Random } from '../../hostile/random.ts';

/** Bytes that look like code: they do not pack to nothing. The same for the same seed. */
export function noise(length: number, seed = 1): Uint8Array {
  const random = new Random(seed);
  return Uint8Array.from({ length }, () => (random.chance(3) ? random.below(256) : random.below(16)));
}

/** As a page is, so that images lie as the kernel's linker puts them. */
const PAGE = 4096;

export interface MadeKernel {
  readonly bytes: Uint8Array;
  /** Where each image begins. */
  readonly places: readonly number[];
}

/**
 * A vmlinux for x86-64: an ELF header, one PT_LOAD in the upper half, and images between bytes that are none.
 * @param padding bytes of noise before each image
 */
export function kernelOf(images: readonly Uint8Array[], padding = 3 * PAGE): MadeKernel {
  const places: number[] = [];
  let size = PAGE + padding;
  for (const image of images) {
    size = Math.ceil(size / PAGE) * PAGE;
    places.push(size);
    size += image.length + padding;
  }
  const bytes = noise(size);
  bytes.set(elfHeader(size));
  for (const [index, image] of images.entries()) bytes.set(image, places[index]);
  return { bytes, places };
}

function elfHeader(size: number): Uint8Array {
  const bytes = new Uint8Array(64 + 56);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 2, true); // ET_EXEC
  view.setUint16(18, 62, true); // EM_X86_64
  view.setUint32(20, 1, true);
  view.setBigUint64(32, 64n, true); // e_phoff
  view.setUint16(52, 64, true);
  view.setUint16(54, 56, true);
  view.setUint16(56, 1, true); // e_phnum
  view.setUint32(64, 1, true); // PT_LOAD
  view.setBigUint64(64 + 16, 0xffffffff81000000n, true);
  view.setBigUint64(64 + 32, BigInt(size), true);
  return bytes;
}

/** Kernels as boot loaders take them, with any payload: headers of our own. */
import { noise } from './kernels.ts';

export interface BzImageOptions {
  /** As the header says; 0 stands for 4. */
  readonly setupSectors?: number;
  readonly protocol?: number;
  /** In the place of what is true. */
  readonly offset?: number;
  readonly length?: number;
}

/** What stands between a header and the payload, and behind it. */
const CODE = 1000;

/** Documentation/arch/x86/boot.rst. The kernel's size follows the payload, and belongs to it. */
export function bzImage(payload: Uint8Array, options: BzImageOptions = {}): Uint8Array {
  const { setupSectors = 27, protocol = 0x20f } = options;
  const setup = ((setupSectors || 4) + 1) * 512;
  const bytes = new Uint8Array(setup + CODE + payload.length + CODE);
  bytes.set(noise(CODE), setup);
  const view = new DataView(bytes.buffer);
  bytes[0x1f1] = setupSectors;
  view.setUint16(0x1fe, 0xaa55, true);
  bytes.set(new TextEncoder().encode('HdrS'), 0x202);
  view.setUint16(0x206, protocol, true);
  view.setUint32(0x248, options.offset ?? CODE, true);
  view.setUint32(0x24c, options.length ?? payload.length, true);
  bytes.set(payload, setup + CODE);
  return bytes;
}

/** drivers/firmware/efi/libstub/zboot-header.S */
export function zboot(payload: Uint8Array, packing: string): Uint8Array {
  const bytes = new Uint8Array(0x1000 + payload.length + CODE);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('MZ\0\0zimg'));
  view.setUint32(8, 0x1000, true);
  view.setUint32(12, payload.length, true);
  bytes.set(new TextEncoder().encode(packing), 0x18);
  bytes.set(payload, 0x1000);
  return bytes;
}

/** arch/arm/boot/compressed/head.S: code, with nothing that says where the payload is. */
export function zImage(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4096 + payload.length + CODE);
  bytes.set(noise(4096, 7).map((byte) => byte & 0x0f));
  new DataView(bytes.buffer).setUint32(0x24, 0x016f2818, true);
  bytes.set(payload, 4096);
  bytes.set(noise(CODE, 8), 4096 + payload.length);
  return bytes;
}

/** A kernel and its size behind it, as scripts/Makefile.lib appends it (size_append). */
export function withSize(packed: Uint8Array, size: number): Uint8Array {
  const bytes = new Uint8Array(packed.length + 4);
  bytes.set(packed);
  new DataView(bytes.buffer).setUint32(packed.length, size, true);
  return bytes;
}

/** Where the headers of kernels, as boot loaders take them, say that the packed kernel lies. */
import { startsWith } from '../../../elf/bytes/startsWith.ts';
import { isZboot } from '../../../elf/problems/foreignFormat.ts';
import { u32 } from '../unpack/bytes.ts';

export interface PayloadPlace {
  readonly offset: number;
  readonly length: number;
}

/**
 * Undefined where the header does not say. x86: boot.rst, payload_offset and payload_length, since protocol 2.08, behind
 * the setup code. EFI zboot: drivers/firmware/efi/libstub/zboot-header.S.
 */
export function payloadPlace(head: Uint8Array): PayloadPlace | undefined {
  if (isZboot(head)) return { offset: u32(head, 8), length: u32(head, 12) };
  const isX86 = startsWith(head.subarray(0x202), [0x48, 0x64, 0x72, 0x53]);
  const protocol = (head[0x206] ?? 0) | ((head[0x207] ?? 0) << 8);
  if (!isX86 || head.length < 0x250 || protocol < 0x208) return undefined;
  const setupSectors = head[0x1f1] || 4;
  return { offset: (setupSectors + 1) * 512 + u32(head, 0x248), length: u32(head, 0x24c) };
}

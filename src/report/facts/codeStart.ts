import { EM_ARM } from '../../elf/format/constants.ts';

/**
 * Where the code of a function begins: bit 0 of its address says on 32-bit ARM that it is Thumb code, and is no part of
 * the address (ELF for the Arm Architecture, section 5.5.3).
 * @param machine e_machine of the image
 */
export function codeStart(machine: number, address: bigint): bigint {
  return machine === EM_ARM ? address & ~1n : address;
}

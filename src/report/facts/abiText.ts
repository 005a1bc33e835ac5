/** The architecture in words: "x86-64", "x32 (x86-64 with 32-bit pointers)"; by ELF name where no kernel maps a vDSO. */
import { abiOf } from '../../consumers/abi.ts';
import { abiText } from '../../consumers/english/abis.ts';
import { machineName } from '../../elf/format/names.ts';
import type { ElfHeader } from '../../elf/model.ts';

export function headerAbiText(header: ElfHeader): string {
  const abi = abiOf(header);
  return abi.kernel === undefined ? machineName(header.machine) : abiText(abi.id);
}

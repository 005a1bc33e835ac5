/** Whether a function is nothing but a system call, told from its bytes: no disassembler is loaded for it. */
import { BARE_BYTES, bareSystemCall } from '../../code/bareSystemCall.ts';
import { CLOCK_FUNCTIONS } from '../../code/clockIds.ts';
import { machineOf } from '../../code/decode/machine.ts';
import { EM_ARM, SHN_UNDEF } from '../../elf/format/constants.ts';
import type { ElfImage } from '../../elf/model.ts';
import { codeStart } from './codeStart.ts';
import { rowsNamed } from './namedRows.ts';

/** Undefined where the bytes were not read, or nobody knows the machine's code. @param value of the function's symbol */
export function isBareFunction(image: ElfImage, value: bigint): boolean | undefined {
  const { header } = image;
  const machine = machineOf(header);
  const offset = image.offsetOf(codeStart(header.machine, value));
  if (machine === undefined || offset === undefined) return undefined;
  const bytes = image.bytes(offset, Math.min(BARE_BYTES, image.size - offset));
  if (bytes === undefined) return undefined;
  return bareSystemCall(machine, bytes, header.machine === EM_ARM && (value & 1n) === 1n) !== undefined;
}

/** Of the function that serves the clocks; undefined where there is none. */
export function hasBareClock(image: ElfImage): boolean | undefined {
  for (const name of CLOCK_FUNCTIONS) {
    const row = rowsNamed(image, name).rows.find(
      ({ table, symbols, index }) => table === 'symbols' && symbols.shndx(index) !== SHN_UNDEF,
    );
    if (row !== undefined) return isBareFunction(image, row.symbols.value(row.index));
  }
  return undefined;
}

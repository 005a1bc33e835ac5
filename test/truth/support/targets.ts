/** Machines for which the shims are compiled, and how their programs are run here. */

import { findOnPath } from '../../../scripts/setup/processes.mjs';
import { findQemu } from '../../../scripts/setup/qemuUser.mjs';
import type { ElfImage } from '../../../src/elf/model.ts';

export interface Target {
  readonly name: string;
  readonly cc: string;
  readonly cxx: string;
  readonly flags: readonly string[];
  readonly width: 32 | 64;
  readonly littleEndian: boolean;
  /** The machine whose images alone it searches, where the search depends on the machine; absent: all others. */
  readonly machine?: number;
  /** QEMU's name, where the program does not run as it is. */
  readonly qemu?: string;
}

const EM_S390 = 22;

function cross(
  name: string,
  triplet: string,
  rest: Pick<Target, 'width' | 'littleEndian' | 'machine'>,
  qemu: string,
): Target {
  return { name, cc: `${triplet}-gcc`, cxx: `${triplet}-g++`, flags: ['-static'], ...rest, qemu };
}

export const host: Target = {
  name: 'x86-64',
  cc: 'gcc',
  cxx: 'g++',
  flags: [],
  width: 64,
  littleEndian: true,
};

/** The images of one class and byte order are searched alike by one machine's program. */
export const targets: readonly Target[] = [
  host,
  cross('i386', 'i686-linux-gnu', { width: 32, littleEndian: true }, 'i386'),
  cross('s390x', 's390x-linux-gnu', { width: 64, littleEndian: false, machine: EM_S390 }, 's390x'),
  cross('ppc64', 'powerpc64-linux-gnu', { width: 64, littleEndian: false }, 'ppc64'),
  cross('mips', 'mips-linux-gnu', { width: 32, littleEndian: false }, 'mips'),
];

export function targetFor({ header }: ElfImage): Target | undefined {
  const fits = targets.filter(
    ({ width, littleEndian, machine }) =>
      width === header.class &&
      littleEndian === header.littleEndian &&
      (machine === undefined || machine === header.machine),
  );
  return fits[0];
}

/** Why programs of this machine cannot be made or run here. */
export function lacking({ cc, qemu, name }: Target): string | undefined {
  if (findOnPath(cc) === undefined) return `no compiler for ${name} (${cc})`;
  if (qemu !== undefined && findQemu(qemu) === undefined) return `no QEMU for ${name}`;
  return undefined;
}

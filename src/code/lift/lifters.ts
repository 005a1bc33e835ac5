/** The machines whose code we follow. */
import type { CodeMachine } from '../decode/machine.ts';
import type { Lifter } from '../flow/lifted.ts';
import { armLifter } from './arm.ts';
import { arm64Lifter } from './arm64.ts';
import { loongarchLifter } from './loongarch.ts';
import { mipsLifter } from './mips.ts';
import { ppcLifter } from './ppc.ts';
import { riscvLifter } from './riscv.ts';
import { s390Lifter } from './s390.ts';
import { x86Lifter } from './x86.ts';

/** Undefined for machines of which only the text of instructions is known. */
export function lifterOf(machine: CodeMachine): Lifter | undefined {
  switch (machine.family) {
    case 'x86':
      return x86Lifter(machine.bits);
    case 'arm64':
      return arm64Lifter;
    case 'riscv':
      return riscvLifter(machine.bits);
    case 'mips':
      return mipsLifter(machine.bits);
    case 'loongarch':
      return loongarchLifter;
    case 'arm':
      return armLifter;
    case 's390':
      return s390Lifter;
    case 'ppc':
      return ppcLifter;
    default:
      return undefined;
  }
}

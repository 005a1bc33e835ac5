/** Relocation types by e_machine: the names of the psABIs, dynamic ones and those for linkers. */

import { AARCH64, ARM } from './relocations/arm.ts';
import {
  AMDGPU,
  ARC,
  AVR,
  BPF,
  CSKY,
  HEXAGON,
  LANAI,
  MICROBLAZE,
  MSP430,
  NIOS2,
  OPENRISC,
  SH,
  VE,
  XTENSA,
} from './relocations/embedded.ts';
import { MIPS } from './relocations/mips.ts';
import { PPC, PPC64, S390 } from './relocations/power.ts';
import { LOONGARCH, RISCV } from './relocations/riscv.ts';
import { ALPHA, IA64, M68K, PARISC, SPARC } from './relocations/sparc.ts';
import { I386, X86_64 } from './relocations/x86.ts';

/** Names in the order of their numbers, from 0; `@20` says that the next one is number 20. */
const TEXTS: Readonly<Record<number, string>> = {
  2: SPARC,
  3: I386,
  4: M68K,
  6: I386,
  8: MIPS,
  15: PARISC,
  18: SPARC,
  20: PPC,
  21: PPC64,
  22: S390,
  40: ARM,
  42: SH,
  43: SPARC,
  50: IA64,
  62: X86_64,
  83: AVR,
  92: OPENRISC,
  93: ARC,
  94: XTENSA,
  105: MSP430,
  113: NIOS2,
  164: HEXAGON,
  180: X86_64,
  181: X86_64,
  183: AARCH64,
  189: MICROBLAZE,
  195: ARC,
  224: AMDGPU,
  243: RISCV,
  244: LANAI,
  247: BPF,
  251: VE,
  252: CSKY,
  258: LOONGARCH,
  36902: ALPHA,
};

type Names = Readonly<Record<number, string>>;
const parsed = new Map<number, Names>();

/** Names of a machine's relocation types; none for a machine without names. */
export function relocationNames(machine: number): Names {
  let names = parsed.get(machine);
  if (names === undefined) {
    names = parse(Object.hasOwn(TEXTS, machine) ? (TEXTS[machine] ?? '') : '');
    parsed.set(machine, names);
  }
  return names;
}

function parse(text: string): Names {
  const names: Record<number, string> = {};
  let next = 0;
  for (const word of text.split(/\s+/)) {
    if (word.startsWith('@')) next = Number(word.slice(1));
    else if (word !== '') names[next++] = word;
  }
  return names;
}

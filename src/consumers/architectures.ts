/** Architectures under the names that most consumers use, each with the pattern that tells it in an ELF header. */
import {
  EF_MIPS_ABI2,
  EM_386,
  EM_AARCH64,
  EM_ARM,
  EM_LOONGARCH,
  EM_MIPS,
  EM_PARISC,
  EM_PPC,
  EM_PPC64,
  EM_RISCV,
  EM_S390,
  EM_SPARC32PLUS,
  EM_SPARCV9,
  EM_X86_64,
} from '../elf/format/constants.ts';
import type { AbiPattern, CatalogArch, CatalogKey } from './model.ts';

const o32 = { mask: EF_MIPS_ABI2, value: 0 };
const n32 = { mask: EF_MIPS_ABI2, value: EF_MIPS_ABI2 };

const ports = {
  x86_64: { machine: EM_X86_64, class: 64, data: 'little' },
  x32: { machine: EM_X86_64, class: 32, data: 'little' },
  i386: { machine: EM_386, class: 32, data: 'little' },
  arm64: { machine: EM_AARCH64, class: 64, data: 'little' },
  arm64be: { machine: EM_AARCH64, class: 64, data: 'big' },
  'arm64-ilp32': { machine: EM_AARCH64, class: 32, data: 'both' },
  arm: { machine: EM_ARM, class: 32, data: 'little' },
  armbe: { machine: EM_ARM, class: 32, data: 'big' },
  loong64: { machine: EM_LOONGARCH, class: 64, data: 'little' },
  mips: { machine: EM_MIPS, class: 32, data: 'both', flags: o32 },
  mipsle: { machine: EM_MIPS, class: 32, data: 'little', flags: o32 },
  mipsn32: { machine: EM_MIPS, class: 32, data: 'both', flags: n32 },
  mips64: { machine: EM_MIPS, class: 64, data: 'both' },
  mips64le: { machine: EM_MIPS, class: 64, data: 'little' },
  ppc32: { machine: EM_PPC, class: 32, data: 'both' },
  ppc64: { machine: EM_PPC64, class: 64, data: 'both' },
  ppc64le: { machine: EM_PPC64, class: 64, data: 'little' },
  riscv32: { machine: EM_RISCV, class: 32, data: 'little' },
  riscv64: { machine: EM_RISCV, class: 64, data: 'little' },
  s390x: { machine: EM_S390, class: 64, data: 'big' },
  sparc32: { machine: EM_SPARC32PLUS, class: 32, data: 'big' },
  sparc64: { machine: EM_SPARCV9, class: 64, data: 'big' },
  hppa32: { machine: EM_PARISC, class: 32, data: 'big' },
  hppa64: { machine: EM_PARISC, class: 64, data: 'big' },
} as const satisfies Record<string, AbiPattern>;

export type Port = keyof typeof ports;

/** One architecture of a consumer; `node` '' where it asks for no version. */
export function port(
  arch: Port,
  node: string,
  source: string,
  keys: readonly CatalogKey[],
  more: Partial<Pick<CatalogArch, 'since' | 'until' | 'notes' | 'groups' | 'allOrNothing'>> = {},
): CatalogArch {
  return { arch, ...ports[arch], ...(node === '' ? {} : { version: { name: node } }), keys, source, ...more };
}

/** A port of this architecture that never asks the vDSO for anything. */
export function portWithout(arch: Port): AbiPattern & { readonly arch: string } {
  return { arch, ...ports[arch] };
}

/** Keys by variable; several symbols for one variable are separated by blanks. */
export function keys(
  wanted: Readonly<Record<string, string>>,
  fallback: (call: string, variable: string) => string,
  more: Partial<CatalogKey> = {},
): readonly CatalogKey[] {
  return Object.entries(wanted).flatMap(([variable, symbols]) =>
    symbols
      .split(' ')
      .map((symbol) => ({ variable, symbol, fallback: fallback(callOf(symbol), variable), ...more })),
  );
}

/** "clock_gettime" for __vdso_clock_gettime64: the call that becomes a system call without the symbol. */
function callOf(symbol: string): string {
  return symbol.replace(/^__(?:vdso|kernel)_/, '').replace(/(?:_time)?64$/, '');
}

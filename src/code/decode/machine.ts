/** Which decoder reads an image's code, and how its machine is to be read. */
import {
  E_MIPS_ARCH_32R6,
  E_MIPS_ARCH_64R6,
  EF_ARM_BE8,
  EF_MIPS_ABI2,
  EF_MIPS_ARCH,
  EF_MIPS_MICROMIPS,
  EM_68K,
  EM_386,
  EM_AARCH64,
  EM_ARM,
  EM_BPF,
  EM_LOONGARCH,
  EM_MIPS,
  EM_PPC,
  EM_PPC64,
  EM_RISCV,
  EM_S390,
  EM_SH,
  EM_SPARC,
  EM_SPARC32PLUS,
  EM_SPARCV9,
  EM_TRICORE,
  EM_X86_64,
} from '../../elf/format/constants.ts';
import type { ElfHeader } from '../../elf/model.ts';
import type { CapstoneMode } from './capstone.ts';

export type Family =
  | 'x86'
  | 'arm64'
  | 'arm'
  | 'riscv'
  | 's390'
  | 'ppc'
  | 'mips'
  | 'loongarch'
  | 'sparc'
  | 'm68k'
  | 'sh'
  | 'tricore'
  | 'bpf'
  /** Nobody's decoder: its bytes alone are shown. */
  | 'unknown';

export interface CodeMachine {
  readonly family: Family;
  /** Bits of a register. */
  readonly bits: 32 | 64;
  /** Of data. */
  readonly littleEndian: boolean;
  /** Of instructions: ARM's may be little-endian where data are not (BE8). */
  readonly codeLittleEndian: boolean;
  /** Absent where the decoder is ours. */
  readonly capstone?: CapstoneMode;
  /** Tried with what the other does not know: MIPS's 64-bit instructions of all releases. */
  readonly more?: CapstoneMode;
  /** Of code that is entered at an odd address: Thumb. */
  readonly odd?: CapstoneMode;
  /** Calls of the kernel have the numbers of this table (systemCalls.ts). */
  readonly kernel?: string;
}

/** Undefined for a machine whose code no decoder knows. */
export function machineOf(header: ElfHeader): CodeMachine | undefined {
  const { machine, class: bits, littleEndian, flags } = header;
  const little = { bits, littleEndian, codeLittleEndian: littleEndian } as const;
  const order = littleEndian ? [] : ['MODE_BIG_ENDIAN'];
  switch (machine) {
    case EM_X86_64:
      return x86(64, bits === 64 ? 'x86_64' : 'x32');
    case EM_386:
      return x86(32, 'i386');
    case EM_AARCH64: {
      const capstone = { architecture: 'ARCH_ARM64', modes: [] };
      return {
        family: 'arm64',
        ...little,
        bits: 64,
        codeLittleEndian: true,
        kernel: 'generic64',
        capstone,
      };
    }
    case EM_ARM:
      return arm(littleEndian, littleEndian || (flags & EF_ARM_BE8) !== 0);
    case EM_RISCV:
      return {
        family: 'riscv',
        ...little,
        kernel: bits === 64 ? 'riscv64' : 'riscv32',
        capstone: {
          architecture: 'ARCH_RISCV',
          modes: [bits === 64 ? 'MODE_RISCV64' : 'MODE_RISCV32', 'MODE_RISCVC'],
          relative: 'self',
        },
      };
    case EM_S390:
      return {
        family: 's390',
        ...little,
        kernel: 's390',
        capstone: { architecture: 'ARCH_SYSZ', modes: ['MODE_BIG_ENDIAN'] },
      };
    case EM_PPC:
    case EM_PPC64: {
      const mode = bits === 64 ? 'MODE_64' : 'MODE_32';
      const capstone = { architecture: 'ARCH_PPC', modes: [mode, ...order] };
      return { family: 'ppc', ...little, kernel: 'ppc', capstone };
    }
    case EM_MIPS:
      return mips(header, order);
    case EM_LOONGARCH:
      return { family: 'loongarch', ...little, kernel: 'generic64' };
    case EM_SPARCV9:
    case EM_SPARC32PLUS:
    case EM_SPARC: {
      const modes = machine === EM_SPARC ? ['MODE_BIG_ENDIAN'] : ['MODE_V9', 'MODE_BIG_ENDIAN'];
      return { family: 'sparc', ...little, capstone: { architecture: 'ARCH_SPARC', modes } };
    }
    case EM_68K:
      return {
        family: 'm68k',
        ...little,
        capstone: { architecture: 'ARCH_M68K', modes: ['MODE_M68K_040', 'MODE_BIG_ENDIAN'] },
      };
    case EM_SH:
      return {
        family: 'sh',
        ...little,
        capstone: { architecture: 'ARCH_SH', modes: ['MODE_SH4A', ...order] },
      };
    case EM_TRICORE:
      return {
        family: 'tricore',
        ...little,
        capstone: { architecture: 'ARCH_TRICORE', modes: ['MODE_TRICORE_162'] },
      };
    case EM_BPF:
      return {
        family: 'bpf',
        ...little,
        capstone: { architecture: 'ARCH_BPF', modes: ['MODE_BPF_EXTENDED', ...order] },
      };
    default:
      return undefined;
  }
}

/** As machineOf, and for others one whose code is shown as bytes. */
export function anyMachine(header: ElfHeader): CodeMachine {
  const { class: bits, littleEndian } = header;
  return machineOf(header) ?? { family: 'unknown', bits, littleEndian, codeLittleEndian: littleEndian };
}

function x86(bits: 32 | 64, kernel: string): CodeMachine {
  const capstone = { architecture: 'ARCH_X86', modes: [bits === 64 ? 'MODE_64' : 'MODE_32'] };
  return { family: 'x86', bits, littleEndian: true, codeLittleEndian: true, kernel, capstone };
}

function arm(littleEndian: boolean, codeLittleEndian: boolean): CodeMachine {
  const order = codeLittleEndian ? [] : ['MODE_BIG_ENDIAN'];
  const mode = (...modes: string[]) => ({ architecture: 'ARCH_ARM', modes: [...modes, ...order] });
  return {
    family: 'arm',
    bits: 32,
    littleEndian,
    codeLittleEndian,
    kernel: 'arm',
    capstone: mode('MODE_ARM'),
    odd: mode('MODE_THUMB'),
  };
}

/** n32 has 64-bit registers in a file of class 32. */
function mips({ class: size, littleEndian, flags }: ElfHeader, order: readonly string[]): CodeMachine {
  const n32 = (flags & EF_MIPS_ABI2) !== 0;
  const bits = size === 64 || n32 ? 64 : 32;
  const release = (flags & EF_MIPS_ARCH) >>> 0;
  const isRelease6 = release === E_MIPS_ARCH_32R6 || release === E_MIPS_ARCH_64R6;
  const width = bits === 64 ? 'MODE_MIPS64' : 'MODE_MIPS32';
  const micro = (flags & EF_MIPS_MICROMIPS) === 0 ? [] : ['MODE_MICRO'];
  // Capstone takes the mode of release 6 together with that of 64 bits for Cavium's processors.
  const mode = (name: string) => ({ architecture: 'ARCH_MIPS', modes: [name, ...micro, ...order] });
  const decoders = isRelease6
    ? {
        capstone: { ...mode('MODE_MIPS32R6'), relative: 'next' as const },
        ...(bits === 64 ? { more: mode(width) } : {}),
      }
    : { capstone: mode(width) };
  return {
    family: 'mips',
    bits,
    littleEndian,
    codeLittleEndian: littleEndian,
    kernel: size === 64 ? 'mipsn64' : n32 ? 'mipsn32' : 'mipso32',
    ...decoders,
  };
}

/**
 * For which architecture a source file is. Go's names say it (goPlatform.ts); elsewhere a folder or the file is
 * named for it, as in musl's arch/aarch64/, glibc's sysdeps/…/riscv/, Linux's arch/x86/ and Zig's linux/x86_64.zig.
 */
import { go } from '../../consumers/catalog/go.ts';
import {
  EM_386,
  EM_AARCH64,
  EM_ARM,
  EM_LOONGARCH,
  EM_MIPS,
  EM_PPC,
  EM_PPC64,
  EM_RISCV,
  EM_S390,
  EM_SPARC,
  EM_SPARC32PLUS,
  EM_SPARCV9,
  EM_X86_64,
} from '../../elf/format/constants.ts';
import { archFamily, goPlatform } from './goPlatform.ts';

export interface SourceArch {
  /** As the file has it. */
  readonly name: string;
  readonly machines: readonly number[];
  /** Absent where the name stands for both. */
  readonly class?: 32 | 64;
}

const byName: Readonly<Record<string, Omit<SourceArch, 'name'>>> = {
  x86_64: { machines: [EM_X86_64], class: 64 },
  amd64: { machines: [EM_X86_64], class: 64 },
  i386: { machines: [EM_386], class: 32 },
  i686: { machines: [EM_386], class: 32 },
  x86: { machines: [EM_386, EM_X86_64] },
  aarch64: { machines: [EM_AARCH64], class: 64 },
  arm64: { machines: [EM_AARCH64], class: 64 },
  arm: { machines: [EM_ARM], class: 32 },
  riscv: { machines: [EM_RISCV] },
  riscv64: { machines: [EM_RISCV], class: 64 },
  riscv32: { machines: [EM_RISCV], class: 32 },
  s390: { machines: [EM_S390] },
  s390x: { machines: [EM_S390], class: 64 },
  powerpc: { machines: [EM_PPC, EM_PPC64] },
  ppc: { machines: [EM_PPC, EM_PPC64] },
  powerpc64: { machines: [EM_PPC64], class: 64 },
  powerpc64le: { machines: [EM_PPC64], class: 64 },
  ppc64: { machines: [EM_PPC64], class: 64 },
  mips: { machines: [EM_MIPS] },
  mips64: { machines: [EM_MIPS], class: 64 },
  mipsn32: { machines: [EM_MIPS], class: 32 },
  loongarch: { machines: [EM_LOONGARCH] },
  loongarch64: { machines: [EM_LOONGARCH], class: 64 },
  sparc: { machines: [EM_SPARC, EM_SPARC32PLUS, EM_SPARCV9] },
  sparc64: { machines: [EM_SPARCV9], class: 64 },
};

/** undefined where nothing in the path says. The name nearest to the file counts. */
export function sourceArch(path: string, isGo: boolean): SourceArch | undefined {
  if (isGo) return goArch(goPlatform(path).arch);
  const name = path
    .replace(/\.[^./]*$/, '')
    .split('/')
    .findLast((part) => Object.hasOwn(byName, part));
  const known = name === undefined ? undefined : byName[name];
  return name !== undefined && known ? { name, ...known } : undefined;
}

function goArch(name: string | undefined): SourceArch | undefined {
  if (name === undefined) return undefined;
  const ports = go.arches.filter(({ arch }) => archFamily(arch) === archFamily(name));
  const [port] = ports;
  // What Go has no port for here is foreign everywhere.
  return { name, machines: ports.map(({ machine }) => machine), ...(port && { class: port.class }) };
}

/** Whether a port or an image is for it. */
export function isFor(arch: SourceArch, of: { readonly machine: number; readonly class: 32 | 64 }): boolean {
  return arch.machines.includes(of.machine) && (arch.class === undefined || arch.class === of.class);
}

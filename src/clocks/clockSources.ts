/**
 * Whether user space can read a clock source. The kernel gives each a vDSO clock mode; with VDSO_CLOCKMODE_NONE every
 * call of a high-resolution clock enters the kernel, and the COARSE clocks and time() do not.
 * Sources: Linux 7.3 arch/x86/kernel/{tsc,kvmclock,hpet}.c, arch/x86/xen/time.c, drivers/clocksource/
 * {hyperv_timer,acpi_pm,scx200_hrt,i8253,arm_arch_timer,arm_global_timer,exynos_mct,timer-ti-32k,timer-riscv}.c,
 * arch/{s390,powerpc,loongarch,mips}.
 */
import type { PageName } from '../code/pages.ts';

/** capable: user space reads it; depends: under a condition; system-call: it has no mode. */
export type SourceAnswer = 'capable' | 'depends' | 'system-call' | 'unknown';

/** On what it depends; the sentences are the catalogue's. */
export type SourceCondition = 'early' | 'stable-counter' | 'reference-page' | 'erratum' | 'counter-access';

export interface SourceFacts {
  readonly answer: SourceAnswer;
  readonly condition?: SourceCondition;
  /** The page of a hypervisor that the image's code must read for it. */
  readonly page?: PageName;
}

type Sources = Readonly<Record<string, SourceFacts>>;

const CAPABLE: SourceFacts = { answer: 'capable' };
const NO_MODE: SourceFacts = { answer: 'system-call' };
/** No counter behind these on any architecture. */
const COMMON: Sources = { jiffies: NO_MODE, 'refined-jiffies': NO_MODE };

const X86: Sources = {
  ...COMMON,
  tsc: CAPABLE,
  'tsc-early': { answer: 'depends', condition: 'early' },
  'kvm-clock': { answer: 'depends', condition: 'stable-counter', page: 'pvclock' },
  xen: { answer: 'depends', condition: 'stable-counter', page: 'pvclock' },
  hyperv_clocksource_tsc_page: { answer: 'depends', condition: 'reference-page', page: 'hyperv-clock' },
  hyperv_clocksource_msr: NO_MODE,
  hpet: NO_MODE,
  acpi_pm: NO_MODE,
  pit: NO_MODE,
  scx200_hrt: NO_MODE,
};

const ARM: Sources = {
  ...COMMON,
  arch_sys_counter: { answer: 'depends', condition: 'erratum' },
  arm_global_timer: NO_MODE,
  'mct-frc': NO_MODE,
  '32k_counter': NO_MODE,
};

const MIPS: Sources = { ...COMMON, GIC: CAPABLE, MIPS: { answer: 'depends', condition: 'counter-access' } };

/** By Node's process.arch. */
const BY_ARCH: Readonly<Record<string, Sources>> = {
  x64: X86,
  ia32: X86,
  arm64: ARM,
  arm: ARM,
  riscv64: { ...COMMON, riscv_clocksource: CAPABLE },
  s390x: { ...COMMON, tod: CAPABLE },
  ppc64: { ...COMMON, timebase: CAPABLE },
  loong64: { ...COMMON, Constant: CAPABLE },
  mips: MIPS,
  mipsel: MIPS,
};

/** @param arch Node's process.arch @param name of a clock source, as the kernel has it in sysfs */
export function sourceFacts(arch: string, name: string): SourceFacts {
  const sources = Object.hasOwn(BY_ARCH, arch) ? BY_ARCH[arch] : undefined;
  const known = sources ?? COMMON;
  const facts = Object.hasOwn(known, name) ? known[name] : undefined;
  return facts ?? { answer: 'unknown' };
}

/**
 * The source to switch to: of those that the kernel offers here the first that user space can read, before one that it
 * can read under a condition. Undefined where none is better than the current one. What it gives is a name of the
 * table, so it may stand in a command.
 */
export function betterSource(
  arch: string,
  current: string,
  available: readonly string[],
): string | undefined {
  const rank = (name: string): number => ORDER.indexOf(sourceFacts(arch, name).answer);
  const others = available.filter((name) => name !== current && isLasting(arch, name));
  const best = others.reduce<string | undefined>(
    (found, name) => (found === undefined || rank(name) > rank(found) ? name : found),
    undefined,
  );
  return best !== undefined && rank(best) > rank(current) && rank(best) > 1 ? best : undefined;
}

/** From worst to best; what nobody knows is no advice. */
const ORDER: readonly SourceAnswer[] = ['unknown', 'system-call', 'depends', 'capable'];

function isLasting(arch: string, name: string): boolean {
  return sourceFacts(arch, name).condition !== 'early';
}

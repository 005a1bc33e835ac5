/**
 * Whether clock calls can stay in user space under a clock source. The kernel gives each clock source a vDSO
 * clock mode; with VDSO_CLOCKMODE_NONE every call of the high-resolution clocks enters the kernel.
 * Sources: Linux 7.3 arch/x86/kernel/{tsc,kvmclock,hpet}.c, arch/x86/xen/time.c, drivers/clocksource/
 * {hyperv_timer,acpi_pm,arm_arch_timer,timer-riscv}.c, arch/{s390,powerpc,loongarch,mips,sparc}.
 */
import type { HostInfo } from '../../elf/imageSource.ts';
import { type FunctionPlace, hasBareClocks } from './entersKernel.ts';

/** bare: system calls whatever the clock source; own: read in another way than Linux's. */
export type ClockAnswer = 'capable' | 'system-call' | 'depends' | 'unknown' | 'bare' | 'own';

const X86: Readonly<Record<string, ClockAnswer>> = {
  tsc: 'capable',
  hyperv_clocksource_tsc_page: 'capable',
  'kvm-clock': 'depends',
  xen: 'depends',
  hpet: 'system-call',
  acpi_pm: 'system-call',
  hyperv_clocksource_msr: 'system-call',
};

const ARM: Readonly<Record<string, ClockAnswer>> = { arch_sys_counter: 'capable' };

/** By Node's process.arch. */
const BY_ARCH: Readonly<Record<string, Readonly<Record<string, ClockAnswer>>>> = {
  x64: X86,
  ia32: X86,
  arm64: ARM,
  arm: ARM,
  riscv64: { riscv_clocksource: 'capable' },
  s390x: { tod: 'capable' },
  ppc64: { timebase: 'capable' },
  loong64: { Constant: 'capable' },
  mips: { MIPS: 'capable', GIC: 'capable' },
  mipsel: { MIPS: 'capable', GIC: 'capable' },
};

/** @param place whose image it is; absent: Linux's */
export function clockAnswer(host: HostInfo, place?: FunctionPlace): ClockAnswer {
  if (place !== undefined && hasBareClocks(place)) return 'bare';
  if (place?.maker === 'gvisor') return 'own';
  const name = host.clocksource;
  if (name === undefined) return 'unknown';
  // No counter behind these on any architecture.
  if (name === 'jiffies' || name === 'refined-jiffies') return 'system-call';
  const answers = BY_ARCH[host.arch];
  return answers !== undefined && Object.hasOwn(answers, name) ? (answers[name] ?? 'unknown') : 'unknown';
}

/** What /proc and /sys say of the machine's clocks, to everybody. What cannot be read is absent, never a failure. */
import { CLOCKSOURCE, readHostInfo } from '../sources/hostInfo.ts';
import type { ProcFs } from '../sources/procFs.ts';
import { readText } from './readText.ts';

export interface MachineFacts {
  /** Node's process.arch. */
  readonly arch: string;
  readonly clocksource?: string;
  /** Those that the kernel would take as well; a source that it found unstable is not among them. */
  readonly available: readonly string[];
  /** Words of the kernel's command line that concern clocks, in its order. */
  readonly parameters: readonly KernelParameter[];
  /** Of x86: what the CPU says of its time stamp counter. */
  readonly cpu?: CpuFacts;
  readonly hypervisor?: Hypervisor;
}

export interface KernelParameter {
  readonly code: ParameterCode;
  /** As on the command line. Unchecked. */
  readonly text: string;
}

export type ParameterCode =
  | 'no-vdso'
  | 'no-vdso32'
  | 'clocksource'
  | 'tsc-unstable'
  | 'no-tsc'
  | 'no-kvmclock'
  | 'no-kvmclock-vsyscall'
  | 'vsyscall';

export interface CpuFacts {
  /** Of the flags without which the kernel does not trust the counter, those that are not there. */
  readonly missing: readonly string[];
  /** CPUID says that a hypervisor runs below. */
  readonly virtual: boolean;
}

export interface Hypervisor {
  readonly kind: 'xen' | 'kvm' | 'hyper-v' | 'vmware' | 'virtualbox' | 'wsl2' | 'unknown';
  /** Where it says so, and what: "Amazon EC2"; absent where only CPUID says it. */
  readonly file?: string;
  readonly text?: string;
}

export async function readMachineFacts(proc: ProcFs): Promise<MachineFacts> {
  const [host, commandLine, cpu] = await Promise.all([
    readHostInfo(proc),
    readText(proc, '/proc/cmdline'),
    readCpu(proc),
  ]);
  const hypervisor = await readHypervisor(proc, cpu);
  return {
    arch: proc.arch,
    ...(host.clocksource === undefined ? {} : { clocksource: host.clocksource }),
    available: host.availableClocksources ?? [],
    parameters: parametersOf(commandLine ?? ''),
    ...(cpu === undefined ? {} : { cpu }),
    ...(hypervisor === undefined ? {} : { hypervisor }),
  };
}

/** Documentation/admin-guide/kernel-parameters.txt; 0 is what turns an image off. */
const PARAMETERS: readonly (readonly [ParameterCode, RegExp])[] = [
  ['no-vdso', /^vdso=0$/],
  ['no-vdso32', /^vdso32=0$/],
  ['clocksource', /^clocksource=/],
  ['tsc-unstable', /^tsc=unstable$/],
  ['no-tsc', /^notsc$/],
  ['no-kvmclock', /^no-kvmclock$/],
  ['no-kvmclock-vsyscall', /^no-kvmclock-vsyscall$/],
  ['vsyscall', /^vsyscall=/],
];

/** What stands behind "--" is for the first process and not for the kernel. */
function parametersOf(text: string): KernelParameter[] {
  const words: readonly string[] = text.match(/\S+/g) ?? [];
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).flatMap((word) => {
    const known = PARAMETERS.find(([, pattern]) => pattern.test(word));
    return known === undefined ? [] : [{ code: known[0], text: word }];
  });
}

/** arch/x86/kernel/tsc.c: without both of them unsynchronized_tsc() or a watchdog decides. */
const TSC_FLAGS = ['constant_tsc', 'nonstop_tsc'];

async function readCpu(proc: ProcFs): Promise<CpuFacts | undefined> {
  if (proc.arch !== 'x64' && proc.arch !== 'ia32') return undefined;
  // The first processor's stand for all.
  const line = /^flags[ \t]*:(.*)$/m.exec((await readText(proc, '/proc/cpuinfo')) ?? '')?.[1];
  if (line === undefined) return undefined;
  const flags = new Set(line.match(/\S+/g));
  return { missing: TSC_FLAGS.filter((flag) => !flags.has(flag)), virtual: flags.has('hypervisor') };
}

const DMI = '/sys/class/dmi/id';
/** A guest offers its hypervisor's clock beside the machine's. */
const AVAILABLE = `${CLOCKSOURCE}/available_clocksource`;

/** Files that name a hypervisor, and what in them names which; the first that matches counts. */
const WITNESSES: readonly (readonly [file: string, RegExp, Hypervisor['kind']])[] = [
  ['/proc/version', /microsoft-standard/i, 'wsl2'],
  ['/sys/hypervisor/type', /^xen/, 'xen'],
  [`${DMI}/sys_vendor`, /^Xen/, 'xen'],
  [`${DMI}/sys_vendor`, /^(QEMU|Amazon EC2|Google|Red Hat|OpenStack|DigitalOcean|Alibaba)/, 'kvm'],
  [`${DMI}/sys_vendor`, /^VMware/, 'vmware'],
  [`${DMI}/sys_vendor`, /^innotek/, 'virtualbox'],
  [`${DMI}/product_name`, /^(KVM|Standard PC)/, 'kvm'],
  [`${DMI}/product_name`, /^Virtual Machine/, 'hyper-v'],
  [`${DMI}/product_name`, /^VirtualBox/, 'virtualbox'],
  [AVAILABLE, /\bkvm-clock\b/, 'kvm'],
  [AVAILABLE, /\bhyperv_clocksource_\w+/, 'hyper-v'],
  [AVAILABLE, /\bxen\b/, 'xen'],
];

/** Amazon's vendor stands on its machines without a hypervisor, too: there CPUID decides. */
async function readHypervisor(proc: ProcFs, cpu: CpuFacts | undefined): Promise<Hypervisor | undefined> {
  if (cpu?.virtual === false) return undefined;
  const texts = new Map<string, string>();
  for (const [file, pattern, kind] of WITNESSES) {
    const text = texts.get(file) ?? (await readText(proc, file))?.trim() ?? '';
    texts.set(file, text);
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { kind, file, text: found.trim() };
  }
  return cpu?.virtual ? { kind: 'unknown' } : undefined;
}

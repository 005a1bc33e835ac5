/** What is said of clocks, in English. */
import { incompleteText, pageNames } from '../code/english.ts';
import { shortened, shown } from '../elf/bytes/printable.ts';
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { andList, choice, plural } from '../elf/english.ts';
import type { Advice, Advices, Cause, ClockCauses, ClockEffect, Evidence } from './cause.ts';
import type { SourceCondition } from './clockSources.ts';
import type { Hypervisor, ParameterCode } from './machineFacts.ts';
import type { Measurement, Unclear } from './measurement.ts';
import type { ClockExplanation, LeftOut } from './question.ts';

const CLOCKS = (names: readonly string[]): string => andList(names.map((name) => `CLOCK_${name}`));

const conditions: Readonly<Record<SourceCondition, string>> = {
  early:
    'user space reads it, but the kernel takes it only until it has calibrated tsc: a machine that stays with it could not',
  'stable-counter':
    'user space reads it while the host says that its counter is the same on all processors (PVCLOCK_TSC_STABLE_BIT); without that every call enters the kernel',
  'reference-page':
    "user space reads Hyper-V's reference page; while the host has none, as during a migration, every call enters the kernel",
  erratum:
    "user space reads the counter, unless the kernel works around an erratum of this processor's counter: then every call enters the kernel",
  'counter-access':
    'user space reads the counter where the processor lets it (rdhwr $2); otherwise every call enters the kernel',
};

const parameters: Readonly<Record<ParameterCode, string>> = {
  'no-vdso':
    'The kernel was told to map no vDSO (vdso=0): every clock call of a new program is a system call',
  'no-vdso32':
    'The kernel was told to map no vDSO into 32-bit programs (vdso32=0): every clock call of theirs is a system call',
  clocksource: 'The kernel was told which clock source to take (clocksource=)',
  'tsc-unstable':
    'The kernel was told that the time stamp counter is unstable (tsc=unstable), and takes another',
  'no-tsc': 'The kernel was told not to use the time stamp counter (notsc)',
  'no-kvmclock': "The kernel was told not to use KVM's clock (no-kvmclock)",
  'no-kvmclock-vsyscall':
    "The kernel was told not to let user space read KVM's clock (no-kvmclock-vsyscall): with kvm-clock every call enters the kernel",
  vsyscall:
    'The kernel was told how to serve the old vsyscall page (vsyscall=); the vDSO has nothing to do with it',
};

const hypervisors: Readonly<Record<Hypervisor['kind'], string>> = {
  xen: 'Xen',
  kvm: 'KVM',
  'hyper-v': 'Hyper-V',
  vmware: 'VMware',
  virtualbox: 'VirtualBox',
  wsl2: "Hyper-V (Windows' subsystem for Linux 2)",
  unknown: 'a hypervisor that does not say its name',
};

export const clockCauseSentences: Sentences<ClockCauses> = {
  'source-user': ({ source }) => `The clock source is ${shown(source)}, which user space reads.`,
  'source-kernel': ({ source }) =>
    `The clock source is ${shown(source)}, which user space cannot read: every call of REALTIME, MONOTONIC, BOOTTIME and TAI enters the kernel. The COARSE clocks do not.`,
  'source-depends': ({ source, condition }) =>
    `The clock source is ${shown(source)}: ${conditions[condition]}.`,
  'source-unknown': ({ source, arch }) =>
    `The clock source is ${shown(source)}, and whether user space can read it on ${arch} is not known.`,
  'source-hidden': () =>
    'The clock source cannot be read here (/sys/devices/system/clocksource is hidden, as in many sandboxes).',
  parameter: ({ parameter }) => `${parameters[parameter]}.`,
  'counter-not-promised': ({ missing }) =>
    `The CPU, or the hypervisor in its place, does not promise ${andList(missing)}: a time stamp counter that may change its speed or stop is none for the kernel.`,
  hypervisor: ({ kind }) =>
    `This is a virtual machine: ${hypervisors[kind]}. Where a hypervisor traps the counter, reading it costs as much as a system call, or more.`,
  'time-namespace': ({ monotonic, boottime }) =>
    `The process is in a time namespace (MONOTONIC ${monotonic} s, BOOTTIME ${boottime} s from the machine's). Its vDSO adds that in user space; no difference can be measured.`,
  seccomp: ({ mode, filters }) =>
    mode === 'strict'
      ? 'The process may only read, write and exit (seccomp, strict): a clock call that enters the kernel kills it.'
      : `The process has ${filters > 0 ? plural(filters, 'seccomp filter') : 'a seccomp filter'}: it makes each call that enters the kernel dearer, or forbids it. Calls in user space pass no filter.`,
  tracer: ({ tracer: { pid, name } }) =>
    `Process ${pid}${name === undefined ? '' : ` (${shown(name)})`} traces it: each call that enters the kernel may stop twice.`,
  'vdso-missing': () => 'The process has no vDSO: every clock call is a system call.',
  'vdso-hidden': () =>
    'The kernel mapped a vDSO, and the program was not told of it (as under Valgrind): every clock call is a system call.',
  'vdso-moved': () =>
    'AT_SYSINFO_EHDR leads to another place than the vDSO of the kernel: a tracer, a checkpoint or an emulator put its own image there, or nothing.',
  'code-user': ({ function: name, clocks, counters }) =>
    `${shown(name)} can read ${CLOCKS(clocks)} in user space${counters.length === 0 ? '' : `, by ${andList(counters)}`}.`,
  'code-kernel': ({ function: name, clocks }) =>
    `${shown(name)} always enters the kernel for ${CLOCKS(clocks)}, whatever the clock source.`,
  'code-incomplete': ({ function: name, why }) =>
    `What ${shown(name)} does could not be followed. ${incompleteText(why)}`,
  'code-none': () => 'The image has no function that reads clocks: every clock call is a system call.',
  'code-without-page': ({ source, page }) =>
    `The image has no code for ${pageNames[page]}, without which ${shown(source)} cannot be read: every call enters the kernel.`,
  'code-own': () => 'The image is not of Linux: it reads its own clock page and asks no clock source.',
  coarse: ({ clocks }) =>
    `${CLOCKS(clocks)} ${choice(clocks.length, 'never leaves user space and reads', 'never leave user space and read')} no counter: to a tick's resolution, the cheapest clocks there are.`,
  'runtime-calls': ({ runtime, calls }) =>
    `${shown(runtime)} finds no function for ${andList(calls)} in this image and makes ${choice(calls.length, 'a system call', 'system calls')} instead.`,
  'dear-counter': () =>
    'None of this explains the figures. A hypervisor that traps the counter would, a program that was not told of its vDSO, or one that may not read the counter (PR_SET_TSC).',
};

export const clockAdviceSentences: Sentences<Advices> = {
  'switch-source': ({ to }) =>
    `The kernel offers ${to}. Find out first why it took another; until the next boot, switch by this command, and for good by clocksource=${to} on the kernel's command line.`,
  'ask-kernel': () => 'The kernel offers nothing better. Its log says why, where it may be read.',
  'remove-parameter': ({ parameter }) =>
    `Start the kernel without ${PARAMETER_TEXTS[parameter]}, unless there was a reason for it.`,
  'count-calls': ({ pid }) =>
    `Count the system calls of process ${pid} by this command, which slows it meanwhile.`,
  'use-coarse': ({ clocks }) => `Where a tick's resolution will do, ask for ${CLOCKS(clocks)}.`,
};

export const PARAMETER_TEXTS: Readonly<Record<ParameterCode, string>> = {
  'no-vdso': 'vdso=0',
  'no-vdso32': 'vdso32=0',
  clocksource: 'clocksource=',
  'tsc-unstable': 'tsc=unstable',
  'no-tsc': 'notsc',
  'no-kvmclock': 'no-kvmclock',
  'no-kvmclock-vsyscall': 'no-kvmclock-vsyscall',
  vsyscall: 'vsyscall=',
};

const unclear: Readonly<Record<Unclear, string>> = {
  traced: 'this process is traced, which makes its system calls slow',
  'too-few': 'the machine was too busy for enough samples',
  between: 'it is neither far below what a system call costs nor as much',
  'witness-differs': 'CLOCK_MONOTONIC and CLOCK_REALTIME do not agree',
  'halves-differ': 'the samples do not agree with each other',
};

const leftOutTexts: Readonly<Record<LeftOut, string>> = {
  image:
    'Nothing was measured: the process has another image than this one, and only this one can be measured.',
  'time-namespace': 'Nothing was measured: the process is in another time namespace than this one.',
  tracer: 'Nothing was measured: the process is traced, and this one is not.',
  'no-vdso': 'Nothing was measured: the process has no vDSO, and this one has.',
  platform: 'Nothing was measured: this platform has no system call that could be measured beside.',
};

/** Two digits of it, without its unit. */
export function nanoseconds(value: number): string {
  return value < 9.95 ? value.toFixed(1) : value.toFixed(0);
}

function verdictSentence({ verdict, measured }: ClockExplanation): string {
  if (measured === undefined) {
    return {
      user: 'Clock calls should stay in user space.',
      kernel: 'Clock calls enter the kernel.',
      unclear: 'Whether clock calls stay in user space cannot be told from what is known here.',
    }[verdict];
  }
  const [call, other] = [nanoseconds(measured.nsPerCall), nanoseconds(measured.nsPerSystemCall)];
  switch (measured.verdict) {
    case 'user':
      return `Clock calls stay in user space: ${call} ns each, a system call costs ${other} ns.`;
    case 'kernel':
      return `A clock call costs as much as a system call: ${call} ns beside ${other} ns.`;
    case 'unclear': {
      const why = unclear[measured.why ?? 'between'];
      const figures = isNumber(measured) ? `a clock call costs ${call} ns, a system call ${other} ns; ` : '';
      return `Whether clock calls stay in user space is unclear: ${figures}${why}.`;
    }
  }
}

/** Without a single round there are no figures. */
export function isNumber({ nsPerCall, nsPerSystemCall, nsPerWitness }: Measurement): boolean {
  return [nsPerCall, nsPerSystemCall, nsPerWitness].every(Number.isFinite);
}

/** What was measured, and by what. */
function measuredSentence(measured: Measurement, own: boolean): string {
  const { nsPerWitness, rounds } = measured;
  const where = own
    ? 'Measured in this process'
    : 'Measured in the process that asks, which stands for this one';
  return `${where}, ${plural(rounds, 'round')}: CLOCK_MONOTONIC by performance.now(), the system call getuid(), as second witness Date.now()${isNumber(measured) ? ` at ${nanoseconds(nsPerWitness)} ns` : ''}; each with Node.js's own call.`;
}

/** In the header; `by` says what it comes from. */
function shortVerdict(
  { verdict, measured }: ClockExplanation,
  source: string | undefined,
  by: 'source' | 'code' | 'measurement',
): string {
  const where = {
    user: 'clock calls stay in user space',
    kernel:
      measured === undefined
        ? 'every clock call enters the kernel'
        : 'a clock call costs as much as a system call',
    unclear: 'whether clock calls stay in user space is not clear',
  }[verdict];
  const figures =
    measured !== undefined && isNumber(measured) ? `${nanoseconds(measured.nsPerCall)} ns` : undefined;
  const measuredOf = source !== undefined && figures !== undefined ? `${source}, ${figures}` : undefined;
  const before = measuredOf ?? source ?? figures;
  const mark = { source: ' (by the clock source)', code: ' (by its code)', measurement: '' }[by];
  return `${before === undefined ? '' : `${before}: `}${where}${mark}`;
}

/** Bytes of a file that are shown. */
const MOST_SHOWN = 200;

export const clocksEnglish = {
  conditions,
  title: 'Why is my clock slow?',
  heading: (process: string): string => `Why is my clock slow? (${process})`,
  cause: ({ code, args }: Cause): string =>
    (clockCauseSentences[code] as (args: Cause['args']) => string)(args),
  advice: ({ code, args }: Advice): string =>
    (clockAdviceSentences[code] as (args: Advice['args']) => string)(args),
  evidence: ({ file, text }: Evidence): string => `${file}: ${shown(shortened(text, MOST_SHOWN))}`,
  verdict: verdictSentence,
  measured: measuredSentence,
  leftOut: (why: LeftOut): string => leftOutTexts[why],
  inShort: shortVerdict,
  causesTitle: 'Causes, in the order in which people meet them',
  effects: { kernel: 'slow', possible: 'may be slow', none: 'no cause' } satisfies Record<
    ClockEffect,
    string
  >,
  adviceTitle: 'What to do',
  nothingToDo: 'Nothing: there is no better choice here.',
};

export type ClocksCatalogue = Catalogue<typeof clocksEnglish>;

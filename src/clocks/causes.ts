/** The causes, in the order in which people meet them, and what follows before anything is measured. */
import { CLOCKSOURCE } from '../sources/hostInfo.ts';
import type { Cause } from './cause.ts';
import { betterSource, sourceFacts } from './clockSources.ts';
import { codeCauses } from './codeCauses.ts';
import { countCommand, logCommand, switchCommand } from './commands.ts';
import type { ParameterCode } from './machineFacts.ts';
import type { ClockEnd, ClockExplanation, ClockQuestion } from './question.ts';

function causesOf(question: ClockQuestion): readonly Cause[] {
  const found = [
    ...sourceCauses(question),
    ...machineCauses(question),
    ...processCauses(question),
    ...codeCauses(question),
    ...question.unserved.map((args): Cause => ({ code: 'runtime-calls', args, effect: 'kernel' })),
  ];
  const decided = found.some(({ effect, code }) => effect === 'kernel' && code !== 'runtime-calls');
  if (question.measured?.verdict !== 'kernel' || decided) return found;
  return [...found, { code: 'dear-counter', args: {}, effect: 'possible' }];
}

/** What follows from the causes alone. */
function expectedVerdict(question: ClockQuestion): ClockEnd {
  const causes = causesOf({ ...question, unserved: [] });
  if (causes.some(({ effect }) => effect === 'kernel')) return 'kernel';
  const has = (code: Cause['code']): boolean => causes.some((each) => each.code === code);
  // What was put in the kernel's place is nothing that the clock source knows of.
  if (has('code-incomplete') || (has('vdso-moved') && question.code === undefined)) return 'unclear';
  return has('source-user') || has('code-own') ? 'user' : 'unclear';
}

/** The verdict is what was measured, else what follows. */
export function answerOf(question: ClockQuestion): ClockExplanation {
  const { measured, leftOut } = question;
  return {
    verdict: measured?.verdict ?? expectedVerdict(question),
    causes: causesOf(question),
    ...(measured === undefined ? {} : { measured }),
    ...(leftOut === undefined ? {} : { leftOut }),
  };
}

function sourceCauses({ machine, ownClocks }: ClockQuestion): Cause[] {
  const { arch, clocksource: source, available } = machine;
  if (ownClocks) return [];
  if (source === undefined) return [{ code: 'source-hidden', args: {}, effect: 'possible' }];
  const evidence = {
    file: `${CLOCKSOURCE}/{current,available}_clocksource`,
    text: `${source}; ${available.join(' ')}`,
  };
  const { answer, condition } = sourceFacts(arch, source);
  const better = betterSource(arch, source, available);
  const advice =
    better === undefined
      ? { advice: { code: 'ask-kernel', args: {}, command: logCommand } as const }
      : { advice: { code: 'switch-source', args: { to: better }, command: switchCommand(better) } as const };
  switch (answer) {
    case 'capable':
      return [{ code: 'source-user', args: { source }, effect: 'none', evidence }];
    case 'system-call':
      return [{ code: 'source-kernel', args: { source }, effect: 'kernel', evidence, ...advice }];
    case 'depends':
      return [
        {
          code: 'source-depends',
          args: { source, condition: condition ?? 'early' },
          effect: 'possible',
          evidence,
          ...(better === undefined ? {} : advice),
        },
      ];
    case 'unknown':
      return [
        {
          code: 'source-unknown',
          args: { source, arch },
          effect: 'possible',
          evidence,
          ...(better === undefined ? {} : advice),
        },
      ];
  }
}

function machineCauses({ machine, process, ownClocks }: ClockQuestion): Cause[] {
  const { arch, clocksource, parameters, cpu, hypervisor } = machine;
  const readable = clocksource !== undefined && sourceFacts(arch, clocksource).answer === 'capable';
  const found: Cause[] = parameters.map(({ code: parameter, text }) => ({
    code: 'parameter',
    args: { parameter },
    effect: effectOf(parameter, readable, clocksource, process.vdso === 'mapped'),
    evidence: { file: '/proc/cmdline', text },
    ...(HARMFUL.has(parameter) ? { advice: { code: 'remove-parameter', args: { parameter } } } : {}),
  }));
  const doubtful = readable || ownClocks ? 'none' : 'possible';
  if (cpu !== undefined && cpu.missing.length > 0)
    found.push({
      code: 'counter-not-promised',
      args: { missing: cpu.missing },
      effect: doubtful,
      evidence: { file: '/proc/cpuinfo', text: 'flags' },
    });
  if (hypervisor !== undefined) {
    const { kind, file, text } = hypervisor;
    const evidence =
      file === undefined || text === undefined
        ? { file: '/proc/cpuinfo', text: 'hypervisor' }
        : { file, text };
    found.push({ code: 'hypervisor', args: { kind }, effect: doubtful, evidence });
  }
  return found;
}

const HARMFUL: ReadonlySet<ParameterCode> = new Set([
  'no-vdso',
  'tsc-unstable',
  'no-tsc',
  'no-kvmclock-vsyscall',
]);

/** What is read in user space all the same is not slowed by an order. */
function effectOf(
  parameter: ParameterCode,
  readable: boolean,
  clocksource: string | undefined,
  mapped: boolean,
): Cause['effect'] {
  switch (parameter) {
    case 'no-vdso':
    case 'no-vdso32':
      return mapped ? 'none' : 'possible';
    case 'no-kvmclock-vsyscall':
      return clocksource === 'kvm-clock' ? 'kernel' : 'none';
    case 'vsyscall':
      return 'none';
    default:
      return readable ? 'none' : 'possible';
  }
}

function processCauses({ process, machine, ownClocks }: ClockQuestion): Cause[] {
  const { timeNamespace, seccomp, tracer, vdso, pid, own } = process;
  const found: Cause[] = [];
  const dir = own ? '/proc/self' : `/proc/${pid}`;
  if (timeNamespace !== undefined)
    found.push({
      code: 'time-namespace',
      args: timeNamespace,
      effect: 'none',
      evidence: {
        file: `${dir}/timens_offsets`,
        text: `monotonic ${timeNamespace.monotonic}, boottime ${timeNamespace.boottime}`,
      },
    });
  const { arch, clocksource } = machine;
  const enters =
    vdso === 'missing' ||
    (!ownClocks && (clocksource === undefined || sourceFacts(arch, clocksource).answer !== 'capable'));
  if (seccomp !== undefined) {
    const { mode, filters = 0 } = seccomp;
    found.push({
      code: 'seccomp',
      args: { mode, filters },
      effect: enters ? 'possible' : 'none',
      evidence: { file: `${dir}/status`, text: `Seccomp: ${mode === 'strict' ? 1 : 2}` },
    });
  }
  if (tracer !== undefined)
    found.push({
      code: 'tracer',
      args: { tracer },
      effect: enters ? 'possible' : 'none',
      evidence: { file: `${dir}/status`, text: `TracerPid: ${tracer.pid}` },
    });
  if (vdso !== undefined && vdso !== 'mapped')
    found.push({
      code: `vdso-${vdso}`,
      args: {},
      // A tracer's own image in the kernel's place is read as the image that it is.
      effect: vdso === 'moved' ? 'possible' : 'kernel',
      evidence: { file: `${dir}/auxv`, text: 'AT_SYSINFO_EHDR' },
      ...(own ? {} : { advice: { code: 'count-calls', args: { pid }, command: countCommand(pid) } }),
    });
  return found;
}

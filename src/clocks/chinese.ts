/** What is said of clocks, in Chinese, beside english.ts. */
import { chineseIncomplete, chinesePages } from '../code/chinese.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { Sentences } from '../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../elf/chinese.ts';
import type { Advice, Advices, Cause, ClockCauses } from './cause.ts';
import type { SourceCondition } from './clockSources.ts';
import {
  type ClocksCatalogue,
  clocksEnglish,
  isNumber,
  nanoseconds as ns,
  PARAMETER_TEXTS,
} from './english.ts';
import type { Hypervisor, ParameterCode } from './machineFacts.ts';
import type { Measurement, Unclear } from './measurement.ts';
import type { ClockExplanation, LeftOut } from './question.ts';

const CLOCKS = (names: readonly string[]): string => zh.andList(names.map((name) => `CLOCK_${name}`));

const conditions: Readonly<Record<SourceCondition, string>> = {
  early: '用户态可以读取它，但内核只在校准 tsc 之前使用它：一直停留在它的机器没能完成校准',
  'stable-counter':
    '宿主表明计数器在所有处理器上一致（PVCLOCK_TSC_STABLE_BIT）时，用户态可以读取它；否则每次调用都进入内核',
  'reference-page': '用户态读取 Hyper-V 的参考页；宿主没有参考页时（例如迁移期间），每次调用都进入内核',
  erratum: '用户态读取计数器，除非内核要绕过此处理器计数器的勘误：那时每次调用都进入内核',
  'counter-access': '处理器允许时（rdhwr $2）用户态读取计数器；否则每次调用都进入内核',
};

const parameters: Readonly<Record<ParameterCode, string>> = {
  'no-vdso': '内核参数要求不映射 vDSO（vdso=0）：新程序的每次时钟调用都是系统调用',
  'no-vdso32': '内核参数要求不向 32 位程序映射 vDSO（vdso32=0）：它们的每次时钟调用都是系统调用',
  clocksource: '内核参数指定了时钟源（clocksource=）',
  'tsc-unstable': '内核参数声明时间戳计数器不稳定（tsc=unstable），内核因此使用另一个',
  'no-tsc': '内核参数要求不使用时间戳计数器（notsc）',
  'no-kvmclock': '内核参数要求不使用 KVM 的时钟（no-kvmclock）',
  'no-kvmclock-vsyscall':
    '内核参数要求不让用户态读取 KVM 的时钟（no-kvmclock-vsyscall）：使用 kvm-clock 时每次调用都进入内核',
  vsyscall: '内核参数规定了如何处理旧的 vsyscall 页（vsyscall=）；这与 vDSO 无关',
};

const hypervisors: Readonly<Record<Hypervisor['kind'], string>> = {
  xen: 'Xen',
  kvm: 'KVM',
  'hyper-v': 'Hyper-V',
  vmware: 'VMware',
  virtualbox: 'VirtualBox',
  wsl2: 'Hyper-V（WSL 2）',
  unknown: '没有说明名称的虚拟机监控程序',
};

const causes: Sentences<ClockCauses> = {
  'source-user': ({ source }) => `时钟源是 ${shown(source)}，用户态可以读取它。`,
  'source-kernel': ({ source }) =>
    `时钟源是 ${shown(source)}，用户态无法读取它：每次读取 REALTIME、MONOTONIC、BOOTTIME 和 TAI 都进入内核。COARSE 时钟不会。`,
  'source-depends': ({ source, condition }) => `时钟源是 ${shown(source)}：${conditions[condition]}。`,
  'source-unknown': ({ source, arch }) =>
    t`时钟源是 ${shown(source)}，在 ${arch} 上用户态能否读取它无法得知。`,
  'source-hidden': () => '在此无法读取时钟源（/sys/devices/system/clocksource 被隐藏，许多沙箱都是这样）。',
  parameter: ({ parameter }) => `${parameters[parameter]}。`,
  'counter-not-promised': ({ missing }) =>
    `CPU（或代替它的虚拟机监控程序）没有保证 ${zh.andList(missing)}：时间戳计数器若可能变速或停止，内核就不使用。`,
  hypervisor: ({ kind }) =>
    t`这是虚拟机：${hypervisors[kind]}。如果虚拟机监控程序截获对计数器的读取，其开销等于或大于一次系统调用。`,
  'time-namespace': ({ monotonic, boottime }) =>
    `该进程在时间命名空间中（MONOTONIC 与本机相差 ${monotonic} 秒，BOOTTIME 相差 ${boottime} 秒）。它的 vDSO 在用户态加上差值；测不出区别。`,
  seccomp: ({ mode, filters }) =>
    mode === 'strict'
      ? '该进程只能读、写和退出（seccomp，严格模式）：时钟调用一旦进入内核就会被杀死。'
      : `该进程有${filters > 0 ? ` ${zh.count(filters)} 个` : ''} seccomp 过滤器：每次进入内核的调用都会更慢，或被禁止。留在用户态的调用不经过过滤器。`,
  tracer: ({ tracer: { pid, name } }) =>
    `进程 ${pid}${name === undefined ? ' ' : `（${shown(name)}）`}在跟踪它：每次进入内核的调用可能停两次。`,
  'vdso-missing': () => '该进程没有 vDSO：每次时钟调用都是系统调用。',
  'vdso-hidden': () => '内核映射了 vDSO，但程序没有得知（例如在 Valgrind 下）：每次时钟调用都是系统调用。',
  'vdso-moved': () =>
    'AT_SYSINFO_EHDR 指向的不是内核的 vDSO：跟踪器、检查点或模拟器在那里放了自己的映像，或什么也没放。',
  'code-user': ({ function: name, clocks, counters }) =>
    `${shown(name)} 可以在用户态读取 ${CLOCKS(clocks)}${counters.length === 0 ? '' : `，使用 ${zh.andList(counters)}`}。`,
  'code-kernel': ({ function: name, clocks }) =>
    `无论时钟源如何，${shown(name)} 读取 ${CLOCKS(clocks)} 时总是进入内核。`,
  'code-incomplete': ({ function: name, why }) => `无法跟踪 ${shown(name)} 做什么。${chineseIncomplete(why)}`,
  'code-none': () => '映像中没有读取时钟的函数：每次时钟调用都是系统调用。',
  'code-without-page': ({ source, page }) =>
    t`映像中没有读取 ${chinesePages[page]} 的代码，而没有它就无法读取 ${shown(source)}：每次调用都进入内核。`,
  'code-own': () => '映像不是 Linux 的：它读取自己的时钟页，不看时钟源。',
  coarse: ({ clocks }) =>
    `${CLOCKS(clocks)} 从不离开用户态，也不读计数器：精度只到一个时钟滴答，但开销最小。`,
  'runtime-calls': ({ runtime, calls }) =>
    `${shown(runtime)} 在此映像中找不到 ${zh.andList(calls)} 的函数，改为发起系统调用。`,
  'dear-counter': () =>
    '以上都不能解释测得的数值。可能是虚拟机监控程序截获对计数器的读取，也可能是程序没有得知它的 vDSO，或不能读取计数器（PR_SET_TSC）。',
};

const advices: Sentences<Advices> = {
  'switch-source': ({ to }) =>
    `内核提供 ${to}。请先查明它为何选用别的时钟源；用此命令切换到下次启动为止，在内核命令行加 clocksource=${to} 则永久切换。`,
  'ask-kernel': () => '内核没有更好的时钟源可用。若能读取其日志，其中写有原因。',
  'remove-parameter': ({ parameter }) =>
    `请去掉内核参数 ${PARAMETER_TEXTS[parameter]} 后启动，除非当初另有理由。`,
  'count-calls': ({ pid }) => `请用此命令统计进程 ${pid} 的系统调用，期间该进程会变慢。`,
  'use-coarse': ({ clocks }) => `如果一个时钟滴答的精度已够用，请使用 ${CLOCKS(clocks)}。`,
};

const unclear: Readonly<Record<Unclear, string>> = {
  traced: '此进程正被跟踪，系统调用因此变慢',
  'too-few': '机器太忙，样本不够',
  between: '它既不远低于一次系统调用的开销，也不与之相当',
  'witness-differs': 'CLOCK_MONOTONIC 与 CLOCK_REALTIME 不一致',
  'halves-differ': '各样本之间不一致',
};

const leftOut: Readonly<Record<LeftOut, string>> = {
  image: '没有测量：该进程的映像与此处不同，而只能测量此处的映像。',
  'time-namespace': '没有测量：该进程在另一个时间命名空间中。',
  tracer: '没有测量：该进程正被跟踪，而此进程没有。',
  'no-vdso': '没有测量：该进程没有 vDSO，而此进程有。',
  platform: '没有测量：此平台没有可供对照测量的系统调用。',
};

function verdict({ verdict: known, measured }: ClockExplanation): string {
  if (measured === undefined)
    return {
      user: '时钟调用应当留在用户态。',
      kernel: '时钟调用进入内核。',
      unclear: '就此处所知，时钟调用是否留在用户态无法判断。',
    }[known];
  const [call, other] = [ns(measured.nsPerCall), ns(measured.nsPerSystemCall)];
  switch (measured.verdict) {
    case 'user':
      return `时钟调用留在用户态：每次 ${call} ns，而一次系统调用是 ${other} ns。`;
    case 'kernel':
      return `一次时钟调用与一次系统调用的开销相当：${call} ns 与 ${other} ns。`;
    case 'unclear': {
      const figures = isNumber(measured) ? `一次时钟调用 ${call} ns，一次系统调用 ${other} ns；` : '';
      return `时钟调用是否留在用户态不清楚：${figures}${unclear[measured.why ?? 'between']}。`;
    }
  }
}

function measuredBy(measured: Measurement, own: boolean): string {
  const where = own ? '在此进程中测量' : '在发问的进程中测量，以它代表该进程';
  const witness = isNumber(measured) ? `，为 ${ns(measured.nsPerWitness)} ns` : '';
  return `${where}，共 ${zh.count(measured.rounds)} 轮：CLOCK_MONOTONIC 用 performance.now()，系统调用用 getuid()，另以 Date.now() 佐证${witness}；都用 Node.js 自身的调用。`;
}

function inShort(
  { verdict: known, measured }: ClockExplanation,
  source: string | undefined,
  by: 'source' | 'code' | 'measurement',
): string {
  const where = {
    user: '时钟调用留在用户态',
    kernel: measured === undefined ? '每次时钟调用都进入内核' : '一次时钟调用与一次系统调用的开销相当',
    unclear: '时钟调用是否留在用户态不清楚',
  }[known];
  const figures = measured !== undefined && isNumber(measured) ? `${ns(measured.nsPerCall)} ns` : undefined;
  const before = [source, figures].filter((each) => each !== undefined);
  const mark = { source: '（按时钟源）', code: '（按映像的代码）', measurement: '' }[by];
  return `${before.length === 0 ? '' : `${before.join('，')}：`}${where}${mark}`;
}

export const clocksChinese: ClocksCatalogue = {
  inShort,
  conditions,
  title: '我的时钟为什么慢？',
  heading: (process) => `我的时钟为什么慢？（${process}）`,
  cause: ({ code, args }) => (causes[code] as (args: Cause['args']) => string)(args),
  advice: ({ code, args }) => (advices[code] as (args: Advice['args']) => string)(args),
  evidence: clocksEnglish.evidence,
  verdict,
  measured: measuredBy,
  leftOut: (why) => leftOut[why],
  causesTitle: '原因，按常见程度排列',
  effects: { kernel: '慢', possible: '可能慢', none: '不是原因' },
  adviceTitle: '怎么办',
  nothingToDo: '无事可做：这里没有更好的选择。',
};

/** What is said of code, in Chinese, beside english.ts. */
import { hex } from '../elf/bytes/hex.ts';
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../elf/chinese.ts';
import { machineName } from '../elf/format/names.ts';
import { cheapClocks } from './cheapClocks.ts';
import type { CodeCatalogue, codeWords } from './english.ts';
import type { Incomplete, Incompletes } from './flow/incomplete.ts';
import type { PageName } from './pages.ts';
import type { CodePath } from './paths.ts';

const paths: Readonly<Record<CodePath, string>> = {
  user: '留在用户态',
  'user-or-kernel': '用户态，必要时进入内核',
  kernel: '总是进入内核',
  incomplete: '无法跟踪',
};

export const chinesePages: Readonly<Record<PageName, string>> = {
  time: '时间数据',
  'time-namespace': '时间命名空间的时间数据',
  random: '随机数据',
  architecture: '架构的数据',
  pvclock: 'PVCLOCK（KVM 和 Xen 的时钟）',
  'hyperv-clock': 'Hyper-V 的时钟',
};

const incomplete: Sentences<Incompletes> = {
  undecoded: ({ at }) => `位于 ${hex(at)} 的字节不是已知的指令。`,
  'target-unknown': ({ at }) => `位于 ${hex(at)} 的跳转通向何处，只有运行中的程序知道。`,
  outside: ({ at, target }) => `从 ${hex(at)} 走到 ${hex(target)}，而此映像在那里没有代码。`,
  depth: ({ at }) => `在 ${hex(at)}，调用的嵌套超出了跟踪的深度。`,
  budget: ({ at }) => `在 ${hex(at)}，剩余的代码超出了为一个映像跟踪的数量。`,
  machine: ({ machine }) => `不支持机器 ${machineName(machine)} 的指令。`,
  unlinked: () => '此目标文件尚未链接：它的调用通向何处还没有确定。',
  'no-return': () => '没有找到它返回的路径。',
};

export function chineseIncomplete(why: Incomplete): string {
  return (incomplete[why.code] as (args: Incomplete) => string)(why);
}

const words: Catalogue<typeof codeWords> = {
  title: '代码',
  userClocks: '必须不进入内核就能读取的时钟',
  columns: ['函数', '路径', '计数器', '系统调用', '指令数'],
  clocksTitle: (name) => `时钟，由 ${name} 读取`,
  noClocks: '此映像没有导出读取时钟的函数。',
  clockColumns: ['Id', '时钟', '路径', '计数器'],
  pages: '它读取的内核页',
  patched: '内核启动时改写的位置',
  alternative: '或',
  stands: '现在是',
  unknownCall: '调用号未知',
  data: '（不是已知的指令）',
  address: '地址',
  size: '大小',
  paths: '路径',
  loops: '等待',
  loop: (from, to) => `从 ${hex(from)} 到 ${hex(to)}，直到序列计数为偶数`,
  entersKernel: '进入内核',
  entersKernelFor: (calls) => `进入内核：${calls}`,
  readsCounter: (name) => `读取计数器：${name}`,
  linesDown: (lines) => `向下 ${zh.count(lines)} 行`,
  linesUp: (lines) => `向上 ${zh.count(lines)} 行`,
  toItself: '到自身',
  reachedFrom: (address, more) =>
    more === 0 ? `来自 ${address}` : `来自 ${address} 和另外 ${zh.count(more)} 处`,
  linked: (names) => `待填入：${names}`,
  part: (from, to, all) => `共 ${hex(all)} 字节，这里是 ${hex(from)} 至 ${hex(to)}：这么长的函数分段显示。`,
  alsoNamed: (names) => `同一段代码的其他名称：${names}。`,
  region: (name, from, to) => `${name} · ${hex(from)} – ${hex(to)}`,
  code: '某条路径上的代码',
  untold: '从未到达',
  noCode: (place) => t`此映像在 ${place} 没有代码。`,
  offer: (functions) => `要知道这 ${zh.count(functions)} 个导出函数中哪些会进入内核，需要跟踪它们的代码。`,
  or: ' 或 ',
  chosenHere: '其中一种替代',
  notChosen: '都不是',
  alteredTitle: '被他者改动的位置',
  comparedTitle: '与同一构建比较',
  comparedLive: '读取进程自己的映像',
  unchanged: (peer) => t`除了内核启动时改写的位置，它的代码与 ${peer} 相同。`,
  changed: (places, peer) =>
    t`它的代码有 ${places} 处与构建 ID 相同的 ${peer} 不同，而内核不改写那里：有人改写了它们，例如调试器、跟踪器或 CRIU。`,
  placeAt: (name, address) => `${name}（${address}）`,
  changedPlace: (place, now, before) => `${place}：现在是 ${now}，原来是 ${before}`,
  morePlaces: (count) => `以及另外 ${count} 处`,
  altered: {
    breakpoint: (name, at) => `${name} 中 ${hex(at)} 处有一个断点：由调试器或跟踪程序写入，内核不会这样做。`,
    redirected: (name, _at, target) =>
      `${name} 只是一条跳到映像之外 ${hex(target)} 的跳转：由他者写入，例如 CRIU 恢复进程时就这样做。`,
  },
};

export const codeChinese: CodeCatalogue = {
  paths,
  pathSentences: {
    user: '没有任何一条路径进入内核。',
    'user-or-kernel': '它可以不进入内核就返回，必要时才进入。',
    kernel: '每条路径都进入内核。',
    incomplete: '并非每条路径都能跟踪。',
  },
  clockNames: { PID_CPUTIME: '进程的 CPU 时间', FD: '文件描述符的时钟' },
  pageNames: chinesePages,
  incomplete: chineseIncomplete,
  words,
  verdict: ({ found }) =>
    found === undefined
      ? words.noClocks
      : found.why === undefined
        ? paths[found.path]
        : chineseIncomplete(found.why),
  coarse(clocks) {
    const names = cheapClocks(clocks);
    return names.length === 0
      ? undefined
      : `${zh.andList(names.map((name) => `CLOCK_${name}`))} 从不离开用户态，也不读计数器：精度只到一个时钟滴答，但开销最小。`;
  },
  hypervisors(names) {
    const of = (has: boolean) => [
      ...(names.includes('pvclock') === has ? ['KVM 和 Xen'] : []),
      ...(names.includes('hyperv-clock') === has ? ['Hyper-V'] : []),
    ];
    const [known, lacks] = [of(true), of(false)];
    if (lacks.length === 0) return `它可以读取虚拟机监控程序的时钟：${zh.list(known)}。`;
    const rest = `没有读取 ${zh.list(lacks)} 的时钟的代码，使用这些时钟时每次调用都进入内核`;
    return known.length === 0 ? `它${rest}。` : `它可以读取 ${zh.list(known)} 的时钟，但${rest}。`;
  },
};

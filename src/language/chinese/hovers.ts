/**
 * The hovers' sentences in Chinese: Markdown. Names and values are passed as code spans already. A full-width mark stands
 * behind emphasis and not in it: CommonMark ends no emphasis between a mark and a letter.
 */
import type { CodePath } from '../../code/paths.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { hoverSentences } from '../english/hovers.ts';

const { list, listOfLists } = zh;

const ENTERS: Readonly<Record<CodePath, string>> = {
  user: '从不进入',
  'user-or-kernel': '仅在必要时',
  kernel: '总是',
  incomplete: '未知',
};

/** "a、b，以及另外 2 个" */
const andMore = (names: readonly string[], more: number): string =>
  more > 0 ? t`${list(names)}，以及另外 ${more} 个` : list(names);

export const chineseHovers: Catalogue<typeof hoverSentences> = {
  /** A link brings no space, a full stop does. */
  paragraph: (sentences) =>
    sentences
      .filter((each) => each !== '')
      .reduce((text, each) => (text === '' || /[。：]$/.test(text) ? text + each : `${text} ${each}`), ''),

  consumer: (name, release) => `${name} ${release}`,
  newestKnown: (consumers) => `*已知的最新版本*：${list(consumers)}。`,
  withOwnKeys: (arch) => t`按此文件的键和常量，${arch} 上的 Go`,
  onArchWith: (consumer, arch) => t`${arch} 上的 ${consumer}`,
  finds: (asker, pid) => t`${asker}，在进程 ${pid} 中：`,
  found(asker, symbol, place, variable) {
    const where = variable === undefined ? place : t`${place} → ${variable}`;
    return asker === undefined ? `✔ ${symbol}：${where}。` : t`✔ ${asker} 在此找到 ${symbol}：${where}。`;
  },
  inNode: (symbol, version) => (version === undefined ? symbol : `${version} 中的 ${symbol}`),
  place: (offset, address, pid) =>
    `映像偏移 ${offset}，地址 ${address}${pid === undefined ? '' : `（进程 ${pid}，即扩展宿主）`}`,
  notFound: {
    missing: (who, symbol) => t`✘ ${who} 在此找不到 ${symbol}。`,
    'not-missed': (who, symbol) => t`○ ${who} 有 ${symbol} 时使用它，在此没有它也行。`,
    crash: (who, symbol) => t`✘ ${who} 在查找 ${symbol} 的途中崩溃。`,
    hang: (who, symbol) => t`✘ ${who} 查找 ${symbol} 永不结束。`,
    refuses: (who, symbol) => t`✘ 没有 ${symbol}，${who} 就拒绝继续。`,
    unknown: (who, symbol) => t`? ${who} 是否找到 ${symbol} 无法判断。`,
  },
  spared: (symbols) => `○ ${symbols}：有时使用，在此没有也行。`,
  consequence: (fallback) => `后果：${fallback}。`,
  whenMissing: (fallback) => `缺少时：${fallback}。`,
  whenOneIsMissing: (fallback) => `缺少其中一个时：${fallback}。`,
  thatCall: (before, after) => t`${before}该调用${after}`,
  notExported: (symbol, archs) =>
    archs === undefined
      ? t`Linux 在那里不导出 ${symbol}：找不到它。`
      : t`Linux 在 ${archs} 上不导出 ${symbol}：找不到它。`,
  thereSince: (since) => t`Linux 在那里有它：${since}。`,
  otherNode: (nodes, archs) =>
    archs === undefined
      ? t`Linux 在那里把它放在 ${zh.orList(nodes)} 中：找不到它。`
      : t`Linux 在 ${archs} 上把它放在 ${zh.orList(nodes)} 中：找不到它。`,
  foundHere: (name, offset, address, pid) =>
    `✔ 本机映像（进程 ${pid}）中有 ${name}，映像偏移 ${offset}，地址 ${address}。`,
  absentHere: (name, pid) => `✘ 本机映像（进程 ${pid}）中没有符号 ${name}。`,
  noKeyOfGo: 'Go 没有键在那里查找它。',
  versionHere: (name, index, pid) => `✔ 本机映像（进程 ${pid}）定义了 ${name}：版本索引 ${index}。`,
  goUseOfIndex: 'Go 用它与每个符号的版本索引比较。',
  noVersionHere: (name, pid) => `✘ 本机映像（进程 ${pid}）没有定义 ${name}。`,
  goWithoutNode: 'Go 查找此版本节点时，没有符号能匹配，每次调用都是系统调用。',
  foundBy: (consumer, name, offset) => `✔ ${consumer} 在此找到 ${name}，映像偏移 ${offset}。`,
  notOn: (arch) => t`不用于 ${arch}。`,
  nobodyOn: (arch) => t`已知没有谁在 ${arch} 上查找它。`,
  noPort: (consumer, arch) => t`目录中没有 ${consumer} 在 ${arch} 上的移植。`,
  noneThere: 'Linux 在那里不导出这样的函数。',
  callsThere: '在那里要用它只能发起系统调用。',
  exportedThere: (symbols, arch) => t`Linux 在 ${arch} 上导出 ${zh.orList(symbols)}。`,
  mappedAt: (address, pid, release, verdict) =>
    `AT_SYSINFO_EHDR 在进程 ${pid}（即扩展宿主）中是 ${address}。Go ${release} 使用该映像：${verdict}`,
  loadRange: (start, end, pid) =>
    `在进程 ${pid} 中，映像的段位于 ${start} 至 ${end}；在各个 Go 进程中位置都不同。`,

  cannotCheck: (here) => (here === undefined ? '本机无法核对。' : t`本机（${here}）无法核对。`),
  unknownArch: (name) => t`此文件用于 ${name}，没有已知的 vDSO。`,
  looksUp: (consumer, archs, symbol) => t`在 ${archs} 上，${consumer} 查找 ${symbol}。`,
  wrongConstants: '它的哈希常量属于另一个名称：通过 DT_GNU_HASH 永远找不到，通过 DT_HASH 只能碰巧找到。',
  looksUpAll: (consumer, archs) => t`在 ${archs} 上，${consumer} 查找以下名称。`,
  key: (symbol) => `${symbol}。`,
  wantsVersion: (consumer, arch, version) => t`在 ${arch} 上，${consumer} 要求版本节点 ${version}。`,
  exportedSince: (arch, since) => (since === '' ? arch : `${arch}（${since}）`),
  linuxExports: (symbol, places) => t`Linux 在以下架构导出 ${symbol}：${list(places)}。`,
  exportedNowhere: (symbol, archs) => t`Linux 在 ${archs} 上不导出 ${symbol}。`,
  nodeOn: (node, archs) => t`在 ${archs} 上，Linux 定义 ${node}。`,
  nodesHere: (arch, nodes) => t`在此（${arch}），Linux 定义 ${nodes}。`,
  noSuchKey: (release, arch) => t`Go ${release} 在 ${arch} 上没有这样的键。`,
  otherSystem: (system) => t`此文件用于 ${system}：没有可供查找的 ELF 映像，本机的映像也与它无关。`,
  noLive: (reason) => `没有可供查找的本机映像。${reason}`,
  elsewhere: (places) => `其他架构：${listOfLists(places)}。`,
  on: (symbol, archs) => t`${archs} 上是 ${symbol}`,
  unasked: (archs, more, symbols) =>
    t`在 ${andMore(archs, more)} 上不查找，尽管 Linux 在那里导出 ${zh.orList(symbols)}。`,
  andMore,
  jumpsTo: (label, line, call, number) =>
    `转到 ${label}（${line}）：系统调用 ${call}${number === undefined ? '' : `，${number}`}。`,
  line: (number) => `第 ${number} 行`,

  marks: ['✔', '✘', '○', '?', ''],
  asking: (mark, consumers, more) => `${mark === '' ? '' : `${mark}\u00a0`}${andMore(consumers, more)}`,
  lookedUpBy: (groups, besides) => `**${besides ? '另外的查找者' : '查找者'}**：${listOfLists(groups)}`,
  ofConsumer: (name, consumers) => `**${name}**：属于 ${list(consumers)}。`,

  onArch: (name, arch, value) => t`在 ${arch} 上，${name} 是 ${value}。`,
  declaredIn: (files) => `声明于 ${zh.andList(files)}。`,
  since: (release) => `就已核对的版本而言，Go 自 ${release} 起有它。`,
  portSince: (arch, release, issue) =>
    t`Go 自 ${release} 起在 ${arch} 上查找 vDSO${issue === undefined ? '' : `（${issue}）`}。`,
  byItsCode(ways, counters) {
    const told = ways.map(({ path, clocks }) =>
      clocks.length === 0 ? ENTERS[path] : `${list(clocks)}：${ENTERS[path]}`,
    );
    const reads = counters.length === 0 ? '' : t`它读取 ${list(counters)}。`;
    return `*何时进入内核，据此映像的代码*：${listOfLists(told)}。${reads}`;
  },
  entersKernel: (ways) =>
    `*何时进入内核*：${ways.map(({ when, archs }) => (archs === '' ? when : t`在 ${archs} 上：${when}`)).join('')}`,
  calledOn: (arch, names) => t`在 ${arch} 上它叫 ${names}。`,
  standsFor: (name, symbol) => `**${name}**：代表 ${symbol}。`,
  named: (name, sentences) => (sentences.length === 0 ? `**${name}**` : `**${name}**：${sentences.join('')}`),
  exports: (places, since) =>
    `*Linux 导出*：${listOfLists(places)}${since === '' ? '' : t`；在此 ${since}`}。`,
  seeAlso: (names) => `另见 ${names}。`,

  noAddress: '读取了它，但没有得知其位置。',

  isVersionNode: (name, archs) =>
    t`${name} 是 Linux 在 ${archs} 上的 vDSO 函数的版本节点。它不随内核版本变化。`,
  nobodysNode: (name) => `读过源码的 Linux 内核都没有定义 ${name}。`,
  notCompared: (consumer) => `${consumer} 在启动时不比较它，那时版本表尚未建立。`,
  hashName(kind, ofGo) {
    const [hash, field, use] = (
      {
        sysv: ['SysV', 'symHash', '用于 DT_HASH'],
        gnu: ['GNU', 'gnuHash', '用于 DT_GNU_HASH'],
        version: ['SysV', 'verHash', ''],
      } as const
    )[kind];
    const told = [...(ofGo ? [`\`${field}\``] : []), use].filter((each) => each !== '');
    return told.length === 0 ? `${hash} 哈希值` : `${hash} 哈希值（${told.join('，')}）`;
  },
  hashUse: {
    sysv: '映像没有 DT_GNU_HASH 时，Go 使用它。',
    gnu: '映像有 DT_GNU_HASH 时，Go 使用它，而且只用它。',
  },
  versionHashUse: 'Go 两者都要求：这个哈希值和名称。',
  right: (number, kind, name) => `✔ ${number} 是 ${name} 的 ${kind}：正确，已重新计算。`,
  wrong: (number, kind, name, expected) =>
    `✘ ${number} **不是** ${name} 的 ${kind}：正确的数是 ${expected}。`,
  belongsTo: (number, names) => `${number} 属于 ${names}。`,
  wrongFollows: {
    sysv: '用它时，Go 会在另一个名称的桶中查找；映像只有 DT_HASH 时，只能碰巧找到该符号。',
    gnu: '用它时，Go 在有 DT_GNU_HASH 的映像中什么也找不到。',
  },
  allRight: (count) =>
    count === 1
      ? '✔ 它在此文件中的哈希常量正确，已重新计算。'
      : `✔ 它在此文件中的 ${count} 个哈希常量都正确，已重新计算。`,
  wrongVersionFollows: '用它时，没有版本定义能匹配，每次调用都是系统调用。',

  showSymbol: '在本机映像中显示',
  showKey: '它的查找',
  showVersion: '在本机映像中显示该版本',
  openLive: '打开本机映像',
};

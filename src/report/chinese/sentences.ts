/** The Chinese sentences and labels of this layer. */
import { chineseAsker, chineseConsumer } from '../../consumers/chinese/programs.ts';
import { chineseMakers } from '../../consumers/chinese/words.ts';
import type { ConsumerFinding, Outcome, Provider } from '../../consumers/model.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/sentences.ts';
import { hashTitle, wantedText } from '../english/sentences.ts';
import type { ClockAnswer } from '../facts/clocksource.ts';
import { innerPlace } from '../facts/innerPlace.ts';
import { type Lookup, lookupLabels } from '../facts/lookups.ts';
import { hex, hex32, shown } from '../format.ts';

const { bytes, byteSize, count, label } = zh;

const outcomes: Readonly<Record<Outcome, string>> = {
  found: '找到',
  partial: '部分找到',
  fallback: '回退',
  refuses: '拒绝',
  crash: '会崩溃',
  hang: '会卡死',
  unknown: '无法判断',
  'not-applicable': '不适用',
  'not-in-catalogue': '目录中没有',
};

/** Of those who take the whole image, and of their needs. */
const ofNeeds: Readonly<Partial<Record<Outcome, string>>> = {
  found: '满足',
  partial: '部分满足',
  fallback: '未满足',
};

function outcomeWord(outcome: Outcome, { wholeImage }: Pick<ConsumerFinding, 'wholeImage'>): string {
  return (wholeImage === undefined ? undefined : ofNeeds[outcome]) ?? outcomes[outcome];
}

/** Of a key: what is not missed is no verdict on a port. */
function keyOutcome(outcome: Outcome, finding: Pick<ConsumerFinding, 'wholeImage'>): string {
  return outcome === 'not-applicable' ? '不需要' : outcomeWord(outcome, finding);
}

export function chineseConsumerLabel(finding: Pick<ConsumerFinding, 'name' | 'release' | 'program'>): string {
  const name = chineseConsumer(finding);
  return finding.release === '' ? name : `${name} ${finding.release}`;
}

function lookupLabel({ finding, variable, accepted }: Lookup): string {
  const name = chineseAsker(finding);
  const text = variable === undefined ? name : `${name} · ${variable}`;
  return accepted ? text : `${text}（不接受）`;
}

function lookupsLabel(lookups: readonly Lookup[]): string {
  return zh.list(lookupLabels(lookups, lookupLabel));
}

function hashConstant(verified: boolean): string {
  return verified ? '哈希值已核对' : '哈希常量有误';
}

function foundThrough(table: 'gnu' | 'sysv' | 'linear' | undefined, bucket: number | undefined): string {
  if (table === undefined) return '';
  const name = table === 'linear' ? '逐个符号' : hashTitle(table);
  return bucket === undefined ? name : `${name}，桶 ${bucket}`;
}

const clockMeaning: Readonly<Record<ClockAnswer, string>> = {
  capable: '时钟调用留在用户态',
  'system-call': '尽管能找到符号，每次时钟调用都是系统调用',
  depends: '机器允许时，时钟调用留在用户态',
  unknown: '在此时钟源下，时钟调用是否留在用户态无法得知',
  bare: '无论时钟源如何，每次时钟调用都是系统调用：此映像的函数只做这一件事',
  own: '此映像不看时钟源，它的制作者用自己的方式读取时钟（见各符号的详细信息）',
};

const countFrom = {
  section: '节头',
  'sysv-hash': 'DT_HASH 的 nchain',
  'gnu-hash': 'DT_GNU_HASH 各链的末尾',
  dynamic: 'DT_MIPS_SYMTABNO',
  extent: '到下一个表为止的空间',
  none: '',
} as const;

function counted(errors: number, warnings: number, notes: number): string[] {
  return [
    ...(errors > 0 ? [`${count(errors)} 个错误`] : []),
    ...(warnings > 0 ? [`${count(warnings)} 个警告`] : []),
    ...(notes > 0 ? [`${count(notes)} 个提示`] : []),
  ];
}

export const chineseSentences: Catalogue<typeof english> = {
  outcomeWords: outcomes,
  outcomeWord,
  keyOutcomeWord: keyOutcome,
  proofText: {
    run: '已与运行中的使用方代码核对。',
    read: '读自其源码；没有在此运行其代码。',
  },
  consumerLabel: chineseConsumerLabel,
  lookupLabel,
  lookupsLabel,
  hashCheck: (right) => (right ? '正确' : '错误'),
  hashConstant,
  hashConstants: (verified) => (verified === undefined ? '' : verified ? '正确' : '错误'),
  endlessChain: '如此循环不止',
  moreNames: (more) => `另有 ${count(more)} 个`,
  foundThrough,
  inProcess: (address, pid) =>
    pid === undefined ? `在其进程中是 ${address}` : `在进程 ${pid} 中是 ${address}`,
  addressWords: (pid) => [
    pid === undefined ? '在其进程中的地址' : `在进程 ${pid} 中的地址`,
    '变量在该进程（且仅在该进程）中的值：加载偏移 + 值。',
  ],
  hashFoundBy(kind, from) {
    const tag = hashTitle(kind);
    if (from === 'segment') return `PT_DYNAMIC 的 ${tag}`;
    if (from === 'section') return `只有节头指出的动态段的 ${tag}`;
    return `只有节头：动态段没有 ${tag}，运行时无法由此找到该表`;
  },
  hashReadBy: (names) => (names.length === 0 ? '所查的运行时都不读取' : zh.list(names)),
  noteText({ meaning }) {
    switch (meaning?.kind) {
      case 'build-id':
        return `构建 ID ${meaning.id}`;
      case 'linux-version':
        return `Linux ${meaning.release}`;
      case 'build-salt':
        return `构建盐值 ${shown(meaning.salt)}`;
      case undefined:
        return '';
    }
  },
  providerText: (provider: Provider) =>
    'release' in provider && provider.release !== undefined
      ? `${chineseMakers[provider.kind]} ${provider.release}`
      : chineseMakers[provider.kind],
  providerExplain: {
    linux: '构建此映像的内核，取自其注释（所有者“Linux”，类型 0）。',
    uml: '构建此映像的内核，取自其注释（所有者“Linux”，类型 0）。链接在地址空间顶端且只有 DT_HASH：这是 User-mode Linux 映像的样子。它的时钟函数只是系统调用。',
    gvisor:
      '没有 Linux 注释，只有 DT_HASH，链接在地址空间顶端，并有 __kernel_rt_sigreturn：这是 gVisor 映像的样子。',
    rr: '调试器 rr 用自己的库代替了内核的映像：其中每个函数都只是系统调用。',
    qemu: '没有 Linux 注释，有 PT_PHDR 和可写的 PT_LOAD：这是 QEMU 用户模式中映像的样子。它们的函数只是系统调用。',
    wsl1: '链接在地址空间顶端，没有 Linux 注释，且系统自称属于 Microsoft：这是 WSL1，其中没有 Linux 内核。',
    unknown: '映像没有所有者为“Linux”、类型为 0 的注释，因此无从得知由哪个内核构建。',
  },
  clockMeaning,
  byClockSource: (name, meaning, answer) =>
    `${name}：${meaning}${answer === 'bare' || answer === 'own' ? '' : '（按时钟源）'}`,
  clockExplain:
    '内核为每个时钟源规定一种 vDSO 模式。只有该模式不是 NONE 时，才在用户态读取 CLOCK_REALTIME、MONOTONIC、BOOTTIME、TAI 和 MONOTONIC_RAW；COARSE 时钟和 time() 总是在用户态读取。取自 /sys/devices/system/clocksource。',
  clockHidden: '在此无法读取：时钟调用是否留在用户态无法得知',
  originText(source) {
    switch (source.kind) {
      case 'live':
        return `本机，${label(source.label)}`;
      case 'process':
        return label(source.label);
      case 'file':
        return `文件 ${label(source.path ?? source.label)}`;
      case 'core':
        return `取自核心转储 ${innerPlace(source)}`;
      case 'kernel':
        return `取自内核 ${innerPlace(source)}`;
      case 'archive':
        return `取自 ${innerPlace(source)}`;
    }
  },
  sourceInShort(source) {
    switch (source.kind) {
      case 'live':
        return ['本机'];
      case 'process':
        return [label(source.label)];
      case 'file':
        return [];
      case 'core':
        return [`核心转储 ${label(source.label)}`];
      case 'kernel':
        return [`内核 ${label(source.label)}`];
      case 'archive':
        return [`${label(source.label)} 中`];
    }
  },
  healthInShort(errors, warnings, notes) {
    if (errors + warnings + notes === 0) return '健康';
    return zh.list(errors + warnings === 0 ? counted(0, 0, notes) : counted(errors, warnings, 0));
  },
  runningKernel: (host) => shown(host.kernelRelease),
  healthText(errors, warnings, notes) {
    if (errors + warnings + notes === 0) return '健康：没有发现问题。';
    const found = zh.list(counted(errors, warnings, notes));
    if (errors > 0) return `${found}：读取此映像的程序可能失败或被误导。`;
    return warnings > 0 ? `${found}：不同程序对此映像的解读可能不一致。` : `${found}：少见，但合法。`;
  },
  checking: {
    health: '正在检查名称和哈希表…',
    inShort: '正在检查…',
    sentence: '这是一个大映像的前几行。它的名称和哈希表仍在读取和检查；完成后立即显示。',
  },
  hashTitle,
  chainCountText(length, buckets, atLeast, endless) {
    if (length === 0) return `${count(buckets)} 个空桶`;
    const chains = `${count(buckets)} 个桶各有${atLeast ? '至少' : ''} ${count(length)} 个符号`;
    return atLeast && endless ? `${chains}，或其链成环` : chains;
  },
  bucketKeyText(lookups, constant) {
    const [first] = lookups;
    if (first === undefined) return '';
    const who = lookupsLabel(lookups.map((each) => ({ ...each, accepted: true })));
    const hash = constant === undefined ? '' : `（源码中的哈希值 ${hex32(constant)}）`;
    return `${who}${hash}：${keyOutcome(first.key.outcome, first.finding)}`;
  },
  wholeImage: '映像',
  gapLabel: '不属于任何表',
  regionsLeftOut: (regions) => `另有 ${count(regions)} 个较小的区域没有画出；各表列出了全部区域。`,
  dynamicFromText: {
    segment: 'PT_DYNAMIC',
    section: '节头表：没有可用的 PT_DYNAMIC',
    none: '无',
  },
  symbolCountText: (symbols, from) =>
    from === 'none' ? '无从得知' : t`${count(symbols)}，来自 ${countFrom[from]}`,
  constantCheck: (constant, right) =>
    constant === right
      ? `${hex32(constant)}：正确`
      : `${hex32(constant)}：错误，名称的哈希值是 ${hex32(right)}`,
  requestedText: (requested, release, because) =>
    because === 'same-lookup'
      ? `所选的 ${requested} 与 ${release} 的查找方式相同。`
      : `所选的是 ${requested}；读过的最新版本是 ${release}。`,
  preparationTitle: (consumer) => `${consumer} 如何读取映像`,
  lookupTitle(finding, variable, name) {
    const who = chineseConsumerLabel(finding);
    // Anybody may look up any name.
    const named = shown(name);
    return variable === undefined ? `${who}：${named}` : `${who}：${variable} ← ${named}`;
  },
  formatText: (abi, header, size) =>
    `${abi} · ELF${header.class} ${header.littleEndian ? 'LE' : 'BE'} · ${byteSize(size)}`,
  bytesTitle: (offset, length) => `${hex(offset)} 处的 ${bytes(length)}`,
  onlyPart: (shownBytes, wanted) => `${bytes(wanted)}中的前 ${count(shownBytes)} 字节。`,
  chainCut: (entries) => `只画出前 ${count(entries)} 个条目：链更长，或成环。`,
  notThere: (index) => `此表中没有第 ${index} 行。`,
  elfAddressNote: (vaddr) => `它的链接地址是 ${vaddr}，与文件偏移不同：此处地址和偏移不一致。`,
  wantedText,
  withoutIt: (consequence) => `没有它：${consequence}`,
  noBuckets: (table) => `有 ${table}，但它没有哈希桶：用它查找会除以零，或什么也找不到。`,
  notReached: '查找没有走到它。',
  foundAt: (value, address) =>
    address === undefined ? `找到，位于 ${value}` : `找到，位于 ${value}，${address}`,
  bareCall: '这个函数只是一次系统调用：找到它并不能省去系统调用。',
  versionFound: (index, verified) => `找到，索引 ${index}，${hashConstant(verified)}`,
  tableLeftOut: (title, rows) => `${title}（${count(rows)}）：行数太多，无法在此列出；--json 会列出。`,
  rowsLeftOut: (rows) => `… 此处略去另外 ${count(rows)} 行：表的长度与文件大小成比例。编辑器会显示全部。`,
  moreBytes: (first, rest) => `${first} … 另有 ${bytes(rest)}`,
  tableAt: (offset, entries, entryBytes) =>
    entries === 0 ? '无' : `${hex(offset)} 处 ${count(entries)} 个条目，每个 ${bytes(entryBytes)}`,
  textWords: {
    health: '健康状况',
    consumers: '谁能得到什么',
    wholeImage: '使用整个映像',
    lookups: '查找',
    header: 'ELF 头',
  },
  nobodyLooks: '这不是 vDSO 映像：没有谁在这里查找这些键。',
  keysFound: (found, all, noun) =>
    noun === 'key' ? `${found} / ${count(all)} 个键` : `${found} / ${count(all)} 项需求`,
  symtabOffer: (symbols) =>
    symbols === undefined ? '没有加载 .symtab 中的静态符号。' : `.symtab 中还有 ${count(symbols)} 个符号。`,
  atOffset: (offset) => `文件偏移 ${hex(offset)}`,
  checkWords: {
    required: '要求',
    requiredOwn: '要求（未给出 --require）：该进程运行的内容，按找到的版本',
    notAskedOwn: '没有要求：未给出 --require，而该进程运行的内容不在所问之列。',
    nothingOwn: '没有要求：未给出 --require，且未识别出该进程运行的内容。',
    passed: '通过',
    failed: '失败',
  },
  range: (offset, length) => `${hex(offset)} – ${hex(offset + length)} · ${bytes(length)}`,
  bytesFrom: (offset, length) => `${hex(offset)} · ${bytes(length)}`,
  versionKinds: { definition: '定义', need: '需求' },
  byteOrders: { little: '小端', big: '大端' },
  mappingTitle: (label, name) => (name === '' ? `未命名的${label}` : `${label} ${name}`),
  usedOf: (used, all) => `${count(used)} / ${count(all)}`,
};

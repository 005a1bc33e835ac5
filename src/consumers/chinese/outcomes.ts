/** Outcomes of a search, in Chinese; and the sentence of any reason. */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import { asker, brief } from '../namesInSentences.ts';
import type { Outcomes, Reason, Reasons } from '../reasons.ts';
import { chineseAbi } from './abis.ts';
import { chineseCauses } from './causes.ts';
import { chineseChecks } from './checks.ts';
import { chineseNeeds } from './needs.ts';
import { chineseLiveImageOf } from './programs.ts';
import { chineseSteps } from './steps.ts';
import { chinesePart as part } from './words.ts';

const { count, list } = zh;

const outcomes: Sentences<Outcomes> = {
  // Of a consumer
  'all-found': (a) =>
    Number(a.total) === 1 ? '它查找的唯一的键已找到。' : `它查找的 ${count(a.total)} 个键全部找到。`,
  'some-found': (a) => `${count(a.total)} 个键中找到 ${count(a.found)} 个；缺少 ${list(a.missing)}。`,
  'none-found': (a) => `它查找的 ${count(a.total)} 个键一个也没找到（${list(a.missing)}）。`,
  'none-found-version': (a) => `映像没有定义版本节点 ${a.version}，因此没有符号能匹配。`,
  'no-keys': () => '这个版本不查找任何名称。',
  'no-port': (a) => t`${a.consumer} 没有 ${chineseAbi(a.abi)} 的移植，因此不会遇到此映像。`,
  'port-without-vdso': (a) =>
    t`${a.consumer} 的 ${a.arch} 移植（${chineseAbi(a.abi)}）不使用 vDSO：总是发起系统调用。`,
  'arch-since': (a) => `${a.consumer} ${a.release} 在 ${a.arch} 上不查找任何名称；从 ${a.since} 起才查找。`,
  'arch-until': (a) =>
    `${a.consumer} ${a.release} 在 ${a.arch} 上已不再查找任何名称；最后一个查找的版本是 ${a.until}。`,
  'release-too-old': (a) =>
    `没有读过像 ${a.consumer} ${a.release} 这么旧的源码；读过的最旧版本是 ${a.oldest}。`,
  'release-between': (a) =>
    `${a.consumer} ${a.release} 查找什么无法得知：这在 ${a.before} 与 ${a.after} 之间有变化，而从哪个版本起没有读过。`,

  // Of a program's own table
  'program-table-not-found': (a) =>
    `没有找到这个 ${a.goVersion} 程序的 vDSO 键：它没有符号 runtime.vdsoSymbolKeys，数据中也没有像它的内容。`,
  'program-data-left-out': (a) =>
    `没有找到这个 ${a.goVersion} 程序的 vDSO 键：它的可写段或重定位不像链接器写出的（过多、重叠或大于文件），无法使用的部分没有纳入。`,
  'program-search-given-up': (a) =>
    `没有找到这个 ${a.goVersion} 程序的 vDSO 键：数据中相似的内容太多，${count(a.steps)} 步后放弃了搜索。`,
  'program-other-abi': (a) =>
    t`程序用于 ${chineseAbi(a.program)}，而${a.searched === undefined ? '此映像' : chineseLiveImageOf(a.searched)}用于 ${chineseAbi(a.image)}：只列出它的键，无法在这里尝试。`,
  'not-tried': () => '没有在这里尝试；其哈希常量正确。',
  'not-tried-wrong-hash': (a) => `没有在这里尝试，而且其哈希常量不属于 ${a.name}：它会找错地方。`,
  'program-no-live-image': () => '没有可供查找其键的本机映像。',

  // Of a key that was found
  'key-found': (a) => `符号 ${a.symbol} 通过了所有检查；它的值是 ${hex(a.value)}。`,
  'key-found-by-luck': (a) =>
    `找到了符号 ${a.symbol}，尽管源码中的哈希常量不属于 ${a.name}：只是碰巧也走到了它所在的链。`,

  // Of a key that is not searched for
  'not-asked-for': (a) => `这个版本不查找 ${a.symbol}。`,

  // Of a key of a group
  'served-by': (a) => `没有找到 ${a.symbol}，但不缺它：${a.by} 提供同样的调用。`,
  'not-searched': (a) => `不查找 ${a.symbol}：已找到 ${a.by}。`,
  'dropped-without': (a) => `找到了 ${a.symbol}，但因缺少 ${a.missing} 而不使用。`,

  // Of a key that was not
  'not-in-image': (a) => `映像中没有符号 ${a.symbol}。`,
  'wrong-hash': (a) =>
    `源码用 ${hex(a.used)} 查找，而这不是 ${a.symbol} 的哈希值（应为 ${hex(a.right)}），因此找错了地方。`,
  'version-never-matches': (a) =>
    `有 ${a.symbol}，但映像没有定义 ${asker(a)} 所要的 ${a.wanted}，因此没有符号的版本能匹配。`,
  'other-version': (a) => `${a.symbol} 的版本是 ${a.version}；${asker(a)} 要的是 ${a.wanted}。`,
  'tables-not-read': (a) =>
    `映像${a.has.length === 0 ? '没有哈希表' : `只有 ${zh.andList(a.has)}`}；${asker(a)} ${a.wanted.length === 1 ? '只' : ''}读取 ${zh.orList(a.wanted)}。`,
  'not-reached-by-table': (a) => `从映像的哈希表到不了符号 ${a.symbol}。`,

  // Ends of the program
  'no-verdef': (a) => `映像没有 DT_VERDEF，而程序会解引用代表它的空指针（地址 ${a.address}）：启动时段错误。`,
  'null-pointer': (a) => t`通过空指针（地址 ${a.address}）读取 ${part(a)}：启动时段错误。`,
  'read-outside': (a) =>
    t`在映像偏移 ${hex(a.offset)} 读取 ${part(a)}，超出了映射的 ${hex(a.mapped)} 字节：启动时段错误。`,
  'divides-by-zero': (a) => `${a.table} 没有哈希桶，而哈希值未经检查就除以桶数：启动时整数除以零。`,
  'slice-panic': (a) => `${a.table} 中的计数与从中取出的切片不符：启动时触发越界 panic。`,
  'index-panic': (a) =>
    t`${part(a)} 中的索引 ${a.index} 超出了它的 ${count(a.limit)} 个元素：启动时触发越界 panic。`,
  'chain-cycle': (a) => `桶 ${a.bucket} 的链又回到符号 ${a.symbol}：查找永不结束，程序在启动时卡死。`,
  'verdef-cycle': (a) => `版本定义又回到映像偏移 ${hex(a.offset)} 处的定义：查找永不结束，程序在启动时卡死。`,
  'not-read': (a) =>
    t`在映像偏移 ${hex(a.offset)} 读取 ${part(a)}，而来源中的这些字节没有读取：之后如何无法得知。`,
  'too-long': (a) => `查找所需的步数远远超过内核的映像：${count(a.steps)} 步后放弃，会找到什么无法得知。`,
};

const sentences: Sentences<Reasons> = {
  ...chineseSteps,
  ...chineseChecks,
  ...outcomes,
  ...chineseNeeds,
  ...chineseCauses,
};

/** The sentence for a reason or a step; an unknown code shows itself. */
export function chineseReason({ code, args }: Reason): string {
  return Object.hasOwn(sentences, code)
    ? (sentences[code] as (args: Reason['args']) => string)(brief(args))
    : code;
}

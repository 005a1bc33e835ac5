/** Steps of a replay in Chinese; several of them also serve as the reason why a search ended. */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import { symbolBindName, symbolTypeName } from '../../elf/format/names.ts';
import type { Steps } from '../reasons.ts';
import { chineseQuoted as quoted } from './words.ts';

const { bytes, count } = zh;

export const chineseSteps: Sentences<Steps> = {
  // Program headers
  'program-headers': (a) =>
    `从偏移 ${hex(a.phoff)} 读取 ${count(a.phnum)} 个程序头，每个 ${bytes(a.size)}；不看 e_phentsize。`,
  'load-segment': (a) =>
    `PT_LOAD（程序头 ${a.index}）：p_offset ${hex(a.offset)}，p_vaddr ${hex(a.vaddr)}；加载偏移 = 映像基址 + ${hex(a.bias)}。`,
  'dynamic-segment': (a) => `PT_DYNAMIC（程序头 ${a.index}）：动态段位于映像偏移 ${hex(a.offset)}。`,
  'no-load-segment': () => '没有 PT_LOAD，因而没有加载偏移，不使用此映像。',
  'no-dynamic-segment': () => '没有 PT_DYNAMIC，不使用此映像。',

  // Dynamic table
  'dynamic-entry': (a) => `DT_${a.tag} 是 ${hex(a.value)}。`,
  'dynamic-table': (a) => `动态段在 ${count(a.count)} 个条目后结束。`,
  'no-dynamic-tag': (a) => `没有 DT_${a.tag}，不使用此映像。`,
  'no-hash-table': (a) => `没有它能用的哈希表（${zh.orList(a.tables)}），不使用此映像。`,
  'table-chosen': (a) => `使用映像偏移 ${hex(a.offset)} 处的 ${a.table}。`,
  'gnu-table': (a) =>
    `DT_GNU_HASH：${count(a.nbucket)} 个桶，第一个入表的符号是 ${a.symoffset}，${count(a.bloomSize)} 个布隆字。`,
  'sysv-table': (a) =>
    `DT_HASH：${count(a.nbucket)} 个桶，${count(a.nchain)} 个链条目，每个字 ${bytes(a.wordSize)}。`,
  'sysv-narrow-words': () => '此架构的 DT_HASH 用 8 字节的字，却按 4 字节读取：读到的都是别的数的一半。',

  // Version definitions
  'verdef-base': () => '跳过基本定义，它的名称代表文件本身（VER_FLG_BASE）。',
  'version-hash': (a) =>
    a.hash === a.wanted
      ? `该定义的哈希值 ${hex(a.hash)} 正是要找的。`
      : `该定义的哈希值是 ${hex(a.hash)}，不是 ${hex(a.wanted)}。`,
  'version-name': (a) =>
    a.name === a.wanted
      ? `版本的名称是 ${a.name}，正是要找的。`
      : `版本的名称是${quoted(a.name)}，不是 ${a.wanted}。`,
  'version-index': (a) => `${a.name} 的版本索引是 ${a.index}。`,
  'version-absent': (a) => `没有名为 ${a.name} 的版本定义；映像有版本表，因而没有符号能匹配。`,
  'version-unchecked': (a) => `没有 DT_${a.tag}，不检查版本。`,
  'version-index-zero': () => '要找的版本索引是 0，不检查版本。',
  'version-not-defined': (a) => `符号 ${a.symbol} 的版本索引 ${a.index} 没有对应的定义。`,
  'hidden-bit-masked': (a) => `符号 ${a.symbol} 的版本索引 ${hex(a.written)} 带隐藏位，该位被屏蔽。`,
  'symbol-version': (a) => versionOfSymbol(a),

  // Walks
  bloom: (a) => `布隆字 ${a.index} 是 ${hex(a.word)}；所查的位是 ${hex(a.mask)}。`,
  'gnu-bucket': (a) =>
    `哈希值 ${hex(a.hash)} 落在桶 ${a.bucket}（共 ${count(a.nbucket)} 个桶），其链从符号 ${a.symbol} 开始。`,
  'gnu-bucket-empty': (a) =>
    `哈希值 ${hex(a.hash)} 落在桶 ${a.bucket}（共 ${count(a.nbucket)} 个桶），该桶为空（值是 ${a.symbol}，低于第一个入表的符号 ${a.symoffset}）。`,
  'gnu-chain-match': (a) =>
    `桶 ${a.bucket}（共 ${count(a.nbucket)} 个桶）含符号 ${a.symbol}；其链字 ${hex(a.word)} 除结束位外与哈希值 ${hex(a.hash)} 相符。`,
  'gnu-chain-next': (a) => `符号 ${a.symbol} 的链字 ${hex(a.word)} 与哈希值 ${hex(a.hash)} 不符；链继续。`,
  'gnu-chain-end': (a) =>
    `符号 ${a.symbol} 的链字 ${hex(a.word)} 与哈希值 ${hex(a.hash)} 不符，且结束位已置：桶 ${a.bucket} 的链到此结束。`,
  'chain-exhausted': (a) => `这是桶 ${a.bucket} 的最后一个符号。`,
  'no-buckets': (a) => `按这里的读法，${a.table} 没有哈希桶，因此什么也找不到。`,
  'sysv-bucket': (a) =>
    `哈希值 ${hex(a.hash)} 落在桶 ${a.bucket}（共 ${count(a.nbucket)} 个桶），其链从符号 ${a.symbol} 开始。`,
  'sysv-bucket-empty': (a) =>
    `哈希值 ${hex(a.hash)} 落在桶 ${a.bucket}（共 ${count(a.nbucket)} 个桶），该桶为空。`,
  'sysv-chain': (a) => `链从符号 ${a.symbol} 继续到符号 ${a.next}。`,
  'sysv-chain-end': (a) => `桶 ${a.bucket} 的链在符号 ${a.symbol} 结束。`,
  'symbol-count': (a) => `${a.table} 表明有 ${count(a.count)} 个符号；逐个查看。`,
  'symbols-exhausted': () => '没有符号匹配。',
  'steps-omitted': (a) => `（另有 ${count(a.count)} 步未显示）`,

  // Tests of a symbol
  'symbol-type': (a) => `符号 ${a.symbol} 的类型是 ${symbolTypeName(a.type)}${refusal(a.accepted)}。`,
  'symbol-binding': (a) => `符号 ${a.symbol} 的绑定是 ${symbolBindName(a.bind)}${refusal(a.accepted)}。`,
  'symbol-section': (a) =>
    a.section === 0
      ? `符号 ${a.symbol} 未定义（SHN_UNDEF），不接受。`
      : `符号 ${a.symbol} 定义在节 ${a.section}。`,
  'symbol-absolute': (a) => `符号 ${a.symbol} 是绝对符号（SHN_ABS），和任何节一样接受。`,
  'symbol-name': (a) =>
    a.name === a.wanted
      ? `符号 ${a.symbol} 的名称是 ${a.name}。`
      : `符号 ${a.symbol} 的名称是${quoted(a.name)}，不是 ${a.wanted}。`,
  'value-zero': (a) => `符号 ${a.symbol} 的值是 0，不接受。`,
  'symbol-accepted': (a) => `采用符号 ${a.symbol}：存入加载偏移 + ${hex(a.value)}。`,
};

function versionOfSymbol(a: Steps['symbol-version']): string {
  const start = `符号 ${a.symbol} 的版本索引是 ${a.index}`;
  if (a.index === a.wanted) return `${start}，正是要找的。`;
  if (a.wanted === -1) return `${start}；没有找到版本节点，所以任何索引都不匹配。`;
  return `${start}，不是 ${a.wanted}。`;
}

function refusal(accepted: boolean): string {
  return accepted ? '' : '，不接受';
}

/** Sentences about the checks and habits of single consumers, in Chinese. */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import { symbolBindName, symbolTypeName } from '../../elf/format/names.ts';
import { headerValue, linuxRelease, MAGIC_FIELD } from '../namesInSentences.ts';
import type { Checks } from '../reasons.ts';
import { chineseAbi } from './abis.ts';
import { chinesePart } from './words.ts';

const { bytes, count } = zh;

export const chineseChecks: Sentences<Checks> = {
  // ELF header
  'header-field': (a) => t`${field(a)} 是 ${headerValue(a.field, a.value)}${accepted(a)}。`,
  'header-fatal': (a) =>
    t`${field(a)} 是 ${headerValue(a.field, a.value)}，应为 ${wanted(a)}，这被视为致命错误：程序报错退出。`,

  // Program headers
  'segment-refused': (a) => `程序头 ${a.index} 是 ${a.type}，vDSO 不应有它，因此不使用此映像。`,
  'second-segment': (a) => `程序头 ${a.index} 是第二个 ${a.type}，因此不使用此映像。`,
  'segment-flags-refused': (a) =>
    `程序头 ${a.index} 的标志是 ${hex(a.flags)}；vDSO 不应有可写的段，因此不使用此映像。`,
  'load-flags': (a) => `第一个 PT_LOAD 的标志是 ${hex(a.flags)}；要求可读且可执行（${hex(a.wanted)}）。`,
  'dynamic-in-header': (a) => `PT_DYNAMIC 位于映像偏移 ${hex(a.offset)}，在 ELF 头之内，因此不使用此映像。`,
  'linked-at-zero': (a) =>
    a.bias === 0n
      ? '加载器报告的就是映像自身的地址：它链接在 0。'
      : `加载器报告的地址与映像相差 ${hex(a.bias)}（它不是链接在 0），因此认不出此映像。`,
  'outside-refused': (a) => t`${chinesePart(a)} 在映射之外；对此有检查，查找到此为止。`,

  // Dynamic table
  'dynamic-unterminated': (a) => `PT_DYNAMIC 的 ${count(a.count)} 个条目中没有 DT_NULL，因此不使用此映像。`,
  syment: (a) => `DT_SYMENT 是 ${a.value}；要求 ${a.wanted}。`,
  soname: (a) =>
    a.name === a.wanted
      ? `映像名为 ${a.name}，符合要求。`
      : `映像名为 ${a.name}，而查找的是 ${a.wanted}，因此找不到。`,
  'bloom-size-asserted': (a) =>
    `布隆过滤器有 ${count(a.bloomSize)} 个字，而程序断言它是 2 的幂：程序在启动时退出。`,

  // Section headers
  'section-headers': (a) =>
    `从偏移 ${hex(a.shoff)} 读取 ${count(a.shnum)} 个节头，多数映像中它们在 PT_LOAD 末尾之后。`,
  'section-table': (a) => `节 ${a.index} 是 ${a.table}，位于映像偏移 ${hex(a.offset)}。`,
  'no-section': (a) => `没有哪个节是 ${a.table}，因此不使用此映像。`,
  'no-section-symbols': () => '节头表中没有动态符号，因此不使用此映像。',
  'sections-fatal': (a) => t`映像没有 ${missing(a.missing)}，这被视为致命错误：程序报错退出。`,
  'entsize-zero': (a) => `用节 ${a.section} 的 sh_size 除以其 sh_entsize，而后者为 0：整数除以零。`,
  'section-agrees': (a) =>
    a.value === a.offset
      ? `动态段中的 ${a.table} 也在 ${hex(a.value)}。`
      : `${a.table} 在动态段中是 ${hex(a.value)}，在节头表中是 ${hex(a.offset)}，因此不使用此映像。`,

  // Symbols
  'symbol-type-or-binding': (a) =>
    `符号 ${a.symbol} 的类型是 ${symbolTypeName(a.type)}，绑定是 ${symbolBindName(a.bind)}${a.accepted ? '；符合其一即可' : '；两者都不接受'}。`,
  'symbol-empty-info': (a) => `符号 ${a.symbol} 的 st_info 是 0，跳过。`,
  'symbol-visibility': (a) =>
    `符号 ${a.symbol} 的可见性是${a.visibility === 0 ? '默认' : ` ${a.visibility}`}${a.accepted ? '' : '，不接受'}。`,
  'symbol-absolute-refused': (a) => `符号 ${a.symbol} 是绝对符号（SHN_ABS），不接受。`,
  'symbol-size': (a) => `符号 ${a.symbol} 有 ${bytes(a.size)}；至少需要 ${count(a.least)}。`,
  'size-fatal': (a) => `符号 ${a.symbol} 有 ${bytes(a.size)}，而覆写它需要 ${count(a.least)}：程序报错退出。`,
  'size-asserted': (a) =>
    `符号 ${a.symbol} 有 ${bytes(a.size)}，而程序断言其中放得下自己的代码：触发 panic。`,
  'chain-beyond': (a) => `符号 ${a.symbol} 超出了 ${count(a.nchain)} 个链条目：这条链的查找到此为止。`,
  'verdef-version': (a) => `vd_version 是 ${a.version}，不是 1，因此没有版本匹配。`,

  // Assertions
  'required-missing': (a) => `没有找到 ${a.symbol}，而程序断言能找到：首次使用时触发 panic。`,
  'result-asserted': (a) =>
    `找到的函数位于映像偏移 ${hex(a.offset)}，在 PT_LOAD 的末尾（${hex(a.loadEnd)}）之后，而程序断言不会如此：触发 panic。`,
  'overwrites-outside': (a) =>
    `找到的函数在距映像开头 ${hex(a.offset)} 处被覆写，而映像只有 ${hex(a.mapped)} 字节：写入失败，程序随之退出。`,
  'checked-string': (a) =>
    `符号 ${a.symbol} 的一个名称在 ${hex(a.offset)}，超出 DT_STRSZ：检查失败，程序退出。`,
  'checked-value': (a) =>
    `符号 ${a.symbol} 的值是 ${hex(a.value)}，不大于映像的链接地址（${hex(a.linkedAt)}）：检查失败，程序退出。`,
  'checked-index': (a) => `符号 ${a.symbol} 的版本索引是 ${a.index}，大于 DT_VERDEFNUM：检查失败，程序退出。`,
  'checked-count': (a) =>
    `版本定义 ${a.index} 有 ${count(a.count)} 个辅助条目，只有 1 个或 2 个才能通过：检查失败，程序退出。`,

  // Notes
  'note-taken': (a) => `这条注释的所有者符合要求，类型为 ${a.type}：采用其中的数值。`,
  'note-passed': (a) => `另一条注释（类型 ${a.type}，${bytes(a.size)}）。`,
  'note-cut': (a) => `它视为注释的内容位于映像偏移 ${hex(a.offset)}，越过了节的末尾：查找到此为止。`,
  'no-note': (a) => `映像中没有所有者为“${a.owner}”、类型为 ${a.type} 的注释。`,
  'note-found': (a) => `有这条注释；其中写的是 Linux ${linuxRelease(a.value)}。`,

  'port-not-known': (a) => t`${a.consumer} 在 ${chineseAbi(a.abi)} 上是否查找、查找什么，目录中没有记载。`,
};

function field({ field: name }: Checks['header-fatal']): string {
  return name === MAGIC_FIELD ? '魔数' : name;
}

function wanted({ field: name, wanted: values }: Checks['header-fatal']): string {
  if ('atLeast' in values) return `不小于 ${values.atLeast} 的数`;
  if ('other' in values) return `${values.other} 以外的数`;
  return zh.orList(values.map((value) => headerValue(name, value)));
}

function accepted(a: Checks['header-field']): string {
  return a.accepted ? '，符合要求' : t`，而要求 ${wanted(a)}`;
}

function missing(what: Checks['sections-fatal']['missing']): string {
  if (typeof what === 'object') return what.section;
  return what === 'headers' ? '节头表' : '节的名称';
}

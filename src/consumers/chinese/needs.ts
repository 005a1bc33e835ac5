/** Sentences about needs, in Chinese: what an image must have or be for those who take it as a whole. */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { HeaderTableName, LayoutRule } from '../need.ts';
import type { Needs } from '../reasons.ts';
import { chineseFact } from './facts.ts';

const { bytes, count, list } = zh;

/** Needs by the catalogue's words for them. */
const facts = (names: readonly string[]): string => list(names.map(chineseFact));

/** Of a rule that is kept. */
const kept: Readonly<Record<LayoutRule, string>> = {
  any: '有 PT_LOAD。',
  'headers-inside': '各种头位于某个 PT_LOAD 之内。',
  'first-at-offset-zero': '第一个 PT_LOAD 从文件开头开始。',
  'offsets-as-addresses': '文件偏移与地址的差处处相同。',
  'file-size-as-memory-size': '没有哪个 PT_LOAD 在内存中比在文件中大。',
  'inside-the-file': '每个 PT_LOAD 都在文件之内结束。',
  ascending: '各 PT_LOAD 按地址递增排列。',
  'pages-of-their-own': '没有两个 PT_LOAD 共用同一页。',
};

const headerTables: Readonly<Record<HeaderTableName, string>> = {
  'program-headers': '程序头表',
  'section-headers': '节头表',
};

export const chineseNeeds: Sentences<Needs> = {
  // Of a consumer
  'needs-met': (a) => (a.total === 1 ? '唯一的需求已满足。' : `${a.total} 项需求全部满足。`),
  'needs-some': (a) => t`${a.total} 项需求满足 ${a.found} 项；未满足：${facts(a.missing)}。`,
  'needs-none': (a) => t`${a.total} 项需求都未满足（${facts(a.missing)}）。`,
  'other-maker': (a) => `${a.consumer} 加载内置于自身的映像，从不会遇到别处制作的映像。`,

  // Of a need of a group
  'need-served-by': (a) => t`没有它也不缺什么：由 ${chineseFact(a.by)} 代替。`,
  'need-not-checked': (a) => t`未查找：已有 ${chineseFact(a.by)}。`,

  // Notes
  'need-notes-in-section': (a) => `节 ${a.index} 含有注释，位于映像偏移 ${hex(a.offset)}。`,
  'need-notes-in-segment': (a) => `程序头 ${a.index} 是 PT_NOTE，位于映像偏移 ${hex(a.offset)}。`,
  'need-segment-not-loaded': (a) =>
    `程序头 ${a.index} 的 PT_NOTE 不在从第一个到最后一个 PT_LOAD 的范围内，不会读取。`,
  'need-build-id': (a) => `构建 ID 是 ${a.id}（${bytes(a.size)}）。`,
  'need-no-build-id': () => '在查找的位置没有构建 ID。',

  // Sections
  'no-section-headers': () => '没有节头表。',
  'need-section': (a) => `节 ${a.index} 是 ${a.name}，长 ${bytes(a.size)}。`,
  'need-no-section': (a) => `所要求的节（${list(a.names)}）中没有一个有内容。`,
  'need-no-symtab': () => '没有类型为 SHT_SYMTAB 的节：映像去掉了静态符号。',
  'need-static-symbol': (a) => `.symtab 的符号 ${a.index} 是 ${a.name}，值为 ${hex(a.value)}。`,
  'need-no-static-symbol': (a) => `.symtab 中没有已定义且非局部的 ${a.name}。`,

  // Unwinding
  'need-no-unwind-table': () => '没有 PT_GNU_EH_FRAME。',
  'need-unwind-table-at-zero': (a) => `PT_GNU_EH_FRAME（程序头 ${a.index}）的地址是 0，等于没有。`,
  'need-unwind-version': (a) => `.eh_frame_hdr 的版本是 ${a.version}，要求 1。`,
  'need-unwind-encoding': (a) =>
    `.eh_frame_hdr 的编码是 ${hex(a.pointer)} ${hex(a.count)} ${hex(a.table)}；要求的是以它自身为基准的 32 位偏移表。`,
  'need-unwind-table': (a) => `.eh_frame_hdr 位于映像偏移 ${hex(a.offset)}。`,
  'need-eh-frame': (a) => `.eh_frame 位于映像偏移 ${hex(a.offset)}，长 ${bytes(a.size)}。`,
  'need-eh-frame-empty': () => '有 .eh_frame，但其中没有记录。',

  // Dynamic table
  'need-no-dynamic': () => '没有 PT_DYNAMIC。',
  'need-no-tag': (a) => `没有 ${a.tag}。`,
  'need-tags': (a) => `${list(a.tags)} 都有。`,
  'need-tag-refused': (a) => `有 ${a.tag}，不接受。`,
  'need-flags-refused': (a) => `DT_FLAGS 是 ${hex(a.flags)}，其中的位 ${hex(a.refused)} 不接受。`,
  'need-no-such-tag': (a) => `${list(a.tags)} 一个也没有。`,
  'need-symbol-size': (a) => `DT_SYMENT 是 ${a.value}，符合要求。`,
  'need-no-symbol-size': () => '没有 DT_SYMENT，这同样可以。',
  'need-soname': (a) => `映像名为 ${a.name}。`,
  'need-other-soname': (a) =>
    a.wanted === a.name ? '映像有名称，但名称为空。' : `映像名为 ${a.name}，而要求 ${a.wanted}。`,
  'need-buckets': (a) => `${a.table} 有 ${count(a.buckets)} 个桶。`,
  'need-no-buckets': () => '没有含哈希桶的 DT_HASH 或 DT_GNU_HASH。',
  'need-bloom-size': (a) => `DT_GNU_HASH 的布隆过滤器有 ${count(a.bloomSize)} 个字，而要求是 2 的幂。`,
  'need-symbol-count': (a) => `${a.table} 表明有 ${count(a.count)} 个符号。`,
  'need-no-symbol-count': () => '没有 DT_HASH 或 DT_GNU_HASH 说明有多少个符号。',
  'need-definitions': (a) => `${count(a.count)} 个版本定义的版本都是 1。`,
  'need-definition-version': (a) => `版本定义 ${a.index} 的版本是 ${a.version}，要求 1。`,
  'need-definition-nameless': (a) => `版本定义 ${a.index} 没有名称。`,
  'need-no-relocations': () => '没有要应用的重定位。',
  'need-relocations-applied': (a) => `${a.tag} 的重定位会写入映像，而映像的映射没有写权限：启动时段错误。`,

  // Layout
  'need-no-load': () => '没有 PT_LOAD。',
  'need-loads': (a) => `有 ${count(a.count)} 个 PT_LOAD。`,
  'need-layout': (a) => kept[a.rule],
  'need-first-load-offset': (a) => `第一个 PT_LOAD 从文件偏移 ${hex(a.offset)} 开始，而不是 0。`,
  'need-load-moved': (a) =>
    `${loadOf(a)} 在内存中位于第一个之后 ${hex(a.start)} 处，在文件中位于偏移 ${hex(a.offset)}。`,
  'need-zeroed-space': (a) => `${loadOf(a)} 在文件中有 ${hex(a.filesz)} 字节，在内存中要求 ${hex(a.memsz)}。`,
  'need-load-outside': (a) => `${loadOf(a)} 在 ${hex(a.end)} 结束，超出了文件末尾。`,
  'need-loads-unordered': (a) => `${loadOf(a)} 不在它前一个之后。`,
  'need-page-shared': (a) => `${loadOf(a)} 从 ${hex(a.start)} 开始，与前一个在同一页。`,
  'need-headers-loaded': () => '有一个 PT_LOAD 包含文件头和程序头表。',
  'need-headers-not-loaded': () => '没有 PT_LOAD 从文件偏移 0 开始，因此都不包含文件头。',
  'need-headers-outside': (a) => `程序头表在 ${hex(a.end)} 结束，而最后一个 PT_LOAD 在 ${hex(a.to)} 结束。`,
  'need-few-pages': (a) => `映像占 ${count(a.pages)} 个 4 KiB 页；最多读取 ${a.most} 页。`,
  'need-pages': (a) => `映像占 ${count(a.pages)} 个 4 KiB 页，超过 ${a.most} 页的不读取。`,
  'need-in-first-page': (a) => `${headerTables[a.table]}在 ${hex(a.end)} 结束，在最前面的 4 KiB 之内。`,
  'need-beyond-first-page': (a) => `${headerTables[a.table]}在 ${hex(a.end)} 结束，超出了最前面的 4 KiB。`,
  'need-own-address': () => '在其映射处读取。',
  'need-read-where-linked': (a) =>
    `它被当作位于链接地址 ${hex(a.start)}，并从那里读取：请求其中的函数时段错误。`,
};

function loadOf({ index }: { readonly index: number }): string {
  return `程序头 ${index} 的 PT_LOAD`;
}

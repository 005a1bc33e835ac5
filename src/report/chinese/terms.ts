/** What segment types, section types, dynamic tags and notes mean, in Chinese. By number, as in english/terms.ts. */
import type { Catalogue } from '../../elf/catalogue.ts';
import type * as english from '../english/terms.ts';

const segmentTerms: Readonly<Record<number, string>> = {
  0: '未使用的条目；其中其他内容一律忽略。',
  1: '映射到内存：文件中的 filesz 字节放在 vaddr，其后补零到 memsz。运行时由第一个这样的段计算 vDSO 的加载偏移。',
  2: '动态段：运行时的查找从这里到达符号、字符串、版本和哈希表。',
  3: '程序解释器（动态加载器）的路径。',
  4: '注释：构建 ID、内核版本、属性。',
  6: '程序头表自身。',
  7: '线程局部存储的模板。',
  1685382480: 'PT_GNU_EH_FRAME：用于栈回溯的有序索引（.eh_frame_hdr）。',
  1685382481: 'PT_GNU_STACK：其标志说明栈是否可执行。',
  1685382482: 'PT_GNU_RELRO：重定位后变为只读。',
  1685382483: 'PT_GNU_PROPERTY：控制流保护等属性。',
};

const sectionTerms: Readonly<Record<number, string>> = {
  0: '无效的节。条目 0 还存放 ELF 头放不下的计数。',
  1: '内容由程序定义。',
  2: '用于链接和调试的符号；不加载，运行时的查找也不使用。',
  3: '以 NUL 结束的字符串。',
  4: '带加数的重定位。',
  5: 'DT_HASH 表。',
  6: '动态段。',
  7: '注释。',
  8: '在文件中不占字节：在内存中为零。',
  9: '不带加数的重定位。',
  11: '动态符号：运行时的查找所看到的符号。',
  14: '程序开始前运行的函数的指针。',
  15: '程序结束时运行的函数的指针。',
  17: '一组共同保留或共同丢弃的节。',
  18: 'st_shndx 放不下的节索引。',
  19: '相对重定位，以位图表示。',
  1073741844: '重定位，各以与前一个的差表示（CREL）。',
  1610612737: 'Android 的打包重定位，不带加数。',
  1610612738: 'Android 的打包重定位，带加数。',
  1879048182: 'DT_GNU_HASH 表。',
  1879048189: '版本定义（DT_VERDEF）。',
  1879048190: '版本需求（DT_VERNEED）。',
  1879048191: '每个动态符号一个版本索引（DT_VERSYM）。',
};

const dynamicTerms: Readonly<Record<number, string>> = {
  0: '结束该表。运行时读到这里为止，没有别的上限。',
  1: '此库所需的库的 soname。',
  4: 'SysV 哈希表的地址。musl 1.2.5 及以前靠它计符号数；Linux 在 6.11 从 arm64 的 vDSO 中去掉了它。',
  5: '字符串表的地址。',
  6: '符号表的地址。动态段中没有说明它的长度。',
  7: '带加数的重定位的地址。',
  10: '字符串表的大小。',
  11: '一个符号的大小。',
  14: 'Soname：调试器和加载器列出映像时用的名称。',
  15: '库的搜索路径（过时的形式）。',
  17: '不带加数的重定位的地址。',
  21: '调试器通过它找到已加载的库。',
  23: 'PLT 的重定位的地址。',
  29: '库的搜索路径。在 vDSO 中不起作用，是构建环境带进来的。',
  30: '标志（DF_...）。',
  36: '相对重定位的地址，以位图表示。',
  1073741862: 'CREL 重定位的地址，开头的字节说明有多少个。',
  1610612751: 'Android 的打包重定位（不带加数）的地址。',
  1610612753: 'Android 的打包重定位（带加数）的地址。',
  1879047925: 'GNU 哈希表的地址。',
  1879048176: '版本索引的地址，每个动态符号一个。',
  1879048187: '标志（DF_1_...）。',
  1879048188: '版本定义的地址。vDSO 没有版本定义时，Go 在启动时崩溃。',
  1879048189: '版本定义的数量。',
  1879048190: '版本需求的地址。',
  1879048191: '版本需求中的文件数。',
};

const noteTerms: Readonly<Record<string, string>> = {
  'Linux 0': '构建此映像的内核的 LINUX_VERSION_CODE，按其字节序存放。',
  'Linux 256': 'CONFIG_BUILD_SALT：发行版用来区分各次构建的字符串，可能与 uname 不同。',
  'GNU 1': '此文件可运行的最旧内核 ABI。',
  'GNU 3': '构建 ID：对链接后的内容计算的哈希值。',
  'GNU 5': '程序属性，例如控制流保护。',
};

export const chineseTerms: Catalogue<typeof english> = {
  segmentTerms,
  sectionTerms,
  dynamicTerms,
  noteTerms,
  versionTerms: {
    base: '基本条目的名称代表映像自身（其 soname），不是符号的版本。Go 跳过它。',
    definition: '版本节点。符号通过 DT_VERSYM 按索引引用它。在 vDSO 中它表示该架构的 ABI，不随内核版本变化。',
    need: '此映像需要由另一个文件提供该版本的符号。',
  },
  bucketTerms: {
    gnu: '同一个桶的符号在符号表中相邻。比较链字时不看最低位，该位标志链的结束。',
    sysv: '同一个桶的符号按索引相连：chain[i] 是 i 之后的符号，0 结束该链。',
    bloom:
      '每个名称在一个字中置两位：hash mod 字的位数，以及 (hash >> bloom_shift) mod 字的位数。其中任一位为 0，该名称就不在表中。',
  },
  relocationTerm: '由动态加载器修改。没有谁重定位 vDSO：内核按原样映射它。',
  relocatedSection: (name: string): string => `说明要在节 ${name} 中修改什么。`,
};

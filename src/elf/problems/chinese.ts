/** The Chinese catalogue of the core, beside english.ts. */

import { hex } from '../bytes/hex.ts';
import { shown } from '../bytes/printable.ts';
import type { Catalogue } from '../catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../chinese.ts';
import type { ElfProblemCode, ElfWords, elfProblems } from './english.ts';
import type { ForeignFormat } from './foreignFormat.ts';
import type { Problem, SymbolCountOpinion } from './problem.ts';
import type { IndexedStructure, SingleStructure, StructureName } from './structure.ts';

const { bytes, byteSize, count, label, list, listOfLists } = zh;

const formats: Readonly<Record<ForeignFormat, string>> = {
  empty: '文件是空的。',
  zeros: '文件开头全是零字节。',
  gzip: '这是 gzip 压缩文件：请解压后打开其中的内容。',
  xz: '这是 xz 压缩文件：请解压后打开其中的内容。',
  zstd: '这是 Zstandard 压缩文件：请解压后打开其中的内容。',
  bzip2: '这是 bzip2 压缩文件：请解压后打开其中的内容。',
  lz4: '这是 LZ4 压缩文件：请解压后打开其中的内容。',
  zip: '这是 ZIP 压缩文件：请解压后打开其中的内容。',
  deb: '这是 Debian 软件包：请用 dpkg -x 解开后打开其中的内容。',
  ar: '这是静态库（ar 归档）：请用 ar x 取出一个成员再打开。',
  'thin-ar': '这是瘦 ar 归档，只列出目标文件：请直接打开其中列出的文件。',
  rpm: '这是 RPM 软件包：请解开后打开其中的内容。',
  cpio: '这是 cpio 归档：请解开后打开其中的内容。',
  tar: '这是 tar 归档：请解开后打开其中的内容。',
  bzimage:
    '这是引导加载程序使用的 Linux 内核（bzImage）：请用内核 scripts 目录中的 extract-vmlinux 解包，再打开得到的 vmlinux。',
  'boot-image': '这是引导加载程序使用的 Linux 内核：请打开生成它的 vmlinux。',
  zimage: '这是引导加载程序使用的 32 位 ARM Linux 内核（zImage）：请打开生成它的 vmlinux。',
  uimage: '这是引导加载程序 U-Boot 使用的 Linux 内核或其他映像（uImage）：请打开生成它的 vmlinux。',
  'android-image': '这是 Android 启动映像，其中有内核和启动它所需的内容：请打开生成它的 vmlinux。',
  's390-image': '这是引导加载程序使用的 s390 Linux 内核：请打开生成它的 vmlinux。',
  pe: '这是 Windows 或 EFI 程序（PE），或者带 EFI stub 的内核。',
  macho: '这是 macOS 二进制文件（Mach-O）。',
  'macho-fat': '这是 macOS 通用二进制文件（Mach-O）或 Java 类文件。',
  wasm: '这是 WebAssembly 模块。',
  'llvm-bitcode': '这是 LLVM bitcode，由做链接时优化的编译器生成。',
  'linker-script': '这是给链接器看的文本文件，其中写明了真正的库：请打开那个库文件。',
  script: '这是脚本。',
  text: '这是文本文件。',
  unknown: '无法识别该文件的格式。',
};

/** Most of a name that a sentence carries. */
const QUOTED = 80;
const quoted = (text: string): string =>
  `“${shown(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text)}”`;

const singleStructures: Readonly<Record<SingleStructure, string>> = {
  file: '文件',
  image: '映像',
  'elf-header': 'ELF 头',
  'program-headers': '程序头表',
  'section-headers': '节头表',
  notes: '注释',
  'upx-header': 'UPX 头',
};

const indexedStructures: Readonly<Record<IndexedStructure, (index: number) => string>> = {
  'program-header': (index) => `程序头 ${index}`,
  section: (index) => `节 ${index}`,
  'dynamic-entry': (index) => `动态段条目 ${index}`,
  symbol: (index) => `符号 ${index}`,
  version: (index) => `版本 ${index}`,
  'version-definition': (index) => `Verdef ${index}`,
  'version-need': (index) => `Verneed ${index}`,
};

function structure(of: StructureName): string {
  if (typeof of === 'string')
    return Object.hasOwn(singleStructures, of) ? singleStructures[of as SingleStructure] : of;
  const [kind, index] = of;
  return indexedStructures[kind](index);
}

const countedIn: Readonly<Record<SymbolCountOpinion['from'], string>> = {
  'sysv-hash': 'DT_HASH',
  dynamic: 'DT_MIPS_SYMTABNO',
  'gnu-hash': 'DT_GNU_HASH',
  section: '节头表',
};

function opinion({ from, count: symbols }: SymbolCountOpinion): string {
  return t`${countedIn[from]} 为 ${count(symbols)}`;
}

const linked = { strings: '字符串表', symbols: '符号表', section: '节' } as const;

const readFailures: Readonly<Record<string, string>> = {
  EIO: '：文件所在的磁盘、网络或设备出错',
  EACCES: '：当前用户没有权限',
  EPERM: '：当前用户没有权限',
  ESTALE: '：服务器上的文件已被替换',
  ENOENT: '：文件已不存在',
  ENODEV: '：设备已不存在',
  ENXIO: '：设备已不存在',
  ETIMEDOUT: '：文件所在的服务器没有及时响应',
  closed: '：读取期间文件被关闭',
};

const problems = {
  'not-elf': (a) =>
    `不是 ELF 文件。${formats[a.format as ForeignFormat] ?? formats.unknown}${a.bytes === '' ? '' : `开头的字节是 ${a.bytes}，而不是 7f 45 4c 46。`}`,
  'header-truncated': (a) =>
    `文件在 ELF 头中间结束：需要 ${bytes(a.need)}，只有 ${count(a.have)}。缺失的字段显示为 0。`,
  'class-unknown': (a) => `EI_CLASS 是 ${a.value}，既不是 1（32 位）也不是 2（64 位）。按 64 位读取。`,
  'data-unknown': (a) => `EI_DATA 是 ${a.value}，既不是 1（小端）也不是 2（大端）。按小端读取。`,
  'version-unknown': (a) => `ELF 版本是 ${a.value}，而规范只定义了版本 1。`,
  'ehsize-wrong': (a) => `e_ehsize 是 ${a.value}，应为 ${a.expected}。`,
  'section-zero-missing': (a) => `ELF 头中的计数指向位于 ${hex(a.offset)} 的节头 0，但文件中没有它。`,
  'extended-count-zero': (a) =>
    t`${a.field} 让节头 0 给出 ${structure(a.table)} 的数量，而那里是 0：一项都不显示。`,
  'shstrndx-wrong': (a) => `e_shstrndx 是 ${a.index}，但只有 ${count(a.count)} 个节头：各节不显示名称。`,
  'shstrndx-no-strings': (a) =>
    `e_shstrndx 指向节 ${a.index}，其类型 ${a.type} 不是字符串表：节的名称可能有误。`,

  'read-failed': (a) =>
    `无法读取 ${hex(a.offset)} 处的 ${bytes(a.length)}（${a.errno}）${Object.hasOwn(readFailures, a.errno) ? readFailures[a.errno] : ''}。`,
  'short-read': (a) =>
    `读取时文件提前结束：应有 ${bytes(a.expected)}，只读到 ${count(a.got)}。文件打开后可能被截短了。`,
  'reads-too-many': (a) => `各表分散在超过 ${count(a.limit)} 个位置；其余 ${count(a.count)} 个位置没有读取。`,
  'tables-too-large': (a) => `各表合计超过 ${bytes(a.limit)}；超出的部分没有读取。`,
  'work-limit': (a) => `读取到此为止：这些记录引起的工作量超出了这么大的文件所需（${count(a.limit)} 步）。`,
  packed: (a) =>
    `已用 ${a.packer}${a.release === '' ? '' : ` ${a.release}`} 打包（${a.format}，${a.method}，记录版本 ${a.version}）：这里显示的是启动时负责解包的 stub，原程序有 ${bytes(a.size)}。要了解原程序，请查看正在运行它的进程。`,
  'more-problems': (a) => `还有 ${count(a.count)} 个同类问题。`,

  'entry-size-wrong': (a) =>
    t`${structure(a.table)} 声明每个条目 ${bytes(a.value)}；格式规定是 ${a.expected}。`,
  'table-outside-file': (a) =>
    t`${structure(a.table)} 在 ${hex(a.offset)} 处声明了 ${count(a.count)} 个条目；文件共 ${bytes(a.size)}，只含其中 ${count(a.backed)} 个。`,
  'segment-outside-file': (a) =>
    `段 ${a.index} 声明在 ${hex(a.offset)} 处有 ${bytes(a.length)}，超出了文件末尾（${bytes(a.size)}）。`,
  'segment-filesz-beyond-memsz': (a) =>
    `段 ${a.index} 在文件中的字节（${count(a.filesz)}）多于内存中的字节（${count(a.memsz)}）：Linux 拒绝加载。`,
  'loads-unsorted': (a) =>
    `PT_LOAD ${a.index} 的地址低于它前面的 PT_LOAD ${a.previous}；加载器要求地址递增。`,
  'loads-overlap': (a) =>
    `PT_LOAD ${a.index} 与 PT_LOAD ${a.previous} 重叠：同时属于两者的地址从前一个读取。`,
  'section-outside-file': (a) =>
    t`节 ${a.index} ${quoted(a.name)} 声明在 ${hex(a.offset)} 处有 ${bytes(a.length)}，超出了文件末尾（${bytes(a.size)}）。`,
  'section-name-outside': (a) =>
    t`${count(a.count)} 个节的名称在 ${bytes(a.length)} 的字符串表之外，第一个是节 ${a.first}。`,

  'table-sections-many': (a) =>
    `超过 ${count(a.limit)} 个节含有表、注释或不在文件中的字节：${count(a.count)} 个节只列出而不读取，第一个是节 ${a.first}。`,
  'section-size-uneven': (a) =>
    t`节 ${a.index} ${quoted(a.name)} 有 ${bytes(a.size)}，不是条目大小 ${count(a.entry)} 的整数倍：末尾的字节不足一个条目。`,
  'section-link': (a) =>
    t`节 ${a.index} ${quoted(a.name)} 链接到节 ${a.link}，而那不是${linked[a.wanted]}：依据节头的工具会误读它。`,
  'section-twice': (a) => t`节 ${a.index} ${quoted(a.name)} 与节 ${a.first} 同为 ${a.type}：只显示其中一个。`,

  'dynamic-nobits': (a) =>
    t`节 ${quoted(a.name)} 在这里没有内容：这是用 objcopy 分离出来的调试文件，动态段在去掉符号的那个文件里。`,
  'dynamic-outside-file': (a) =>
    t`PT_DYNAMIC 声明在 ${hex(a.offset)} 处有 ${bytes(a.length)}，但 ${bytes(a.size)} 的文件中没有这部分。`,
  'dynamic-disagrees': (a) =>
    `PT_DYNAMIC 是 ${hex(a.offset)} 处的 ${bytes(a.length)}，节头表却是 ${hex(a.sectionOffset)} 处的 ${bytes(a.sectionLength)}。加载器以 PT_DYNAMIC 为准。`,
  'dynamic-address': (a) =>
    `PT_DYNAMIC 的 p_vaddr ${hex(a.address)} ${a.leads === undefined ? '不对应文件中的任何字节' : `对应文件偏移 ${hex(a.leads)}`}，而它的 p_offset 是 ${hex(a.offset)}：按地址的加载器（glibc）和按偏移的加载器（Go）会读到不同的表。`,
  'dynamic-twice': (a) => `有第二个 PT_DYNAMIC（程序头 ${a.index}，前一个是 ${a.first}）：加载器取最后一个。`,
  'dynamic-no-null': (a) => `动态段的 ${count(a.count)} 个条目不以 DT_NULL 结束：加载器会继续往后读。`,
  'dynamic-too-long': (a) =>
    `动态段的前 ${count(a.limit)} 个条目中没有 DT_NULL；其余 ${count(Number(a.count) - Number(a.limit))} 个没有读取。`,
  'dynamic-tag-twice': (a) => `动态段条目 ${a.index} 重复了标记 ${hex(a.tag)}：加载器取最后一个。`,
  'dynamic-text-outside': (a) =>
    `动态段条目 ${a.index} 的字符串在 ${hex(a.value)}，但字符串表只有 ${bytes(a.length)}。`,
  'table-unmapped': (a) =>
    `${a.tag} 是地址 ${hex(a.address)}，没有哪个 PT_LOAD 把文件（${bytes(a.size)}）中的字节映射到那里。`,
  'table-disagrees': (a) =>
    t`${a.tag} 指向 ${hex(a.offset)}，节 ${quoted(a.section)} 指向 ${hex(a.sectionOffset)}。加载器以 ${a.tag} 为准，这里也一样。`,
  'table-only-in-sections': (a) =>
    t`动态段中没有 ${a.tag}，但位于 ${hex(a.offset)} 的节 ${quoted(a.section)} 含有该表：这里据此显示，加载器却看不到它。`,
  'table-clipped': (a) =>
    t`${structure(a.table)} 声明在 ${hex(a.offset)} 处有 ${bytes(a.length)}；文件只有其中 ${count(a.have)}。`,
  'strsz-disagrees': (a) =>
    t`DT_STRSZ 是 ${a.value}，节 ${quoted(a.section)} 有 ${bytes(a.sectionSize)}。以 DT_STRSZ 为准。`,
  'strings-unended': (a) => t`字符串表 ${structure(a.table)} 不以 NUL 结束：最后一个名称在内存中没有尽头。`,

  'symbol-count-disagrees': (a) =>
    t`动态符号的数量无法确定：${list(a.opinions.map(opinion))}；这里显示 ${count(a.count)} 个。`,
  'symbol-name-outside': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个符号的名称在 ${bytes(a.length)} 的字符串表之外，第一个是符号 ${a.first}（st_name ${hex(a.offset)}）。`,
  'link-wrong': (a) =>
    t`节 ${a.section}（${structure(a.table)}）的名称应取自节 ${a.link}，而那不是字符串表。${a.used ? `改从节 ${a.used} 读取：只可能是它。` : '符号不显示名称。'}`,
  'symbol-name-unended': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个符号的名称没有 NUL 而越出字符串表，第一个是符号 ${a.first}。`,
  'symbol-section-outside': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个符号属于不存在的节，第一个是符号 ${a.first}（节 ${a.section}，共 ${count(a.sections)} 个节）。`,
  'symbol-index-missing': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个符号的节是 SHN_XINDEX，但没有 SHT_SYMTAB_SHNDX 说明是哪个节；第一个是符号 ${a.first}。`,
  'symbol-indices-disagree': (a) =>
    `节 ${a.section}（SHT_SYMTAB_SHNDX）有 ${count(a.count)} 个条目，而 .symtab 有 ${count(a.symbols)} 个符号。`,
  'symbol-local-late': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个局部符号位于符号 ${a.end} 或其后，而按节头局部符号应在此之前结束；第一个是符号 ${a.first}：链接器可能拒绝该文件。`,
  'name-too-long': (a) =>
    `${count(a.count)} 个名称超过 ${bytes(a.limit)}，截短显示，第一个属于条目 ${a.first}。`,
  'names-amplified': (a) =>
    t`${count(a.count)} 个名称共用 ${bytes(a.length)} 的字符串表，总长是它的许多倍。每个名称最多显示 ${bytes(a.limit)}，且并非全部计算哈希。`,

  'versym-short': (a) =>
    `DT_VERSYM 有 ${count(a.have)} 个条目，而符号有 ${count(a.need)} 个：其余符号不显示版本。`,
  'versym-unknown-index': (a) =>
    `${count(a.count)} 个符号的版本没有任何定义，第一个是符号 ${a.first}（版本索引 ${a.index}）。`,
  'version-index-twice': (a) =>
    t`版本索引 ${a.index} 同时代表 ${quoted(a.other)} 和 ${quoted(a.name)}；显示前者。`,
  'version-revision-unknown': (a) => `该记录的修订号是 ${a.revision}，而规范只定义了 1。按 1 读取。`,
  'version-nameless': (a) => `版本 ${a.index} 没有名称：任何查找都找不到它。`,
  'version-name-outside': (a) => t`位于 ${hex(a.offset)} 的名称在 ${bytes(a.length)} 的字符串表之外。`,
  'version-name-beyond': (a) =>
    t`位于 ${hex(a.offset)} 的名称在 DT_STRSZ 所给的 ${bytes(a.length)} 字符串表之后。加载器不看 DT_STRSZ，能找到它；旧链接器会把这个值写得过小。`,
  'version-hash-wrong': (a) =>
    t`版本 ${quoted(a.name)} 存储的哈希值是 ${hex(a.stored)}，其名称的哈希值是 ${hex(a.computed)}：比较哈希值的查找找不到它。`,
  'version-names-amplified': (a) =>
    t`版本记录反复引用相同的字节，总长是 ${bytes(a.length)} 字符串表的许多倍。其余名称各显示至多 ${bytes(a.limit)}，不检查哈希值。`,
  'record-chain-cycle': (a) =>
    `链中的记录 ${a.index} 就是先前在 ${hex(a.offset)} 读过的记录：沿着它的查找永不结束。`,
  'record-outside': (a) =>
    `链中的记录 ${a.index} 位于 ${hex(a.at)}，而表只有 ${bytes(a.length)}：链的其余部分丢失。`,
  'record-overlap': (a) =>
    t`记录 ${a.index} 称下一条记录在其后 ${bytes(a.next)} 处，仍落在它自己的 ${bytes(a.size)} 之内。`,
  'records-shared': (a) =>
    `各链共用或重叠记录：总数超出该表所能容纳。这条链在 ${count(a.index)} 条记录后截断。`,
  'record-count-wrong': (a) =>
    `声明了 ${count(a.declared)} 条记录，链中${a.more ? `更多（读了 ${count(a.found)} 条）` : `有 ${count(a.found)} 条`}。以哪个为准，各运行时不一。`,

  'hash-zero-buckets': (a) => t`${structure(a.table)} 没有哈希桶：查找会除以零，或者什么也找不到。`,
  'hash-outside': (a) =>
    t`${structure(a.table)} 声明了 ${count(a.need)} 个字，文件只有其中 ${count(a.have)} 个：查找会读到表外。`,
  'hash-index-outside': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个条目指向不存在的符号，第一个在桶 ${a.first}（符号 ${a.symbol}，共 ${count(a.symbols)} 个符号）。`,
  'hash-cycle': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 条链走回先前遇到过的符号，第一条从桶 ${a.first} 开始：查找不存在的名称可能永不结束。`,
  'hash-wrong-bucket': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个符号放错了桶，第一个是符号 ${a.first}（在桶 ${a.bucket}，应在桶 ${a.expected}）：查找找不到它们。`,
  'hash-unreachable': (a) =>
    t`从 ${structure(a.table)} 的任何桶都到不了 ${count(a.count)} 个已定义的符号，第一个是符号 ${a.first}：查找找不到它们。`,
  'gnu-hash-bloom-size': (a) => `布隆过滤器有 ${count(a.value)} 个字，不是 2 的幂：使用过滤器的查找会出错。`,
  'gnu-hash-no-end': (a) => `最后一条链直到符号 ${a.symbol} 都没有结束位：查找会越出该表。`,
  'gnu-hash-symoffset': (a) => `第一个入表的符号是 ${a.symoffset}，但总共只有 ${count(a.symbols)} 个符号。`,
  'gnu-hash-bucket-below': (a) =>
    `${count(a.count)} 个桶的符号低于第一个入表的符号 ${a.symoffset}；第一个是桶 ${a.first}（符号 ${a.symbol}）：查找会读到链外。`,
  'gnu-hash-word': (a) =>
    `${count(a.count)} 个符号在 DT_GNU_HASH 中的哈希值与名称不符，第一个是符号 ${a.first}（${hex(a.stored)}，应为 ${hex(a.computed)}）：查找找不到它们。`,
  'gnu-hash-bloom': (a) =>
    `${count(a.count)} 个符号在布隆过滤器中缺少对应的位，第一个是符号 ${a.first}：glibc 等找不到它们，Go 能找到。`,
  'hashed-nameless': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个符号没有名称，第一个是符号 ${a.first}。32 位 ARM 内核就这样停用函数。`,

  'note-outside': (a) =>
    `位于 ${hex(a.offset)} 的注释声明名称 ${count(a.namesz)} 字节、描述 ${bytes(a.descsz)}；只剩 ${bytes(a.rest)}。它及其后的内容不显示。`,
  'note-alignment': (a) =>
    t`注释声明按 ${bytes(a.align)} 对齐，实际按 ${a.laid} 排列；这里按实际排列读取，其他工具可能找不到它们。`,
  'note-rest': (a) => t`最后一条注释之后的 ${bytes(a.rest)} 不是注释。`,
  'notes-shared': (a) =>
    `到此为止，注释的总字节数已等于整个文件（${count(a.size)}）：它们共用字节。其后的注释不显示描述。`,
  'note-stretches-many': (a) => `超过 ${count(a.limit)} 个段和节含有注释：从这里起不再读取。`,
  'notes-too-many': (a) => `注释超过 ${count(a.limit)} 条；其余不显示。`,
  'relocation-symbol-outside': (a) =>
    t`${structure(a.table)} 中有 ${count(a.count)} 个重定位引用了不存在的符号，第一个是 ${a.first}（符号 ${a.symbol}，共 ${count(a.symbols)} 个符号）。`,
  'relocations-shared': (a) =>
    `算上节 ${a.section}，各重定位节的内容超过 ${bytes(a.size)}，即文件所有或所保留的全部。从这里起不再显示。`,
  'packed-relocations-magic': (a) =>
    t`${structure(a.table)} 应当是 Android 的打包重定位，但不以 APS2 开头：全部不显示，Android 也不会加载该文件。`,
  'packed-relocations-end': (a) =>
    t`${structure(a.table)} 声明了 ${count(a.count)} 个重定位，但它的 ${bytes(a.length)} 提前结束：显示其中 ${count(a.shown)} 个。`,
  'packed-relocations-number': (a) =>
    t`${structure(a.table)} 中从 ${hex(a.at)} 开始的内容里有一个数超过 64 位：其后的重定位丢失，显示 ${count(a.shown)} 个。`,
  'packed-relocations-many': (a) =>
    t`${structure(a.table)} 的 ${bytes(a.length)} 会展开成 ${count(a.count)} 个重定位，超出文件所能容纳或读取所允许的开销：显示其中 ${count(a.shown)} 个。`,
  'packed-relocations-rest': (a) =>
    t`${structure(a.table)} 声明了 ${count(a.count)} 个重定位，其后还有不属于任何一个的 ${bytes(a.rest)}：数量或格式可能有误。`,
  'packed-group-size': (a) =>
    t`${structure(a.table)} 的一个组应有 ${count(a.size)} 个重定位；而该表声明的只剩 ${count(a.left)} 个：就显示这么多。`,
  'packed-group-addends': (a) =>
    t`${structure(a.table)} 应是不带加数的重定位，却有带加数的组：Android 的加载器会就此放弃。`,
  'relocations-link': (a) =>
    `节 ${a.section} 的重定位引用节 ${a.link} 中的符号，而那不是符号表：这些符号没有名称。`,
  'relocations-target': (a) =>
    `节 ${a.section} 要重定位节 ${a.target}，而它不存在（共 ${count(a.sections)} 个节）。`,
  'relocation-place-outside': (a) =>
    `节 ${a.section} 中有 ${count(a.count)} 个重定位的位置在被重定位的节之外，第一个是 ${a.first}（节 ${a.target} 的 ${hex(a.place)}，该节有 ${bytes(a.size)}）。`,
  'relr-starts-with-bitmap': (a) => `DT_RELR 以位图（${hex(a.value)}）而不是地址开头：它从地址 0 算起。`,
} satisfies Catalogue<typeof elfProblems>;

function problem({ code, args }: Pick<Problem, 'code' | 'args'>): string {
  if (!Object.hasOwn(problems, code)) return code;
  const sentence = problems[code as ElfProblemCode] as (args: Problem['args']) => string;
  return sentence(args);
}

export const elfChinese: ElfWords = {
  problem,
  structure,
  severity: { error: '错误', warning: '警告', note: '提示' },
  list,
  listOfLists,
  paragraph: zh.paragraph,
  ended: zh.ended,
  labelled: zh.labelled,
  noted: zh.noted,
  count: zh.count,
  byteSize,
  label,
};

/** Titles and explanations of every table and column, in Chinese. */
import type { TableWords } from '../english/columns.ts';
import type { SingleTableId } from '../viewModel/tableId.ts';

const symbolColumns: TableWords['columns'] = {
  index: ['#', '符号表中的索引。哈希表、重定位和 DT_VERSYM 用它引用符号；条目 0 总是未定义。'],
  name: ['名称', 'st_name：字符串表中位于该偏移、以 NUL 结束的字符串。'],
  version: [
    '版本',
    '该符号在 DT_VERSYM 中的条目，在 DT_VERDEF 和 DT_VERNEED 中查得。前面有 @ 表示不是默认版本（隐藏位已置）。',
  ],
  versionIndex: ['版本索引', '该符号在 DT_VERSYM 中的条目，不含隐藏位：版本定义或需求的索引。'],
  file: ['来源', 'vn_file：需要从中取得该版本的文件；版本属于此映像时为空。'],
  value: ['值', 'st_value：映像链接时的虚拟地址。在进程中要加上加载偏移。'],
  size: ['大小', 'st_size，以字节为单位。'],
  type: ['类型', 'st_info 的低四位。Go 接受 FUNC 和 NOTYPE。'],
  bind: ['绑定', 'st_info 的高四位。Go 接受 GLOBAL 和 WEAK。'],
  visibility: ['可见性', 'st_other 的低两位。'],
  other: ['其他位', 'st_other 的其余各位：MIPS16、ppc64 的局部入口、变体调用约定。'],
  fileOffset: [
    '文件偏移',
    '首字节在文件中的位置，uprobe 和文件调试器用的就是它；值不对应文件中的任何字节时为空。',
  ],
  section: ['节', 'st_shndx：定义该符号的节；UNDEF 表示未定义，ABS 表示不是地址。'],
  sysvHash: [
    'SysV 哈希',
    'DT_HASH 所用的名称哈希值（gABI 第 5 章），在此计算，不含链接器写在静态符号名称后的 @VERSION。',
  ],
  gnuHash: [
    'GNU 哈希',
    'DT_GNU_HASH 所用的名称哈希值（从 5381 起，h * 33 + c），在此计算，不含链接器写在静态符号名称后的 @VERSION。',
  ],
  lookedUpBy: ['查找者', '在 vDSO 中查找该名称的运行时，以及接收其地址的变量。'],
};

export const chineseTables: Readonly<Record<SingleTableId | 'strings', TableWords>> = {
  symbols: {
    title: '符号',
    empty: '没有动态符号：映像没有 DT_SYMTAB，或者无从得知它有多少条目。任何运行时在此都找不到函数。',
    columns: symbolColumns,
  },
  symtab: {
    title: '静态符号',
    empty: '没有 .symtab：映像去掉了静态符号。运行时的查找只用动态符号。',
    columns: symbolColumns,
  },
  versions: {
    title: '版本',
    empty: '没有符号版本：映像既没有 DT_VERDEF 也没有 DT_VERNEED。vDSO 没有 DT_VERDEF 时，Go 在启动时崩溃。',
    columns: {
      kind: ['种类', '定义（DT_VERDEF）由此映像提供；需求（DT_VERNEED）要由另一个文件满足。'],
      index: ['索引', 'vd_ndx 或 vna_other：DT_VERSYM 用这个数表示属于该版本的符号。'],
      name: ['名称', '版本节点。在 vDSO 中它表示 ABI，不是正在运行的内核。'],
      hash: ['哈希值', '映像中写入的 vd_hash 或 vna_hash：名称的 SysV 哈希值。'],
      check: ['哈希检查', '该哈希值是否等于在此计算的名称 SysV 哈希值。'],
      flags: ['标志', 'vd_flags 或 vna_flags：BASE 是映像自身，WEAK 是弱引用。'],
      from: ['父版本 / 文件', '对于定义，是它继承的版本；对于需求，是要由其满足的文件。'],
      symbols: ['符号', 'DT_VERSYM 条目等于该索引的动态符号。'],
      askedBy: ['查找者', '查找符号之前先解析该版本的运行时。'],
    },
  },
  strings: {
    title: '字符串',
    empty: '没有连续四个以上的可打印字符：此节中没有字符串。',
    columns: {
      text: ['文本', '连续的可打印 ASCII 字符，至少四个。'],
      offset: ['文件偏移', '首字节在文件中的位置。'],
      length: ['长度', '字节数。'],
    },
  },
  gnuBuckets: {
    title: 'DT_GNU_HASH 桶',
    empty: '没有 DT_GNU_HASH。',
    columns: {
      bucket: ['桶', '名称所在的桶是 GNU 哈希值 mod nbuckets。'],
      first: ['首个符号', '该桶的链开始处的符号索引；0 表示桶为空。'],
      length: ['链长', '链中的符号数。最低位为 1 的链字结束该链。'],
      symbols: ['符号', '按链的顺序列出的名称。'],
      lookedUpBy: ['查找者', '哈希值落在该桶的运行时键。'],
    },
  },
  gnuBloom: {
    title: 'DT_GNU_HASH 布隆过滤器',
    empty: '没有 DT_GNU_HASH。',
    columns: {
      index: ['字', '检查名称的字是（GNU 哈希值 / 位数）mod 布隆字数。'],
      word: ['值', '存储的字。名称对应的两位中有一位为 0，就肯定没有该名称。'],
      bits: ['置位数', '其中有多少位为 1。'],
    },
  },
  sysvBuckets: {
    title: 'DT_HASH 桶',
    empty: '没有 DT_HASH。musl 1.2.5 及以前用它计符号数，没有它就从不使用 vDSO。',
    columns: {
      bucket: ['桶', '名称所在的桶是 SysV 哈希值 mod nbucket。'],
      first: ['首个符号', '该桶的链开始处的符号索引；0 表示桶为空。'],
      length: ['链长', '链中的符号数。chain[i] 是 i 之后的索引；0 结束该链。'],
      symbols: ['符号', '按链的顺序列出的名称。'],
      lookedUpBy: ['查找者', '哈希值落在该桶的运行时键。'],
    },
  },
  keys: {
    title: '运行时键',
    empty: '还没有让任何运行时查找此映像。',
    columns: {
      consumer: ['使用方', '查找该符号的一方，以及依据哪个版本的源码。'],
      variable: ['键', '接收地址的变量；没有变量时是所查找的名称。'],
      symbol: ['符号', '查找的名称。'],
      version: ['版本', '它必须属于的版本节点。'],
      outcome: ['结果', '在此映像上重放查找的结果。'],
      value: ['值', '被接受的符号的 st_value。'],
      table: ['查找途径', '在哪个哈希表的哪个桶中找到符号。'],
      hashes: ['哈希常量', '源码中的常量与在此计算的名称哈希值是否一致。'],
      why: ['原因', '得出该结果的原因。'],
      fallback: ['否则', '没有找到符号时运行时的做法。'],
    },
  },
  segments: {
    title: '段',
    empty: '没有程序头。内核和所有动态加载器都需要它们：此文件无法映射。',
    columns: {
      index: ['#', '程序头表中的索引。'],
      type: ['类型', 'p_type：PT_LOAD 会被映射，PT_DYNAMIC 通向符号和哈希表，PT_NOTE 通向注释。'],
      flags: ['标志', 'p_flags：R 读，W 写，X 执行。'],
      offset: ['偏移', 'p_offset：段在文件中的起始位置。'],
      vaddr: ['地址', 'p_vaddr：链接时确定的内存起始位置。'],
      filesz: ['文件大小', 'p_filesz：取自文件的字节数。'],
      memsz: ['内存大小', 'p_memsz：内存中的字节数；超出文件大小的部分为零。'],
      align: ['对齐', 'p_align：p_vaddr 与 p_offset 对它同余。'],
    },
  },
  sections: {
    title: '节',
    empty:
      '没有节头表。各表通过 PT_DYNAMIC 找到；需要节的使用方（bionic、LLVM libc、uClibc-ng）在此什么也找不到。',
    columns: {
      index: ['#', '节头表中的索引；符号和 sh_link 用它引用节。'],
      name: ['名称', 'sh_name，在 e_shstrndx 所指的字符串表中。'],
      type: ['类型', 'sh_type。'],
      flags: ['标志', 'sh_flags：ALLOC 在内存中，WRITE 可写，EXECINSTR 代码；没有名称的标志用十六进制。'],
      addr: ['地址', 'sh_addr：虚拟地址，不在内存中的节为 0。'],
      offset: ['偏移', 'sh_offset，在文件中的位置。'],
      size: ['大小', 'sh_size，以字节为单位。'],
      link: ['链接', 'sh_link：它引用的节（对于符号，是其字符串表）。'],
      info: ['信息', 'sh_info：对于符号表，是最后一个局部符号之后的索引。'],
      align: ['对齐', 'sh_addralign。'],
      entsize: ['条目', 'sh_entsize：一个条目的字节数，不含表时为 0。'],
    },
  },
  dynamic: {
    title: '动态段',
    empty: '没有 PT_DYNAMIC，也没有动态节：此映像没有导出任何可在运行时查找的内容。',
    columns: {
      index: ['#', '动态段中的索引。'],
      tag: ['标记', 'd_tag 的数值。'],
      name: ['名称', 'd_tag 的名称。'],
      value: ['值', 'd_val 或 d_ptr：依标记而定，是地址、大小、数量或字符串表中的偏移。'],
      text: ['含义', '它指向的字符串，或值的意义。'],
    },
  },
  relocations: {
    title: '重定位',
    empty: '没有重定位。vDSO 不需要：内核按原样映射它。',
    columns: {
      table: [
        '表',
        'DT_RELA、DT_REL、DT_JMPREL（PLT）或 DT_RELR，或打包的表：DT_CREL、DT_ANDROID_RELA、DT_ANDROID_REL；或只有链接器才读的节。',
      ],
      index: ['#', '在其所属表中的索引。'],
      offset: ['偏移', 'r_offset：要修改的地址；在目标文件中，是相对于该表所属节的字节偏移。'],
      type: ['类型', '该机器的重定位类型。'],
      symbol: ['符号', '它引用的符号。'],
      addend: ['加数', 'r_addend；DT_REL 把它放在要修改的位置上。'],
    },
  },
  notes: {
    title: '注释',
    empty: '没有注释：此映像没有记录构建 ID 和内核版本。',
    columns: {
      owner: ['所有者', '定义该注释类型的一方：“Linux”是内核，“GNU”是工具链。'],
      type: ['类型', '注释类型；含义取决于所有者。'],
      text: ['含义', '已知的内容。'],
      bytes: ['内容', '描述部分的字节。'],
    },
  },
  problems: {
    title: '问题',
    empty: '没有问题：每个表都在映像之内，且各表相互一致。',
    columns: {
      severity: ['级别', '错误：结构无法读取；警告：不同程序的解读会不一致；提示：少见，但合法。'],
      structure: ['位置', '涉及的结构。'],
      message: ['问题', '哪里不对，有什么后果。'],
      range: ['字节', '涉及的文件范围。'],
      code: ['代码', '这类问题的固定标识。'],
    },
  },
  functions: {
    title: '函数',
    empty: '没有已知的函数：代码中没有类型为 FUNC 的符号。如果有 .symtab，请加载它：其他函数在其中。',
    columns: {
      name: ['函数', '符号。同一地址的几个名称是一个函数。'],
      address: ['地址', '代码开始的位置；在目标文件中从所在节的开头算起。'],
      size: ['大小', 'st_size，以字节为单位；为 0 时是到下一个函数为止的空间。'],
      section: ['节', '它所在的节。'],
      path: ['路径', '它的代码所允许的：不进入内核就返回、必要时进入，或只能进入。跟踪了每条路径。'],
      counters: ['计数器', '它用来读取时钟计数器的指令或寄存器。'],
      systemCalls: ['系统调用', '某条路径上进入内核所用的系统调用。'],
      instructions: ['指令数', '它各路径上的指令数，包括它调用的函数。'],
    },
  },
  clockPaths: {
    title: '时钟',
    empty: '此映像没有导出读取时钟的函数。',
    columns: {
      id: ['Id', '调用 clock_gettime 时给出的编号。'],
      clock: ['时钟', 'time.h 中的名称，不含 CLOCK_。'],
      path: ['路径', '以此编号调用时代码的做法。'],
      counters: ['计数器', '某条路径上读取的计数器。不读计数器的时钟只需几次加载。'],
      why: ['原因', '为何不是每条路径都能跟踪。'],
    },
  },
  patched: {
    title: '改写位置',
    empty: '内核不改写这里的任何内容：映像没有 .altinstructions。',
    columns: {
      address: ['地址', '内核可能改写的第一个字节的地址。'],
      function: ['函数', '它所在的函数。'],
      now: ['现在是', '此映像中的指令。'],
      alternatives: ['替代', '依处理器的能力，那里可能换成的指令：以最后一个适用的为准。'],
      chosen: ['选用', '现在的指令是否是替代之一。'],
    },
  },
  atlas: {
    title: '运行时与内核',
    empty: '已知的运行时在这些内核上都不查找任何名称。',
    columns: {
      runtime: ['运行时', '在 vDSO 中查找名称的一方，以及重放其查找的版本。'],
      changes: [
        '从哪个内核起',
        '在最新内核上的结果，以及从哪个内核起如此。每个结果一直保持到下一个；详细信息说明涉及哪些函数以及原因。',
      ],
    },
  },
  matrix: {
    title: '并列的映像',
    empty: '没有差异，或对这些映像没有可问的内容。',
    columns: {
      differs: ['差异', '有多少个映像的单元格与基准不同；没有基准时，有多少种不同的单元格。'],
    },
  },
};

/** What the names of Go's runtime are, in Chinese: catalog/goNames.ts and goMembers.ts, whose English is the key. */
export const chineseGoNames: Readonly<Record<string, string>> = {
  'Field of vdsoSymbolKey. The function that is wanted: compared as a whole with each candidate.':
    'vdsoSymbolKey 的字段。要查找的函数：与每个候选整体比较。',
  'Field of vdsoSymbolKey. SysV hash of the name, for DT_HASH: modulo the number of buckets it says where to begin. Unused where the image has DT_GNU_HASH.':
    'vdsoSymbolKey 的字段。名称的 SysV 哈希值，用于 DT_HASH：对桶数取模得出从哪里开始。映像有 DT_GNU_HASH 时不使用。',
  'Field of vdsoSymbolKey. GNU hash of the name, for DT_GNU_HASH: it chooses the bucket, and is compared with each entry of the chain but for the lowest bit. Where the image has that table, no other is used.':
    'vdsoSymbolKey 的字段。名称的 GNU 哈希值，用于 DT_GNU_HASH：由它选桶，并与链的每一项比较（最低位除外）。映像有该表时，不使用别的表。',
  'Field of vdsoSymbolKey. Where the address goes: load offset plus st_value. It stays 0 when nothing is found.':
    'vdsoSymbolKey 的字段。存放地址的位置：加载偏移加 st_value。没有找到时保持为 0。',
  'Field of vdsoVersionKey. Name of the node that is wanted.':
    'vdsoVersionKey 的字段。所要的版本节点的名称。',
  'Field of vdsoVersionKey. SysV hash of the node, compared with vd_hash of each version definition before the names are.':
    'vdsoVersionKey 的字段。版本节点的 SysV 哈希值，先于名称与每个版本定义的 vd_hash 比较。',
  'Field of vdsoInfo. Whether the image has what a lookup needs: a PT_LOAD, a PT_DYNAMIC, strings, symbols and a hash table. Without it nothing is looked up.':
    'vdsoInfo 的字段。映像是否具备查找所需：PT_LOAD、PT_DYNAMIC、字符串、符号和一个哈希表。不具备时什么也不查找。',
  'Field of vdsoInfo. Where the ELF header lies: the value of AT_SYSINFO_EHDR.':
    'vdsoInfo 的字段。ELF 头的位置：AT_SYSINFO_EHDR 的值。',
  "Field of vdsoInfo. What is added to the image's addresses: loadAddr + p_offset - p_vaddr of the first PT_LOAD.":
    'vdsoInfo 的字段。加到映像地址上的数：loadAddr + 第一个 PT_LOAD 的 p_offset - p_vaddr。',
  'Field of vdsoInfo. The symbols (DT_SYMTAB).': 'vdsoInfo 的字段。符号（DT_SYMTAB）。',
  'Field of vdsoInfo. The names (DT_STRTAB).': 'vdsoInfo 的字段。名称（DT_STRTAB）。',
  'Field of vdsoInfo. Chains of the one hash table that is used: DT_GNU_HASH where there is one.':
    'vdsoInfo 的字段。所用的那个哈希表的链：有 DT_GNU_HASH 时用它。',
  'Field of vdsoInfo. Buckets of the one hash table that is used. With DT_GNU_HASH and no bucket Go divides by zero; with DT_HASH it looks nothing up.':
    'vdsoInfo 的字段。所用的那个哈希表的桶。DT_GNU_HASH 没有桶时 Go 除以零；DT_HASH 没有桶时什么也不查找。',
  'Field of vdsoInfo. The first symbol that DT_GNU_HASH has: an index into the chains is less by it.':
    'vdsoInfo 的字段。DT_GNU_HASH 中的第一个符号：链中的索引比符号索引小这么多。',
  'Field of vdsoInfo. Whether buckets and chains are those of DT_GNU_HASH.':
    'vdsoInfo 的字段。桶和链是否属于 DT_GNU_HASH。',
  "Field of vdsoInfo. Each symbol's version index (DT_VERSYM); nil without DT_VERDEF, and then no version is compared.":
    'vdsoInfo 的字段。每个符号的版本索引（DT_VERSYM）；没有 DT_VERDEF 时为 nil，此时不比较版本。',
  'Field of vdsoInfo. The first version definition (DT_VERDEF).':
    'vdsoInfo 的字段。第一个版本定义（DT_VERDEF）。',
  'A symbol of the image. vdso_elf64.go has its layout for 64-bit architectures, vdso_elf32.go for 32-bit ones.':
    '映像的一个符号。vdso_elf64.go 有它在 64 位架构上的布局，vdso_elf32.go 有 32 位架构上的布局。',
  'A version definition: its index and the hash of its name. vdso_elf64.go has its layout for 64-bit architectures, vdso_elf32.go for 32-bit ones.':
    '版本定义：索引和名称的哈希值。vdso_elf64.go 有它在 64 位架构上的布局，vdso_elf32.go 有 32 位架构上的布局。',
  'Where the name of a version definition stands. vdso_elf64.go has its layout for 64-bit architectures, vdso_elf32.go for 32-bit ones.':
    '版本定义的名称所在之处。vdso_elf64.go 有它在 64 位架构上的布局，vdso_elf32.go 有 32 位架构上的布局。',
  'The ELF header at AT_SYSINFO_EHDR; only e_phoff and e_phnum are read. vdso_elf64.go has its layout for 64-bit architectures, vdso_elf32.go for 32-bit ones.':
    'AT_SYSINFO_EHDR 处的 ELF 头；只读取 e_phoff 和 e_phnum。vdso_elf64.go 有它在 64 位架构上的布局，vdso_elf32.go 有 32 位架构上的布局。',
  'A program header; PT_LOAD and PT_DYNAMIC are looked for. vdso_elf64.go has its layout for 64-bit architectures, vdso_elf32.go for 32-bit ones.':
    '程序头；从中查找 PT_LOAD 和 PT_DYNAMIC。vdso_elf64.go 有它在 64 位架构上的布局，vdso_elf32.go 有 32 位架构上的布局。',
  'A section header, which the runtime does not read. vdso_elf64.go has its layout for 64-bit architectures, vdso_elf32.go for 32-bit ones.':
    '节头，运行时不读取它。vdso_elf64.go 有它在 64 位架构上的布局，vdso_elf32.go 有 32 位架构上的布局。',
  'An entry of the dynamic table. vdso_elf64.go has its layout for 64-bit architectures, vdso_elf32.go for 32-bit ones.':
    '动态段的一个条目。vdso_elf64.go 有它在 64 位架构上的布局，vdso_elf32.go 有 32 位架构上的布局。',
  "The entry of the auxiliary vector with the address of the vDSO's ELF header. Without it, or with 0, nothing is looked up and every clock is a system call.":
    '辅助向量中给出 vDSO 的 ELF 头地址的一项。没有它或它为 0 时，什么也不查找，每次读取时钟都是系统调用。',
  '32-bit ARM only: calls the function of the vDSO whose address is in R4, on the stack of g0, with vdsoPC and vdsoSP set for profiles.':
    '仅用于 32 位 ARM：在 g0 的栈上调用 R4 所指的 vDSO 函数，并为性能分析设置 vdsoPC 和 vdsoSP。',
  'Never called: its name, runtime._VDSO, is what a CPU profile shows for time in the vDSO that could not be traced back to a Go caller.':
    '从不调用：CPU 性能分析用它的名称 runtime._VDSO 表示在 vDSO 中、无法回溯到 Go 调用者的时间。',
  "Takes a free state for the vDSO's getrandom, and maps memory for more when there is none; 0 when that fails, and then the caller makes the system call.":
    '取一个供 vDSO 的 getrandom 使用的空闲状态，没有时映射更多内存；失败时返回 0，由调用者发起系统调用。',
  "Gives back a thread's state for the vDSO's getrandom when the thread ends.":
    '线程结束时，归还它用于 vDSO 的 getrandom 的状态。',
  "Rank of the lock around the free states of the vDSO's getrandom, for the runtime's check of the order of locks.":
    '保护 vDSO 的 getrandom 空闲状态的锁的等级，供运行时检查加锁顺序。',
  'For tests: vdso_linux_test.go computes both hashes of every key anew, so that a wrong constant fails the build of Go.':
    '供测试使用：vdso_linux_test.go 重新计算每个键的两个哈希值，常量写错时 Go 的构建就会失败。',
  "For tests: this architecture's vdsoSymbolKeys.": '供测试使用：此架构的 vdsoSymbolKeys。',
  "FreeBSD's: how many sets of clock parameters the timekeeping page holds.":
    'FreeBSD 的常量：计时页含多少组时钟参数。',
  "FreeBSD's: the version of the timekeeping page that the runtime understands; with another one the clock is a system call.":
    'FreeBSD 的常量：运行时认识的计时页版本；版本不同时，读取时钟是系统调用。',
  "FreeBSD's: the clock is read from the time-stamp counter.": 'FreeBSD 的常量：从时间戳计数器读取时钟。',
  "FreeBSD's: the clock is read from the HPET, mapped from its device.":
    'FreeBSD 的常量：从 HPET 读取时钟，它由设备映射而来。',
  "FreeBSD's: the clock is read from the generic timer, on ARM and arm64.":
    'FreeBSD 的常量：在 ARM 和 arm64 上从通用定时器读取时钟。',
  "FreeBSD's: the clock is read by RISC-V's rdtime.": 'FreeBSD 的常量：用 RISC-V 的 rdtime 读取时钟。',
  "The symbol version node that the runtime's vDSO functions must have on this architecture, with its SysV hash. It names an ABI node of the image, not a kernel release, and does not change with the kernel.":
    '运行时要求 vDSO 函数在此架构上属于的版本节点，以及其 SysV 哈希值。它表示映像的 ABI 节点，不是内核版本，也不随内核变化。',
  'The functions that the runtime looks for in the vDSO: a slice of structs, each with a name, its SysV and GNU hash (constants, not recomputed at run time) and a pointer to the variable that gets the address. It holds no offsets and is no map.':
    '运行时在 vDSO 中查找的函数：结构体的切片，各有名称、SysV 和 GNU 哈希值（常量，运行时不重新计算）以及指向接收地址的变量的指针。它不含偏移，也不是 map。',
  "Address of the vDSO's clock_gettime in the program's own process, 0 when it was not found. time.Now and the runtime's own clocks (nanotime1, walltime) call it from assembly.":
    'vDSO 的 clock_gettime 在程序自身进程中的地址，没有找到时为 0。time.Now 和运行时自己的时钟（nanotime1、walltime）从汇编中调用它。',
  "Address of the vDSO's gettimeofday in the program's own process, 0 when it was not found. Only amd64 has it, for package syscall (asm_linux_amd64.s); time.Now does not use it.":
    'vDSO 的 gettimeofday 在程序自身进程中的地址，没有找到时为 0。只有 amd64 有它，供 syscall 包使用（asm_linux_amd64.s）；time.Now 不使用它。',
  "Address of the vDSO's getrandom in the program's own process, 0 when it was not found. vgetrandomInit asks it for its state size at start-up.":
    'vDSO 的 getrandom 在程序自身进程中的地址，没有找到时为 0。vgetrandomInit 在启动时用它询问状态的大小。',
  "Gets every entry of the auxiliary vector at start-up and reacts to AT_SYSINFO_EHDR (33) with a value other than 0: that is the vDSO's address, and all lookups run right there, before the scheduler exists. Ports without vDSO tables have an empty one (os_linux_novdso.go).":
    '启动时得到辅助向量的每一项，遇到值不为 0 的 AT_SYSINFO_EHDR（33）就处理：那是 vDSO 的地址，所有查找就在此进行，早于调度器出现。没有 vDSO 表的移植中它是空函数（os_linux_novdso.go）。',
  'Reads the image in memory: load offset from the first PT_LOAD, dynamic table from the last PT_DYNAMIC, then string, symbol, hash and version tables. DT_GNU_HASH is preferred to DT_HASH. It checks neither the magic number nor any size.':
    '读取内存中的映像：由第一个 PT_LOAD 得到加载偏移，由最后一个 PT_DYNAMIC 得到动态段，再读字符串表、符号表、哈希表和版本表。DT_GNU_HASH 优先于 DT_HASH。它不检查魔数，也不检查任何大小。',
  'Walks the version definitions for the one whose hash and name are those of vdsoLinuxVersion and returns its index, or -1, which no symbol then matches. Without DT_VERDEF it follows a null pointer: a crash at start-up.':
    '遍历版本定义，查找哈希值和名称与 vdsoLinuxVersion 相同的定义，返回其索引；找不到时返回 -1，此后没有符号能匹配。没有 DT_VERDEF 时会解引用空指针：启动时崩溃。',
  'Looks up each entry of vdsoSymbolKeys through the hash table and stores load offset + value through its pointer. Accepts functions and untyped symbols, global or weak, that are defined and have the version index found before.':
    '通过哈希表查找 vdsoSymbolKeys 的每一项，并通过其指针存入加载偏移 + 值。接受已定义、属于先前找到的版本索引、全局或弱的函数和无类型符号。',
  'One wanted function: name, SysV hash (for DT_HASH), GNU hash (for DT_GNU_HASH), and where to store the address. The hashes are written by hand in the source; with a wrong one the function is not found, or by luck.':
    '一个要查找的函数：名称、SysV 哈希值（用于 DT_HASH）、GNU 哈希值（用于 DT_GNU_HASH），以及存放地址的位置。哈希值手工写在源码中；写错时找不到函数，或只能碰巧找到。',
  'A version node: its name and the SysV hash of the name.': '版本节点：名称，以及名称的 SysV 哈希值。',
  'What was read of the image: its address and load offset, symbol and string table, buckets and chains of one hash table, version tables. It lives only while the auxiliary vector is handled; the addresses found are what stays.':
    '从映像读到的内容：地址和加载偏移、符号表和字符串表、一个哈希表的桶和链、版本表。它只在处理辅助向量期间存在；留下来的是找到的地址。',
  "First address of the vDSO in the program's own process: the load offset of its first PT_LOAD. Signal handlers use the range up to vdsoLoadEnd to tell whether a program counter is in the vDSO.":
    'vDSO 在程序自身进程中的首地址：第一个 PT_LOAD 的加载偏移。信号处理程序用到 vdsoLoadEnd 为止的范围判断程序计数器是否在 vDSO 中。',
  "Address behind the vDSO in the program's own process: vdsoLoadStart plus p_memsz of the first PT_LOAD. That is less than the mapping, in which section headers may follow.":
    'vDSO 在程序自身进程中之后的地址：vdsoLoadStart 加上第一个 PT_LOAD 的 p_memsz。这小于整个映射，其后可能还有节头表。',
  'Whether a program counter is in the vDSO, where g and the stack are not as Go leaves them. Up to 1.23 it tests the one page that holds the first function found; since 1.24 the range from vdsoLoadStart to vdsoLoadEnd. Ports without vDSO answer no (vdso_in_none.go).':
    '程序计数器是否在 vDSO 中，在那里 g 和栈不是 Go 的样子。1.23 及以前检查找到的第一个函数所在的一页；自 1.24 起检查从 vdsoLoadStart 到 vdsoLoadEnd 的范围。没有 vDSO 的移植回答否（vdso_in_none.go）。',
  'Bytes of the largest array type the compiler accepts on this architecture. The array types over the vDSO are made of it; it is no size of the image.':
    '编译器在此架构上接受的最大数组类型的字节数。覆盖 vDSO 的数组类型由它得出；它不是映像的大小。',
  'Length of the array type through which the symbol table is read: vdsoArrayMax / unsafe.Sizeof(elfSym{}). It is the largest array the compiler accepts and no property of the image: the size of the real table is not checked.':
    '读取符号表所用的数组类型的长度：vdsoArrayMax / unsafe.Sizeof(elfSym{})。它是编译器接受的最大数组，与映像无关：不检查真正的表的大小。',
  'Length of the array type through which the dynamic table is read: vdsoArrayMax / unsafe.Sizeof(elfDyn{}). It is the largest array the compiler accepts and no property of the image: the size of the real table is not checked.':
    '读取动态段所用的数组类型的长度：vdsoArrayMax / unsafe.Sizeof(elfDyn{})。它是编译器接受的最大数组，与映像无关：不检查真正的表的大小。',
  'Length of the array type through which the string table is read: vdsoArrayMax. It is the largest array the compiler accepts and no property of the image: the size of the real table is not checked.':
    '读取字符串表所用的数组类型的长度：vdsoArrayMax。它是编译器接受的最大数组，与映像无关：不检查真正的表的大小。',
  'Length of the array type through which the version table (DT_VERSYM) is read: vdsoArrayMax / 2. It is the largest array the compiler accepts and no property of the image: the size of the real table is not checked.':
    '读取版本表（DT_VERSYM）所用的数组类型的长度：vdsoArrayMax / 2。它是编译器接受的最大数组，与映像无关：不检查真正的表的大小。',
  'Length of the array type through which a hash table is read: vdsoArrayMax / 4. It is the largest array the compiler accepts and no property of the image: the size of the real table is not checked.':
    '读取哈希表所用的数组类型的长度：vdsoArrayMax / 4。它是编译器接受的最大数组，与映像无关：不检查真正的表的大小。',
  'Words of 4 bytes in a bloom filter word of DT_GNU_HASH: 2 on 64-bit architectures, 1 on 32-bit ones. The runtime needs it only to step over the filter, which it does not use.':
    'DT_GNU_HASH 的布隆字含多少个 4 字节的字：64 位架构是 2，32 位架构是 1。运行时只用它跳过过滤器，而不使用过滤器。',
  'Program counter of the Go caller while a thread (m) is in a vDSO call, so that a profiling signal can unwind from there.':
    '线程（m）处于 vDSO 调用中时，Go 调用者的程序计数器，使性能分析信号能由此做栈回溯。',
  'Stack pointer of the Go caller while a thread (m) is in a vDSO call; 0 when it is in none.':
    '线程（m）处于 vDSO 调用中时，Go 调用者的栈指针；不在调用中时为 0。',
  "Asks the vDSO's getrandom for the size and the memory protection of its per-thread state. When vdsoGetrandomSym is 0 it does nothing, and vgetrandom reports itself unsupported.":
    '用 vDSO 的 getrandom 询问每线程状态的大小和内存保护。vdsoGetrandomSym 为 0 时什么也不做，vgetrandom 报告不受支持。',
  "Random bytes from the vDSO's getrandom, for internal/syscall/unix and x/sys/unix. Unsupported when vgetrandomInit found no function: then the caller makes the system call.":
    '来自 vDSO 的 getrandom 的随机字节，供 internal/syscall/unix 和 x/sys/unix 使用。vgetrandomInit 没有找到函数时不受支持：由调用者发起系统调用。',
  "Calls the vDSO's getrandom through vdsoGetrandomSym, in assembly and on the goroutine's stack.":
    '通过 vdsoGetrandomSym 调用 vDSO 的 getrandom，用汇编写成，在 goroutine 的栈上运行。',
  "Free states for the vDSO's getrandom, with the size and memory protection that it asked for. Each thread (m) takes one; stateSize 0 means that there is no such function.":
    '供 vDSO 的 getrandom 使用的空闲状态，以及它要求的大小和内存保护。每个线程（m）取一个；stateSize 为 0 表示没有这个函数。',
  "Where a thread (m) keeps the state of the vDSO's getrandom; 0 until its first random bytes.":
    '线程（m）存放 vDSO 的 getrandom 的状态之处；首次取随机字节之前为 0。',
  "FreeBSD's: reads the time from the page that the FreeBSD kernel shares (AT_TIMEKEEP); no ELF image is involved. On Linux there is no such function: nanotime1 and walltime call the vDSO through vdsoClockgettimeSym, in assembly.":
    'FreeBSD 的函数：从 FreeBSD 内核共享的页（AT_TIMEKEEP）读取时间；不涉及 ELF 映像。Linux 上没有这样的函数：nanotime1 和 walltime 在汇编中通过 vdsoClockgettimeSym 调用 vDSO。',
  "FreeBSD's: header of the timekeeping page that its kernel shares with programs. Linux programs have no such page; their time comes through vdsoClockgettimeSym.":
    'FreeBSD 的类型：其内核与程序共享的计时页的头部。Linux 程序没有这样的页；它们的时间来自 vdsoClockgettimeSym。',
  "FreeBSD's: one set of clock parameters in the timekeeping page; the kernel writes them in turn.":
    'FreeBSD 的类型：计时页中的一组时钟参数；内核轮流写入各组。',
  "FreeBSD's: bytes of a vdsoTimekeep, for stepping through the timekeeping page.":
    'FreeBSD 的常量：一个 vdsoTimekeep 的字节数，用于在计时页中逐个前进。',
  "FreeBSD's: bytes of a vdsoTimehands, for stepping through the timekeeping page.":
    'FreeBSD 的常量：一个 vdsoTimehands 的字节数，用于在计时页中逐个前进。',
};

/** What else is good to know of each consumer, in Chinese: the catalogue's English is the key. */
export const chineseQuirks: Readonly<Record<string, string>> = {
  // Go
  'Checks neither the magic number nor class, byte order, machine or e_phentsize of the image.':
    '不检查映像的魔数、位数、字节序、机器和 e_phentsize。',
  'Prefers DT_GNU_HASH and does not ask its bloom filter; the hashes are constants of its source.':
    '优先使用 DT_GNU_HASH，但不查它的布隆过滤器；哈希值是源码中的常量。',
  'Follows a null pointer at start-up when the image has no DT_VERDEF (sysprog21/elfuse#49).':
    '映像没有 DT_VERDEF 时，启动时会解引用空指针（sysprog21/elfuse#49）。',
  'Divides by the number of buckets of DT_GNU_HASH without a test for 0; the branch for DT_HASH has one since 1.19.':
    '除以 DT_GNU_HASH 的桶数之前不检查是否为 0；DT_HASH 的分支自 1.19 起有此检查。',
  'Reads the dynamic table up to DT_NULL without a limit; DT_STRSZ, DT_SYMENT and DT_VERDEFNUM are not used.':
    '读取动态段直到 DT_NULL，没有上限；不使用 DT_STRSZ、DT_SYMENT 和 DT_VERDEFNUM。',
  'Ignores bit 15 (hidden) of a version index, and accepts absolute symbols and the value 0.':
    '忽略版本索引的第 15 位（隐藏位），接受绝对符号和值 0。',
  'A vdso*Sym variable of 0 means "use the system call", and is tested on every call.':
    'vdso*Sym 变量为 0 表示“使用系统调用”，每次调用都会检查。',
  // glibc
  'Makes a link_map of the image, so dl_iterate_phdr and dlopen("linux-vdso.so.1", RTLD_NOLOAD) see it too.':
    '为映像建立 link_map，因此 dl_iterate_phdr 和 dlopen("linux-vdso.so.1", RTLD_NOLOAD) 也能看到它。',
  'On 32-bit ports clock_gettime() tries the 64-bit function first, then the 32-bit one, then the system calls.':
    '在 32 位移植上，clock_gettime() 先试 64 位函数，再试 32 位函数，最后用系统调用。',
  'Names a version node with each symbol. Since 2.31 it is not compared: the lookups are made before the version tables are set up, and without them a symbol of the name is taken.':
    '每个符号都指定版本节点。自 2.31 起并不比较它：查找发生在版本表建立之前，没有版本表时取同名的符号。',
  'Three exceptions compare the node, in dynamic programs: everything up to 2.30; gettimeofday() and time() from 2.31 to 2.40 where an IFUNC chooses them; and riscv_flush_icache().':
    '动态链接的程序中有三种例外会比较版本节点：2.30 及以前的所有查找；2.31 至 2.40 中由 IFUNC 选择的 gettimeofday() 和 time()；以及 riscv_flush_icache()。',
  'Hidden and internal symbols are passed over.': '跳过可见性为 HIDDEN 和 INTERNAL 的符号。',
  'dlvsym() by a program does compare the node.': '程序自己调用 dlvsym() 时会比较版本节点。',
  'Up to 2.30 a static program never used the vDSO.': '2.30 及以前，静态链接的程序从不使用 vDSO。',
  // musl
  'Up to 1.2.5 a DT_HASH is needed, only to know how many symbols there are: on an image with DT_GNU_HASH alone every call is a system call. 1.2.6 counts by DT_GNU_HASH where DT_HASH is missing: seen by running it, its vdso.c was not read.':
    '1.2.5 及以前需要 DT_HASH，只为得知符号数量：映像只有 DT_GNU_HASH 时，每次调用都是系统调用。1.2.6 在缺少 DT_HASH 时用 DT_GNU_HASH 计数：这是运行得知的，没有读过它的 vdso.c。',
  'The 32-bit function is looked for only where the 64-bit one is missing; on ARM both are, and without the 32-bit one neither is used.':
    '只在缺少 64 位函数时才查找 32 位函数；ARM 上两个都查找，缺少 32 位函数时两个都不使用。',
  'ppc32 asks for __kernel_clock_gettime64 in LINUX_5.11, the release that brought it; the node is LINUX_2.6.15, so only the 32-bit function is ever used.':
    'ppc32 在 LINUX_5.11 中查找 __kernel_clock_gettime64，那是引入它的内核版本；而版本节点是 LINUX_2.6.15，因此只会用到 32 位函数。',
  'riscv64 looked only for __vdso_flush_icache up to 1.2.5, and up to 1.2.4 under LINUX_4.5, a node that does not exist.':
    '1.2.5 及以前，riscv64 只查找 __vdso_flush_icache；1.2.4 及以前还用了不存在的版本节点 LINUX_4.5。',
  'riscv32 asks for __vdso_clock_gettime, which that image does not have.':
    'riscv32 查找 __vdso_clock_gettime，而它的映像没有这个函数。',
  'Looks a function up when it is first called. clock_gettime() goes on to the system call after a return value other than 0 and -EINVAL; getcpu and flush_icache after -ENOSYS only.':
    '函数首次调用时才查找。clock_gettime() 的返回值不是 0 或 -EINVAL 时转而使用系统调用；getcpu 和 flush_icache 只在 -ENOSYS 时才这样。',
  // bionic
  'The number of symbols comes from the section header of SHT_DYNSYM: an image without section headers is ignored.':
    '符号数量取自 SHT_DYNSYM 的节头：忽略没有节头表的映像。',
  'A name is enough: versions, types and bindings are not looked at. The first symbol of the name counts, up to 2023-12-12 the last one did.':
    '名称相同即可：不看版本、类型和绑定。取同名符号中的第一个，2023-12-12 及以前取最后一个。',
  '32-bit ARM and x86 use the functions with 32-bit time only.': '32 位 ARM 和 x86 只使用 32 位时间的函数。',
  // rustix
  'An image it cannot use at all means system calls. In an image it can use, a missing function is an assertion on 64-bit targets: the program panics at the first use of any function.':
    '映像完全不可用时使用系统调用。映像可用而缺少某个函数时，64 位目标上断言失败：程序首次使用任何函数时触发 panic。',
  'getcpu is asked for only with the feature thread (process in 0.38), the clock only with time; here both are built in.':
    '只有启用 thread 特性（0.38 中是 process）才查找 getcpu，启用 time 才查找时钟函数；这里按两者都启用。',
  'Up to 0.38.42 (and in 0.37 up to 0.37.27) an image without DT_HASH was a segmentation fault (bytecodealliance/rustix#1253); 0.38.43 and 0.38.44 leave it alone; DT_GNU_HASH is understood since 1.0.0.':
    '0.38.42 及以前（0.37 系列到 0.37.27），没有 DT_HASH 的映像导致段错误（bytecodealliance/rustix#1253）；0.38.43 和 0.38.44 不使用这种映像；自 1.0.0 起支持 DT_GNU_HASH。',
  'Refuses images with PT_INTERP or PT_GNU_RELRO, with a PT_LOAD that is not readable and executable, and with a DT_SYMENT of another size. The ELF header is checked unless the feature use-libc-auxv is on, which it was by default before 1.0.':
    '拒绝带 PT_INTERP 或 PT_GNU_RELRO、PT_LOAD 不是可读可执行、DT_SYMENT 大小不符的映像。除非启用 use-libc-auxv 特性（1.0 之前默认启用），否则检查 ELF 头。',
  '32-bit PowerPC asks for LINUX_5.11, which no kernel defines.':
    '32 位 PowerPC 查找 LINUX_5.11，而没有内核定义它。',
  'Up to 0.38.42 RISC-V asked for __kernel_getcpu, which no kernel has there, and asserted it.':
    '0.38.42 及以前，RISC-V 查找并断言 __kernel_getcpu 存在，而那里的内核都没有它。',
  // Zig std and others
  'Needs DT_HASH.': '需要 DT_HASH。',
  'Needs a DT_HASH, only to know how many symbols there are: on an image with DT_GNU_HASH alone every call is a system call.':
    '需要 DT_HASH，只为得知符号数量：映像只有 DT_GNU_HASH 时，每次调用都是系统调用。',
  'A program that links a libc gets no vDSO from here: the libc looks.':
    '链接 libc 的程序不由它使用 vDSO：由 libc 查找。',
  'Before ziglang/zig#20922 MIPS asked for the names of arm64, which were never found.':
    'ziglang/zig#20922 之前，MIPS 查找的是 arm64 的名称，从未找到。',
  // LLVM libc
  'The number of symbols comes from the section header of SHT_DYNSYM, divided by sh_entsize without a test: an image without section headers is ignored.':
    '符号数量取自 SHT_DYNSYM 的节头，未经检查就除以 sh_entsize：忽略没有节头表的映像。',
  'Types and bindings are not looked at, and the last symbol of the name and node counts.':
    '不看类型和绑定，取名称和版本节点都相同的最后一个符号。',
  'A PT_DYNAMIC before the PT_LOAD would be taken with a wrong load address; no image known has that.':
    'PT_DYNAMIC 若在 PT_LOAD 之前，会用错加载地址；已知的映像都不是这样。',
  'Which of its functions call the vDSO at all differs from release to release; here it is what is looked up.':
    '究竟哪些函数会调用 vDSO，各版本不同；这里列出的是它查找的名称。',
  // uClibc-ng
  'Finds its tables by section name and refuses the image when the dynamic table says otherwise: an image that is not linked at 0 is refused.':
    '按节的名称找各表，若与动态段不一致就拒绝映像：不链接在 0 的映像会被拒绝。',
  'Versions are read and not compared.': '读取版本但不比较。',
  'The environment variable VDSO_DISABLE switches it off.': '环境变量 VDSO_DISABLE 可将其关闭。',
  'Exactly aarch64, arm, i386, mips and x86_64 can be built with it (ARCH_VDSO_SUPPORT). 1.0.45, the first release with it, had it for mips and x86_64 only, with the same names.':
    '只有 aarch64、arm、i386、mips 和 x86_64 可以带此功能构建（ARCH_VDSO_SUPPORT）。首个带此功能的版本 1.0.45 只支持 mips 和 x86_64，名称相同。',
  // Cosmopolitan
  'Needs a DT_HASH, only to know how many symbols there are: on an image with DT_GNU_HASH alone, as arm64 kernels have it since 6.12, every call is a system call.':
    '需要 DT_HASH，只为得知符号数量：映像只有 DT_GNU_HASH 时（arm64 内核自 6.12 起如此），每次调用都是系统调用。',
  'Only GLOBAL symbols pass: the WEAK names without a prefix that x86 images have would not.':
    '只接受 GLOBAL 符号：x86 映像中不带前缀的 WEAK 名称不会被接受。',
  'The commit of 2026-03-05 searches as 4.0.2 does.': '2026-03-05 的提交与 4.0.2 的查找方式相同。',
  // mlibc
  'Asks for the same name on every 64-bit machine, so arm64, which calls it __kernel_clock_gettime, always makes system calls.':
    '在所有 64 位机器上查找同一个名称，而 arm64 上它叫 __kernel_clock_gettime，因此那里总是系统调用。',
  'Needs a DT_HASH, only to know how many symbols there are. Versions are not looked at.':
    '需要 DT_HASH，只为得知符号数量。不看版本。',
  'Program headers are not missed: without PT_DYNAMIC a null pointer is followed.':
    '不检查是否缺少程序头：没有 PT_DYNAMIC 时会解引用空指针。',
  'Its dynamic linker takes the whole image into its list of objects as well; that is not replayed here.':
    '它的动态加载器还会把整个映像加入对象列表；这里没有重放这一步。',
  'The releases before 7.0.0 make system calls.': '7.0.0 之前的版本使用系统调用。',
  // CRIU
  'An image that it cannot parse ends every command: the table of symbols is filled when CRIU looks at the kernel, before it does anything.':
    '映像无法解析时，所有命令都会终止：CRIU 在做任何事之前先检查内核，并在那时填好符号表。',
  'DT_GNU_HASH is understood since 4.1 (checkpoint-restore/criu#2570); before, an image with that table alone was an error.':
    '自 4.1 起支持 DT_GNU_HASH（checkpoint-restore/criu#2570）；此前只有该表的映像会报错。',
  'Versions are not looked at; a symbol passes when it is global or a function.':
    '不看版本；符号是全局符号或函数即可。',
  'Names are compared up to 31 characters. Headers, symbols and names are checked against the size of the mapping first; the words of the hash tables are not, and the number of buckets is divided by without a test for 0.':
    '名称最多比较 31 个字符。头、符号和名称先按映射的大小检查；哈希表的字不检查，除以桶数之前也不检查是否为 0。',
  'Images with one PT_LOAD only. Since 4.2 EI_OSABI may be Linux. 4.2 alone refuses big-endian images, as those of s390x.':
    '只接受含一个 PT_LOAD 的映像。自 4.2 起 EI_OSABI 可以是 Linux。只有 4.2 拒绝大端映像，例如 s390x 的映像。',
  'x86-64 and i386 share one list, so three names on x86-64 are those of the other ABI.':
    'x86-64 和 i386 共用一个列表，因此 x86-64 上有三个名称属于另一个 ABI。',
  'It starts at the [vdso] line of the maps and not at AT_SYSINFO_EHDR: where another mapping comes first, the magic number is not there (checkpoint-restore/criu#1417).':
    '它从 maps 的 [vdso] 行而不是 AT_SYSINFO_EHDR 开始：若前面还有别的映射，那里就没有魔数（checkpoint-restore/criu#1417）。',
  'No list has getrandom.': '所有列表都没有 getrandom。',
  // Linux selftests, LTP
  'The parser that many others descend from: Go, rustix, the copies in LTP and libevl.':
    '许多解析器都源自它：Go、rustix，以及 LTP 和 libevl 中的副本。',
  'Accepts functions only, so arm64 __kernel_rt_sigreturn (NOTYPE) is invisible to it.':
    '只接受函数，因此看不到 arm64 的 __kernel_rt_sigreturn（NOTYPE）。',
  'Divides by the number of buckets without a test for 0; the bloom filter is not asked.':
    '除以桶数之前不检查是否为 0；不查布隆过滤器。',
  'The names of 64-bit time, getrandom and DT_GNU_HASH came in kernels whose selftests were not read.':
    '64 位时间、getrandom 的名称和 DT_GNU_HASH 是在没有读过其 selftests 的内核版本中加入的。',
  'DT_HASH only: where an image has DT_GNU_HASH alone the test passes without trying the vDSO.':
    '只支持 DT_HASH：映像只有 DT_GNU_HASH 时，测试不尝试 vDSO 就通过。',
  'loong64 asks for LINUX_2.6, and its node is LINUX_5.10: never found.':
    'loong64 查找 LINUX_2.6，而其版本节点是 LINUX_5.10：从未找到。',
  'The 64-bit name is asked for in the form of x86 and ARM; 32-bit PowerPC calls it __kernel_clock_gettime64.':
    '64 位名称按 x86 和 ARM 的形式查找；32 位 PowerPC 上叫 __kernel_clock_gettime64。',
  'Only that test asks; versions and types are those of the kernel’s parser.':
    '只有这项测试会查找；版本和类型与内核的解析器相同。',
  // Abseil
  'Asks for __vdso_getcpu@LINUX_2.6 on every architecture. Only x86 has it; the stack walkers of arm64, 32-bit x86 and 64-bit PowerPC ask for signal trampolines as well.':
    '在所有架构上查找 __vdso_getcpu@LINUX_2.6，而只有 x86 有；arm64、32 位 x86 和 64 位 PowerPC 的栈回溯还会查找信号跳板。',
  'Every symbol on the way is checked, and a failed check ends the program: a version definition with other than 1 or 2 auxiliary entries, for one. Debug builds assert that the image can be used.':
    '途中的每个符号都会检查，检查失败则程序退出：例如版本定义的辅助条目不是 1 个或 2 个。调试构建断言映像可用。',
  'Counts symbols by DT_HASH, else by the last non-empty bucket of DT_GNU_HASH, since 20240722; older releases need DT_HASH.':
    '自 20240722 起用 DT_HASH 计符号数，没有时用 DT_GNU_HASH 的最后一个非空桶；更旧的版本需要 DT_HASH。',
  // Folly, libddwaf
  'dlopen("linux-vdso.so.1", RTLD_NOLOAD) and dlsym: it depends on the soname, and on a libc that makes the vDSO known to its loader. Replayed here as with glibc.':
    '使用 dlopen("linux-vdso.so.1", RTLD_NOLOAD) 和 dlsym：取决于 soname，也取决于 libc 是否让加载器知道 vDSO。这里按 glibc 重放。',
  'dlsym takes a symbol of thread-local storage for one, at an address outside of the image: not replayed here, and in no kernel’s image.':
    'dlsym 也接受线程局部存储的符号，其地址在映像之外：这里没有重放，内核的映像中也没有这种符号。',
  'Built for every architecture on which that dlopen succeeds when Folly is configured; the names are those of x86, so arm64 has none of them.':
    '凡是配置 Folly 时该 dlopen 成功的架构都会构建；名称是 x86 的，因此 arm64 一个也没有。',
  'No version is asked for.': '不指定版本。',
  'The vDSO of 32-bit x86 is called linux-gate.so.1: nothing is found there.':
    '32 位 x86 的 vDSO 叫 linux-gate.so.1：在那里什么也找不到。',
  'No version is asked for. Up to 1.1 arm64 asked for the name of x86.':
    '不指定版本。1.1 及以前，arm64 查找的是 x86 的名称。',
  // libevl
  'DT_HASH only: on an image with DT_GNU_HASH alone every program of it ends when it starts.':
    '只支持 DT_HASH：映像只有 DT_GNU_HASH 时，使用它的程序一启动就退出。',
  'A newer copy reads DT_GNU_HASH too and has a port for riscv64 (TobiasSchaffner/libevl at 8ea09c4b and c15d4558); of which release and day they are was not found, so every release above 0.47 is answered as 0.47.':
    '较新的副本也读 DT_GNU_HASH，并有 riscv64 移植（TobiasSchaffner/libevl 的 8ea09c4b 和 c15d4558）；没有查到它们属于哪个版本、哪一天，因此高于 0.47 的版本都按 0.47 回答。',
  'On 32-bit ARM it is __vdso_clock_gettime64 where the program has a 64-bit time_t, and __vdso_clock_gettime elsewhere; the former is shown.':
    '在 32 位 ARM 上，程序的 time_t 为 64 位时是 __vdso_clock_gettime64，否则是 __vdso_clock_gettime；这里显示前者。',
  // cilium/ebpf
  'Looks for no symbol but for the note with LINUX_VERSION_CODE, in the sections of type SHT_NOTE; 0.8.0, the first release that did, in the first of them only.':
    '不查找符号，而是在类型为 SHT_NOTE 的节中查找含 LINUX_VERSION_CODE 的注释；首个这样做的版本 0.8.0 只看其中第一个节。',
  'Without that note, as in gVisor, its detection of the kernel version returns the error; uname is not asked.':
    '没有这条注释时（例如在 gVisor 中），内核版本检测返回错误；不会改问 uname。',
  // FEX
  'Tries __kernel_NAME first and then __vdso_NAME on any host; listed is the one that the architecture has.':
    '在任何宿主上都先试 __kernel_NAME，再试 __vdso_NAME；这里列出该架构所有的那个。',
  'Takes its tables from the section headers and the image for linked at 0; types, bindings and versions are not looked at.':
    '从节头表取各表，并认为映像链接在 0；不看类型、绑定和版本。',
  'Its guests see a thunk library of its own as their vDSO.': '它的客户程序看到的 vDSO 是它自己的 thunk 库。',
  'Up to 2503 an image without section headers was a null pointer, and followed.':
    '2503 及以前，没有节头表的映像会变成空指针并被解引用。',
  'Up to 2409 it asked the dynamic loader, and found nothing by an error of its own.':
    '2409 及以前，它询问动态加载器，由于自身的错误什么也找不到。',
  // Gramine
  'Needs a DT_HASH, only to know how many symbols there are; a name is enough, whatever its type, binding and version.':
    '需要 DT_HASH，只为得知符号数量；名称相同即可，不论类型、绑定和版本。',
  'Takes the image for linked at 0: one linked elsewhere, as gVisor’s, is read at wrong addresses.':
    '认为映像链接在 0：链接在别处的映像（如 gVisor 的）会从错误的地址读取。',
  'Leaves the vDSO alone on processors with 5-level paging.': '在使用 5 级页表的处理器上不使用 vDSO。',
  'What runs in it sees a vDSO of Gramine’s own.': '在其中运行的程序看到的是 Gramine 自己的 vDSO。',
  // Shadow
  'Writes a jump over the function found: an image dumped from such a process is not the kernel’s.':
    '用跳转指令覆写找到的函数：从这种进程转储的映像不再是内核的原样。',
  'An unexpected ELF header, or no section headers, is an error that ends the program.':
    'ELF 头不符合预期或没有节头表时，程序报错退出。',
  'So is a function too short for the jump: 5 bytes, or 13 where the target is more than 2 GiB away (13 always in 2.1). Up to March 2022 shorter ones were left alone.':
    '函数短得放不下跳转指令时也一样：需要 5 字节，目标超过 2 GiB 时需要 13 字节（2.1 总是 13 字节）。2022 年 3 月及以前，不处理更短的函数。',
  'It finds the mapping by a [vdso] line in the maps: without one, as in gVisor, it ends with an error whatever the image. Takes the image for linked at 0: in one linked elsewhere it writes outside of it.':
    '它靠 maps 中的 [vdso] 行找到映射：没有这一行时（例如在 gVisor 中），无论映像如何都报错退出。它认为映像链接在 0：链接在别处时会写到映像之外。',
  // Reverie
  'Writes system calls over the functions found: an image dumped from such a process is not the kernel’s.':
    '用系统调用覆写找到的函数：从这种进程转储的映像不再是内核的原样。',
  'getrandom is not overwritten.': '不覆写 getrandom。',
  'Looks at the [vdso] line of its own maps, and overwrites at the same distance in the process it traces: an image that is not linked at 0 ends the tracer.':
    '查看自身 maps 的 [vdso] 行，并在被跟踪进程的相同偏移处覆写：映像不链接在 0 时跟踪器会退出。',
  'A function of size 0 is a failed assertion. The last symbol of a name counts; types and versions are not looked at.':
    '函数大小为 0 时断言失败。取同名的最后一个符号；不看类型和版本。',
  'Damage that goblin refuses is an image left alone; what it takes for damage beyond the bounds of headers, symbols and names is not replayed here.':
    'goblin 拒绝的损坏映像不使用；除头、符号和名称越界外，它还把什么视为损坏，这里没有重放。',
  // stress-ng
  'Walks every chain of DT_HASH and takes what it has a wrapper for, under fifteen names: five calls without a prefix, with __vdso_ and with __kernel_. Listed are those that the architecture can have.':
    '遍历 DT_HASH 的每条链，取它有包装函数的名称，共十五个：五个调用，各有无前缀、__vdso_ 和 __kernel_ 三种形式。这里列出该架构可能有的名称。',
  'Needs DT_HASH, and an image linked at 0: the address that the dynamic loader reports, here as glibc does up to 2.42, is compared with AT_SYSINFO_EHDR.':
    '需要 DT_HASH，且映像链接在 0：动态加载器报告的地址（这里按 glibc 2.42 及以前）要与 AT_SYSINFO_EHDR 比较。',
  'DT_HASH has 8-byte words on 64-bit s390x, and 4-byte ones are read.':
    '64 位 s390x 的 DT_HASH 用 8 字节的字，而它按 4 字节读取。',
  'Versions are not looked at.': '不看版本。',
  // linux-raw-vdso
  'All or nothing: where a field that is not optional is missing, there is no Vdso.':
    '要么全有要么全无：缺少任何一个非可选字段，就没有 Vdso。',
  'PowerPC: kernels dropped __kernel_datapage_offset and __kernel_sync_dicache_p5 in 5.11, and the table of 64-bit PowerPC asks for two trampolines that only 32-bit images have: it gets nothing there.':
    'PowerPC：内核在 5.11 去掉了 __kernel_datapage_offset 和 __kernel_sync_dicache_p5，而 64 位 PowerPC 的表要求两个只有 32 位映像才有的跳板：在那里什么也得不到。',
  'MIPS asks for __kernel_ names, which are called __vdso_ there: every field is null.':
    'MIPS 查找 __kernel_ 名称，而那里的名称以 __vdso_ 开头：所有字段都是 null。',
  'Takes the last SHT_STRTAB before all four tables are seen; in an image without version sections that is the table of section names.':
    '在四个表都出现之前取最后一个 SHT_STRTAB；没有版本节的映像中，那是节名称的字符串表。',
  'The PowerPC table asks for LINUX_5.11, a node that no kernel defines.':
    'PowerPC 的表要求 LINUX_5.11，而没有内核定义这个版本节点。',
  // gperftools
  'Up to 2.1 it looked for getcpu everywhere; since 2.2 only the stack walkers of 32-bit x86 (up to 2.10) and of PowerPC ask for anything. On other machines 2.11 and later look up nothing.':
    '2.1 及以前在所有架构上查找 getcpu；自 2.2 起只有 32 位 x86（到 2.10）和 PowerPC 的栈回溯会查找。在其他机器上，2.11 及以后什么也不查找。',
  'PowerPC kernels since 6.1 at the latest type the trampolines as functions; they are asked for without a type, and not found.':
    '最迟自 6.1 起，PowerPC 内核把跳板的类型标为函数；而它按无类型查找，因此找不到。',
  'Up to 1.6 it took an image with DT_PLTGOT or DT_RELA, as MIPS and RISC-V kernels have had it, for made up, and crashed on it; those releases are not read here.':
    '1.6 及以前，它把带 DT_PLTGOT 或 DT_RELA 的映像（MIPS 和 RISC-V 内核有过）当作伪造的而崩溃；这些版本没有读过。',
  // Android's linker
  'It goes by the program headers alone, where bionic itself, which looks the clocks up, needs section headers.':
    '它只依据程序头；而查找时钟函数的 bionic 本身需要节头表。',
  'So that dlsym, dladdr and unwinding see the vDSO as they see a library; the file header is not looked at.':
    '这样 dlsym、dladdr 和栈回溯就能像对待库一样看到 vDSO；不看文件头。',
  'Relocations in the image have been passed over since 2024-07-19. Before, they were applied, and the RISC-V kernel of Ubuntu 24.04, whose image had some, started no Android program.':
    '自 2024-07-19 起忽略映像中的重定位。此前会应用它们，而 Ubuntu 24.04 的 RISC-V 内核映像带有重定位，因此任何 Android 程序都无法启动。',
  'Up to 2024-07-18 the other mistakes were passed over. The last day before a change stands for what was before it.':
    '2024-07-18 及以前忽略其他错误。每次变化之前的最后一天代表此前的行为。',
  // Breakpad, Crashpad
  'Names the module linux-gate.so whatever its DT_SONAME says, while dump_syms names the symbols of a dumped image by its DT_SONAME.':
    '无论 DT_SONAME 是什么，都把模块命名为 linux-gate.so；而 dump_syms 按 DT_SONAME 命名转储映像的符号。',
  'A note counts by its type 3 alone, whoever its owner is; notes are stepped through by 4.':
    '注释只看类型是否为 3，不看所有者；逐条读取时按 4 字节对齐。',
  'Since 2024-04-18 a section .note.gnu.build-id goes before the PT_NOTE segments, and one without a build id is not made up for by them.':
    '自 2024-04-18 起，.note.gnu.build-id 节优先于 PT_NOTE 段；该节没有构建 ID 时，也不再从段中补取。',
  '2026-08-11 is a day of its main branch, which has had no tag since 2024.02.16.':
    '2026-08-11 是其主分支的日期，自 2024.02.16 以来没有新标签。',
  'Reads nothing outside the first to the last PT_LOAD; section headers are never looked at, and .text is not hashed as Breakpad does.':
    '不读取从第一个到最后一个 PT_LOAD 范围之外的内容；从不看节头，也不像 Breakpad 那样对 .text 计算哈希。',
  'Its file has not changed since 2023-10-18.': '其源文件自 2023-10-18 以来没有变化。',
  'A dynamic table with a tag twice, or without DT_NULL, has no name for it; that is not replayed here.':
    '动态段中有重复的标记或没有 DT_NULL 时，它取不到名称；这里没有重放这一点。',
  // OpenTelemetry
  "arm64's images have no .eh_frame: there every dynamic symbol with a size becomes a rule, read from its code, and __kernel_rt_sigreturn the frame of a signal.":
    'arm64 的映像没有 .eh_frame：在那里，每个有大小的动态符号都根据其代码得出一条规则，__kernel_rt_sigreturn 则作为信号帧。',
  'A PT_GNU_EH_FRAME that leads to no .eh_frame_hdr of version 1, as that of arm64 up to 5.10, is an error, and nothing is read from the code then.':
    'PT_GNU_EH_FRAME 若不指向版本 1 的 .eh_frame_hdr（arm64 在 5.10 及以前如此）就是错误，此时也不会从代码读取任何内容。',
  'It looks at DT_SONAME on arm64 only, and for exactly linux-vdso.so.1.':
    '只在 arm64 上看 DT_SONAME，且必须正好是 linux-vdso.so.1。',
  'Reads the mapping of one process and takes it for the image of all.':
    '读取一个进程的映射，并当作所有进程的映像。',
  // async-profiler
  'An image with e_shstrndx 0, which has no section names, is taken for none, although since 3.0 no section of it is looked at.':
    'e_shstrndx 为 0、因而没有节名称的映像被视为无效，尽管自 3.0 起不再看任何节。',
  'Up to 2.10 the names came from the sections, .symtab first; the number of symbols is taken from DT_HASH, and from DT_GNU_HASH where that says none, since 3.0.':
    '2.10 及以前名称取自节，.symtab 优先；自 3.0 起符号数量取自 DT_HASH，若没有则取自 DT_GNU_HASH。',
  '3.0 walks functions as without a frame only where PT_GNU_EH_FRAME has the address 0; where there is none at all it goes by frame pointers.':
    '3.0 只在 PT_GNU_EH_FRAME 地址为 0 时按没有栈帧来回溯函数；完全没有它时依据帧指针。',
  // libunwind
  'Without PT_GNU_EH_FRAME it opens the file that the linker names and looks for .eh_frame there; there is no file linux-vdso.so.1.':
    '没有 PT_GNU_EH_FRAME 时，它打开链接器给出的文件并在其中查找 .eh_frame；而文件 linux-vdso.so.1 并不存在。',
  'Up to 1.8.3 the vDSO of another process was never read, since it has no file. 2026-08-20 is a day of its main branch, which reads two pages.':
    '1.8.3 及以前从不读取其他进程的 vDSO，因为它没有文件。2026-08-20 是其主分支的日期，该版本读取两页。',
  'On 32-bit ARM it goes by PT_ARM_EXIDX, which was not read here.':
    '在 32 位 ARM 上依据 PT_ARM_EXIDX，这里没有读取它。',
  'This is the libunwind of libunwind.org, not LLVM’s.': '这是 libunwind.org 的 libunwind，不是 LLVM 的。',
  // Frida
  'Names the module linux-vdso.so.1 whatever its DT_SONAME says.':
    '无论 DT_SONAME 是什么，都把模块命名为 linux-vdso.so.1。',
  'Where the program has a dynamic linker of its own the list is made from it; this is what is done for the vDSO all the same.':
    '程序有自己的动态加载器时，列表由它得出；对 vDSO 仍照此处理。',
  'Takes the p_vaddr of the PT_LOAD at offset 0 for the address of the image unless it is 0 or there is a PT_PHDR: images linked high, as those of gVisor and user-mode Linux, are read where nothing is.':
    '把偏移为 0 的 PT_LOAD 的 p_vaddr 当作映像地址，除非它是 0 或有 PT_PHDR：链接在高地址的映像（如 gVisor 和 User-mode Linux 的）会从空无一物之处读取。',
  'Up to 17.9.1 the image was one page long for it, and one with section headers behind that could not be used.':
    '17.9.1 及以前，它认为映像只有一页，节头表在其后的映像无法使用。',
  // DynamoRIO
  'What lies behind the last PT_LOAD, as the section headers do, is made a segment of its own.':
    '最后一个 PT_LOAD 之后的内容（例如节头表）会单独成为一个段。',
  'Debug builds assert that 32-bit images take one to three pages, that DT_SYMENT is the size of a symbol, and look twice at a DT_SONAME without "vdso" in it.':
    '调试构建断言 32 位映像占一至三页、DT_SYMENT 等于符号的大小，并对不含“vdso”的 DT_SONAME 再次检查。',
  'The functions that make 32-bit system calls are recognised by their code, which is not looked at here.':
    '发起 32 位系统调用的函数靠代码识别，这里不看代码。',
  // gVisor's loader
  'It is for those who build gVisor: the image of another kernel is never loaded by it.':
    '供构建 gVisor 的人参考：它从不加载其他内核的映像。',
  'Maps the file flat, and then gives each PT_LOAD its permissions: that is why offsets and addresses must agree.':
    '先把文件平铺映射，再给每个 PT_LOAD 设置权限：因此偏移与地址必须一致。',
  'The function that a signal returns through is looked up once, in the .symtab, so that a stripped image ends the sentry.':
    '信号返回所经过的函数只在 .symtab 中查找一次，因此去掉了静态符号的映像会使 sentry 退出。',
};

/**
 * What consumers/catalog has in words, in Chinese: its English is the key. What is told of many names in one form
 * stands as that form. test/unit/consumers/chineseFacts.test.ts holds them against the catalogue.
 */
import { chineseGoNames } from './goNames.ts';
import { chineseQuirks } from './quirks.ts';

/** Consequences in one form, without a full stop as in the catalogue: what stands for a name is in brackets. */
export const chineseFactForms: readonly (readonly [form: RegExp, (...names: string[]) => string])[] = [
  [/^every (\S+) is a system call$/, (call) => `每次 ${call} 都是系统调用`],
  [
    /^where (\S+) is missing too, every (\S+) is a system call$/,
    (name, call) => `同样没有 ${name} 时，每次 ${call} 都是系统调用`,
  ],
  [
    /^(\S+) stays 0; every (\S+) is a system call$/,
    (name, call) => `${name} 保持为 0；每次 ${call} 都是系统调用`,
  ],
  [
    /^(\S+) is NULL; every (\S+) is a system call$/,
    (name, call) => `${name} 为 NULL；每次 ${call} 都是系统调用`,
  ],
  [
    /^(\S+) is NULL; (\S+) goes by the other function, and is a system call without either$/,
    (name, call) => `${name} 为 NULL；${call} 改用另一个函数，两者都没有时是系统调用`,
  ],
  [/^(\S+) is NULL; (\S+) reads (\S+)$/, (name, call, file) => `${name} 为 NULL；${call} 改为读取 ${file}`],
  [
    /^the resolver takes the system call: every (\S+) is one$/,
    (call) => `解析函数选用系统调用：每次 ${call} 都是系统调用`,
  ],
  [/^(\S+) is looked for in its place$/, (name) => `改为查找 ${name}`],
  [/^(\S+) serves in its place$/, (name) => `由 ${name} 代替`],
  [/^(time\(\)) goes by (\S+)$/, (call, other) => `${call} 改用 ${other}`],
  [
    /^(\S+) is skipped: a restored process whose vDSO moved keeps the old function$/,
    (name) => `跳过 ${name}：恢复后 vDSO 已移动的进程继续使用旧函数`,
  ],
  [
    /^vdso_sym returns 0, and the test of (\S+) is skipped$/,
    (name) => `vdso_sym 返回 0，跳过 ${name} 的测试`,
  ],
  [/^the variant of (\S+) is left out of the test$/, (name) => `测试中略去 ${name} 这一变体`],
  [/^the guest's (\S+) goes through the host's libc$/, (name) => `客户程序的 ${name} 经由宿主的 libc`],
  [/^a warning; the vDSO has no (\S+) to overwrite$/, (name) => `给出警告；vDSO 中没有可覆写的 ${name}`],
  [
    /^(\S+) is left as it is: the tracer does not see its calls$/,
    (name) => `${name} 保持原样：跟踪器看不到对它的调用`,
  ],
  [/^(\S+) is not exercised$/, (name) => `不测试 ${name}`],
  [/^(Vdso\.\S+) is null: what follows is up to the program$/, (name) => `${name} 为 null：后果取决于程序`],
];

/** Consequences, without a full stop, needs, and names of kernels' images. */
export const chineseFactTexts: Readonly<Record<string, string>> = {
  // Go
  'vdsoClockgettimeSym stays 0; every time.Now and every runtime clock reading is a clock_gettime system call, with the 32-bit time that kernels without CONFIG_COMPAT_32BIT_TIME refuse':
    'vdsoClockgettimeSym 保持为 0；每次 time.Now 和运行时的每次读取时钟都是 clock_gettime 系统调用，使用 32 位时间，而没有 CONFIG_COMPAT_32BIT_TIME 的内核会拒绝它',
  'vdsoGettimeofdaySym keeps the vsyscall address 0xffffffffff600000, and a call crashes where vsyscall is off':
    'vdsoGettimeofdaySym 保持 vsyscall 地址 0xffffffffff600000，在关闭 vsyscall 的机器上一调用就崩溃',
  'vdsoGettimeofdaySym stays 0; syscall.Gettimeofday and syscall.Time issue the system call':
    'vdsoGettimeofdaySym 保持为 0；syscall.Gettimeofday 和 syscall.Time 发起系统调用',
  'vdsoClockgettimeSym stays 0; every time.Now and every runtime clock reading calls what vdsoGettimeofdaySym holds, which counts microseconds':
    'vdsoClockgettimeSym 保持为 0；每次 time.Now 和运行时的每次读取时钟都调用 vdsoGettimeofdaySym 所指的函数，精度只到微秒',
  'vdsoClockgettimeSym stays 0; every time.Now and every runtime clock reading is a clock_gettime system call':
    'vdsoClockgettimeSym 保持为 0；每次 time.Now 和运行时的每次读取时钟都是 clock_gettime 系统调用',
  'vdsoGetrandomSym stays 0; vgetrandom reports itself unsupported and random bytes come from the getrandom system call':
    'vdsoGetrandomSym 保持为 0；vgetrandom 报告不受支持，随机字节来自 getrandom 系统调用',
  'vdsoClockgettimeSym stays 0; every time.Now and every runtime clock reading is a clock_gettime system call. When the vDSO function itself fails, the variable is cleared for good (golang/go#39046)':
    'vdsoClockgettimeSym 保持为 0；每次 time.Now 和运行时的每次读取时钟都是 clock_gettime 系统调用。vDSO 函数本身失败时，该变量也会被永久清零（golang/go#39046）',
  // glibc and musl
  'GLRO(dl_vdso_getcpu) is NULL; getcpu() is a system call, and sched_getcpu() too where rseq does not tell the CPU':
    'GLRO(dl_vdso_getcpu) 为 NULL；getcpu() 是系统调用，rseq 没有给出 CPU 时 sched_getcpu() 也是',
  'nothing: gettimeofday() goes by clock_gettime()': '没有影响：gettimeofday() 使用 clock_gettime()',
  'backtrace() does not recognise a signal frame': 'backtrace() 认不出信号帧',
  'neither function is used: every clock_gettime() is a system call':
    '两个函数都不使用：每次 clock_gettime() 都是系统调用',
  // rustix
  'an assertion fails: a program built with the feature time panics at its first clock_gettime':
    '断言失败：启用 time 特性构建的程序在首次 clock_gettime 时触发 panic',
  'every call is a system call': '每次调用都是系统调用',
  'an assertion fails: a program built with the feature thread (process in 0.38) panics at its first clock_gettime or sched_getcpu':
    '断言失败：启用 thread 特性（0.38 中是 process）构建的程序在首次 clock_gettime 或 sched_getcpu 时触发 panic',
  'an assertion fails: the program panics at its first system call':
    '断言失败：程序在首次系统调用时触发 panic',
  'every system call is int 0x80': '每次系统调用都用 int 0x80',
  // Others that look up functions
  'clock_gettime() goes by the other function, where the build knows it, and is a system call without either':
    'clock_gettime() 改用另一个函数（如果构建时支持），两者都没有时是系统调用',
  'CRIU stops: "failed when initializing kerndat", and nothing is dumped or restored':
    'CRIU 报“failed when initializing kerndat”后停止，不转储也不恢复任何进程',
  'the tests find no function, and fail or are skipped': '测试找不到函数，失败或被跳过',
  'getcpu_fn_ is the system call: every GetCPU() enters the kernel':
    'getcpu_fn_ 就是系统调用：每次 GetCPU() 都进入内核',
  'a stack trace ends at a signal frame; a debug build asserts that it is there':
    '栈回溯在信号帧处结束；调试构建断言它存在',
  'a null pointer: another way to tell the CPU is used': '空指针：改用别的方法得知 CPU',
  "clock_gettime stays the libc's, which looks into the vDSO itself":
    'clock_gettime 仍是 libc 的函数，它自己会去查 vDSO',
  'clock_gettime_ns goes by clock_gettime': 'clock_gettime_ns 改用 clock_gettime',
  'the program ends at start-up: "not found in vDSO"': '程序在启动时以“not found in vDSO”退出',
  'an error: the kernel version is not known, and programs that need it are not loaded':
    '报错：内核版本未知，需要它的程序不会加载',
  "the host's time is asked for by a system call": '用系统调用向宿主询问时间',
  'the simulated program ends with an error when it starts': '被模拟的程序一启动就报错退出',
  'the stressor is skipped: it finds no vDSO function': '跳过该压力测试：找不到 vDSO 函数',
  'Vdso::from_ptr returns None: the program gets no function at all':
    'Vdso::from_ptr 返回 None：程序一个函数也得不到',
  'a stack trace ends at a signal frame': '栈回溯在信号帧处结束',
  // Those who take the whole image: what follows
  'no program starts': '任何程序都无法启动',
  'no program starts: the linker ends it with "CANNOT LINK EXECUTABLE"':
    '任何程序都无法启动：链接器以“CANNOT LINK EXECUTABLE”将其终止',
  'the image is in the list of libraries and nothing is found in it': '映像在库列表中，但在其中什么也找不到',
  'it is known as [vdso] alone: dlopen("linux-vdso.so.1") fails':
    '只能以 [vdso] 之名找到它：dlopen("linux-vdso.so.1") 失败',
  'the module has no identifier in the minidump, and no symbols are found for it':
    '该模块在 minidump 中没有标识，也找不到它的符号',
  'the vDSO is not among the modules of the report': 'vDSO 不在报告的模块之中',
  'the module has the identifier 0, and no symbols are found for it': '该模块的标识为 0，也找不到它的符号',
  "the module is named as in the linker's list": '该模块以链接器列表中的名称出现',
  'a stack that leads through the vDSO ends there': '经过 vDSO 的调用栈在那里中断',
  'the image is reported by the hash of its bytes alone': '映像只以其字节的哈希值上报',
  'frames in the vDSO have no function name': 'vDSO 中的栈帧没有函数名',
  'every function in it is walked as one without a frame of its own': '其中每个函数都按没有自己的栈帧来回溯',
  'frames in the vDSO have no unwind information: it goes on by frame pointers or guesses, or stops':
    'vDSO 中的栈帧没有回溯信息：只能靠帧指针或猜测继续，或者停止',
  'the vDSO of another process (libunwind-ptrace) has no unwind information':
    '其他进程的 vDSO（libunwind-ptrace）没有回溯信息',
  'the vDSO is not among the modules': 'vDSO 不在模块之中',
  'the module linux-vdso.so.1 exports nothing': '模块 linux-vdso.so.1 什么也不导出',
  'the vDSO is no module: clients do not see it as one': 'vDSO 不是模块：客户端看不到它',
  'the module has no name of its own: it is called [vdso]': '该模块没有自己的名称：显示为 [vdso]',
  'dr_get_proc_address finds no function in it': 'dr_get_proc_address 在其中找不到函数',
  'the sandbox does not start: the image is refused when it is prepared': '沙箱无法启动：准备映像时将其拒绝',
  'the sentry panics when it starts': 'sentry 启动时触发 panic',
  // Images of kernels, in the atlas
  'i386, on kernels of 32 and 64 bits': 'i386，在 32 位和 64 位内核上',
  '32-bit ARM, on its own kernels': '32 位 ARM，在其自身的内核上',
  '32-bit ARM, on arm64 kernels': '32 位 ARM，在 arm64 内核上',
  '64-bit RISC-V': '64 位 RISC-V',
  '64-bit RISC-V, the image for programs with control-flow integrity':
    '64 位 RISC-V，供启用控制流完整性的程序使用的映像',
  '32-bit RISC-V': '32 位 RISC-V',
  '31-bit s390, on s390x kernels': '31 位 s390，在 s390x 内核上',
  'little-endian 64-bit PowerPC': '小端 64 位 PowerPC',
  'big-endian 64-bit PowerPC': '大端 64 位 PowerPC',
  '32-bit PowerPC': '32 位 PowerPC',
  'little-endian MIPS n64': '小端 MIPS n64',
  'little-endian MIPS n32': '小端 MIPS n32',
  'little-endian MIPS o32': '小端 MIPS o32',
  'big-endian MIPS n64': '大端 MIPS n64',
  'big-endian MIPS o32': '大端 MIPS o32',
  '64-bit LoongArch': '64 位 LoongArch',
  '64-bit SPARC': '64 位 SPARC',
  '32-bit SPARC, on 64-bit kernels': '32 位 SPARC，在 64 位内核上',
  '32-bit PA-RISC': '32 位 PA-RISC',
  '64-bit PA-RISC': '64 位 PA-RISC',
  'user-mode Linux on x86-64': 'x86-64 上的 User-mode Linux',
  // Needs
  'a PT_LOAD': '有 PT_LOAD',
  'note of owner "Linux", type 0': '所有者为“Linux”、类型为 0 的注释',
  'no relocations': '没有重定位',
  'DT_SYMENT of the size of a symbol': 'DT_SYMENT 等于符号的大小',
  'no text relocations, and none of another form': '没有代码段重定位，也没有其他形式的重定位',
  'DT_HASH or DT_GNU_HASH': 'DT_HASH 或 DT_GNU_HASH',
  'DT_STRTAB and DT_SYMTAB': 'DT_STRTAB 和 DT_SYMTAB',
  'version definitions of version 1': '版本定义的版本为 1',
  'a build id': '构建 ID',
  '.text, whose first page is hashed': '.text（对其第一页计算哈希）',
  'PT_LOADs in the order of their addresses': '各 PT_LOAD 按地址递增排列',
  'the headers in a PT_LOAD': '各种头位于某个 PT_LOAD 之内',
  'DT_SONAME linux-vdso.so.1': 'DT_SONAME 为 linux-vdso.so.1',
  '.dynsym among the sections': '有 .dynsym 节',
  'no unwind table that cannot be read': '没有无法读取的回溯表',
  '.symtab or .dynsym among the sections': '有 .symtab 或 .dynsym 节',
  'a number of symbols from DT_HASH or DT_GNU_HASH': '由 DT_HASH 或 DT_GNU_HASH 得到的符号数量',
  'at most two pages': '最多两页',
  'program headers in the first page': '程序头表在第一页之内',
  'linked at 0, or a PT_PHDR': '链接在 0，或有 PT_PHDR',
  'section headers in the first page': '节头表在第一页之内',
  'DT_SYMTAB, DT_STRTAB and DT_STRSZ': 'DT_SYMTAB、DT_STRTAB 和 DT_STRSZ',
  '__kernel_rt_sigreturn in .symtab': '.symtab 中有 __kernel_rt_sigreturn',
  'a first PT_LOAD at file offset 0': '第一个 PT_LOAD 从文件偏移 0 开始',
  'file offsets as far apart as addresses': '文件偏移与地址的差处处相同',
  'no zeroed space': '没有补零的空间',
  'PT_LOADs inside the file': '各 PT_LOAD 都在文件之内',
  'PT_LOADs in order, no two in one page': '各 PT_LOAD 按顺序排列，没有两个在同一页',
};

/** What has no translation is told as it is. */
export function chineseFact(english: string): string {
  // A Go program's names are among what is told, and one may be called as a property of every object is.
  for (const texts of [chineseFactTexts, chineseQuirks, chineseGoNames])
    if (Object.hasOwn(texts, english)) return texts[english] ?? english;
  for (const [form, say] of chineseFactForms) {
    const match = form.exec(english);
    if (match) return say(...match.slice(1));
  }
  return english;
}

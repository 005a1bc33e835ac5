/** What the functions and macros of lookups do, in Chinese: for hovers. */
import type { LookupWord } from '../english/lookups.ts';

export const chineseLookups: Readonly<Record<LookupWord, string>> = {
  dl_sysinfo_map:
    'vDSO 的 link map：dl_vdso_vsym 在其中查找，dl_iterate_phdr 和 dlopen 也由它得知 vDSO。没有 AT_SYSINFO_EHDR 时为 NULL。',
  INLINE_VSYSCALL:
    'GLRO(dl_vdso_NAME) 不为 NULL 时调用其中的函数；为 NULL 或函数返回 ENOSYS 时，发起系统调用。设置 errno。',
  INTERNAL_VSYSCALL: '与 INLINE_VSYSCALL 相同，但返回错误而不设置 errno。',
  INTERNAL_VSYSCALL_CALL:
    '按该移植的约定，通过指针调用 vDSO 的函数：powerpc 用标志表示错误，其他移植用负数。',
  VDSO_IFUNC_RET:
    '把 vDSO 中的地址变成 IFUNC 解析函数应返回的值：在使用函数描述符的 ppc64 上，那不是地址本身。',
  getrandom_vdso_release: '线程结束时，归还它用于 vDSO 的 getrandom 的状态。',
  dl_vdso_vsym:
    '按名称在 vDSO 中查找一个函数，优先使用 DT_GNU_HASH，返回其地址或 NULL。VDSO_NAME 和 VDSO_HASH 一并传入，但启动时版本表尚未建立，因此不比较。',
  setup_vdso_pointers:
    '启动时填写各个 GLRO(dl_vdso_…) 指针，对该移植定义的每个 HAVE_…_VSYSCALL 调用一次 dl_vdso_vsym。仍为 NULL 的指针意味着使用系统调用。',
  setup_vdso: '为 AT_SYSINFO_EHDR 处的映像建立 link map，使动态加载器能像查找库一样查找它。',
  VDSO_NAME: '该移植的 vDSO 函数的版本节点。启动时版本表尚未建立，因此不比较：写错了在那里也没有影响。',
  VDSO_HASH: 'VDSO_NAME 的 SysV 哈希值，手工写入。与名称一样，启动时不比较：写错了在那里也没有影响。',
  __vdsosym:
    '按名称和版本查找一个函数：逐个查看符号，符号数量来自 DT_HASH，自 1.2.6 起也可来自 DT_GNU_HASH。',
  VDSO_USEFUL: '该移植若使用 vDSO 就定义它；没有它，就不会查找 VDSO_…_SYM 中的函数。',
  VDSO_CGT_VER: 'VDSO_CGT_SYM 的版本节点。',
  VDSO_GETCPU_VER: 'VDSO_GETCPU_SYM 的版本节点。',
  VDSO_CGT32_VER: 'VDSO_CGT32_SYM 的版本节点。',
  VDSO_FLUSH_ICACHE_VER: 'VDSO_FLUSH_ICACHE_SYM 的版本节点。',
  VDSO_CGT_WORKAROUND:
    '用于 64 位函数有缺陷的内核：vDSO 中没有 VDSO_CGT32_SYM 时，也不使用 VDSO_CGT_SYM 中的函数，每次 clock_gettime() 都是系统调用。',
  vdso_init_from_sysinfo_ehdr: '内核的参考解析器：读取 AT_SYSINFO_EHDR 处映像的程序头表和动态段。',
  vdso_sym: '内核的参考解析器：通过 DT_GNU_HASH 或 DT_HASH，按版本和名称查找一个函数，返回其地址或 NULL。',
  vdso_info:
    '内核的参考解析器：它从映像中读到的内容，直到下一次调用 vdso_init_from_sysinfo_ehdr。一次只能有一个映像。',
  vdso_match_version: '内核的参考解析器：符号的版本索引是否属于名称和哈希值都相符的版本定义。',
  VDSO_VERSION: 'versions[] 中的哪一个是此架构的版本节点。',
  VDSO_NAMES: 'names[] 的两个列表中哪一个用于此架构：0 是 __kernel_，1 是 __vdso_。',
  VDSO_32BIT: '不带后缀的函数使用 32 位时间时定义它，测试因此也查找 clock_gettime64。',
  VDSOSupport: '由 AT_SYSINFO_EHDR 找到 vDSO 映像，在其中按名称、版本和类型查找符号，或为栈回溯按地址查找。',
  vdso_base_: 'vDSO 的地址：尚未得知；没有 vDSO 或 VDSOSupport::SetBase 传入空值时为 null。',
  VDSO_SYMBOL_MAX: '该移植知道多少个 vDSO 函数：其符号表的长度。',
  VDSO_SYMBOL_GTOD: '恢复时间的函数在符号表中的索引。',
  vdso_fill_symtable: '读取映像，把 ARCH_VDSO_SYMBOLS 中每个名称的地址填入表中；没有的名称保持为空。',
  vdso_proxify: '恢复时：内核的 vDSO 与转储中的不同时，旧的留在内存中，它的函数改为跳转到新的函数。',
  vdso_redirect_calls: '把旧 vDSO 的函数覆写为跳转到新 vDSO 的函数。',
  AT_SYSINFO_EHDR: '辅助向量的第 33 项：此进程中 vDSO 的 ELF 头的地址。由 getauxval() 取得，没有时为 0。',
};

export function chinesePointer(pointer: string): string {
  const call = pointer.replace(/^dl_vdso_/, '');
  return `setup_vdso_pointers 为 GLRO(${pointer}) 查找的函数的名称，该指针用于 ${callerOf(call)}。移植没有定义它时，就没有这个指针。`;
}

export function chineseGeneric(call: string): string {
  return `各架构的公共实现（lib/vdso），其 vDSO 以 __vdso_${call} 或 __kernel_${call} 之名导出：先读数据页，若不能回答就发起系统调用。`;
}

function callerOf(call: string): string {
  return (Object.hasOwn(callers, call) ? callers[call] : undefined) ?? `${call}()`;
}

const callers: Readonly<Record<string, string>> = {
  clock_gettime64: 'clock_gettime()',
  clock_getres_time64: 'clock_getres()',
  gettimeofday: '由 IFUNC 选择的 gettimeofday()（aarch64、loongarch、powerpc、x86）',
  time: '由 IFUNC 选择的 time()（powerpc、x86）',
  get_tbfreq: '__ppc_get_timebase_freq()',
  getcpu: 'getcpu()（rseq 没有给出 CPU 时还有 sched_getcpu()）',
  riscv_hwprobe: '__riscv_hwprobe()',
};

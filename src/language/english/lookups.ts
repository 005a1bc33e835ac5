/** What the functions and macros of lookups do: for hovers. */

export const lookupWords = {
  dl_sysinfo_map:
    'The link map of the vDSO: what dl_vdso_vsym searches, and how dl_iterate_phdr and dlopen come to it. NULL without AT_SYSINFO_EHDR.',
  INLINE_VSYSCALL:
    'Calls the function in GLRO(dl_vdso_NAME) where that is not NULL; where it is, or where the function answers ENOSYS, makes the system call. Sets errno.',
  INTERNAL_VSYSCALL: 'As INLINE_VSYSCALL, and returns the error instead of setting errno.',
  INTERNAL_VSYSCALL_CALL:
    'Calls a function of the vDSO through a pointer, by the convention of the port: powerpc tells errors by a flag, the others by a negative number.',
  VDSO_IFUNC_RET:
    'Makes of an address in the vDSO what an IFUNC resolver has to return: on ppc64 with function descriptors it is not the address itself.',
  getrandom_vdso_release: "Gives a thread's state for the vDSO's getrandom back when the thread ends.",
  dl_vdso_vsym:
    'Looks one function up in the vDSO by name, through DT_GNU_HASH first, and returns its address or NULL. VDSO_NAME and VDSO_HASH go with it and are not compared at start-up, when the version tables are not set up yet.',
  setup_vdso_pointers:
    'Fills the GLRO(dl_vdso_…) pointers at start-up, one dl_vdso_vsym for each HAVE_…_VSYSCALL that the port defines. A pointer that stays NULL means system calls.',
  setup_vdso:
    'Makes a link map for the image at AT_SYSINFO_EHDR, so that the dynamic loader can search it as it searches a library.',
  VDSO_NAME:
    "The version node of this port's vDSO functions. It is not compared at start-up, when the version tables are not set up yet: a wrong one has no effect there.",
  VDSO_HASH:
    'SysV hash of VDSO_NAME, written by hand. Like the name it is not compared at start-up: a wrong one has no effect there.',
  __vdsosym:
    'Looks one function up by name and version: every symbol in turn, with the number of symbols from DT_HASH, or since 1.2.6 from DT_GNU_HASH.',
  VDSO_USEFUL:
    'Defined where this port looks into the vDSO at all; without it the functions in VDSO_…_SYM are never asked for.',
  VDSO_CGT_VER: 'The version node of VDSO_CGT_SYM.',
  VDSO_GETCPU_VER: 'The version node of VDSO_GETCPU_SYM.',
  VDSO_CGT32_VER: 'The version node of VDSO_CGT32_SYM.',
  VDSO_FLUSH_ICACHE_VER: 'The version node of VDSO_FLUSH_ICACHE_SYM.',
  VDSO_CGT_WORKAROUND:
    'For kernels whose 64-bit function is broken: where the vDSO has no VDSO_CGT32_SYM, the function in VDSO_CGT_SYM is not used either, and every clock_gettime() is a system call.',
  vdso_init_from_sysinfo_ehdr:
    "The kernel's reference parser: reads the program headers and the dynamic table of the image at AT_SYSINFO_EHDR.",
  vdso_sym:
    "The kernel's reference parser: looks one function up by version and name, through DT_GNU_HASH or DT_HASH, and returns its address or NULL.",
  vdso_info:
    "The kernel's reference parser: what it read of the image, until the next call of vdso_init_from_sysinfo_ehdr. One image at a time.",
  vdso_match_version:
    "The kernel's reference parser: whether a symbol's version index is that of a definition with the wanted name and hash.",
  VDSO_VERSION: "Which of versions[] is this architecture's node.",
  VDSO_NAMES: "Which of the two lists in names[] is this architecture's: 0 for __kernel_, 1 for __vdso_.",
  VDSO_32BIT:
    'Defined where the un-suffixed functions take 32-bit times, and the tests ask for clock_gettime64 too.',
  VDSOSupport:
    "Finds the vDSO's image by AT_SYSINFO_EHDR and looks symbols up in it by name, version and type, or by address for stack traces.",
  vdso_base_:
    'Address of the vDSO: not known yet, or null where there is none or VDSOSupport::SetBase was given it.',
  VDSO_SYMBOL_MAX: 'How many functions of the vDSO the port knows: the length of its table of symbols.',
  VDSO_SYMBOL_GTOD: 'Index of the function that restores the time in the table of symbols.',
  vdso_fill_symtable:
    'Reads the image and fills the table with the address of each name in ARCH_VDSO_SYMBOLS; a name that is not there stays empty.',
  vdso_proxify:
    "Restoring: where the kernel's vDSO differs from the one in the dump, the old one stays in memory and its functions get jumps to the new ones.",
  vdso_redirect_calls: "Writes over the old vDSO's functions jumps to those of the new one.",
  AT_SYSINFO_EHDR:
    "Entry 33 of the auxiliary vector: the address of the vDSO's ELF header in this process. getauxval() gives it, and 0 where there is none.",
} as const;

/** HAVE_CLOCK_GETTIME64_VSYSCALL and its kin. @param pointer "dl_vdso_clock_gettime64" */
export function pointerWords(pointer: string): string {
  const call = pointer.replace(/^dl_vdso_/, '');
  return `Name of the function that setup_vdso_pointers looks up for GLRO(${pointer}), the pointer of ${callerOf(call)}. Where a port does not define it, there is none.`;
}

/** lib/vdso's __cvdso_clock_gettime and its kin. @param call "clock_gettime" */
export function genericWords(call: string): string {
  return `The architectures' common implementation (lib/vdso) behind what their vDSOs export as __vdso_${call} or __kernel_${call}: the data page is read, and where that cannot answer, the system call is made.`;
}

function callerOf(call: string): string {
  return (Object.hasOwn(callers, call) ? callers[call] : undefined) ?? `${call}()`;
}

const callers: Readonly<Record<string, string>> = {
  clock_gettime64: 'clock_gettime()',
  clock_getres_time64: 'clock_getres()',
  get_tbfreq: '__ppc_get_timebase_freq()',
  gettimeofday: 'gettimeofday() where that is an IFUNC (aarch64, loongarch, powerpc, x86)',
  time: 'time() where that is an IFUNC (powerpc, x86)',
  getcpu: 'getcpu() and, where rseq does not tell the CPU, sched_getcpu()',
  riscv_hwprobe: '__riscv_hwprobe()',
};

/** Whose a name is that is no consumer's. */
export const kernelWord = 'Linux';

export type LookupWord = keyof typeof lookupWords;

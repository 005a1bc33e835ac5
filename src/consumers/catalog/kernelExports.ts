/**
 * What Linux kernels export from their vDSO, by architecture: read in the linker scripts of `readTrees`, and seen in
 * images of distributions' kernels from 5.10 to 7.3 (test/unit/consumers/measuredExports.ts). Releases that
 * brought an export: golang/go#69577 (x86-64's getrandom), sgx(7), the commits of arm64's, loongarch's, powerpc's and
 * s390's getrandom (6.12), of riscv's hwprobe (6.4) and getrandom (6.16), of the robust unlock (7.2).
 */
export const readTrees = ['5.10', '6.1', '6.12', '7.2', '7.3'] as const;

/** Of older and newer kernels nothing is known. */
export const OLDEST = readTrees[0];
export const NEWEST = readTrees[4];

/** Symbols that share a node and a history. */
export interface KernelExports {
  readonly node: string;
  /** The release that brought them, or the oldest one known to have them; OLDEST: none older was looked at. */
  readonly since: string;
  /** The newest one known not to have them, where it is not known which release brought them. */
  readonly notIn?: string;
  /** The newest one known to have them, where they ended. */
  readonly last?: string;
  /** Configurations that they need, each from a release on ('' from the first), oldest first. */
  readonly conditions?: readonly (readonly [since: string, condition: string])[];
  /** Names, separated by blanks. */
  readonly symbols: string;
}

/** CONFIG_MIPS_CLOCK_VSYSCALL by what it is made of (arch/mips/Kconfig): a counter that user space may read. */
const MIPS_COUNTER = 'CONFIG_CSRC_R4K || CONFIG_CLKSRC_MIPS_GIC';

/** By architecture, as abi.ts names it. */
export const kernelExports: Readonly<Record<string, readonly KernelExports[]>> = {
  x86_64: [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      symbols:
        'clock_gettime __vdso_clock_gettime gettimeofday __vdso_gettimeofday getcpu __vdso_getcpu time __vdso_time clock_getres __vdso_clock_getres',
    },
    {
      node: 'LINUX_2.6',
      since: '5.11',
      conditions: [['', 'CONFIG_X86_SGX']],
      symbols: '__vdso_sgx_enter_enclave',
    },
    { node: 'LINUX_2.6', since: '6.11', symbols: 'getrandom __vdso_getrandom' },
    {
      node: 'LINUX_2.6',
      since: '7.2',
      conditions: [['', 'CONFIG_FUTEX_ROBUST_UNLOCK']],
      symbols: '__vdso_futex_robust_list64_try_unlock',
    },
    {
      node: 'LINUX_2.6',
      since: '7.2',
      conditions: [['', 'CONFIG_FUTEX_ROBUST_UNLOCK && CONFIG_COMPAT']],
      symbols: '__vdso_futex_robust_list32_try_unlock',
    },
  ],
  x32: [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      symbols: '__vdso_clock_gettime __vdso_gettimeofday __vdso_getcpu __vdso_time __vdso_clock_getres',
    },
    {
      node: 'LINUX_2.6',
      since: '7.2',
      conditions: [['', 'CONFIG_FUTEX_ROBUST_UNLOCK']],
      symbols: '__vdso_futex_robust_list64_try_unlock',
    },
    {
      node: 'LINUX_2.6',
      since: '7.2',
      conditions: [['', 'CONFIG_FUTEX_ROBUST_UNLOCK && CONFIG_COMPAT']],
      symbols: '__vdso_futex_robust_list32_try_unlock',
    },
  ],
  i386: [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      conditions: [['7.3', 'CONFIG_COMPAT_32BIT_TIME']],
      symbols: '__vdso_clock_gettime __vdso_gettimeofday __vdso_time __vdso_clock_getres',
    },
    { node: 'LINUX_2.6', since: '5.3', symbols: '__vdso_clock_gettime64' },
    { node: 'LINUX_2.6', since: '6.5', notIn: '6.1', symbols: '__vdso_getcpu' },
    { node: 'LINUX_2.6', since: '7.0', notIn: '6.18', symbols: '__vdso_clock_getres_time64' },
    {
      node: 'LINUX_2.6',
      since: '7.2',
      conditions: [['', 'CONFIG_FUTEX_ROBUST_UNLOCK']],
      symbols: '__vdso_futex_robust_list32_try_unlock',
    },
    {
      node: 'LINUX_2.5',
      since: '5.10',
      symbols: '__kernel_vsyscall __kernel_sigreturn __kernel_rt_sigreturn',
    },
  ],
  arm64: [
    {
      node: 'LINUX_2.6.39',
      since: '5.10',
      symbols: '__kernel_rt_sigreturn __kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres',
    },
    { node: 'LINUX_2.6.39', since: '6.12', symbols: '__kernel_getrandom' },
  ],
  arm: [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      conditions: [['7.3', 'CONFIG_COMPAT_32BIT_TIME']],
      symbols: '__vdso_clock_gettime __vdso_gettimeofday __vdso_clock_getres',
    },
    { node: 'LINUX_2.6', since: '5.10', symbols: '__vdso_clock_gettime64' },
    { node: 'LINUX_2.6', since: '7.0', notIn: '6.18', symbols: '__vdso_clock_getres_time64' },
  ],
  riscv64: [
    {
      node: 'LINUX_4.15',
      since: '5.10',
      symbols:
        '__vdso_rt_sigreturn __vdso_getcpu __vdso_flush_icache __vdso_gettimeofday __vdso_clock_gettime __vdso_clock_getres',
    },
    { node: 'LINUX_4.15', since: '6.4', symbols: '__vdso_riscv_hwprobe' },
    {
      node: 'LINUX_4.15',
      since: '6.16',
      conditions: [['', 'CONFIG_VDSO_GETRANDOM']],
      symbols: '__vdso_getrandom',
    },
  ],
  // HAS_VGETTIMEOFDAY is for 64 bits: neither a 32-bit kernel nor the image for 32-bit programs has clocks.
  riscv32: [
    { node: 'LINUX_4.15', since: '5.10', symbols: '__vdso_rt_sigreturn __vdso_getcpu __vdso_flush_icache' },
    { node: 'LINUX_4.15', since: '6.4', symbols: '__vdso_riscv_hwprobe' },
  ],
  s390x: [
    {
      node: 'LINUX_2.6.29',
      since: '5.10',
      symbols: '__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_getcpu',
    },
    {
      node: 'LINUX_2.6.29',
      since: '6.1',
      notIn: '5.10',
      symbols: '__kernel_restart_syscall __kernel_rt_sigreturn __kernel_sigreturn',
    },
    { node: 'LINUX_2.6.29', since: '6.12', symbols: '__kernel_getrandom' },
  ],
  's390-compat31': [
    {
      node: 'LINUX_2.6.29',
      since: '6.1',
      notIn: '5.10',
      last: '6.12',
      symbols: '__kernel_compat_restart_syscall __kernel_compat_rt_sigreturn __kernel_compat_sigreturn',
    },
  ],
  ppc64: [
    {
      node: 'LINUX_2.6.15',
      since: '5.10',
      last: '5.10',
      symbols: '__kernel_datapage_offset __kernel_sync_dicache_p5 __kernel_start_sigtramp_rt64',
    },
    {
      node: 'LINUX_2.6.15',
      since: '5.10',
      symbols:
        '__kernel_get_syscall_map __kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_get_tbfreq __kernel_sync_dicache __kernel_sigtramp_rt64 __kernel_getcpu __kernel_time',
    },
    { node: 'LINUX_2.6.15', since: '6.12', symbols: '__kernel_getrandom' },
  ],
  ppc32: [
    {
      node: 'LINUX_2.6.15',
      since: '5.10',
      last: '5.10',
      symbols: '__kernel_datapage_offset __kernel_sync_dicache_p5',
    },
    {
      node: 'LINUX_2.6.15',
      since: '5.10',
      symbols:
        '__kernel_get_syscall_map __kernel_get_tbfreq __kernel_sync_dicache __kernel_sigtramp32 __kernel_sigtramp_rt32',
    },
    {
      node: 'LINUX_2.6.15',
      since: '5.10',
      conditions: [['7.3', 'CONFIG_COMPAT_32BIT_TIME']],
      symbols: '__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_time',
    },
    {
      node: 'LINUX_2.6.15',
      since: '5.10',
      conditions: [['', 'CONFIG_PPC64 || !CONFIG_SMP']],
      symbols: '__kernel_getcpu',
    },
    { node: 'LINUX_2.6.15', since: '5.11', symbols: '__kernel_clock_gettime64' },
    { node: 'LINUX_2.6.15', since: '6.12', symbols: '__kernel_getrandom' },
    { node: 'LINUX_2.6.15', since: '7.2', notIn: '6.12', symbols: '__kernel_clock_getres_time64' },
  ],
  mips64: [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      conditions: [['7.3', 'CONFIG_GENERIC_GETTIMEOFDAY']],
      symbols: '__vdso_clock_gettime __vdso_clock_getres',
    },
    {
      node: 'LINUX_2.6',
      since: '5.10',
      conditions: [['', MIPS_COUNTER]],
      symbols: '__vdso_gettimeofday',
    },
  ],
  // o32 and n32
  mips32: [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      conditions: [['7.3', 'CONFIG_GENERIC_GETTIMEOFDAY && CONFIG_COMPAT_32BIT_TIME']],
      symbols: '__vdso_clock_gettime __vdso_clock_getres',
    },
    {
      node: 'LINUX_2.6',
      since: '5.10',
      conditions: [
        ['', MIPS_COUNTER],
        ['7.3', `(${MIPS_COUNTER}) && CONFIG_COMPAT_32BIT_TIME`],
      ],
      symbols: '__vdso_gettimeofday',
    },
    {
      node: 'LINUX_2.6',
      since: '5.10',
      conditions: [['', 'CONFIG_GENERIC_GETTIMEOFDAY']],
      symbols: '__vdso_clock_gettime64',
    },
    {
      node: 'LINUX_2.6',
      since: '7.2',
      notIn: '6.12',
      conditions: [['', 'CONFIG_GENERIC_GETTIMEOFDAY']],
      symbols: '__vdso_clock_getres_time64',
    },
  ],
  loong64: [
    { node: 'LINUX_5.10', since: '6.1', notIn: '5.10', symbols: '__vdso_getcpu __vdso_rt_sigreturn' },
    {
      node: 'LINUX_5.10',
      since: '6.1',
      notIn: '5.10',
      conditions: [['7.2', 'CONFIG_GENERIC_GETTIMEOFDAY']],
      symbols: '__vdso_clock_getres __vdso_clock_gettime __vdso_gettimeofday',
    },
    { node: 'LINUX_5.10', since: '6.12', symbols: '__vdso_getrandom' },
  ],
  sparc64: [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      symbols: 'clock_gettime __vdso_clock_gettime gettimeofday __vdso_gettimeofday',
    },
    {
      node: 'LINUX_2.6',
      since: '5.10',
      last: '6.12',
      symbols: '__vdso_clock_gettime_stick __vdso_gettimeofday_stick',
    },
  ],
  'sparc32-compat': [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      conditions: [['7.3', 'CONFIG_COMPAT_32BIT_TIME']],
      symbols: 'clock_gettime __vdso_clock_gettime gettimeofday __vdso_gettimeofday',
    },
    {
      node: 'LINUX_2.6',
      since: '5.10',
      last: '6.12',
      symbols: '__vdso_clock_gettime_stick __vdso_gettimeofday_stick',
    },
    { node: 'LINUX_2.6', since: '7.2', notIn: '6.12', symbols: 'clock_gettime64 __vdso_clock_gettime64' },
  ],
  parisc64: [
    {
      node: 'LINUX_5.18',
      since: '6.1',
      notIn: '5.10',
      last: '6.1',
      symbols: '__kernel_sigtramp_rt64 __kernel_restart_syscall64',
    },
    {
      node: 'LINUX_6.11',
      since: '6.12',
      notIn: '6.1',
      symbols: '__kernel_sigtramp_rt64 __kernel_restart_syscall64 __vdso_gettimeofday __vdso_clock_gettime',
    },
  ],
  parisc32: [
    {
      node: 'LINUX_5.18',
      since: '6.1',
      notIn: '5.10',
      last: '6.1',
      symbols: '__kernel_sigtramp_rt32 __kernel_restart_syscall32',
    },
    {
      node: 'LINUX_6.11',
      since: '6.12',
      notIn: '6.1',
      symbols:
        '__kernel_sigtramp_rt32 __kernel_restart_syscall32 __vdso_gettimeofday __vdso_clock_gettime __vdso_clock_gettime64',
    },
  ],
  csky: [
    { node: 'LINUX_5.10', since: '6.1', notIn: '5.10', symbols: '__vdso_rt_sigreturn' },
    {
      node: 'LINUX_5.10',
      since: '6.1',
      notIn: '5.10',
      last: '6.12',
      symbols: '__vdso_clock_gettime __vdso_clock_gettime64 __vdso_gettimeofday __vdso_clock_getres',
    },
  ],
  'um-x86_64': [
    {
      node: 'LINUX_2.6',
      since: '5.10',
      symbols: 'clock_gettime __vdso_clock_gettime gettimeofday __vdso_gettimeofday time __vdso_time',
    },
    { node: 'LINUX_2.6', since: '5.10', last: '6.12', symbols: 'getcpu __vdso_getcpu' },
  ],
};

/** Names that patches on the lists bring, and no kernel has yet: by name, the architectures as abi.ts names them. */
export const proposedExports: ReadonlyMap<string, { readonly abis: string; readonly since: string }> =
  new Map([
    // The prefix is __vdso_ on arm64 too.
    ['__vdso_futex_robust_list64_try_unlock', { abis: 'arm64', since: '2026-04' }],
    ['__vdso_futex_robust_list64_cmpxchg_rseq', { abis: 'x86_64 x32', since: '2026' }],
    ['__vdso_futex_robust_list32_cmpxchg_rseq', { abis: 'x86_64 x32 i386', since: '2026' }],
  ]);

/**
 * What Linux kernels export, by architecture, as their vDSO linker scripts say. Read in the trees of
 * `checkedKernels`; a symbol is in all of them from `first` to `last`. Between two of them we do not know,
 * except where `introduced` names the release (from kernel discussions and issues: golang/go#69577 for
 * x86-64's getrandom).
 */
export const checkedKernels = ['5.10', '6.1', '6.12', '7.2', '7.3'] as const;

export type CheckedKernel = (typeof checkedKernels)[number];

/** Symbols that share a node and a history. */
export interface KernelExports {
  readonly node: string;
  /** First and last checked tree that has them; without `last` the newest one does. */
  readonly first: CheckedKernel;
  readonly last?: CheckedKernel;
  readonly introduced?: string;
  /** Preprocessor condition around them, from `conditionSince` on (from `first` on where absent). */
  readonly condition?: string;
  readonly conditionSince?: CheckedKernel;
  /** Names, separated by blanks. */
  readonly symbols: string;
}

/** By architecture, as abi.ts names it. */
export const kernelExports: Readonly<Record<string, readonly KernelExports[]>> = {
  x86_64: [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      symbols:
        'clock_gettime __vdso_clock_gettime gettimeofday __vdso_gettimeofday getcpu __vdso_getcpu time __vdso_time clock_getres __vdso_clock_getres',
    },
    { node: 'LINUX_2.6', first: '6.1', condition: 'CONFIG_X86_SGX', symbols: '__vdso_sgx_enter_enclave' },
    { node: 'LINUX_2.6', first: '6.12', introduced: '6.11', symbols: 'getrandom __vdso_getrandom' },
    {
      node: 'LINUX_2.6',
      first: '7.2',
      condition: 'CONFIG_FUTEX_ROBUST_UNLOCK',
      symbols: '__vdso_futex_robust_list64_try_unlock',
    },
    {
      node: 'LINUX_2.6',
      first: '7.2',
      condition: 'CONFIG_FUTEX_ROBUST_UNLOCK && CONFIG_COMPAT',
      symbols: '__vdso_futex_robust_list32_try_unlock',
    },
  ],
  x32: [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      symbols: '__vdso_clock_gettime __vdso_gettimeofday __vdso_getcpu __vdso_time __vdso_clock_getres',
    },
    {
      node: 'LINUX_2.6',
      first: '7.2',
      condition: 'CONFIG_FUTEX_ROBUST_UNLOCK',
      symbols: '__vdso_futex_robust_list64_try_unlock',
    },
    {
      node: 'LINUX_2.6',
      first: '7.2',
      condition: 'CONFIG_FUTEX_ROBUST_UNLOCK && CONFIG_COMPAT',
      symbols: '__vdso_futex_robust_list32_try_unlock',
    },
  ],
  i386: [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      condition: 'CONFIG_COMPAT_32BIT_TIME',
      conditionSince: '7.3',
      symbols: '__vdso_clock_gettime __vdso_gettimeofday __vdso_time __vdso_clock_getres',
    },
    { node: 'LINUX_2.6', first: '5.10', introduced: '5.3', symbols: '__vdso_clock_gettime64' },
    { node: 'LINUX_2.6', first: '6.12', symbols: '__vdso_getcpu' },
    { node: 'LINUX_2.6', first: '7.2', symbols: '__vdso_clock_getres_time64' },
    {
      node: 'LINUX_2.6',
      first: '7.2',
      condition: 'CONFIG_FUTEX_ROBUST_UNLOCK',
      symbols: '__vdso_futex_robust_list32_try_unlock',
    },
    {
      node: 'LINUX_2.5',
      first: '5.10',
      symbols: '__kernel_vsyscall __kernel_sigreturn __kernel_rt_sigreturn',
    },
  ],
  arm64: [
    {
      node: 'LINUX_2.6.39',
      first: '5.10',
      symbols: '__kernel_rt_sigreturn __kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres',
    },
    { node: 'LINUX_2.6.39', first: '6.12', symbols: '__kernel_getrandom' },
  ],
  'arm64-compat32': [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      condition: 'CONFIG_COMPAT_32BIT_TIME',
      conditionSince: '7.3',
      symbols: '__vdso_clock_gettime __vdso_gettimeofday __vdso_clock_getres',
    },
    { node: 'LINUX_2.6', first: '5.10', symbols: '__vdso_clock_gettime64' },
    { node: 'LINUX_2.6', first: '7.2', symbols: '__vdso_clock_getres_time64' },
  ],
  arm: [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      condition: 'CONFIG_COMPAT_32BIT_TIME',
      conditionSince: '7.3',
      symbols: '__vdso_clock_gettime __vdso_gettimeofday __vdso_clock_getres',
    },
    { node: 'LINUX_2.6', first: '5.10', symbols: '__vdso_clock_gettime64' },
    { node: 'LINUX_2.6', first: '7.2', symbols: '__vdso_clock_getres_time64' },
  ],
  riscv: [
    { node: 'LINUX_4.15', first: '5.10', symbols: '__vdso_rt_sigreturn __vdso_getcpu __vdso_flush_icache' },
    {
      node: 'LINUX_4.15',
      first: '5.10',
      condition: 'HAS_VGETTIMEOFDAY',
      symbols: '__vdso_gettimeofday __vdso_clock_gettime __vdso_clock_getres',
    },
    { node: 'LINUX_4.15', first: '6.12', symbols: '__vdso_riscv_hwprobe' },
    {
      node: 'LINUX_4.15',
      first: '7.2',
      condition: 'CONFIG_VDSO_GETRANDOM && !COMPAT_VDSO',
      symbols: '__vdso_getrandom',
    },
  ],
  s390x: [
    {
      node: 'LINUX_2.6.29',
      first: '5.10',
      symbols: '__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_getcpu',
    },
    {
      node: 'LINUX_2.6.29',
      first: '6.1',
      symbols: '__kernel_restart_syscall __kernel_rt_sigreturn __kernel_sigreturn',
    },
    { node: 'LINUX_2.6.29', first: '6.12', symbols: '__kernel_getrandom' },
  ],
  's390-compat31': [
    {
      node: 'LINUX_2.6.29',
      first: '6.1',
      last: '6.12',
      symbols: '__kernel_compat_restart_syscall __kernel_compat_rt_sigreturn __kernel_compat_sigreturn',
    },
  ],
  ppc64: [
    {
      node: 'LINUX_2.6.15',
      first: '5.10',
      last: '5.10',
      symbols: '__kernel_datapage_offset __kernel_sync_dicache_p5 __kernel_start_sigtramp_rt64',
    },
    {
      node: 'LINUX_2.6.15',
      first: '5.10',
      symbols:
        '__kernel_get_syscall_map __kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_get_tbfreq __kernel_sync_dicache __kernel_sigtramp_rt64 __kernel_getcpu __kernel_time',
    },
    { node: 'LINUX_2.6.15', first: '6.12', symbols: '__kernel_getrandom' },
  ],
  ppc32: [
    {
      node: 'LINUX_2.6.15',
      first: '5.10',
      last: '5.10',
      symbols: '__kernel_datapage_offset __kernel_sync_dicache_p5',
    },
    {
      node: 'LINUX_2.6.15',
      first: '5.10',
      symbols:
        '__kernel_get_syscall_map __kernel_get_tbfreq __kernel_sync_dicache __kernel_sigtramp32 __kernel_sigtramp_rt32',
    },
    {
      node: 'LINUX_2.6.15',
      first: '5.10',
      condition: 'CONFIG_COMPAT_32BIT_TIME',
      conditionSince: '7.3',
      symbols: '__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_time',
    },
    {
      node: 'LINUX_2.6.15',
      first: '5.10',
      condition: 'CONFIG_PPC64 || !CONFIG_SMP',
      symbols: '__kernel_getcpu',
    },
    { node: 'LINUX_2.6.15', first: '6.1', introduced: '5.11', symbols: '__kernel_clock_gettime64' },
    { node: 'LINUX_2.6.15', first: '6.12', symbols: '__kernel_getrandom' },
    { node: 'LINUX_2.6.15', first: '7.2', symbols: '__kernel_clock_getres_time64' },
  ],
  mips: [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      condition: 'CONFIG_GENERIC_GETTIMEOFDAY && _MIPS_SIM == _MIPS_SIM_ABI64 || CONFIG_COMPAT_32BIT_TIME',
      conditionSince: '7.3',
      symbols: '__vdso_clock_gettime __vdso_gettimeofday __vdso_clock_getres',
    },
    {
      node: 'LINUX_2.6',
      first: '5.10',
      condition: 'CONFIG_GENERIC_GETTIMEOFDAY && _MIPS_SIM != _MIPS_SIM_ABI64',
      symbols: '__vdso_clock_gettime64',
    },
    {
      node: 'LINUX_2.6',
      first: '7.2',
      condition: 'CONFIG_GENERIC_GETTIMEOFDAY && _MIPS_SIM != _MIPS_SIM_ABI64',
      symbols: '__vdso_clock_getres_time64',
    },
  ],
  loong64: [
    { node: 'LINUX_5.10', first: '6.1', symbols: '__vdso_getcpu __vdso_rt_sigreturn' },
    {
      node: 'LINUX_5.10',
      first: '6.1',
      condition: 'CONFIG_GENERIC_GETTIMEOFDAY',
      conditionSince: '7.2',
      symbols: '__vdso_clock_getres __vdso_clock_gettime __vdso_gettimeofday',
    },
    { node: 'LINUX_5.10', first: '6.12', symbols: '__vdso_getrandom' },
  ],
  sparc64: [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      symbols: 'clock_gettime __vdso_clock_gettime gettimeofday __vdso_gettimeofday',
    },
    {
      node: 'LINUX_2.6',
      first: '5.10',
      last: '6.12',
      symbols: '__vdso_clock_gettime_stick __vdso_gettimeofday_stick',
    },
  ],
  'sparc32-compat': [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      condition: 'CONFIG_COMPAT_32BIT_TIME',
      conditionSince: '7.3',
      symbols: 'clock_gettime __vdso_clock_gettime gettimeofday __vdso_gettimeofday',
    },
    {
      node: 'LINUX_2.6',
      first: '5.10',
      last: '6.12',
      symbols: '__vdso_clock_gettime_stick __vdso_gettimeofday_stick',
    },
    { node: 'LINUX_2.6', first: '7.2', symbols: 'clock_gettime64 __vdso_clock_gettime64' },
  ],
  parisc64: [
    {
      node: 'LINUX_5.18',
      first: '6.1',
      last: '6.1',
      symbols: '__kernel_sigtramp_rt64 __kernel_restart_syscall64',
    },
    {
      node: 'LINUX_6.11',
      first: '6.12',
      symbols: '__kernel_sigtramp_rt64 __kernel_restart_syscall64 __vdso_gettimeofday __vdso_clock_gettime',
    },
  ],
  parisc32: [
    {
      node: 'LINUX_5.18',
      first: '6.1',
      last: '6.1',
      symbols: '__kernel_sigtramp_rt32 __kernel_restart_syscall32',
    },
    {
      node: 'LINUX_6.11',
      first: '6.12',
      symbols:
        '__kernel_sigtramp_rt32 __kernel_restart_syscall32 __vdso_gettimeofday __vdso_clock_gettime __vdso_clock_gettime64',
    },
  ],
  csky: [
    { node: 'LINUX_5.10', first: '6.1', symbols: '__vdso_rt_sigreturn' },
    {
      node: 'LINUX_5.10',
      first: '6.1',
      last: '6.12',
      symbols: '__vdso_clock_gettime __vdso_clock_gettime64 __vdso_gettimeofday __vdso_clock_getres',
    },
  ],
  'um-x86_64': [
    {
      node: 'LINUX_2.6',
      first: '5.10',
      symbols: 'clock_gettime __vdso_clock_gettime gettimeofday __vdso_gettimeofday time __vdso_time',
    },
    { node: 'LINUX_2.6', first: '5.10', last: '6.12', symbols: 'getcpu __vdso_getcpu' },
  ],
};

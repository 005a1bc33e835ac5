/**
 * What images of real kernels export, measured with readelf and llvm-readelf, which agreed: Debian's kernels of
 * amd64, arm64, armhf, i386, loong64, mips64el, mipsel, ppc64el, riscv64 and s390x with their images for 32-bit
 * programs, and user-mode Linux. Facts of ours: no image is kept.
 */
export interface Measured {
  /** Kernels whose images were read, oldest first. */
  readonly kernels: string;
  /** Node, the oldest of them that has the names, the names, and the oldest that has them no more. */
  readonly exports: readonly (readonly [node: string, first: string, names: string, ended?: string])[];
  /** A kernel and a name that one of its configurations leaves out. */
  readonly lacking?: readonly [kernel: string, name: string];
}

/** By architecture, as kernelExports.ts names it. */
export const measuredExports: Readonly<Record<string, Measured>> = {
  arm: {
    kernels: '5.10.223 6.1.176 6.12.107 6.16.12 6.18.15 7.0.13 7.2.13 7.3',
    exports: [
      [
        'LINUX_2.6',
        '5.10.223',
        '__vdso_clock_getres __vdso_clock_gettime __vdso_clock_gettime64 __vdso_gettimeofday',
      ],
      ['LINUX_2.6', '7.0.13', '__vdso_clock_getres_time64'],
    ],
  },
  arm64: {
    kernels: '5.10.223 6.1.176 6.12.107 6.16.12 6.18.15 7.0.13 7.2.13 7.3',
    exports: [
      [
        'LINUX_2.6.39',
        '5.10.223',
        '__kernel_clock_getres __kernel_clock_gettime __kernel_gettimeofday __kernel_rt_sigreturn',
      ],
      ['LINUX_2.6.39', '6.12.107', '__kernel_getrandom'],
    ],
  },
  i386: {
    kernels: '5.10.223 6.1.176 6.5.10 6.12.107 6.16.12 6.18.15 7.0.13 7.2.13 7.3',
    exports: [
      ['LINUX_2.5', '5.10.223', '__kernel_rt_sigreturn __kernel_sigreturn __kernel_vsyscall'],
      [
        'LINUX_2.6',
        '5.10.223',
        '__vdso_clock_getres __vdso_clock_gettime __vdso_clock_gettime64 __vdso_gettimeofday __vdso_time',
      ],
      ['LINUX_2.6', '6.5.10', '__vdso_getcpu'],
      ['LINUX_2.6', '7.0.13', '__vdso_clock_getres_time64'],
      ['LINUX_2.6', '7.2.13', '__vdso_futex_robust_list32_try_unlock'],
    ],
  },
  loong64: {
    kernels: '7.2.13 7.3',
    exports: [
      [
        'LINUX_5.10',
        '7.2.13',
        '__vdso_clock_getres __vdso_clock_gettime __vdso_getcpu __vdso_getrandom __vdso_gettimeofday __vdso_rt_sigreturn',
      ],
    ],
  },
  mips32: {
    kernels: '6.1.176 6.12.95',
    exports: [
      [
        'LINUX_2.6',
        '6.1.176',
        '__vdso_clock_getres __vdso_clock_gettime __vdso_clock_gettime64 __vdso_gettimeofday',
      ],
    ],
    // Octeon's kernel lacks a clock that user space may read.
    lacking: ['6.1.176', '__vdso_gettimeofday'],
  },
  mips64: {
    kernels: '6.1.176 6.12.95',
    exports: [['LINUX_2.6', '6.1.176', '__vdso_clock_getres __vdso_clock_gettime __vdso_gettimeofday']],
    // Octeon's kernel lacks a clock that user space may read.
    lacking: ['6.1.176', '__vdso_gettimeofday'],
  },
  ppc64: {
    kernels: '6.1.176 6.12.107 7.2.13 7.3',
    exports: [
      [
        'LINUX_2.6.15',
        '6.1.176',
        '__kernel_clock_getres __kernel_clock_gettime __kernel_get_syscall_map __kernel_get_tbfreq __kernel_getcpu __kernel_gettimeofday __kernel_sigtramp_rt64 __kernel_sync_dicache __kernel_time',
      ],
      ['LINUX_2.6.15', '6.12.107', '__kernel_getrandom'],
    ],
  },
  riscv64: {
    kernels: '6.12.107 7.2.13',
    exports: [
      [
        'LINUX_4.15',
        '6.12.107',
        '__vdso_clock_getres __vdso_clock_gettime __vdso_flush_icache __vdso_getcpu __vdso_gettimeofday __vdso_riscv_hwprobe __vdso_rt_sigreturn',
      ],
      ['LINUX_4.15', '7.2.13', '__vdso_getrandom'],
    ],
  },
  's390-compat31': {
    kernels: '6.1.176 6.12.107',
    exports: [
      [
        'LINUX_2.6.29',
        '6.1.176',
        '__kernel_compat_restart_syscall __kernel_compat_rt_sigreturn __kernel_compat_sigreturn',
      ],
    ],
  },
  s390x: {
    kernels: '6.1.176 6.12.107 7.2.13 7.3',
    exports: [
      [
        'LINUX_2.6.29',
        '6.1.176',
        '__kernel_clock_getres __kernel_clock_gettime __kernel_getcpu __kernel_gettimeofday __kernel_restart_syscall __kernel_rt_sigreturn __kernel_sigreturn',
      ],
      ['LINUX_2.6.29', '6.12.107', '__kernel_getrandom'],
    ],
  },
  'um-x86_64': {
    kernels: '6.1.176 7.2.7',
    exports: [
      [
        'LINUX_2.6',
        '6.1.176',
        '__vdso_clock_gettime __vdso_gettimeofday __vdso_time clock_gettime gettimeofday time',
      ],
      ['LINUX_2.6', '6.1.176', '__vdso_getcpu getcpu', '7.2.7'],
    ],
  },
  x32: {
    kernels: '5.10.223 6.1.176 6.12.107 6.16.12 6.18.15 7.0.13 7.2.13 7.3',
    exports: [
      [
        'LINUX_2.6',
        '5.10.223',
        '__vdso_clock_getres __vdso_clock_gettime __vdso_getcpu __vdso_gettimeofday __vdso_time',
      ],
      ['LINUX_2.6', '7.2.13', '__vdso_futex_robust_list32_try_unlock __vdso_futex_robust_list64_try_unlock'],
    ],
  },
  x86_64: {
    kernels: '5.10.223 6.1.176 6.12.107 6.16.12 6.18.15 7.0.13 7.2.13 7.3',
    exports: [
      [
        'LINUX_2.6',
        '5.10.223',
        '__vdso_clock_getres __vdso_clock_gettime __vdso_getcpu __vdso_gettimeofday __vdso_time clock_getres clock_gettime getcpu gettimeofday time',
      ],
      ['LINUX_2.6', '6.1.176', '__vdso_sgx_enter_enclave'],
      ['LINUX_2.6', '6.12.107', '__vdso_getrandom getrandom'],
      ['LINUX_2.6', '7.2.13', '__vdso_futex_robust_list32_try_unlock __vdso_futex_robust_list64_try_unlock'],
    ],
  },
};

/**
 * What the images of others than Linux export, by ABI as abi.ts names it, and which of their functions do not work as
 * Linux's do. Seen in their images, and read where the comment says so.
 */
import type { Provider } from '../model.ts';

export interface OtherMaker {
  /** By ABI, then by node: names, separated by blanks. */
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const X86_CLOCKS = '__vdso_clock_gettime __vdso_gettimeofday __vdso_time __vdso_clock_getres';
const X86_TWINS = 'clock_gettime gettimeofday time clock_getres';
const ARM64 = '__kernel_rt_sigreturn __kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres';
const POWER =
  '__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_getcpu __kernel_time __kernel_sync_dicache';
const VSYSCALL = '__kernel_vsyscall __kernel_sigreturn __kernel_rt_sigreturn';
const RISCV =
  '__vdso_gettimeofday __vdso_clock_gettime __vdso_clock_getres __vdso_getcpu __vdso_flush_icache __vdso_rt_sigreturn';

export const otherMakers: Readonly<Partial<Record<Provider['kind'], OtherMaker>>> = {
  // google/gvisor vdso/vdso_amd64.lds, vdso_arm64.lds
  gvisor: {
    exports: {
      x86_64: {
        'LINUX_2.6':
          '__vdso_clock_gettime __vdso_gettimeofday __vdso_time __vdso_getcpu clock_gettime gettimeofday time getcpu __kernel_rt_sigreturn',
      },
      arm64: { 'LINUX_2.6.39': ARM64 },
    },
  },
  // qemu/qemu linux-user/ARCH/vdso.ld
  qemu: {
    exports: {
      x86_64: { 'LINUX_2.6': `${X86_CLOCKS} __vdso_getcpu ${X86_TWINS} getcpu` },
      i386: { 'LINUX_2.6': `${X86_CLOCKS} __vdso_clock_gettime64 __vdso_getcpu`, 'LINUX_2.5': VSYSCALL },
      arm64: { 'LINUX_2.6.39': ARM64 },
      arm: {
        'LINUX_2.6': '__vdso_clock_gettime __vdso_clock_gettime64 __vdso_gettimeofday __vdso_clock_getres',
      },
      loong64: {
        'LINUX_5.10':
          '__vdso_gettimeofday __vdso_clock_gettime __vdso_clock_getres __vdso_getcpu __vdso_rt_sigreturn',
      },
      ppc64: { 'LINUX_2.6.15': `${POWER} __kernel_sigtramp_rt64` },
      ppc32: {
        'LINUX_2.6.15': `${POWER} __kernel_clock_gettime64 __kernel_sigtramp32 __kernel_sigtramp_rt32`,
      },
      riscv64: { 'LINUX_4.15': RISCV },
      riscv32: { 'LINUX_4.15': RISCV },
      s390x: {
        'LINUX_2.6.29':
          '__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_getcpu __kernel_sigreturn __kernel_rt_sigreturn',
      },
      parisc32: {},
    },
  },
  // rr-debugger/rr src/preload/rr_page.ld.in, rr_vdso.S
  rr: {
    exports: {
      x86_64: { 'LINUX_2.6': `${X86_CLOCKS} __vdso_getcpu clock_gettime gettimeofday` },
      i386: { 'LINUX_2.6': `${X86_CLOCKS} clock_gettime gettimeofday` },
      arm64: {},
    },
  },
  wsl1: { exports: {} },
};

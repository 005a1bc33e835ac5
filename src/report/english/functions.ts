/** What the functions of a vDSO do, and when a call of them still ends in a system call. */

import type { EntersKernel } from '../facts/entersKernel.ts';

export interface FunctionWords {
  readonly what: string;
  /** How it differs from the libc function of the same name, where it does. */
  readonly unlikeLibc?: string;
}

const CLOCK_ERROR = 'Returns 0 or a negative error number, and does not set errno.';

export const functionWords: Readonly<Record<string, FunctionWords>> = {
  clock_gettime: { what: 'Reads a clock.', unlikeLibc: CLOCK_ERROR },
  clock_gettime64: {
    what: 'Reads a clock into 64-bit seconds, on a 32-bit architecture (year 2038).',
    unlikeLibc: CLOCK_ERROR,
  },
  clock_gettime_stick: {
    what: 'clock_gettime for machines that count with the STICK register; the kernel patches the choice in.',
  },
  clock_getres: { what: 'Tells the resolution of a clock.', unlikeLibc: CLOCK_ERROR },
  clock_getres_time64: {
    what: 'Tells the resolution of a clock in 64-bit seconds, on a 32-bit architecture.',
    unlikeLibc: CLOCK_ERROR,
  },
  gettimeofday: { what: 'Reads the wall clock in microseconds (CLOCK_REALTIME), and the time zone.' },
  gettimeofday_stick: {
    what: 'gettimeofday for machines that count with the STICK register; the kernel patches the choice in.',
  },
  time: { what: 'Reads the wall clock in whole seconds.' },
  getcpu: { what: 'Tells on which CPU and NUMA node the caller runs.' },
  getrandom: {
    what: 'Fills a buffer with random bytes from a generator in user space that the kernel reseeds.',
    unlikeLibc:
      "It is not libc's getrandom: the caller passes a state that it has allocated as the function tells it to (opaque_len ~0).",
  },
  sgx_enter_enclave: { what: 'Enters or resumes an SGX enclave and reports its exceptions.' },
  futex_robust_list64_try_unlock: {
    what: 'Unlocks an uncontended robust futex and clears the pending operation, so that the kernel can tell an interrupted unlock.',
  },
  futex_robust_list32_try_unlock: {
    what: 'Unlocks an uncontended robust futex and clears the pending operation of a 32-bit list.',
  },
  riscv_hwprobe: { what: 'Tells which RISC-V extensions the CPUs have.' },
  flush_icache: { what: 'Makes new instructions visible to the instruction caches.' },
  get_syscall_map: { what: 'Gives the bitmap of system calls that the kernel implements.' },
  get_tbfreq: { what: 'Gives the frequency of the time base register.' },
  sync_dicache: { what: 'Makes data and instruction caches agree over a range.' },
  sync_dicache_p5: { what: 'Makes data and instruction caches agree, on POWER5 and later.' },
  datapage_offset: { what: 'Holds the distance to the data page; kernels up to 5.10 export it.' },
  vsyscall: { what: 'The fastest way into the kernel that this CPU has (sysenter, syscall or int 0x80).' },
  restart_syscall: {
    what: 'Restarts an interrupted system call. The kernel returns here; nobody looks it up to call it.',
  },
  sigreturn: {
    what: 'Returns from a signal handler. The kernel puts its address on the stack; unwinders recognise it.',
  },
  rt_sigreturn: {
    what: 'Returns from a signal handler. The kernel puts its address on the stack or in the link register; unwinders recognise it.',
  },
  sigtramp: {
    what: 'Signal trampoline: calls rt_sigreturn when the handler returns. Unwinders recognise its address.',
  },
};

/** lib/vdso/gettimeofday.c: which clock ids are read in user space; gVisor's: its vdso/vdso.cc and vdso_time.cc. */
export const entersKernelWords: Readonly<Record<EntersKernel, string>> = {
  clock:
    'Never for the COARSE clocks; for CLOCK_REALTIME, MONOTONIC, BOOTTIME, TAI, MONOTONIC_RAW and, with CONFIG_POSIX_AUX_CLOCKS, AUX0 to AUX7 only while the clock source has no vDSO mode; always for the others (CPU time, ALARM, negative ids).',
  'clock-id':
    'In user space for the clocks that clock_gettime reads there; a system call for CPU-time clocks, the ALARM clocks and negative ids.',
  realtime: 'In user space while the clock source has a vDSO mode; otherwise every call is a system call.',
  coarse: 'Never: it reads the data page, under any clock source.',
  getrandom:
    'Until the generator of the kernel is ready, for unknown flags and for a state of the wrong size; otherwise only to reseed.',
  hwprobe: 'Only for questions that the answers cached in the data page do not cover.',
  never: 'Never.',
  always: 'Always: entering the kernel is its purpose.',
  data: 'It is data, not a function.',
  bare: 'Always: here it is nothing but the system call of its name.',
  'gvisor-clock':
    'In user space for CLOCK_REALTIME, MONOTONIC and BOOTTIME once gVisor has calibrated its clocks; a system call for every other clock, REALTIME_COARSE and MONOTONIC_COARSE among them.',
  'gvisor-clock-id': 'In user space for CLOCK_REALTIME and MONOTONIC; a system call for every other clock.',
  'gvisor-realtime':
    'In user space once gVisor has calibrated its clocks; until then every call is a system call.',
  unread: "Not known: what WSL1's functions do was not read.",
};

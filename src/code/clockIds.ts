/** The clocks that are asked for, and the functions that serve them. */

/** include/uapi/linux/time.h, without CLOCK_; 10 was SGI_CYCLE. Those of processes and descriptors have negative numbers. */
export const CLOCKS: readonly { readonly id: number; readonly name: string }[] = [
  { id: 0, name: 'REALTIME' },
  { id: 1, name: 'MONOTONIC' },
  { id: 2, name: 'PROCESS_CPUTIME_ID' },
  { id: 3, name: 'THREAD_CPUTIME_ID' },
  { id: 4, name: 'MONOTONIC_RAW' },
  { id: 5, name: 'REALTIME_COARSE' },
  { id: 6, name: 'MONOTONIC_COARSE' },
  { id: 7, name: 'BOOTTIME' },
  { id: 8, name: 'REALTIME_ALARM' },
  { id: 9, name: 'BOOTTIME_ALARM' },
  { id: 10, name: 'SGI_CYCLE' },
  { id: 11, name: 'TAI' },
  { id: 16, name: 'AUX' },
  // Of process 1: ~1 << 3 | CPUCLOCK_SCHED (include/linux/posix-timers_types.h).
  { id: -14, name: 'PID_CPUTIME' },
  // Of descriptor 3: ~3 << 3 | CLOCKFD.
  { id: -29, name: 'FD' },
];

/** Functions that serve clocks, the one with 64-bit time first: of several in an image the first counts. */
export const CLOCK_FUNCTIONS = [
  '__vdso_clock_gettime64',
  '__kernel_clock_gettime64',
  '__vdso_clock_gettime',
  '__kernel_clock_gettime',
  'clock_gettime',
] as const;

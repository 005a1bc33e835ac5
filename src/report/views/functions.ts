/**
 * What the functions of a vDSO are. Declarations: Linux 7.3 lib/vdso/gettimeofday.c, lib/vdso/getrandom.c,
 * arch/ARCH/vdso (x86 vclock_gettime.c, vgetcpu.c, vsgx.S, common/vfutex.c; riscv hwprobe.c, flush_icache.S;
 * powerpc gettimeofday.S, datapage.S, cacheflush.S), include/vdso/gettime.h.
 */
import { functionOf, isBare } from '../../consumers/functionNames.ts';
import { EM_LOONGARCH, EM_PPC, EM_PPC64, EM_RISCV, EM_S390, EM_X86_64 } from '../../elf/format/constants.ts';
import type { FunctionWords } from '../english/functions.ts';
import { type EntersKernel, entersKernelAt, type FunctionPlace } from '../facts/entersKernel.ts';
import type { Words } from '../words.ts';

export interface VdsoFunction extends FunctionWords {
  /** C declaration under the symbol's own name. */
  readonly prototype?: string;
  readonly entersKernel: EntersKernel;
  /** The symbol is the un-prefixed twin of a __vdso_ one. */
  readonly bare: boolean;
}

interface Declaration {
  /** Declaration with NAME for the symbol; TIMESPEC, TIMEVAL and TIME stand for the kernel's types. */
  readonly prototype?: string;
  /** By e_machine, where it is another one there. */
  readonly on?: Readonly<Partial<Record<number, string>>>;
  readonly entersKernel: EntersKernel;
}

const INT_GETCPU = 'int NAME(unsigned *cpu, unsigned *node, void *unused);';
/** arch/powerpc/kernel/vdso/getcpu.S */
const POWER_GETCPU = 'int NAME(unsigned *cpu, unsigned *node);';

const DECLARATIONS: Readonly<Record<string, Declaration>> = {
  clock_gettime: { prototype: 'int NAME(clockid_t clock, TIMESPEC *ts);', entersKernel: 'clock' },
  clock_gettime64: {
    prototype: 'int NAME(clockid_t clock, struct __kernel_timespec *ts);',
    entersKernel: 'clock',
  },
  clock_gettime_stick: { prototype: 'int NAME(clockid_t clock, TIMESPEC *ts);', entersKernel: 'clock' },
  clock_getres: { prototype: 'int NAME(clockid_t clock, TIMESPEC *res);', entersKernel: 'clock-id' },
  clock_getres_time64: {
    prototype: 'int NAME(clockid_t clock, struct __kernel_timespec *res);',
    entersKernel: 'clock-id',
  },
  gettimeofday: { prototype: 'int NAME(TIMEVAL *tv, struct timezone *tz);', entersKernel: 'realtime' },
  gettimeofday_stick: { prototype: 'int NAME(TIMEVAL *tv, struct timezone *tz);', entersKernel: 'realtime' },
  time: { prototype: 'TIME NAME(TIME *t);', entersKernel: 'coarse' },
  getcpu: {
    prototype: 'long NAME(unsigned *cpu, unsigned *node, void *unused);',
    on: {
      [EM_LOONGARCH]: INT_GETCPU,
      [EM_RISCV]: INT_GETCPU,
      [EM_S390]: INT_GETCPU,
      [EM_PPC]: POWER_GETCPU,
      [EM_PPC64]: POWER_GETCPU,
    },
    entersKernel: 'never',
  },
  getrandom: {
    prototype:
      'ssize_t NAME(void *buffer, size_t len, unsigned int flags, void *opaque_state, size_t opaque_len);',
    entersKernel: 'getrandom',
  },
  sgx_enter_enclave: {
    prototype:
      'int NAME(unsigned long rdi, unsigned long rsi, unsigned long rdx, unsigned int function, unsigned long r8, unsigned long r9, struct sgx_enclave_run *run);',
    entersKernel: 'never',
  },
  futex_robust_list64_try_unlock: {
    prototype: '__u32 NAME(__u32 *lock, __u32 tid, __u64 *pop);',
    entersKernel: 'never',
  },
  futex_robust_list32_try_unlock: {
    prototype: '__u32 NAME(__u32 *lock, __u32 tid, __u32 *pop);',
    entersKernel: 'never',
  },
  riscv_hwprobe: {
    prototype:
      'int NAME(struct riscv_hwprobe *pairs, size_t pair_count, size_t cpusetsize, unsigned long *cpus, unsigned int flags);',
    entersKernel: 'hwprobe',
  },
  flush_icache: {
    prototype: 'int NAME(void *start, void *end, unsigned long flags);',
    entersKernel: 'always',
  },
  get_syscall_map: { prototype: 'void *NAME(unsigned int *syscall_count);', entersKernel: 'never' },
  get_tbfreq: { prototype: 'unsigned long long NAME(void);', entersKernel: 'never' },
  sync_dicache: { prototype: 'int NAME(unsigned long start, unsigned long end);', entersKernel: 'never' },
  sync_dicache_p5: { prototype: 'int NAME(unsigned long start, unsigned long end);', entersKernel: 'never' },
  datapage_offset: { entersKernel: 'data' },
  vsyscall: { entersKernel: 'always' },
  restart_syscall: { entersKernel: 'always' },
  sigreturn: { entersKernel: 'always' },
  rt_sigreturn: { entersKernel: 'always' },
  sigtramp: { entersKernel: 'always' },
};

/**
 * What the vDSO function of this name is; undefined for names no kernel exports.
 * @param place whose it is; absent: Linux's on most architectures
 */
export function vdsoFunction(
  { report }: Words,
  name: string,
  elfClass: 32 | 64,
  place?: FunctionPlace,
): VdsoFunction | undefined {
  const key = functionOf(name);
  if (!Object.hasOwn(DECLARATIONS, key)) return undefined;
  const declaration = DECLARATIONS[key];
  const words = report.functions[key];
  if (declaration === undefined || words === undefined) return undefined;
  const { entersKernel } = declaration;
  const prototype = declaration.on?.[place?.machine ?? 0] ?? declaration.prototype;
  // x32 has x86-64's functions.
  const width = place?.machine === EM_X86_64 ? 64 : elfClass;
  return {
    ...words,
    entersKernel: place === undefined ? entersKernel : entersKernelAt(key, entersKernel, place),
    bare: isBare(name),
    ...(prototype === undefined ? {} : { prototype: declare(prototype, name, width) }),
  };
}

// 32-bit architectures: the un-suffixed functions take the old 32-bit structures (include/vdso/time32.h).
function declare(prototype: string, name: string, elfClass: 32 | 64): string {
  return prototype
    .replace('NAME', () => name)
    .replace('TIMESPEC', elfClass === 32 ? 'struct old_timespec32' : 'struct __kernel_timespec')
    .replace('TIMEVAL', 'struct __kernel_old_timeval')
    .replaceAll('TIME ', '__kernel_old_time_t ');
}

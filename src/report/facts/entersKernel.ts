/**
 * When a call of a vDSO function still ends in a system call: in Linux by its architecture, and in the images of
 * others, who do less.
 */

import type { Provider } from '../../consumers/model.ts';
import { EM_PARISC, EM_RISCV, EM_X86_64 } from '../../elf/format/constants.ts';

export type EntersKernel =
  | 'clock'
  | 'clock-id'
  | 'realtime'
  | 'coarse'
  | 'getrandom'
  | 'hwprobe'
  | 'never'
  | 'always'
  | 'data'
  /** Nothing but the system call of its name. */
  | 'bare'
  | 'gvisor-clock'
  | 'gvisor-clock-id'
  | 'gvisor-realtime'
  | 'unread';

/** Whose function it is. */
export interface FunctionPlace {
  readonly machine: number;
  readonly maker: Provider['kind'];
  /** By its bytes it is nothing but a system call, whoever made it; absent where nobody has looked. */
  readonly bare?: boolean | undefined;
}

const CLOCKS: ReadonlySet<EntersKernel> = new Set(['clock', 'clock-id', 'realtime', 'coarse']);

/**
 * @param name without its prefix: "getcpu"
 * @param usual what Linux's own does on most architectures
 */
export function entersKernelAt(
  name: string,
  usual: EntersKernel,
  { machine, maker, bare }: FunctionPlace,
): EntersKernel {
  if (bare === true) return 'bare';
  const isClock = CLOCKS.has(usual);
  switch (maker) {
    // arch/x86/um/vdso/um_vdso.c: there is one CPU, and the clocks are system calls.
    case 'uml':
      return isClock ? 'bare' : usual;
    // rr-debugger/rr src/preload/rr_vdso.S
    case 'rr':
      return isClock || name === 'getcpu' ? 'bare' : usual;
    // qemu/qemu linux-user/ARCH/vdso.S: x86-64 has the CPU in a register; there are no caches to flush.
    case 'qemu':
      if (name === 'flush_icache') return 'never';
      return isClock || (name === 'getcpu' && machine !== EM_X86_64) ? 'bare' : usual;
    // google/gvisor vdso/vdso.cc
    case 'gvisor':
      return name === 'getcpu' ? 'bare' : (GVISORS[usual] ?? usual);
    case 'wsl1':
      return isClock || name === 'getcpu' ? 'unread' : usual;
    case 'linux':
    case 'unknown':
      return isBareInLinux(name, machine) ? 'bare' : usual;
  }
}

const GVISORS: Readonly<Partial<Record<EntersKernel, EntersKernel>>> = {
  clock: 'gvisor-clock',
  'clock-id': 'gvisor-clock-id',
  realtime: 'gvisor-realtime',
  coarse: 'gvisor-realtime',
};

/** arch/riscv/kernel/vdso/getcpu.S; arch/parisc/kernel/vdso32/vdso32_generic.c, vdso64/vdso64_generic.c. */
function isBareInLinux(name: string, machine: number): boolean {
  if (machine === EM_RISCV) return name === 'getcpu';
  return machine === EM_PARISC && /^(clock_gettime(64)?|gettimeofday)$/.test(name);
}

/** Whether the clocks of an image are system calls whatever the clock source. */
export function hasBareClocks(place: FunctionPlace): boolean {
  return entersKernelAt('clock_gettime', 'clock', place) === 'bare';
}

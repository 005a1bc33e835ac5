/** What the functions of a vDSO do, and when a call of them still ends in a system call, in Chinese. */
import type { FunctionWords } from '../english/functions.ts';
import type { EntersKernel } from '../facts/entersKernel.ts';

const CLOCK_ERROR = '返回 0 或负的错误码，不设置 errno。';

export const chineseFunctions: Readonly<Record<string, FunctionWords>> = {
  clock_gettime: { what: '读取时钟。', unlikeLibc: CLOCK_ERROR },
  clock_gettime64: {
    what: '在 32 位架构上读取时钟，秒数为 64 位（2038 年问题）。',
    unlikeLibc: CLOCK_ERROR,
  },
  clock_gettime_stick: { what: '用 STICK 寄存器计数的机器上的 clock_gettime；由内核打补丁选定。' },
  clock_getres: { what: '给出时钟的分辨率。', unlikeLibc: CLOCK_ERROR },
  clock_getres_time64: { what: '在 32 位架构上给出时钟的分辨率，秒数为 64 位。', unlikeLibc: CLOCK_ERROR },
  gettimeofday: { what: '读取以微秒计的墙上时钟（CLOCK_REALTIME）和时区。' },
  gettimeofday_stick: { what: '用 STICK 寄存器计数的机器上的 gettimeofday；由内核打补丁选定。' },
  time: { what: '读取以整秒计的墙上时钟。' },
  getcpu: { what: '给出调用者所在的 CPU 和 NUMA 节点。' },
  getrandom: {
    what: '用用户态的生成器向缓冲区填充随机字节，由内核重新播种。',
    unlikeLibc: '它不是 libc 的 getrandom：调用者要传入按该函数的要求（opaque_len ~0）分配好的状态。',
  },
  sgx_enter_enclave: { what: '进入或恢复 SGX enclave，并报告其异常。' },
  futex_robust_list64_try_unlock: {
    what: '解锁无竞争的 robust futex 并清除未完成的操作，使内核能识别被打断的解锁。',
  },
  futex_robust_list32_try_unlock: {
    what: '解锁无竞争的 robust futex，并清除 32 位链表中未完成的操作。',
  },
  riscv_hwprobe: { what: '给出各 CPU 支持的 RISC-V 扩展。' },
  flush_icache: { what: '使新指令对指令缓存可见。' },
  get_syscall_map: { what: '给出内核已实现的系统调用的位图。' },
  get_tbfreq: { what: '给出时基寄存器的频率。' },
  sync_dicache: { what: '使一段范围内的数据缓存和指令缓存一致。' },
  sync_dicache_p5: { what: '使数据缓存和指令缓存一致，用于 POWER5 及以后。' },
  datapage_offset: { what: '存放到数据页的距离；5.10 及以前的内核导出它。' },
  vsyscall: { what: '此 CPU 进入内核的最快方式（sysenter、syscall 或 int 0x80）。' },
  restart_syscall: { what: '重新开始被打断的系统调用。内核返回到这里；没有谁为了调用它而查找。' },
  sigreturn: { what: '从信号处理程序返回。内核把它的地址放到栈上；栈回溯程序能认出它。' },
  rt_sigreturn: {
    what: '从信号处理程序返回。内核把它的地址放到栈上或链接寄存器中；栈回溯程序能认出它。',
  },
  sigtramp: { what: '信号跳板：信号处理程序返回时调用 rt_sigreturn。栈回溯程序能认出它的地址。' },
};

export const chineseEntersKernel: Readonly<Record<EntersKernel, string>> = {
  clock:
    'COARSE 时钟从不进入；CLOCK_REALTIME、MONOTONIC、BOOTTIME、TAI、MONOTONIC_RAW，以及启用 CONFIG_POSIX_AUX_CLOCKS 时的 AUX0 至 AUX7，只在时钟源没有 vDSO 模式时进入；其他时钟（CPU 时间、ALARM、负的 id）总是进入。',
  'clock-id':
    '对 clock_gettime 在用户态读取的时钟，留在用户态；CPU 时间时钟、ALARM 时钟和负的 id 是系统调用。',
  realtime: '时钟源有 vDSO 模式时留在用户态；否则每次调用都是系统调用。',
  coarse: '从不进入：在任何时钟源下都只读数据页。',
  getrandom: '内核的生成器就绪之前、标志未知以及状态大小不对时进入；否则只在重新播种时进入。',
  hwprobe: '只在数据页中缓存的结果不能回答时进入。',
  never: '从不进入。',
  always: '总是进入：它的用途就是进入内核。',
  data: '它是数据，不是函数。',
  bare: '总是进入：在这里它只是同名的系统调用。',
  'gvisor-clock':
    'gVisor 校准其时钟之后，CLOCK_REALTIME、MONOTONIC 和 BOOTTIME 留在用户态；其他时钟（包括 REALTIME_COARSE 和 MONOTONIC_COARSE）是系统调用。',
  'gvisor-clock-id': 'CLOCK_REALTIME 和 MONOTONIC 留在用户态；其他时钟是系统调用。',
  'gvisor-realtime': 'gVisor 校准其时钟之后留在用户态；在此之前每次调用都是系统调用。',
  unread: '未知：没有读过 WSL1 的函数。',
};

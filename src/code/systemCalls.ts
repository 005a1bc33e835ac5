/**
 * Names of the system calls that vDSOs make, by the kernel's tables (arch/<arch>/.../syscall.tbl, scripts/syscall.tbl;
 * Linux 6.18). Others keep their number.
 */
const generic64 = names(
  '113 clock_gettime 114 clock_getres 128 restart_syscall 139 rt_sigreturn 168 getcpu 169 gettimeofday 278 getrandom',
);
const time64 = '403 clock_gettime64 406 clock_getres_time64';

const tables: Readonly<Record<string, ReadonlyMap<bigint, string>>> = {
  x86_64: names(
    '15 rt_sigreturn 96 gettimeofday 201 time 219 restart_syscall 228 clock_gettime 229 clock_getres 309 getcpu 318 getrandom',
  ),
  x32: names(
    '96 gettimeofday 201 time 228 clock_gettime 229 clock_getres 309 getcpu 318 getrandom 513 rt_sigreturn',
    0x4000_0000n,
  ),
  i386: names(
    `0 restart_syscall 13 time 78 gettimeofday 119 sigreturn 173 rt_sigreturn 265 clock_gettime 266 clock_getres 318 getcpu 355 getrandom ${time64}`,
  ),
  generic64,
  riscv64: new Map([...generic64, ...names('258 riscv_hwprobe 259 riscv_flush_icache')]),
  riscv32: names(
    `139 rt_sigreturn 168 getcpu 258 riscv_hwprobe 259 riscv_flush_icache 278 getrandom ${time64}`,
  ),
  arm: names(
    `13 time 78 gettimeofday 119 sigreturn 173 rt_sigreturn 263 clock_gettime 264 clock_getres 345 getcpu 384 getrandom ${time64}`,
  ),
  s390: names(
    '7 restart_syscall 78 gettimeofday 119 sigreturn 173 rt_sigreturn 260 clock_gettime 261 clock_getres 311 getcpu 349 getrandom',
  ),
  ppc: names(
    `0 restart_syscall 13 time 78 gettimeofday 119 sigreturn 172 rt_sigreturn 246 clock_gettime 247 clock_getres 302 getcpu 359 getrandom ${time64}`,
  ),
  mipso32: names(
    `78 gettimeofday 119 sigreturn 193 rt_sigreturn 263 clock_gettime 264 clock_getres 312 getcpu 353 getrandom ${time64}`,
    4000n,
  ),
  mipsn64: names(
    '94 gettimeofday 211 rt_sigreturn 222 clock_gettime 223 clock_getres 271 getcpu 313 getrandom',
    5000n,
  ),
  mipsn32: names(
    `94 gettimeofday 211 rt_sigreturn 226 clock_gettime 227 clock_getres 275 getcpu 317 getrandom ${time64}`,
    6000n,
  ),
};

function names(text: string, base = 0n): Map<bigint, string> {
  return new Map(
    [...text.matchAll(/(\d+) (\w+)/g)].map(([, number = '', name = '']) => [base + BigInt(number), name]),
  );
}

/** @param kernel CodeMachine.kernel */
export function systemCallName(kernel: string | undefined, number: bigint): string | undefined {
  return tables[kernel ?? '']?.get(number);
}

/** It goes on where a signal interrupted, and not behind the call: sigreturn, and restart_syscall, which goes back into a call that a signal broke off. */
export function neverReturns(kernel: string | undefined, number: bigint): boolean {
  return /(sigreturn|restart_syscall)$/.test(systemCallName(kernel, number) ?? '');
}

/** Whose functions are system calls: by architecture and by maker; what code says is in test/oracle. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../../../src/consumers/model.ts';
import {
  EM_386,
  EM_AARCH64,
  EM_PARISC,
  EM_PPC64,
  EM_RISCV,
  EM_X86_64,
} from '../../../src/elf/format/constants.ts';
import { clockAnswer } from '../../../src/report/facts/clocksource.ts';
import { vdsoFunction } from '../../../src/report/views/functions.ts';
import { english } from '../../../src/session/words.ts';

const cases: readonly (readonly [string, number, Provider['kind'], string])[] = [
  ['__vdso_getcpu', EM_X86_64, 'linux', 'never'],
  ['__vdso_getcpu', EM_RISCV, 'linux', 'bare'],
  ['__vdso_getcpu', EM_RISCV, 'unknown', 'bare'],
  ['__vdso_flush_icache', EM_RISCV, 'linux', 'always'],
  ['__vdso_clock_gettime', EM_RISCV, 'linux', 'clock'],
  ['__vdso_clock_gettime', EM_PARISC, 'linux', 'bare'],
  ['__vdso_clock_gettime64', EM_PARISC, 'linux', 'bare'],
  ['__vdso_gettimeofday', EM_PARISC, 'linux', 'bare'],
  ['__vdso_time', EM_X86_64, 'uml', 'bare'],
  ['getcpu', EM_X86_64, 'uml', 'never'],
  ['__vdso_clock_getres', EM_X86_64, 'rr', 'bare'],
  ['__vdso_getcpu', EM_X86_64, 'rr', 'bare'],
  ['__vdso_getcpu', EM_X86_64, 'qemu', 'never'],
  ['__vdso_getcpu', EM_386, 'qemu', 'bare'],
  ['__kernel_clock_getres', EM_AARCH64, 'qemu', 'bare'],
  ['__kernel_sync_dicache', EM_PPC64, 'qemu', 'never'],
  ['__vdso_flush_icache', EM_RISCV, 'qemu', 'never'],
  ['__vdso_getcpu', EM_X86_64, 'gvisor', 'bare'],
  ['__vdso_time', EM_X86_64, 'gvisor', 'gvisor-realtime'],
  ['__kernel_clock_getres', EM_AARCH64, 'gvisor', 'gvisor-clock-id'],
  ['__kernel_rt_sigreturn', EM_AARCH64, 'gvisor', 'always'],
  ['__vdso_time', EM_X86_64, 'wsl1', 'unread'],
];

for (const [name, machine, maker, expected] of cases) {
  test(`${name} on machine ${machine}, made by ${maker}: ${expected}`, () => {
    assert.equal(vdsoFunction(english, name, 64, { machine, maker })?.entersKernel, expected);
  });
}

test('a clock source says nothing of clocks that are bare system calls, or not read its way', () => {
  const host = { kernelRelease: '6.18.44', arch: 'x64', clocksource: 'tsc' };
  const answer = (maker: Provider['kind'], machine = EM_X86_64) => clockAnswer(host, { machine, maker });
  assert.equal(answer('linux'), 'capable');
  assert.equal(answer('linux', EM_PARISC), 'bare');
  for (const maker of ['uml', 'qemu', 'rr'] as const) assert.equal(answer(maker), 'bare', maker);
  assert.equal(answer('gvisor'), 'own');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockAnswer } from '../../../src/report/facts/clocksource.ts';

const cases: readonly (readonly [arch: string, clocksource: string | undefined, answer: string])[] = [
  ['x64', 'tsc', 'capable'],
  ['x64', 'tsc-early', 'depends'],
  ['x64', 'hyperv_clocksource_tsc_page', 'depends'],
  ['x64', 'kvm-clock', 'depends'],
  ['x64', 'xen', 'depends'],
  ['x64', 'hpet', 'system-call'],
  ['x64', 'acpi_pm', 'system-call'],
  ['x64', 'hyperv_clocksource_msr', 'system-call'],
  ['ia32', 'tsc', 'capable'],
  ['arm64', 'arch_sys_counter', 'depends'],
  ['arm64', 'tsc', 'unknown'],
  ['riscv64', 'riscv_clocksource', 'capable'],
  ['s390x', 'tod', 'capable'],
  ['ppc64', 'timebase', 'capable'],
  ['loong64', 'Constant', 'capable'],
  ['sparc', 'jiffies', 'system-call'],
  ['x64', 'toString', 'unknown'],
  ['x64', undefined, 'unknown'],
];

for (const [arch, clocksource, answer] of cases) {
  test(`${clocksource ?? 'no clock source'} on ${arch}: ${answer}`, () => {
    const host = { kernelRelease: '6.18', arch, ...(clocksource === undefined ? {} : { clocksource }) };
    assert.equal(clockAnswer(host), answer);
  });
}

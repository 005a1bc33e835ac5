/** One function under its names on all architectures, and names that were mistyped. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kernelExports } from '../../../src/consumers/catalog/kernelExports.ts';
import { archName } from '../../../src/consumers/english/abis.ts';
import { exportedNames, exportsOf, namesOn } from '../../../src/consumers/functionNames.ts';
import { nearestNames } from '../../../src/consumers/nearestName.ts';

test('what a function is called on an architecture', () => {
  const cases = [
    ['arm64', '__vdso_clock_gettime', '__kernel_clock_gettime'],
    ['x86_64', '__kernel_clock_gettime', '__vdso_clock_gettime'],
    ['x86_64', '__vdso_clock_gettime', '__vdso_clock_gettime'],
    ['x86_64', 'clock_gettime', 'clock_gettime'],
    ['arm64', 'clock_gettime', '__kernel_clock_gettime'],
    ['ppc32', '__vdso_clock_gettime64', '__kernel_clock_gettime64'],
    ['riscv64', '__kernel_rt_sigreturn', '__vdso_rt_sigreturn'],
    ['s390-compat31', '__kernel_rt_sigreturn', '__kernel_compat_rt_sigreturn'],
  ] as const;
  for (const [arch, name, called] of cases)
    assert.deepEqual(namesOn(arch, name), [called], `${name} on ${arch}`);
});

test('64-bit architectures read 64-bit seconds without a suffix; 32-bit ones do not', () => {
  assert.deepEqual(namesOn('arm64', '__vdso_clock_gettime64'), ['__kernel_clock_gettime']);
  assert.deepEqual(namesOn('riscv64', '__vdso_clock_getres_time64'), ['__vdso_clock_getres']);
  assert.deepEqual(namesOn('x32', '__vdso_clock_gettime64'), []);
  assert.deepEqual(namesOn('riscv32', '__vdso_clock_gettime64'), []);
});

test('a function that an architecture has not is called nothing there', () => {
  assert.deepEqual(namesOn('arm64', '__vdso_getcpu'), []);
  assert.deepEqual(namesOn('arm', '__vdso_getrandom'), []);
  assert.deepEqual(namesOn('', '__vdso_time'), []);
  assert.deepEqual(namesOn('arm64', 'constructor'), []);
});

test('every export is found by its own name, and every architecture has a name for people', () => {
  for (const [arch, rows] of Object.entries(kernelExports)) {
    assert.notEqual(archName(arch), '', arch);
    for (const name of rows.flatMap(({ symbols }) => symbols.split(' '))) {
      assert.ok(
        exportsOf(name).some((found) => found.arch === arch && found.symbol === name),
        `${name} on ${arch}`,
      );
      assert.deepEqual(namesOn(arch, name), [name], arch);
    }
  }
});

test('twins without a prefix are told only to who asks for them', () => {
  assert.ok(exportsOf('__vdso_time').every(({ symbol }) => symbol.startsWith('__')));
  const symbols = new Set(exportsOf('time').map(({ symbol }) => symbol));
  assert.deepEqual([...symbols].sort(), ['__kernel_time', '__vdso_time', 'time']);
});

test('a mistyped name is offered its nearest', () => {
  const cases = [
    ['__vdso_clock_gettim', ['__vdso_clock_gettime']],
    ['__vdso_clock_getitme', ['__vdso_clock_gettime']],
    ['vdso_getcpu', ['__vdso_getcpu']],
    ['__VDSO_TIME', ['__vdso_time']],
    ['__kernel_clock_getime64', ['__kernel_clock_gettime64']],
    ['__vdso_getrandon', ['__vdso_getrandom']],
    ['foo', []],
    ['', []],
    ['a'.repeat(100_000), []],
  ] as const;
  for (const [name, nearest] of cases) assert.deepEqual(nearestNames(name), nearest, name.slice(0, 40));
  for (const name of exportedNames()) assert.deepEqual(nearestNames(name), [name]);
});

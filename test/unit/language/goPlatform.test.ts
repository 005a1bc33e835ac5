import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { archFamily, goPlatform } from '../../../src/language/source/goPlatform.ts';

suite('goPlatform', () => {
  for (const [name, os, arch] of [
    ['/usr/lib/go/src/runtime/vdso_linux_arm64.go', 'linux', 'arm64'],
    ['vdso_linux_amd64.go', 'linux', 'amd64'],
    ['vdso_linux_mips64x.go', 'linux', 'mips64x'],
    ['sys_linux_ppc64x.s', 'linux', 'ppc64x'],
    ['vdso_linux.go', 'linux', undefined],
    ['vdso_test_linux_arm64_test.go', 'linux', 'arm64'],
    ['vdso_freebsd_x86.go', 'freebsd', 'x86'],
    ['vdso_freebsd.go', 'freebsd', undefined],
    ['asm_arm64.s', undefined, 'arm64'],
    ['vdso_elf64.go', undefined, undefined],
    ['linux.go', undefined, undefined],
    ['proc.go', undefined, undefined],
  ] as const) {
    test(`${name} is for ${os ?? 'any system'}, ${arch ?? 'any architecture'}`, () => {
      assert.deepEqual(goPlatform(name), {
        ...(os !== undefined && { os }),
        ...(arch !== undefined && { arch }),
      });
    });
  }

  test('both byte orders have one family', () => {
    assert.deepEqual(['ppc64le', 'mips64', 'mips64x', 'mips', 'arm64'].map(archFamily), [
      'ppc64x',
      'mips64x',
      'mips64x',
      'mipsx',
      'arm64',
    ]);
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import { hoverSelector, isVersionScript, mentionsVdso } from '../../../src/language/syntax/languages.ts';

suite('which documents concern the language face', () => {
  test('those with names that it knows', () => {
    for (const text of [
      'func vgetrandom(p []byte, flags uint32) (ret int, supported bool)',
      'int __kernel_clock_gettime(clockid_t clock, struct __kernel_timespec *ts)',
      '\t\t__kernel_getcpu;',
      '\tb __kernel_time',
      'getauxval(AT_SYSINFO_EHDR)',
      '# define HAVE_CLOCK_GETTIME64_VSYSCALL "x"',
      '// the vDSO reads it',
      'f("LINUX_2.6")',
    ])
      assert.ok(mentionsVdso(text), text);
  });

  test('and not every file of the kernel', () => {
    for (const text of [
      '__kernel_size_t n; __kernel_time64_t t;',
      'LINUX_2 x',
      'vsyscall',
      '__kernel_old_timeval',
    ])
      assert.ok(!mentionsVdso(text), text);
  });

  test('assembly and linker scripts, whatever language they are taken for', () => {
    const asked = (file: string) =>
      hoverSelector.some(({ pattern }) => pattern !== undefined && path.matchesGlob(file, pattern));
    for (const file of ['/l/vdso.lds.S', '/l/vdso.lds', '/l/note.S', '/go/sys_linux_amd64.s'])
      assert.ok(asked(file), file);
    for (const file of ['/l/notes.txt', '/l/README', '/l/x.so']) assert.ok(!asked(file), file);
    for (const file of ['/l/vdso.lds.S', '/l/vdsox32.lds.S', 'compat_vdso.lds.S', 'vdso64.lds'])
      assert.ok(isVersionScript(file), file);
    for (const file of ['/l/vmlinux.lds.S', '/l/vdso.S', '/vdso/vmlinux.lds.S'])
      assert.ok(!isVersionScript(file), file);
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { abis } from '../../../src/consumers/abi.ts';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { ownersOf } from '../../../src/language/source/owners.ts';
import { isFor, sourceArch } from '../../../src/language/source/sourceArch.ts';

/** The kernel's names of what a file is for; '' where the table has no name of it. */
function kernels(path: string, isGo = false): string | undefined {
  const arch = sourceArch(path, isGo);
  return arch && [...new Set(arch.rows.map(({ kernel, id }) => kernel ?? id))].join(' ');
}

suite('for which architectures a file is', () => {
  for (const [path, wanted] of [
    ['/glibc/sysdeps/unix/sysv/linux/hppa/sysdep.h', 'parisc64 parisc32'],
    ['/linux/arch/parisc/kernel/vdso32/vdso32_generic.c', 'parisc32'],
    ['/linux/arch/parisc/kernel/vdso64/vdso64.lds.S', 'parisc64'],
    ['/linux/arch/x86/entry/vdso/common/vgetcpu.c', 'x86_64 x32 i386'],
    ['/linux/arch/x86/entry/vdso/vdso64/vgetcpu.c', 'x86_64'],
    ['/linux/arch/x86/entry/vdso/vdso64/vdsox32.lds.S', 'x32'],
    ['/linux/arch/x86/entry/vdso/vdso32/vdso32.lds.S', 'i386'],
    ['/linux/arch/arm64/kernel/vdso/vdso.lds.S', 'arm64'],
    ['/linux/arch/arm64/kernel/vdso32/vgettimeofday.c', 'arm'],
    ['/linux/arch/powerpc/kernel/vdso/vdso32.lds.S', 'ppc32'],
    ['/linux/arch/powerpc/kernel/vdso/getcpu.S', 'ppc64 ppc32'],
    ['/linux/arch/csky/kernel/vdso/vgettimeofday.c', 'csky'],
    ['/linux/lib/vdso/gettimeofday.c', undefined],
    ['/linux/arch/x86/um/vdso/um_vdso.c', 'x86_64'],
    ['/glibc/sysdeps/mips/mips64/n32/x.h', 'mips32'],
    ['/zig/lib/std/os/linux/aarch64_be.zig', 'arm64'],
    ['/zig/lib/std/os/linux/x32.zig', 'x32'],
    ['/glibc/sysdeps/unix/sysv/linux/dl-vdso.h', undefined],
    ['/glibc/sysdeps/unix/sysv/linux/include/sys/timex.h', undefined],
    ['/glibc/sysdeps/wordsize-64/x.h', undefined],
    ['/musl/arch/generic/x.h', undefined],
    // Foreign, and unknown.
    ['/linux/arch/alpha/kernel/x.c', ''],
    ['/linux/arch/m68k/vdso/x.c', ''],
    ['/linux/arch/newarch/vdso/x.c', ''],
    ['/glibc/sysdeps/unix/sysv/linux/or1k/sysdep.h', ''],
    ['/glibc/sysdeps/microblaze/x.h', ''],
  ] as const)
    test(path, () => assert.equal(kernels(path), wanted));

  test('every port of a consumer is one of those that its file is for', () => {
    for (const { id, arches } of catalog.filter((each) => each.id !== 'go'))
      for (const port of arches) {
        const arch = sourceArch(`/home/x/${port.source}`, false);
        assert.ok(arch === undefined || isFor(arch, port), `${id}: ${port.source} for ${port.arch}`);
      }
  });

  test('a folder that stands for two widths is its file’s port: musl has o32 and 32-bit PowerPC in two', () => {
    assert.equal(kernels('/musl/arch/powerpc/syscall_arch.h'), 'ppc32');
    assert.equal(kernels('/musl/arch/mips/syscall_arch.h'), 'mips32');
    assert.ok(
      !sourceArch('/musl/arch/mips/syscall_arch.h', false)?.rows.some(({ ports }) =>
        ports.includes('mipsn32'),
      ),
    );
    assert.equal(kernels('/linux/arch/mips/vdso/vdso.lds.S'), 'mips64 mips32');
  });

  test("user-mode Linux's folder is user-mode Linux's", () => {
    assert.equal(sourceArch('/linux/arch/x86/um/vdso/um_vdso.c', false)?.maker, 'uml');
    assert.equal(sourceArch('/linux/arch/x86/entry/vdso/vma.c', false)?.maker, undefined);
  });

  test('Go names its files', () => {
    assert.equal(kernels('/go/src/runtime/vdso_linux_arm64.go', true), 'arm64');
    assert.equal(kernels('/go/src/runtime/vdso_freebsd_x86.go', true), 'x86_64 i386');
    assert.equal(kernels('/go/src/runtime/sys_wasm.s', true), '');
    assert.equal(kernels('/home/amd64/vdso.go', true), undefined);
  });

  test('every architecture of a kernel has a name for its folder', () => {
    for (const { kernel, paths } of abis) if (kernel !== undefined) assert.notEqual(paths.length, 0, kernel);
  });
});

test('a file that the catalogue cites is its consumer’s, and a name alone is nobody’s', () => {
  const owners = (path: string) => ownersOf(path).map(({ id }) => id);
  assert.deepEqual(owners('/x/src/base/vdso_support.cc'), ['gperftools']);
  assert.deepEqual(owners('/x/absl/debugging/internal/vdso_support.cc'), ['abseil']);
  assert.deepEqual(owners('/x/lib/vdso_support.cc'), []);
  assert.deepEqual(owners('/x/musl-1.2.6/src/time/clock_gettime.c'), ['musl']);
  assert.deepEqual(owners('/x/sysdeps/unix/sysv/linux/alpha/new.h'), ['glibc']);
  assert.deepEqual(owners('/linux/arch/x86/include/asm/vdso.h'), []);
  // A file without a folder is whose that name is.
  assert.deepEqual(owners('vdso_linux_amd64.go'), ['go']);
  assert.deepEqual(owners('no_such_file.go'), []);
});

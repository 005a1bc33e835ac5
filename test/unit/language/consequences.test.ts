import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hover, liveImage } from './support.ts';

suite('hovers of what is not found, or not looked up', () => {
  test('a function that Linux exports where this consumer does not ask for it is told of', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const not = (archs: string, symbols = '`__vdso_getrandom`') =>
      `Not looked up on ${archs}, although Linux exports ${symbols} there.`;
    const go = (name: string, file: string, release?: string) =>
      hover(file, `x = |${name}`, live, release) ?? '';
    for (const name of ['vdsoGetrandomSym', 'vgetrandom', 'vgetrandomInit'])
      assert.ok(go(name, '/go/src/runtime/x_linux_amd64.go').includes(not('riscv64')), name);
    assert.ok(go('vdsoGetrandomSym', '/go/src/runtime/x_linux_arm64.go').includes(not('riscv64')));
    assert.ok(
      go('vdsoGettimeofdaySym', 'x_linux_amd64.s').includes(
        not('386, arm, arm64 and 5 more', '`__vdso_gettimeofday` or `__kernel_gettimeofday`'),
      ),
    );
    assert.doesNotMatch(go('vdsoClockgettimeSym', '/go/src/runtime/x_linux_amd64.go'), /Not looked up/);
    // Where it has been told that there is no key, no more than that.
    const there = go('vdsoGetrandomSym', '/go/src/runtime/x_linux_riscv64.go');
    assert.match(there, /has no such key on riscv64\.[\s\S]*Linux exports `__vdso_getrandom` on riscv64\./);
    assert.doesNotMatch(there, /Not looked up/);
    // In 1.19 nobody asked for it anywhere.
    assert.doesNotMatch(go('vdsoGetrandomSym', '/go/src/runtime/x_linux_amd64.go', '1.19'), /Not looked up/);
    const musl = (path: string) => hover(path, 'f(|VDSO_GETCPU_SYM);', live) ?? '';
    assert.ok(musl('/musl/arch/riscv64/syscall_arch.h').includes(not('riscv64', '`__vdso_getcpu`')));
    assert.doesNotMatch(musl('/musl/arch/x86_64/syscall_arch.h'), /Not looked up/);
    assert.doesNotMatch(musl('/musl/arch/aarch64/syscall_arch.h'), /Not looked up/);
  });

  test('where nobody asks, or nothing is exported, what follows is told', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const sysdep = (marked: string) =>
      hover('/glibc/sysdeps/unix/sysv/linux/s390/sysdep.h', marked, live) ?? '';
    const narrow =
      '#ifdef __s390x__\n#else\n#define HAVE_CLOCK_GETTIME_|VSYSCALL "__kernel_clock_gettime"\n#endif';
    assert.match(
      sysdep(narrow),
      /^The catalogue has no port of glibc to 31-bit s390\. Linux exports no such function there\. Without it: GLRO\(dl_vdso_clock_gettime\) is NULL; every clock_gettime\(\) is a system call\./,
    );
    const symbol = narrow.replace('_|VS', '_VS').replace('"__kernel', '"__|kernel');
    assert.match(
      sysdep(symbol),
      /^Linux exports no `__kernel_clock_gettime` on 31-bit s390\. Whoever wants it makes the system call there\.\n/,
    );
    // ppc32 asks for the time under another name.
    const power = '#ifdef __powerpc64__\n#else\n#define HAVE_CLOCK_GETTIME64_|VSYSCALL "x"\n#endif';
    const powerpc = hover('/glibc/sysdeps/unix/sysv/linux/powerpc/sysdep.h', power, live) ?? '';
    assert.match(powerpc, /Nobody is known to look it up on/);
    assert.doesNotMatch(powerpc, /Without it/);
    const sigreturn =
      hover('/glibc/sysdeps/unix/sysv/linux/csky/x.c', 'f("__kernel_|sigtramp32");', live) ?? '';
    assert.doesNotMatch(sigreturn, /makes the system call/);
  });

  test('what is looked up in vain, by what Linux exports, is told to be so', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const musl = (arch: string, marked: string) =>
      hover(`/musl/arch/${arch}/syscall_arch.h`, marked, live) ?? '';
    const riscv32 = musl('riscv32', '#define VDSO_CGT_SYM "__|vdso_clock_gettime"');
    assert.match(
      riscv32,
      /^On riscv32 musl[^.]*[\d.]+ looks up[^.]*\.15`\. Linux exports no `__vdso_clock_gettime` there: it is not found\./,
    );
    // Nor does what is not there enter the kernel.
    assert.doesNotMatch(riscv32, /Enters the kernel|old_timespec32 \*ts\);\nint/);
    assert.match(
      musl('powerpc', '#define VDSO_CGT_|SYM "__kernel_clock_gettime64"'),
      /in `LINUX_5\.11`\. Linux has it in `LINUX_2\.6\.15` there: it is not found\./,
    );
    assert.match(
      musl('powerpc', '#define VDSO_CGT32_|SYM "x"'),
      /\. This machine \(amd64\) cannot check it\./,
    );
    // Else since when it is there, where that is to be told.
    const since = (arch: string) => musl(arch, '#define VDSO_CGT_|SYM "x"');
    assert.match(
      since('loongarch64'),
      /in `LINUX_5\.10`\. Linux has it there in 6\.1, not in 5\.10\. This machine/,
    );
    assert.match(since('aarch64'), /in `LINUX_2\.6\.39`\. This machine/);
    // glibc does not compare its node, LINUX_5.4, which no kernel has.
    const glibc =
      hover(
        '/glibc/sysdeps/unix/sysv/linux/riscv/sysdep.h',
        '#if __riscv_xlen == 32\n# define HAVE_GETCPU_|VSYSCALL "x"\n#endif',
        live,
      ) ?? '';
    assert.match(glibc, /in `LINUX_5\.4`\. This machine \(amd64\) cannot check it\./);
  });

  test('the second function of two is missed only where the first is missing', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text = hover('/musl/arch/i386/syscall_arch.h', '#define VDSO_CGT32_|SYM "x"', live) ?? '';
    assert.match(
      text,
      /Without it: where \\_\\_vdso_clock_gettime64 is missing too, every clock_gettime\(\) is a system call\./,
    );
  });

  test('what follows from each of a list is told once', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text = hover('/criu/arch/ppc64/include/asm/vdso.h', '#define ARCH_VDSO_|SYMBOLS x', live) ?? '';
    assert.equal(text.split('is skipped').length, 2, text);
    assert.match(text, /Without one of them: that call is skipped: a restored process/);
    assert.match(text, /- `__kernel_time`\.\n/);
    const here = hover('/criu/arch/x86/include/asm/vdso.h', '#define ARCH_VDSO_|SYMBOLS x', live) ?? '';
    assert.equal(here.split('is skipped').length, 2, here);
    assert.match(
      here,
      /^CRIU 4\.2\.1 on x86_64, in process 4711:\n\n- ✔ `__vdso_clock_gettime`: image offset `0x/,
    );
    assert.match(
      here,
      /- ○ `__kernel_sigreturn`, `__kernel_rt_sigreturn`, `__vdso_clock_gettime64`: taken where/,
    );
    assert.match(here, /Elsewhere: `__vdso_clock_gettime`, [^;]* on i386\./);
    // One name in two nodes: what follows is the same to the letter.
    const riscv =
      hover('/glibc/sysdeps/unix/sysv/linux/riscv/sysdep.h', '# define HAVE_GETCPU_|VSYSCALL "x"', live) ??
      '';
    assert.match(
      riscv,
      /`LINUX_5\.4`\.\n\nWithout it: GLRO\(dl_vdso_getcpu\) is NULL; getcpu\(\) is a system call/,
    );
    // Two that differ keep theirs.
    const mips =
      hover('/glibc/sysdeps/unix/sysv/linux/mips/sysdep.h', 'x "__vdso_clock_|gettime"', live) ?? '';
    assert.equal(mips.split('Without it').length, 3, mips);
  });
});

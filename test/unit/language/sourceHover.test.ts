import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import type { Live } from '../../../src/language/answers/hoverContext.ts';
import { hover as hoverAt, liveImage } from './support.ts';

const hover = (...at: Parameters<typeof hoverAt>): string => hoverAt(...at) ?? '';

suite('hovers outside Go', () => {
  test('a symbol says where it is, who looks it up and who finds it', async () => {
    const text = hover(
      'src/time.c',
      'p = dlvsym(h, "__vdso_clock|_gettime", "LINUX_2.6");',
      await liveImage({ arch: 'amd64' }),
    );
    assert.match(text, /int __vdso_clock_gettime\(clockid_t/);
    assert.match(
      text,
      /✔ The live image \(process 4711\) has `__vdso_clock_gettime` in `LINUX_2\.6` at image offset `0x/,
    );
    assert.match(text, /command:vdsoExplorer\.revealSymbol/);
    const asking = catalog.filter(({ arches }) =>
      arches.some(
        ({ machine, class: bits, keys }) =>
          machine === 62 && bits === 64 && keys.some(({ symbol }) => symbol === '__vdso_clock_gettime'),
      ),
    );
    const [, found = '', more = ''] =
      /\n\n\*\*Looked up by\*\* ✔\s(Go, glibc, musl, [^;\n]*) and (\d+) more(?=;|\n)/.exec(text) ??
      assert.fail(text);
    const missing = /; ✘\s([^;\n]*)/.exec(text)?.[1]?.split(', ') ?? [];
    assert.equal(found.split(', ').length + Number(more) + missing.length, asking.length, text);
  });

  test('the consumers that do not find it are marked', async () => {
    const gnuOnly = await liveImage({ arch: 'amd64', hash: 'gnu' });
    const text = hover('a.rs', 'b"__vdso_clock|_gettime\\0"', gnuOnly);
    assert.match(text, /✔\sGo/);
    assert.match(text, /✘\sZig std/);
  });

  test('a variable of a consumer resolves as that consumer resolves it', async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.match(
      hover('t.c', 'GLRO(dl_vdso_|clock_gettime64)', live),
      /^✔ glibc 2\.43 finds `__vdso_clock_gettime` in `LINUX_2\.6` here/,
    );
    assert.match(hover('t.c', '#define VDSO_CGT|_SYM "x"', live), /^✔ musl 1\.2\.6 finds/);
    assert.match(hover('vdso.zig', 'lookup(linux.VDSO.CGT|_SYM)', live), /^✔ Zig std 0\.14\.0 finds/);
    const gnuOnly = await liveImage({ arch: 'amd64', hash: 'gnu' });
    assert.match(
      hover('vdso.zig', 'lookup(linux.VDSO.CGT|_SYM)', gnuOnly),
      /^✘ Zig std 0\.14\.0 does not find .*What follows: /,
    );
  });

  test('a name that others have as well counts only where the catalogue has it', async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.match(
      hover('/src/backend/linux_raw/vdso_wrappers.rs', 'static CLOCK_|GETTIME: P', live),
      /rustix/,
    );
    assert.equal(hover('/src/other.rs', 'static CLOCK_|GETTIME: P', live), '');
    assert.equal(hover('a.cpp', 'ClockGet|Time()', live), '');
    assert.match(hover('a.cpp', 'get(VDSOSym::ClockGet|Time)', live), /LLVM libc/);
  });

  test('the lookups themselves are explained', async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.match(hover('dl-vdso.h', 'dl_vdso|_vsym (name)', live), /of glibc\. Looks one function up/);
    assert.match(hover('vdso.c', 'void *__vdso|sym(', live), /of musl\./);
    assert.match(
      hover('sysdep.h', '# define HAVE_GETCPU|_VSYSCALL "__vdso_getcpu"', live),
      /of glibc\. Name of/,
    );
  });

  test('declarations and macros of a pointer are about that pointer', async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const marked of [
      'PROCINFO_CLASS int (*_dl_vdso|_getcpu) (unsigned *, unsigned *, void *) RELRO;',
      '# define HAVE_GETCPU_VSYS|CALL "__vdso_getcpu"',
    ])
      assert.match(hover('sysdep.h', marked, live), /✔ glibc 2\.43 finds `__vdso_getcpu`/, marked);
    const getres = hover('sysdep.h', '#ifdef HAVE_CLOCK_GETRES64|_VSYSCALL', live);
    assert.match(getres, /GLRO\(dl_vdso_clock_getres_time64\), the pointer of clock_getres\(\)\./);
    assert.match(getres, /finds `__vdso_clock_getres`/);
    const riscv = '/sysdeps/unix/sysv/linux/riscv/sysdep.h';
    assert.match(
      hover(riscv, '# define HAVE_RISCV_HW|PROBE "x"', live),
      /On riscv64 glibc 2\.43 looks up `__vdso_riscv_hwprobe`/,
    );
    assert.match(
      hover('/musl/arch/arm/syscall_arch.h', '#define VDSO_CGT32|_VER "LINUX_2.6"', live),
      /On arm musl 1\.2\.6 looks up `__vdso_clock_gettime`/,
    );
    assert.equal(hover('sysdep.h', '# define HAVE_FOO|_VSYSCALL "x"', live), '');
  });

  test('what others call by the same name is not theirs', async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const [path, marked] of [
      ['/criu/include/kerndat.h', '\tstruct vdso_symtable vdso|_sym;'],
      ['/criu/vdso.c', '\tif (!kdat.vdso|_sym.x)'],
      ['/mine/config.h', '#define VDSO|_NAME "linux-vdso.so.1"'],
      ['/mine/config.c', 'static int setup|_vdso(void)'],
      ['/mine/config.c', 'struct vdso|_info info;'],
    ] as const)
      assert.equal(hover(path, marked, live), '', marked);
    assert.match(hover('/mine/time.c', 'p = vdso|_sym("LINUX_2.6", "x");', live), /of Linux selftests/);
    assert.match(
      hover('/linux/tools/testing/selftests/vDSO/parse_vdso.c', '} vdso|_info;', live),
      /of Linux selftests/,
    );
    assert.match(
      hover('/glibc/sysdeps/unix/sysv/linux/dl-vdso.h', '# define VDSO|_NAME "x"', live),
      /of glibc/,
    );
  });

  test('where the image comes from', async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.match(
      hover('a.c', 'getauxval(AT_SYSINFO|_EHDR)', live),
      /`AT_SYSINFO_EHDR`\*\* of Linux\. Entry 33/,
    );
  });

  test("the kernel's common implementations", async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const name of [
      'clock_get|time',
      'clock_get|time32_data',
      'clock_get|res_common',
      'get|random',
      'clock_get|res_time32',
    ])
      assert.match(
        hover('/linux/lib/vdso/gettimeofday.c', `__cvdso_${name}(`, live),
        /of Linux\..*as __vdso_\w+ or/,
        name,
      );
    assert.equal(hover('/linux/lib/vdso/gettimeofday.c', '__cvdso_no|thing(', live), '');
  });

  test('a version script: nodes, functions, and their names without a prefix', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const path = '/linux/arch/x86/entry/vdso/vdso64/vdso64.lds.S';
    assert.match(hover(path, '\tLINUX|_2.6 {', live), /version index \d/);
    assert.match(hover(path, '\t\t__vdso_get|cpu;', live), /Looked up by/);
    assert.match(hover(path, '\t\tget|cpu;', live), /`getcpu`/);
    assert.equal(hover(path, '\tglo|bal:', live), '');
    assert.equal(hover('/linux/arch/x86/entry/vdso/vma.c', '\tget|cpu;', live), '');
  });

  test('a version node', async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.match(
      hover('a.c', '"LINUX_|2.6"', live),
      /^✔ .* defines `LINUX_2\.6`: version index \d.*node of .* on x86-64, .*Looked up by\*\* Go, glibc, musl/s,
    );
    // What no kernel has is no failure of this machine's.
    assert.equal(
      hover('a.c', '"LINUX_|9"', live),
      'No Linux kernel whose source was read defines `LINUX_9`.',
    );
    const other = await liveImage({ arch: 'amd64', node: 'LINUX_9' });
    assert.match(hover('a.c', '"LINUX_|2.6"', other), /^✘ The live image .* does not define `LINUX_2\.6`/);
  });

  test("another architecture's file is answered by the catalogue alone", async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const [path, marked] of [
      ['/musl/arch/aarch64/syscall_arch.h', '#define VDSO_CGT_SYM "__kernel_clock|_gettime"'],
      ['/musl/arch/aarch64/syscall_arch.h', '#define VDSO_CGT|_SYM "__kernel_clock_gettime"'],
      ['/zig/lib/std/os/linux/aarch64.zig', 'pub const CGT_VER = "LINUX_|2.6.39";'],
    ] as const) {
      const text = hover(path, marked, live);
      assert.match(
        text,
        /^On arm64 (?:musl 1\.2\.6 looks up|Linux defines) .*This machine \(amd64\) cannot check it/,
      );
      assert.doesNotMatch(text, /command:|image offset|✔|✘|\(process/);
    }
  });

  test('a folder that nobody knows, or of a kernel’s port, is never answered from this machine', async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const [path, name] of [
      ['/glibc/sysdeps/unix/sysv/linux/hppa/sysdep.h', '"__vdso_clock|_gettime"'],
      ['/linux/arch/alpha/vdso/x.c', '"__vdso_clock|_gettime"'],
      ['/linux/arch/brandnew/vdso/x.c', '"LINUX_|2.6"'],
      ['/linux/arch/x86/um/vdso/um_vdso.c', '"__vdso_|time"'],
    ] as const) {
      const text = hover(path, name, live);
      assert.doesNotMatch(text, /✔|✘|command:|\(process/, path);
      assert.match(text, /cannot/, path);
    }
    const uml = hover('/linux/arch/x86/um/vdso/um_vdso.c', '"__vdso_|time"', live);
    assert.match(uml, /nothing but the system call/);
    const hppa = hover('/linux/arch/parisc/kernel/vdso32/v.c', '"__vdso_clock|_gettime64"', live);
    assert.match(hppa, /nothing but the system call/);
  });

  test('a file for several architectures: the node in the same call, and conditions, say for which', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const rustix = '/rustix/src/backend/linux_raw/vdso.rs';
    const riscv = hover(
      rustix,
      'let p = vdso.sym(cstr!("LINUX_4.15"), cstr!("__vdso_clock|_gettime"));',
      live,
    );
    assert.match(riscv, /^On riscv64 rustix .*This machine \(amd64\) cannot check it/);
    assert.doesNotMatch(riscv, /✔/);
    const here = hover(rustix, 'let p = vdso.sym(cstr!("LINUX_2.6"), cstr!("__vdso_clock|_gettime"));', live);
    assert.match(here, /^✔ rustix/);
    const cfg = hover('/x/a.rs', '#[cfg(target_arch = "s390x")] f("__kernel_clock|_gettime")', live);
    assert.match(cfg, /^Linux exports `__kernel_clock_gettime` on s390x\. This machine/);
    // Without any of these it is another architecture's name, and no failure of this machine's.
    const shared = hover('/x/a.c', 'f("__kernel_clock|_gettime")', live);
    assert.match(shared, /^Not on x86-64\. On x86-64 it is called `__vdso_clock_gettime`\./);
    assert.match(hover('/x/a.c', '"LINUX_2.6|.39"', live), /^Here, on x86-64, Linux defines `LINUX_2\.6`\./);
    const term = hover('/glibc/sysdeps/unix/sysv/linux/dl-vdso-setup.h', '(dl_vdso|_get_tbfreq)', live);
    assert.match(term, /^Not on x86-64\.\n\nElsewhere: `__kernel_get_tbfreq` on ppc64, ppc32\./);
  });

  test('what is not on this architecture is told for those that have it, and of another system nothing', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const power = hover('/x/a.c', 'f("__kernel_sync|_dicache")', live);
    assert.match(power, /^Not on x86-64\./);
    assert.match(
      hover('/x/a.c', 'f("__kernel_get|cpu")', live),
      /int __kernel_getcpu\(unsigned \*cpu, unsigned \*node\);/,
    );
    const cache = hover(
      '/musl-1.2.6/src/linux/cache.c',
      '#define VDSO_FLUSH_ICACHE_SYM "__vdso_flush|_icache"',
      live,
    );
    assert.match(
      cache,
      /^Not on x86-64\.\n\nOn riscv64, riscv32 musl 1\.2\.6 looks up `__vdso_flush_icache`\./,
    );
    const node = hover('/musl/arch/powerpc/syscall_arch.h', '#define VDSO_CGT_VER "LINUX_5|.11"', live);
    assert.match(
      node,
      /^On ppc Linux defines `LINUX_2\.6\.15`\.\n\nNo Linux kernel whose source was read defines `LINUX_5\.11`\./,
    );
    const freebsd = hover('vdso_freebsd.go', '// lib/libc/sys/"__vdso_gettime|ofday"', live);
    assert.match(freebsd, /^This file is for freebsd: [^\n]*$/);
  });

  test('outcomes are told apart: what is not missed is no failure, and after a crash nothing follows', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const criu = hover('/criu/criu/arch/x86/include/asm/vdso.h', '"__kernel_sig|return"', live);
    assert.match(
      criu,
      /○ CRIU 4\.2\.1 takes `__kernel_sigreturn` where there is one, and does without it here\./,
    );
    assert.doesNotMatch(criu, /✘|What follows/);
    const unversioned = await liveImage({ arch: 'amd64', versions: false });
    const crash = hover('/go/src/runtime/time_linux_amd64.go', 'vdsoClock|gettimeSym', unversioned);
    assert.match(
      crash,
      /^✘ Go 1\.27 ends with a crash on its way to `__vdso_clock_gettime`.*segmentation fault/,
    );
    assert.doesNotMatch(crash, /What follows|Without it/);
  });

  test('what follows without a key is told once', async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const [path, name] of [
      ['/go/src/runtime/time_linux_amd64.go', 'vdsoClock|gettimeSym'],
      ['/go/src/runtime/time_linux_arm64.go', 'vdsoClock|gettimeSym'],
      ['/go/src/runtime/time_linux_amd64.go', 'vdsoGet|randomSym'],
      ['/go/src/runtime/time_linux_arm64.go', 'vdsoGet|randomSym'],
    ] as const)
      assert.equal(hover(path, name, live).match(/system call/g)?.length, 1, `${name} in ${path}`);
  });

  test('what follows without either of two names that are both there is told once', async () => {
    const text = hover('stress-vdso.c', 'wrap_clock|_gettime(', await liveImage({ arch: 'amd64' }));
    assert.match(text, /finds `clock_gettime` here.*\n.*finds `__vdso_clock_gettime` here/);
    assert.equal(text.match(/Without it: clock_gettime is not exercised\./g)?.length, 1);
  });

  test("a name is its consumer's in that consumer's files alone", async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.match(hover('/abseil-cpp/absl/debugging/internal/vdso_support.cc', 'getcpu|_fn_', live), /Abseil/);
    assert.equal(hover('/other/src/vdso_support.cc', 'getcpu|_fn_', live), '');
    assert.equal(hover('/home/me/clock.c', 'vdso_clock|_gettime(x)', live), '');
    for (const text of ['package config // vdsoInfo', 'type Config struct { vdsoSymbol|Keys int }'])
      assert.equal(hover('/home/me/config/vdso.go', text.includes('|') ? text : `${text}|`, live), '', text);
  });

  test('a node that is not compared has no effect, and a placeholder is claimed to be nothing', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const dl = '/glibc/sysdeps/unix/sysv/linux/dl-vdso.h';
    assert.equal(
      hover(dl, '# define VDSO_NAME "LINUX_|0.0"', live),
      'No Linux kernel whose source was read defines `LINUX_0.0`.',
    );
    const node = hover(
      '/glibc/sysdeps/unix/sysv/linux/x86_64/sysdep.h',
      '# define VDSO_NAME "LINUX_|2.6"',
      live,
    );
    assert.match(node, /glibc does not compare it at start-up/);
    assert.match(hover(dl, 'VDSO_|HASH', live), /not compared at start-up: a wrong one has no effect there/);
    const musl = hover('/musl/arch/x86_64/syscall_arch.h', '#define VDSO_CGT_VER "LINUX_|2.6"', live);
    assert.doesNotMatch(musl, /does not compare/);
  });

  test('declarations are those of the architectures of the file', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (path: string, name: string) => hover(path, `"${name}|"`, live);
    assert.match(at('/musl/arch/powerpc/syscall_arch.h', '__kernel_clock_gettime'), /old_timespec32 \*ts/);
    assert.match(at('/musl/arch/mips/syscall_arch.h', '__vdso_clock_gettime'), /old_timespec32 \*ts/);
    const both = at('/linux/arch/powerpc/kernel/vdso/x.c', '__kernel_clock_gettime');
    assert.match(both, /__kernel_timespec \*ts\);\n.*old_timespec32 \*ts/);
    assert.match(
      at('/linux/arch/powerpc/x.c', '__kernel_getcpu'),
      /int __kernel_getcpu\(unsigned \*cpu, unsigned \*node\)/,
    );
    for (const arch of ['s390', 'riscv', 'loongarch'])
      assert.match(
        at(`/linux/arch/${arch}/x.c`, '__vdso_getcpu'),
        /int __vdso_getcpu\(.*void \*unused\)/,
        arch,
      );
    assert.match(at('/linux/arch/x86/x.c', '__vdso_getcpu'), /long __vdso_getcpu/);
    // x32 has x86-64's functions.
    assert.match(at('/zig/linux/x32.zig', '__vdso_clock_gettime'), /struct __kernel_timespec/);
  });

  test('what both ask is answered in the same words, for Go and for everyone else', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const none: Live = { kind: 'none', reason: 'Only Linux maps a vDSO.' };
    const sentences = (path: string, marked: string, answerer: Live) =>
      hover(path, marked, answerer).replaceAll(/ \[[^\]]*\]\([^)]*\)/g, '');
    for (const [marked, answerer, said, ofGo] of [
      [
        '"__vdso_|getcpu"',
        live,
        /✔ The live image \(process 4711\) has `__vdso_getcpu` in `LINUX_2\.6` at image offset `0x\w+`, address `0x\w+`\./,
        ' No key of Go asks for it there.',
      ],
      [
        '"__vdso_no|thing"',
        live,
        /✘ The live image \(process 4711\) has no symbol `__vdso_nothing`\./,
        ' No key of Go asks for it there.',
      ],
      [
        '"LINUX_|2.6"',
        live,
        /✔ The live image \(process 4711\) defines `LINUX_2\.6`: version index \d\./,
        " Go compares every symbol's index with it.",
      ],
      ['"__vdso_|getcpu"', none, /There is no live image to ask\. Only Linux maps a vDSO\./, ''],
    ] as const) {
      const [outside, inside] = [sentences('a.c', marked, answerer), sentences('x.go', marked, answerer)];
      const sentence = said.exec(outside)?.[0] ?? assert.fail(outside);
      assert.ok(inside.includes(sentence + ofGo), inside);
      if (ofGo !== '') assert.ok(!outside.includes(ofGo), outside);
      assert.equal(/Looked up by/.test(outside), /Also looked up by/.test(inside), inside);
    }
    const foreign =
      /^(?:Go 1\.27 has no such key on riscv64\. )?Linux exports .*This machine \(amd64\) cannot check it\./;
    assert.match(hover('/linux/arch/riscv/a.c', '"__vdso_|getcpu"', live), foreign);
    assert.match(hover('vdso_linux_riscv64.go', '"__vdso_|getcpu"', live), foreign);
  });

  test('hash constants are checked here too', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text = hover('a.c', '{ .name = "__vdso_time", .gnu_hash = 0x8|21e8e0e }', live);
    assert.match(text, /`0x821e8e0e` is \*\*not\*\* the GNU hash \(for DT_GNU_HASH\) of/);
    assert.doesNotMatch(text, /Looked up by/);
  });

  test('names of Go mean nothing in C', async () => {
    assert.equal(hover('a.c', 'vdso|Info x;', await liveImage({ arch: 'amd64' })), '');
  });
});

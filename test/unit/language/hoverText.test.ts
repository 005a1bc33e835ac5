import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { go } from '../../../src/consumers/catalog/go.ts';
import { goNames } from '../../../src/consumers/catalog/goNames.ts';
import { gnuHash, sysvHash } from '../../../src/elf/format/hash.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import type { HoverContext, Live } from '../../../src/language/answers/hoverContext.ts';
import { hoverText } from '../../../src/language/answers/hoverText.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { findConditions } from '../../../src/language/source/conditions.ts';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { subjectAt } from '../../../src/language/source/subject.ts';
import { keepClockCode } from '../../../src/session/clock/keptCode.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { codeImage } from '../../support/code/codeImage.ts';
import { type VdsoOptions, vdsoImage } from '../../support/elf/index.ts';

const pid = 4711;
const base = 0x7fff_1234_5000n;

async function liveImage(options: VdsoOptions): Promise<Live> {
  const result = await readElf(memorySource(vdsoImage(options).bytes));
  assert.ok(result.kind === 'elf');
  return { kind: 'image', image: new LiveLookups(result.image, pid, base) };
}

/** The hover at the place marked with | in a file. */
function hover(
  path: string,
  marked: string,
  live: Live,
  release?: string,
  more: Partial<HoverContext> = {},
): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart).split('\n')[0] ?? '';
  const isGo = /\.(go|s)$/.test(path);
  const literals = () => findHashLiterals(text, isGo ? 'go' : 'c');
  const subject = subjectAt({
    path,
    isGo,
    literals,
    text: () => text,
    conditions: () => findConditions(text, isGo ? 'go' : 'c'),
    line,
    lineStart,
    column: offset - lineStart,
  });
  return subject && hoverText(subject, { path, live, ...(release !== undefined && { release }), ...more });
}

const literal = (symbol: string, sysv: number, gnu: number) =>
  `var vdsoSymbolKeys = []vdsoSymbolKey{\n\t{"${symbol}", 0x${sysv.toString(16)}, 0x${gnu.toString(16)}, &vdsoClockgettimeSym},\n}\n`;
const right = (symbol: string) => literal(symbol, sysvHash(symbol), gnuHash(symbol));

suite('hoverText', () => {
  test('a variable resolves to offset, node and address in a process, and links to the row', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const { image } = live as Extract<Live, { kind: 'image' }>;
    const symbol = image.symbol('__vdso_clock_gettime');
    const text = hover('sys_linux_amd64.s', 'MOVQ runtime·vdsoClock|gettimeSym(SB), AX', live) ?? '';
    assert.ok(symbol && symbol.value > 0n);
    assert.equal(symbol.address, base + symbol.value);
    assert.ok(text.includes(`\`0x${symbol.value.toString(16)}\``));
    assert.ok(text.includes(`\`0x${symbol.address.toString(16)}\` in process ${pid}`));
    assert.match(text, /`__vdso_clock_gettime` in `LINUX_2\.6`/);
    const link = /\(command:vdsoExplorer\.revealSymbol\?([^)]*)\)/.exec(text)?.[1] ?? '';
    assert.deepEqual(JSON.parse(decodeURIComponent(link)), [
      { table: 'symbols', name: '__vdso_clock_gettime' },
    ]);
  });

  test('in assembly of others a name of the runtime is Go’s where it says so', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (name: string) => hover('/home/me/clock/now_linux_amd64.s', `MOVQ ${name}(SB), AX`, live);
    const text = at('runtime·vdsoClock|gettimeSym') ?? '';
    assert.match(text, /✔ Go 1\.27 on amd64 finds `__vdso_clock_gettime` in `LINUX_2\.6` here/);
    assert.ok(text.includes(`in process ${pid}`), text);
    assert.match(text, /command:vdsoExplorer\.revealSymbol/);
    assert.equal(at('·vdsoClock|gettimeSym'), undefined);
  });

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

  test('a constant that only stands for a name is told by that name', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const names = (first: string) =>
      `#define LIST \\\n\tconst char *${first} = "__kernel_getcpu"; \\\n\tconst char *vdso_symbol10 = "__kernel_time";\n`;
    const s390 = '/criu/arch/s390/include/asm/vdso.h';
    const text = hover(s390, names('vdso_|symbol1'), live) ?? '';
    assert.match(text, /^On s390x CRIU 4\.2\.1 looks up `__kernel_getcpu`\./);
    assert.match(text, /\*\*`vdso_symbol1`\*\* stands for `__kernel_getcpu`\./);
    const used = `${names('vdso_symbol1')}char *list[] = { vdso_|symbol1 };`;
    assert.match(hover(s390, used, live) ?? '', /stands for `__kernel_getcpu`/);
    assert.match(hover('a.c', '#define MY_VDSO_NODE| "LINUX_2.6"', live) ?? '', /stands for `LINUX_2\.6`/);
    // Two names, none, and a word that says nothing of the vDSO.
    const two = 'char *vdso_|name = "__vdso_time";\nvdso_name = "__vdso_getcpu";';
    for (const marked of [two, 'char *vdso_|name = f("__vdso_time");', 'char *other|_name = "__vdso_time";'])
      assert.equal(hover('a.c', marked, live), undefined, marked);
  });

  test('a name that a backslash parts is one name, in both of its lines', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const found = /✔ The live image \(process 4711\) has `__vdso_clock_gettime`/;
    for (const marked of [
      'f("__vdso_|clock_\\\ngettime");',
      'f("__vdso_clock_\\\nget|time");',
      'f("__vdso_clock_\\\r\nget|time");',
      'x = __vdso_cl|ock_\\\ngettime;',
    ])
      assert.match(hover('a.c', marked, live) ?? '', found, marked);
    // In Go a line ends where it ends.
    assert.doesNotMatch(hover('a.go', 'f("__vdso_clock_\\\nget|time")', live) ?? '', found);
    const split = subjectAt({
      path: 'a.c',
      isGo: false,
      literals: () => [],
      text: () => 'f("__vdso_clock_\\\ngettime");',
      line: 'gettime");',
      lineStart: 18,
      column: 3,
    });
    assert.deepEqual([split?.start, split?.end], [0, 7]);
  });

  test("what is Go's on every system says in another system's file that there is no image", async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (file: string, name: string) => hover(`/go/src/runtime/${file}`, `x = |${name}`, live) ?? '';
    assert.match(at('os_windows.go', 'vdsoPC'), /^This file is for windows: there is no ELF image/);
    assert.doesNotMatch(at('os_linux.go', 'vdsoPC'), /no ELF image/);
    assert.doesNotMatch(at('vdso_freebsd.go', 'vdsoTimekeep'), /no ELF image/);
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

  test('who enters the kernel otherwise than most is named', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text = hover('/x/shared.c', 'f("__vdso_clock_|gettime64");', live) ?? '';
    assert.match(text, /negative ids\)\. On parisc: Always: here it is nothing but the system call/);
  });

  test('issues of Go are links, in what the catalogue says of a port', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (file: string, name: string) => hover(`/go/src/runtime/${file}`, `x = |${name}`, live) ?? '';
    const link = (number: number) => `[golang/go#${number}](https://github.com/golang/go/issues/${number})`;
    assert.ok(at('x_linux_mips64x.s', 'vdsoClockgettimeSym').includes(link(39046)));
    assert.ok(at('vdso_linux_s390x.go', 'vdsoLinuxVersion').includes(`s390x since 1.19 (${link(49717)}).`));
    assert.match(at('vdso_linux_loong64.go', 'vdsoLinuxVersion'), /on loong64 since 1\.19\./);
    assert.doesNotMatch(at('vdso_linux_amd64.go', 'vdsoLinuxVersion'), /looks into/);
  });

  test('what is missing in the image says why, and what Go does then', async () => {
    const live = await liveImage({ arch: 'amd64', exports: ['__vdso_gettimeofday'] });
    const text = hover('time_linux_amd64.s', 'runtime·vdso|ClockgettimeSym(SB)', live) ?? '';
    assert.match(
      text,
      /✘ Go 1\.27 does not find `__vdso_clock_gettime` in `LINUX_2\.6` here\. The image has no symbol/,
    );
    assert.match(text, /stays 0/);
    assert.doesNotMatch(text, /✔/);
  });

  test('the keys of a source file are searched with the constants it has', async () => {
    const gnuOnly = await liveImage({ arch: 'arm64', hash: 'gnu' });
    const wrong = literal('__kernel_clock_gettime', 0xd35ec75, 0x6e43a318);
    const path = 'vdso_linux_arm64.go';
    const bad = hover(path, wrong.replace('&vdso', '&|vdso'), gnuOnly) ?? '';
    assert.match(bad, /✘ `0x6e43a318` is \*\*not\*\* the GNU hash/);
    assert.match(
      bad,
      /✘ Go 1\.27 does not find `__kernel_clock_gettime` in `LINUX_2\.6\.39` here\. The source searches with 0x6e43a318/,
    );
    const good = hover(path, right('__kernel_clock_gettime').replace('&vdso', '&|vdso'), gnuOnly) ?? '';
    assert.match(good, /✔ Its 2 hash constants in this file are right/);
    assert.match(
      good,
      /✔ With this file's keys and constants Go on arm64 finds `__kernel_clock_gettime` in `LINUX_2\.6\.39` here: image offset/,
    );
  });

  test("another architecture's file is answered from the catalogue and never from this machine", async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const marked of [
      'vdso|SymbolKeys',
      'vdso|LinuxVersion',
      '"__kernel_|clock_gettime"',
      '"LINUX_|2.6.39"',
    ]) {
      const text = hover('vdso_linux_arm64.go', marked, live) ?? '';
      assert.match(text, /^On arm64 (?:Go 1\.27|Linux).*This machine \(amd64\) cannot check it/s);
      assert.match(text, /LINUX_2\.6\.39/);
      assert.doesNotMatch(text, /in process|command:|✔/);
    }
  });

  test('both byte orders share a file: ppc64x is answered by a ppc64le image', async () => {
    const text = hover('vdso_linux_ppc64x.go', 'vdso|ClockgettimeSym', await liveImage({ arch: 'ppc64le' }));
    assert.match(text ?? '', /✔ Go 1\.27 on ppc64le finds `__kernel_clock_gettime` in `LINUX_2\.6\.15` here/);
  });

  test('a release has the keys it had', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (release?: string) => hover('proc.go', 'vdso|GetrandomSym', live, release) ?? '';
    assert.match(at(), /`__vdso_getrandom`/);
    assert.match(at('1.21'), /Go 1\.21 has no such key on amd64/);
  });

  test("a tree is answered with its own release's keys, and nothing says a release but what is not known", async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (path: string, marked: string, more: Partial<HoverContext>, release?: string) =>
      hover(path, marked, live, release, more) ?? '';
    const tree = { id: 'go', release: '1.19' };
    const arm = at('/go/src/runtime/sys_linux_arm64.s', 'MOVD runtime·vdso|ClockgettimeSym(SB), R2', {
      tree,
    });
    assert.match(arm, /^On arm64 Go 1\.19 looks up/);
    assert.doesNotMatch(arm, /Newest release/);
    assert.match(
      at('/go/src/runtime/x.go', 'vdso|GetrandomSym', { tree }),
      /Go 1\.19 has no such key on amd64/,
    );
    // The settings go before.
    assert.match(
      at('/go/src/runtime/x.go', 'vdso|ClockgettimeSym', { tree }, '1.24'),
      /^✔ Go 1\.24 on amd64/,
    );
    const unknown = at('/go/src/runtime/x.go', 'vdso|ClockgettimeSym', {});
    assert.match(unknown, /^✔ Go 1\.27 on amd64.*\*Newest release known:\* Go 1\.27\.$/s);
    const other = at('/go/src/runtime/x.go', 'vdso|ClockgettimeSym', { tree: { id: 'go', release: '1.3' } });
    assert.match(other, /Newest release known/);
  });

  test('assembly: where it goes without the function, and with which system call', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text = `#define SYS_clock_gettime\t113
TEXT runtime·walltime(SB),NOSPLIT,$24-12
\tMOVD\truntime·vdsoClock|gettimeSym(SB), R2
\tCBZ\tR2, fallback
\tRET
fallback:
\tMOVD\t$8(X2), A1
\tMOVD\t$SYS_clock_gettime, R8
\tSVC

TEXT runtime·vgetrandom1(SB),NOSPLIT,$16-48
\tMOVD\truntime·vdsoGetrandomSym(SB), R8

TEXT runtime·nanotime1(SB),NOSPLIT,$24-8
fallback:
\tMOVD\t$SYS_clock_gettime, R8
`;
    const at = (marked: string) =>
      hover('/go/src/runtime/sys_linux_arm64.s', marked, live, undefined, { uri: 'file:///a(b/s.s' });
    const goesTo =
      'It goes to `fallback` ([line 6](file:///a%28b/s.s#L6)): the system call `SYS_clock_gettime`, 113.';
    assert.ok(at(text)?.includes(goesTo), at(text));
    assert.doesNotMatch(
      at(text.replace('|', '').replace('vdsoGetrandom', 'vdsoGet|random')) ?? '',
      /It goes to/,
    );
  });

  test("another name's hashes in an old release are told where it is looked up too", async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (release: string) =>
      hover('/go/src/runtime/sys_linux_arm64.s', 'runtime·vdso|ClockgettimeSym(SB)', live, release) ?? '';
    assert.match(
      at('1.19'),
      /Its hash constants are those of another name: it never finds it through DT_GNU_HASH/,
    );
    assert.doesNotMatch(at('1.22'), /another name/);
  });

  test('numbers are recomputed; a wrong one names whose it is', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const of = (marked: string) => hover('vdso_linux_amd64.go', marked, live) ?? '';
    assert.match(
      of('vdsoSymbolKey{"__vdso_time", 0xb|1, 0x2}'),
      /\*\*not\*\* the SysV hash.*right number is `0x/,
    );
    assert.match(
      of(`vdsoSymbolKey{"__vdso_time", 1, 0x${gnuHash('__vdso_getcpu').toString(16)}|}`),
      /is that of `__vdso_getcpu`/,
    );
    assert.match(
      of('vdsoVersionKey{"LINUX_2.6", 0x3ae75f6|}'),
      /✔ `0x3ae75f6` is the SysV hash.*right, recomputed/,
    );
    assert.equal(hover('a.go', 'x := pair{"a", 0x1|2}', live), undefined);
  });

  test('beside gopls the declaration is left to it', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (more: Partial<HoverContext>) =>
      hover('/go/src/runtime/vdso_linux_amd64.go', 'vdso|ArrayMax = 1', live, undefined, more) ?? '';
    assert.match(at({}), /^\*\*`vdsoArrayMax`\*\*\n\n.*On amd64 `vdsoArrayMax` is `1<<50 - 1`/s);
    assert.match(at({ besideGopls: true }), /^Bytes of the largest array/);
    assert.doesNotMatch(at({ besideGopls: true }), /1<<50/);
  });

  test('the file that declares a name is told elsewhere only', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const file = 'src/runtime/vdso_linux.go';
    assert.doesNotMatch(hover(`/go/${file}`, 'func vdso|auxv(', live) ?? '', /Declared in/);
    assert.match(hover('/go/src/runtime/os_linux.go', 'vdso|auxv(', live) ?? '', /Declared in `src.*go`/);
  });

  test('where the image begins and ends is told of both of its ends alike', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const told = (name: string) => hover('/go/src/runtime/vdso_linux.go', `if pc < vdsoLoad|${name} {`, live);
    assert.match(told('Start') ?? '', /0x7fff12345000/);
    assert.match(told('End') ?? '', /0x7fff12345000/);
  });

  test('no list of those who look a name up leaves out one alone', async () => {
    const names = ['clock_gettime', 'gettimeofday', 'getcpu', 'time', 'clock_getres', 'getrandom'];
    for (const arch of ['amd64', '386', 'arm64', 'riscv64'] as const) {
      const live = await liveImage({ arch });
      for (const name of [...names.flatMap((each) => [`__vdso_${each}`, `__kernel_${each}`]), 'LINUX_2.6']) {
        const text = hover('/x/a.c', `f("${name.slice(0, 3)}|${name.slice(3)}");`, live) ?? '';
        assert.doesNotMatch(text, / and 1 more/, `${name} on ${arch}`);
      }
    }
  });

  test('a line that declares the name is not told where that is', async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const [file, marked] of [
      ['os_linux_novdso.go', 'func vdso|auxv(tag, val uintptr) {'],
      ['vdso_in_none.go', 'func inVDSO|Page(pc uintptr) bool {'],
      ['os_linux.go', '\tvgetrandom|State uintptr'],
      ['defs_freebsd_amd64.go', 'type vdsoTime|hands struct {'],
      ['vdso_linux_amd64.go', '\tvdsoClockgettime|Sym uintptr = 0'],
      ['another_linux.go', '\tvgetrandom|State uintptr'],
    ] as const)
      assert.doesNotMatch(hover(`/go/src/runtime/${file}`, marked, live) ?? '', /Declared in/, file);
    const elsewhere = (file: string, marked: string) => hover(`/go/src/runtime/${file}`, marked, live) ?? '';
    assert.match(
      elsewhere('vgetrandom_linux.go', 'if mp.vgetrandom|State == 0 {'),
      /in `src\/runtime\/os_linux.go`/,
    );
    assert.match(
      elsewhere('vdso_freebsd_x86.go', 'th *vdsoTime|hands'),
      /`src\/runtime\/defs_freebsd_386\.go` and `src\/runtime\/defs_freebsd_amd64\.go`/,
    );
  });

  test('what a diagnostic says in the same hover is not said again', async () => {
    const live = await liveImage({ arch: 'amd64', hash: 'gnu' });
    const wrong = literal('__vdso_clock_gettime', 0xd35ec75, 0x1234);
    const number = wrong.replace('0x1234', '0x1|234');
    const path = 'vdso_linux_amd64.go';
    assert.match(hover(path, number, live) ?? '', /\*\*not\*\* the GNU hash/);
    const marked = hover(path, number, live, undefined, { marked: true }) ?? '';
    assert.doesNotMatch(marked, /the GNU hash|right number/);
    assert.match(
      marked,
      /✘ Go 1\.27 does not find `__vdso_clock_gettime` in `LINUX_2\.6` here\. The source searches with 0x1234/,
    );
    // Over the name beside it the diagnostic does not show.
    const name = hover(path, wrong.replace('__vdso', '__vd|so'), live, undefined, { marked: true }) ?? '';
    assert.match(name, /\*\*not\*\* the GNU hash/);
  });

  test('a number says whether it is right and where that leads, and no more', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text =
      hover('vdso_linux_amd64.go', right('__vdso_clock_gettime').replace(', 0x', ', 0x|'), live) ?? '';
    assert.equal(text.split('\n\n').length, 2, text);
    assert.match(
      text,
      /is the SysV hash.*\n\n✔ With .*finds `__vdso_clock_gettime` in `LINUX_2\.6` here: image offset/,
    );
  });

  test('a symbol that Go does not ask for is shown as it stands in the image', async () => {
    const text = hover('x.go', '"__vdso_|getcpu"', await liveImage({ arch: 'amd64' })) ?? '';
    assert.match(text, /__vdso_getcpu\(unsigned \*cpu/);
    assert.match(text, /No key of Go asks for it/);
    const absent = hover('x.go', '"__vdso_no|thing"', await liveImage({ arch: 'amd64' })) ?? '';
    assert.match(absent, /has no symbol `__vdso_nothing`/);
  });

  test('a version node the image lacks', async () => {
    const text = hover('x.go', '"LINUX_|2.6"', await liveImage({ arch: 'amd64', node: 'LINUX_9' })) ?? '';
    assert.match(text, /✘ The live image \(process 4711\) does not define `LINUX_2\.6`/);
  });

  test("vdsoClockGettime is called FreeBSD's, with where Linux does it", async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const path of ['vdso_freebsd.go', 'os_linux.go']) {
      const text = hover(path, 'vdso|ClockGettime(CLOCK_REALTIME)', live) ?? '';
      assert.match(text, /FreeBSD/);
      for (const name of ['nanotime1', 'walltime', 'vdsoClockgettimeSym'])
        assert.ok(text.includes(name), name);
      assert.doesNotMatch(text, /in process/);
    }
  });

  test("a Linux name in another system's file is not answered from this machine", async () => {
    const text = hover('x_freebsd.go', 'vdso|SymbolKeys', await liveImage({ arch: 'amd64' })) ?? '';
    assert.match(text, /This file is for freebsd/);
    assert.doesNotMatch(text, /in process/);
  });

  test('without a live image the reason is given, and the catalogue', () => {
    const live: Live = { kind: 'none', reason: 'Only Linux maps a vDSO.' };
    const text = hover('vdso_linux_amd64.go', 'vdso|ClockgettimeSym', live) ?? '';
    assert.match(text, /There is no live image to ask\. Only Linux maps a vDSO\./);
    assert.match(text, /^On amd64 Go 1\.27 looks up `__vdso_clock_gettime`/);
  });

  test('a name of another architecture: what it is called there, and who exports it since when', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text = hover('vdso_linux_arm64.go', '"__vdso_clock|_gettime"', live) ?? '';
    assert.match(text, /On arm64 it is called `__kernel_clock_gettime`\./);
    assert.match(text, /\*Exported by Linux:\* `__vdso_clock_gettime` on x86-64, x32, i386/);
    assert.match(text, /`__kernel_clock_gettime` on arm64, s390x/);
    const here = hover('vdso_linux_amd64.go', '"__vdso_clock|_gettime"', live) ?? '';
    assert.doesNotMatch(here, /it is called/);
    const unknown = hover('vdso_linux_amd64.go', '"__vdso_getrand|m"', live) ?? '';
    assert.match(unknown, /Did you mean \\?_\\?_vdso\\?_getrandom\?/);
  });

  test("when it enters the kernel follows the file's architecture, or the live image and its maker", async () => {
    const live = await liveImage({ arch: 'amd64' });
    const bare = /\*Enters the kernel:\* Always: here it is nothing but the system call/;
    const name = '"__vdso_get|cpu"';
    assert.match(hover('/linux/arch/riscv/vdso.c', name, live) ?? '', bare);
    assert.doesNotMatch(hover('/linux/vdso.c', name, live) ?? '', bare);
    assert.match(hover('/linux/vdso.c', name, await liveImage({ arch: 'riscv64' })) ?? '', bare);
    const high = { notes: [], hash: 'sysv', override: { base: 0xffff_ffff_ff70_0000n } } as const;
    const exports = ['__vdso_getcpu', '__kernel_rt_sigreturn'];
    const gvisor = await liveImage({ arch: 'amd64', exports, ...high });
    assert.match(hover('vdso_linux_amd64.go', name, gvisor) ?? '', bare);
  });

  test('what was found out of the live image’s code is told in the place of the catalogue’s', async () => {
    const result = await readElf(memorySource(vdsoImage({ arch: 'amd64' }).bytes));
    assert.ok(result.kind === 'elf');
    const image = new LiveLookups(result.image, pid, base, 'the digest of a hover test');
    const live: Live = { kind: 'image', image };
    const clock = hover.bind(undefined, 'vdso_linux_amd64.go', '"__vdso_clock|_gettime"', live);
    const catalogue = clock() ?? '';
    assert.match(catalogue, /\*Enters the kernel:\* Never for the COARSE clocks/);
    const way = (id: number, name: string, path: 'user' | 'user-or-kernel' | 'kernel') => ({
      ...{ id, name, path },
      counters: [],
    });
    const value = (name: string): bigint => image.symbol(name)?.value ?? 0n;
    keepClockCode('the digest of a hover test', {
      clocks: [
        way(0, 'REALTIME', 'user-or-kernel'),
        way(5, 'REALTIME_COARSE', 'user'),
        way(-29, 'FD', 'kernel'),
      ],
      clockAddress: value('__vdso_clock_gettime'),
      functions: [
        { value: value('__vdso_clock_gettime'), path: 'user-or-kernel', counters: ['rdtsc'] },
        { value: value('__vdso_time'), path: 'user', counters: [] },
        { value: value('__vdso_getcpu'), path: 'incomplete', counters: [] },
      ],
    });
    const code = clock() ?? '';
    const told =
      "*Enters the kernel, by this image's code:* never for `REALTIME_COARSE`; only where it must for `REALTIME`; always for clock of a file descriptor. It reads `rdtsc`.";
    assert.ok(code.includes(told), code);
    assert.doesNotMatch(code, /Never for the COARSE clocks/);
    // The variable that stands for it says so, too, and a file for another machine nothing of this one.
    const variable = hover('sys_linux_amd64.s', 'MOVQ runtime·vdsoClock|gettimeSym(SB), AX', live) ?? '';
    assert.ok(variable.includes(told), variable);
    const foreign = hover('vdso_linux_arm64.go', '"__kernel_clock|_gettime"', live) ?? '';
    assert.doesNotMatch(foreign, /by this image's code/);
    const time = hover('/linux/vdso.c', '"__vdso_ti|me"', live) ?? '';
    assert.match(time, /by this image's code:\* never\./);
    // Where following it did not end, the catalogue knows more.
    const cpu = hover('/linux/vdso.c', '"__vdso_get|cpu"', live) ?? '';
    assert.match(cpu, /\*Enters the kernel:\* Never\./);
  });

  test('a function of the live image that is nothing but a system call is told by its bytes', async () => {
    const { bytes } = codeImage('amd64', {
      __vdso_clock_gettime: 'b8 e4 00 00 00 0f 05 c3',
      __vdso_time: '31 c0 c3',
    });
    const result = await readElf(memorySource(bytes));
    assert.ok(result.kind === 'elf');
    const live: Live = { kind: 'image', image: new LiveLookups(result.image, pid, base) };
    const bare = /\*Enters the kernel:\* Always: here it is nothing but the system call/;
    assert.match(hover('/linux/vdso.c', '"__vdso_clock|_gettime"', live) ?? '', bare);
    assert.doesNotMatch(hover('/linux/vdso.c', '"__vdso_ti|me"', live) ?? '', bare);
  });

  test('every name of the catalogue has a hover on every architecture of Go', async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const name of goNames) {
      for (const { arch } of go.arches) {
        // As a field, which is what some of them are.
        const text = hover(`vdso_linux_${arch}.go`, `x.|${name}`, live);
        assert.ok(text && text.length > 40, `${name} on ${arch}`);
        assert.doesNotMatch(text, /undefined|\[object|NaN/, `${name} on ${arch}`);
      }
    }
  });

  test('a field is one in the files of the lookup, and there not every name', async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.match(
      hover('/go/src/runtime/vdso_linux.go', '\tloadOff|set uintptr', live) ?? '',
      /Field of vdsoInfo/,
    );
    assert.match(
      hover('/go/src/runtime/vdso_linux.go', 'if k.na|me != x', live) ?? '',
      /Field of vdsoSymbolKey/,
    );
    for (const [file, marked] of [
      ['proc.go', 'if p.na|me != x'],
      ['vdso_linux.go', 'func f(ver|sion int32)'],
      ['vdso_linux.go', '\tch|ain := x'],
    ] as const)
      assert.equal(hover(`/go/src/runtime/${file}`, marked, live), undefined, marked);
  });

  test('other names say nothing', async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const marked of ['sched|init', 'vdso|Other', '"vdso|"', 'my|vdsoInfo', '12|3']) {
      assert.equal(hover('proc.go', marked, live), undefined, marked);
    }
  });
});

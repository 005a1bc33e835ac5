import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { go } from '../../../src/consumers/catalog/go.ts';
import { goNames } from '../../../src/consumers/catalog/goNames.ts';
import type { HoverContext, Live } from '../../../src/language/answers/hoverContext.ts';
import { subjectAt } from '../../../src/language/source/subject.ts';
import { base, hover, liveImage, pid } from './support.ts';

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

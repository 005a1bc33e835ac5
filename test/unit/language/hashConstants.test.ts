import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gnuHash, sysvHash } from '../../../src/elf/format/hash.ts';
import { hover, liveImage } from './support.ts';

const literal = (symbol: string, sysv: number, gnu: number) =>
  `var vdsoSymbolKeys = []vdsoSymbolKey{\n\t{"${symbol}", 0x${sysv.toString(16)}, 0x${gnu.toString(16)}, &vdsoClockgettimeSym},\n}\n`;
const right = (symbol: string) => literal(symbol, sysvHash(symbol), gnuHash(symbol));

suite('hovers of hash constants', () => {
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
});

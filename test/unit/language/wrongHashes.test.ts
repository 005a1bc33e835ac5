import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { go } from '../../../src/consumers/catalog/go.ts';
import { gnuHash, sysvHash } from '../../../src/elf/format/hash.ts';
import { type WrongHash, wrongHashes } from '../../../src/language/answers/wrongHashes.ts';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { inNotationOf, usesEightDigits } from '../../../src/language/source/numberNotation.ts';
import { tool } from '../../support/tool.ts';

const wrongIn = (text: string) => wrongHashes(findHashLiterals(text, 'go'));

function corrected(text: string, wrong: readonly WrongHash[]): string {
  return [...wrong]
    .sort((a, b) => b.start - a.start)
    .reduce((all, { start, end, correction }) => all.slice(0, start) + correction + all.slice(end), text);
}

suite('wrongHashes', () => {
  const arm64 =
    'var vdsoSymbolKeys = []vdsoSymbolKey{\n\t{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},\n}';

  test('says the right number, and whose hash the wrong one is', () => {
    const [sysv, gnu] = wrongIn(arm64);
    assert.equal(sysv?.code, 'wrong-sysv-hash');
    assert.match(
      sysv?.message ?? '',
      /^0xd35ec75 is not the SysV hash of __kernel_clock_gettime, which is 0xb0cd725\./,
    );
    assert.match(sysv?.message ?? '', /0xd35ec75 is the SysV hash of __vdso_clock_gettime\./);
    assert.equal(gnu?.code, 'wrong-gnu-hash');
    assert.match(
      gnu?.message ?? '',
      /which is 0xdfa941fd\. .*finds nothing in an image that has DT_GNU_HASH/,
    );
  });

  test('with the corrections written, nothing is wrong', () => {
    assert.equal(
      corrected(arm64, wrongIn(arm64)),
      arm64.replace('0xd35ec75', '0xb0cd725').replace('0x6e43a318', '0xdfa941fd'),
    );
    assert.deepEqual(wrongIn(corrected(arm64, wrongIn(arm64))), []);
  });

  test('constants in the place of each other are both wrong', () => {
    const swapped = wrongIn('vdsoSymbolKey{"__vdso_clock_gettime", 0x6e43a318, 0xd35ec75, nil}');
    assert.equal(swapped.length, 2);
    assert.match(swapped[0]?.message ?? '', /0x6e43a318 is the GNU hash of __vdso_clock_gettime/);
  });

  test("every key of Go's every release is right, but for arm64's up to 1.21", () => {
    for (const { arch, keys, version } of go.arches) {
      for (const { symbol, sourceSysvHash = 0, sourceGnuHash = 0, until } of keys) {
        const text = `vdsoSymbolKey{"${symbol}", ${sourceSysvHash}, 0x${sourceGnuHash.toString(16)}, nil}`;
        const expected = arch === 'arm64' && until !== undefined ? 2 : 0;
        assert.equal(wrongIn(text).length, expected, `${arch} ${text}`);
      }
      if (version?.sourceHash !== undefined)
        assert.deepEqual(wrongIn(`vdsoVersionKey{"${version.name}", ${version.sourceHash}}`), []);
    }
  });

  const runtime = '/usr/share/go-1.19/src/runtime';
  test('finds the two wrong constants in the runtime of an installed Go 1.19, and nothing else', {
    skip: tool('Go').skip || (!existsSync(runtime) && "this machine's Go is another than Debian's 1.19"),
  }, () => {
    const found = readdirSync(runtime)
      .filter((name) => /\.(go|s)$/.test(name))
      .flatMap((name) => {
        const text = readFileSync(path.join(runtime, name), 'utf8');
        return wrongIn(text).map((wrong) => [name, wrong.text, wrong.correction]);
      });
    assert.deepEqual(found, [
      ['vdso_linux_arm64.go', '0xd35ec75', '0xb0cd725'],
      ['vdso_linux_arm64.go', '0x6e43a318', '0xdfa941fd'],
    ]);
  });

  test('a literal without hashes, as newer Go could have them, is not complained about', () => {
    for (const text of [
      'vdsoSymbolKey{name: "__vdso_time", ptr: &vdsoTimeSym}',
      '[]vdsoSymbolKey{{"__vdso_time", &vdsoTimeSym}}',
      'vdsoSymbolKey{"__vdso_time", vdsoHash, gnuHash("__vdso_time"), nil}',
      'vdsoVersionKey{"LINUX_2.6"}',
      'tests := []struct{ name string; n int }{{"__vdso_time", 3}, {"LINUX_2.6", 1}}',
      'f("LINUX_2.6", 2, 6)',
    ]) {
      assert.deepEqual(wrongIn(text), [], text);
    }
  });
});

suite('inNotationOf', () => {
  test('base, case, width, separators and suffix stay', () => {
    const sysv = sysvHash('__kernel_clock_gettime');
    const gnu = gnuHash('__kernel_clock_gettime');
    for (const [text, value, expected] of [
      ['0xd35ec75', sysv, '0xb0cd725'],
      ['0x0d35ec75', sysv, '0x0b0cd725'],
      ['0X0D35EC75U', sysv, '0X0B0CD725U'],
      ['221637749', sysv, String(0xb0cd725)],
      ['221_637_749', sysv, '185_390_885'],
      ["0x6e43'a318", gnu, "0xdfa9'41fd"],
      ['0x6e43_a318_u32', gnu, '0xdfa9_41fd_u32'],
      ['0x6e43a318u32', gnu, '0xdfa941fdu32'],
      ['61765110UL', 123718537, '123718537UL'],
    ] as const) {
      assert.equal(inNotationOf(text, value, false), expected);
    }
    assert.equal(inNotationOf('0x6e43a318', sysv, true), '0x0b0cd725');
    assert.equal(usesEightDigits(['0x6e43a318', '0x0d35_ec75']), true);
    assert.equal(usesEightDigits(['0x6e43a318', '0xd35ec75', '0x0']), false);
  });
});

test('a name as long as nobody gives one is no name', () => {
  // The right one behind it, so that what follows the long one is looked at.
  const keys = (name: string) =>
    `vdsoSymbolKey{"${name}", 0x1, 0x2, nil}, vdsoVersionKey{"LINUX_2.6", 0x3ae75f6}`;
  assert.equal(wrongIn(keys(`__vdso_${'x'.repeat(100)}`)).length, 2);
  assert.deepEqual(wrongIn(keys(`__vdso_${'x'.repeat(5000)}`)), []);
});

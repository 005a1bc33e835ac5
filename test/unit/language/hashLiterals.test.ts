import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findHashLiterals, namesWithHash } from '../../../src/language/hashLiterals.ts';

// Constants as they stand in Go's src/runtime/vdso_linux_*.go.
const amd64 = `
var vdsoLinuxVersion = vdsoVersionKey{"LINUX_2.6", 0x3ae75f6}

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__vdso_gettimeofday", 0x315ca59, 0xb01bca00, &vdsoGettimeofdaySym},
	{"__vdso_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}
`;
const arm64OfGo119 = `var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}`;

suite('findHashLiterals', () => {
  test('finds every literal, and all constants of the amd64 file are right', () => {
    const found = findHashLiterals(amd64);
    assert.deepEqual(
      found.map(({ kind, name, variable }) => [kind, name, variable]),
      [
        ['symbol', '__vdso_gettimeofday', 'vdsoGettimeofdaySym'],
        ['symbol', '__vdso_clock_gettime', 'vdsoClockgettimeSym'],
        ['version', 'LINUX_2.6', undefined],
      ],
    );
    for (const { value, expected } of found.flatMap(({ hashes }) => hashes)) assert.equal(value, expected);
  });

  test('places are those of the numbers in the text', () => {
    const texts = findHashLiterals(amd64).flatMap(({ hashes }) =>
      hashes.map(({ start, end }) => amd64.slice(start, end)),
    );
    assert.deepEqual(texts, ['0x315ca59', '0xb01bca00', '0xd35ec75', '0x6e43a318', '0x3ae75f6']);
  });

  test('both constants of the arm64 file of Go 1.19 are wrong, and belong to another name', () => {
    const [key] = findHashLiterals(arm64OfGo119);
    // The right ones are those of Go 1.22's file.
    assert.deepEqual(
      key?.hashes.map(({ expected }) => expected),
      [0xb0cd725, 0xdfa941fd],
    );
    const names = ['__vdso_gettimeofday', '__vdso_clock_gettime', '__kernel_clock_gettime'];
    for (const { kind, value, expected } of key?.hashes ?? []) {
      assert.notEqual(value, expected);
      assert.deepEqual(namesWithHash(kind, value, names), ['__vdso_clock_gettime']);
    }
  });

  test('keyed fields, other line breaks, decimal numbers, digit separators, no pointer', () => {
    const text = `vdsoSymbolKey{
		name:    "__vdso_clock_gettime",
		symHash: 221637749,
		gnuHash: 0x6e43_a318,
		ptr:     &vdsoClockgettimeSym,
	}, {"__vdso_time", 0x1, 0x2}`;
    const [keyed, bare] = findHashLiterals(text);
    assert.deepEqual(
      keyed?.hashes.map(({ value, expected }) => value === expected),
      [true, true],
    );
    assert.equal(keyed?.variable, 'vdsoClockgettimeSym');
    assert.equal(bare?.variable, undefined);
    assert.equal(bare?.name, '__vdso_time');
  });

  test('other composite literals are left alone', () => {
    assert.deepEqual(
      findHashLiterals('x := []pair{{"foo", 1, 2}, {"__vdso_time", a, b}, {"LINUX_2.6"}}'),
      [],
    );
  });

  test('hostile text does not take longer than its length', () => {
    const started = performance.now();
    findHashLiterals('{ '.repeat(200_000));
    findHashLiterals(`{${' '.repeat(400_000)}`);
    findHashLiterals('{"__vdso_a", 1, 2 '.repeat(20_000));
    assert.ok(performance.now() - started < 2000);
  });
});

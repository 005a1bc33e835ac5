import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { namesWithHash } from '../../../src/language/source/knownNames.ts';
import type { Syntax } from '../../../src/language/syntax/syntax.ts';

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
    const found = findHashLiterals(amd64, 'go');
    assert.deepEqual(
      found.map(({ kind, name, variable }) => [kind, name, variable]),
      [
        ['version', 'LINUX_2.6', undefined],
        ['symbol', '__vdso_gettimeofday', 'vdsoGettimeofdaySym'],
        ['symbol', '__vdso_clock_gettime', 'vdsoClockgettimeSym'],
      ],
    );
    for (const { value, expected } of found.flatMap(({ hashes }) => hashes)) assert.equal(value, expected);
  });

  test('places are those of the numbers in the text', () => {
    const texts = findHashLiterals(amd64, 'go').flatMap(({ hashes }) =>
      hashes.map(({ start, end }) => amd64.slice(start, end)),
    );
    assert.deepEqual(texts, ['0x3ae75f6', '0x315ca59', '0xb01bca00', '0xd35ec75', '0x6e43a318']);
  });

  test('both constants of the arm64 file of Go 1.19 are wrong, and belong to another name', () => {
    const [key] = findHashLiterals(arm64OfGo119, 'go');
    // The right ones are those of Go 1.22's file.
    assert.deepEqual(
      key?.hashes.map(({ expected }) => expected),
      [0xb0cd725, 0xdfa941fd],
    );
    for (const { kind, value, expected } of key?.hashes ?? []) {
      assert.notEqual(value, expected);
      assert.deepEqual(namesWithHash(kind, value), ['__vdso_clock_gettime']);
    }
  });

  test('keyed fields, other line breaks, decimal numbers, digit separators, no pointer', () => {
    const text = `vdsoSymbolKey{
		name:    "__vdso_clock_gettime",
		symHash: 221637749,
		gnuHash: 0x6e43_a318,
		ptr:     &vdsoClockgettimeSym,
	}, vdsoSymbolKey{"__vdso_time", 0x1, 0x2}`;
    const [keyed, bare] = findHashLiterals(text, 'go');
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
      findHashLiterals('x := []pair{{"foo", 1, 2}, {"__vdso_time", a, b}, {"LINUX_2.6"}}', 'go'),
      [],
    );
  });

  test('comments are no code, whatever they hold', () => {
    const text = `// vdsoSymbolKey{"__vdso_time", 1, 2}
      /* vdsoSymbolKey{"__vdso_time", 1, 2} */ x := "vdsoSymbolKey{" // "
      vdsoVersionKey{ /* "LINUX_9" */ "LINUX_2.6", /* the hash */ 0x3ae75f6}`;
    assert.deepEqual(
      findHashLiterals(text, 'go').map(({ name }) => name),
      ['LINUX_2.6'],
    );
  });

  test('a table proves that its numbers are hashes; sizes and indices are left alone', () => {
    const sizes = 'struct sym t[] = { { "__vdso_time", 1, 0x40 }, { "__vdso_getcpu", 2, 0x50 } };';
    assert.deepEqual(findHashLiterals(sizes, 'c'), []);
    const hashes =
      '{ "__vdso_time", 7, 0x0a33c485 }, { "__vdso_getcpu", 8, 0xb01046 }, { "__vdso_getrandom", 9, 0 }';
    const found = findHashLiterals(hashes, 'c');
    assert.deepEqual(
      found.flatMap((each) =>
        each.hashes.map(({ of, kind, value, expected }) => [of, kind, value === expected]),
      ),
      [
        ['__vdso_time', 'sysv', true],
        ['__vdso_getcpu', 'sysv', false],
      ],
    );
  });

  const wrongIn = (text: string, syntax: Syntax = 'c') =>
    findHashLiterals(text, syntax)
      .flatMap(({ hashes }) => hashes)
      .filter(({ value, expected }) => value !== expected)
      .map(({ kind, of, text: written }) => [kind, of, written]);

  const all = (text: string, syntax: Syntax = 'c') =>
    findHashLiterals(text, syntax)
      .flatMap(({ hashes }) => hashes)
      .map(({ kind, of, text: written, value, expected }) => [kind, of, written, value === expected]);

  test('numbers in what says of which type they are', () => {
    for (const [text, syntax] of [
      ['{ "__vdso_time"sv, UINT32_C(0x0a33c485) }, { "__vdso_getcpu"sv, UINT32_C(1) }', 'c'],
      ['{ "__vdso_time"s, uint32_t{0x0a33c485} }, { "__vdso_getcpu"_n, uint32_t(1) }', 'c'],
      ['{"__vdso_time", uint32(0x0a33c485)}, {"__vdso_getcpu", uint32(1)}', 'go'],
      ['.{ "__vdso_time", @as(u32, 0x0a33c485) }, .{ "__vdso_getcpu", @as(u32, 1) }', 'zig'],
    ] as const) {
      assert.deepEqual(
        all(text, syntax).map(([, of, , right]) => [of, right]),
        [
          ['__vdso_time', true],
          ['__vdso_getcpu', false],
        ],
        text,
      );
    }
    assert.deepEqual(all('{ "__vdso_time", f(0x0a33c485) }, { "__vdso_getcpu", sizes(1) }'), []);
  });

  test('entries of a map and of a match', () => {
    for (const [text, syntax] of [
      ['map[string]uint32{"__vdso_time": 0x0a33c485, "__vdso_getcpu": 1}', 'go'],
      ['map[uint32]string{0x0a33c485: "__vdso_time", 1: "__vdso_getcpu"}', 'go'],
      ['map[string]key{"__vdso_time": {0x0a33c485}, "__vdso_getcpu": {1}}', 'go'],
      ['match name { "__vdso_time" => 0x0a33c485, "__vdso_getcpu" => 1, _ => 0 }', 'rust'],
      ['match hash { 0x0a33c485 => "__vdso_time", 1 => "__vdso_getcpu", _ => "" }', 'rust'],
      ['phf_map! { "__vdso_time" => Key(0x0a33c485), "__vdso_getcpu" => Key(1) }', 'rust'],
    ] as const) {
      const found = all(text, syntax);
      assert.deepEqual(
        found,
        [
          ['sysv', '__vdso_time', '0x0a33c485', true],
          ['sysv', '__vdso_getcpu', '1', false],
        ],
        text,
      );
    }
    assert.deepEqual(all('map[string]int{"__vdso_time": 1, "__vdso_getcpu": 2}', 'go'), []);
    assert.deepEqual(all('match name { "__vdso_time" => 1, "__vdso_getcpu" => 2, _ => 0 }', 'rust'), []);
  });

  test("fields that are called as Go's, exported", () => {
    const text = 'Key{Name: "__vdso_time", SymHash: 1, GnuHash: 2}, Node{Version: "LINUX_2.6", VerHash: 3}';
    assert.deepEqual(
      all(text, 'go').map(([kind, of]) => [kind, of]),
      [
        ['sysv', '__vdso_time'],
        ['gnu', '__vdso_time'],
        ['sysv', 'LINUX_2.6'],
      ],
    );
  });

  test('constants in pairs, in either order, in brackets and casts', () => {
    assert.deepEqual(all('#define VDSO_NAME "LINUX_2.6"\n#define VDSO_HASH UINT32_C(61765111)'), [
      ['sysv', 'LINUX_2.6', '61765111', false],
    ]);
    assert.deepEqual(all('#define VDSO_NAME ("LINUX_2.6")\n#define VDSO_HASH ((uint32_t)61765110)'), [
      ['sysv', 'LINUX_2.6', '61765110', true],
    ]);
    const pairs =
      '#define A_HASH 0x0a33c485\n#define A_SYM "__vdso_time"\n#define B_HASH 1\n#define B_SYM "__vdso_getcpu"\n';
    assert.deepEqual(all(pairs), [
      ['sysv', '__vdso_time', '0x0a33c485', true],
      ['sysv', '__vdso_getcpu', '1', false],
    ]);
    // One name after the other, each with what belongs to it.
    const turns =
      '#if A\n#define VDSO_HASH 61765110\n#define VDSO_NAME "LINUX_2.6"\n#else\n#define VDSO_HASH 123718537\n#define VDSO_NAME "LINUX_2.6.39"\n#endif';
    assert.deepEqual(
      all(turns).map(([, of, , right]) => [of, right]),
      [
        ['LINUX_2.6', true],
        ['LINUX_2.6.39', true],
      ],
    );
  });

  test('a placeholder is no hash, but where Go looks up with it', () => {
    assert.deepEqual(all('#define VDSO_NAME "LINUX_0.0"\n#define VDSO_HASH 0'), []);
    assert.deepEqual(all('{ .name = "__vdso_time", .gnu_hash = 0 }'), []);
    assert.deepEqual(
      all('vdsoSymbolKey{"__vdso_time", 0, 0, nil}', 'go').map(([kind]) => kind),
      ['sysv', 'gnu'],
    );
  });

  test('strings side by side are one name', () => {
    assert.deepEqual(all('{ "__vdso_clock_" "gettime", .gnu_hash = 1 }'), [
      ['gnu', '__vdso_clock_gettime', '1', false],
    ]);
  });

  test("glibc's VDSO_NAME and VDSO_HASH", () => {
    const header = (node: string) => `# define VDSO_NAME  "${node}"\n# define VDSO_HASH  61765110\n`;
    assert.deepEqual(wrongIn(header('LINUX_2.6')), []);
    assert.deepEqual(wrongIn(header('LINUX_2.6.39')), [['sysv', 'LINUX_2.6.39', '61765110']]);
    // As its ports have them, up to 2.30 with the node in the macro's name.
    for (const [node, hash] of [
      ['LINUX_2.6', 61765110],
      ['LINUX_2.6.15', 123718565],
      ['LINUX_2.6.29', 123718585],
      ['LINUX_4.15', 182943605],
      ['LINUX_5.10', 182947696],
      ['LINUX_6.11', 182951793],
    ] as const) {
      const macro = node.replaceAll('.', '_');
      for (const suffix of ['', `_${macro}`]) {
        const of = (value: number) =>
          `#define VDSO_NAME${suffix}\t"${node}"\n#define VDSO_HASH${suffix}\t${value}\n`;
        assert.deepEqual(wrongIn(of(hash)), [], of(hash));
        assert.equal(wrongIn(of(hash + 1)).length, 1, of(hash + 1));
      }
    }
  });

  test('C designators, Rust structs and tuples, Zig anonymous literals', () => {
    const right = '0xd35ec75';
    const tables: readonly (readonly [Syntax, (hash: string) => string])[] = [
      ['c', (hash) => `{ .name = "__vdso_clock_gettime", .sysv_hash = (uint32_t)${hash}u }`],
      ['rust', (hash) => `Key { name: b"__vdso_clock_gettime\\0", sysv_hash: ${hash}_u32, slot: 3 }`],
      ['zig', (hash) => `.{ .name = "__vdso_clock_gettime", .sysv_hash = ${hash}, .slot = 3 }`],
      ['rust', (hash) => `const A_NAME: &str = "__vdso_clock_gettime"; const A_SYSV_HASH: u32 = ${hash};`],
      ['rust', (hash) => `[("__vdso_getcpu", 0xb01045 as u32), ("__vdso_clock_gettime", ${hash})]`],
    ];
    for (const [syntax, table] of tables) {
      assert.deepEqual(wrongIn(table(right), syntax), [], table(right));
      assert.equal(wrongIn(table('0xd35ec76'), syntax).length, 1, table('0xd35ec76'));
    }
  });

  test('hostile text does not take longer than its length', () => {
    const started = process.cpuUsage();
    const name = '"__vdso_a" ';
    for (const text of [
      '{ '.repeat(200_000),
      `{${' '.repeat(400_000)}`,
      '{"__vdso_a", 1, 2 '.repeat(20_000),
      '"\\'.repeat(100_000),
      "'".repeat(200_000),
      '/*'.repeat(200_000),
      '`'.repeat(200_001),
      'r#"R"x('.repeat(50_000),
      "1'".repeat(200_000),
      '#'.repeat(400_000),
      '1_'.repeat(100_000),
      '#define a_name "__vdso_a" '.repeat(10_000),
    ]) {
      for (const syntax of ['go', 'c', 'rust', 'zig'] as const) findHashLiterals(name + text, syntax);
    }
    const { user } = process.cpuUsage(started);
    assert.ok(user < 8e6, `${user} µs of processor time`);
  });
});

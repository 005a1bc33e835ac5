import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Live } from '../../../src/language/answers/hoverContext.ts';
import { keyHints } from '../../../src/language/answers/keyHints.ts';
import { findConditions } from '../../../src/language/source/conditions.ts';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { findNames } from '../../../src/language/source/vdsoNames.ts';
import { liveImage } from './support.ts';

suite('keyHints', () => {
  const hints = (path: string, text: string, live: Live) => {
    const isGo = path.endsWith('.go');
    const syntax = isGo ? 'go' : path.endsWith('.rs') ? 'rust' : 'c';
    const hintFor = keyHints({
      live,
      source: { path, isGo, conditions: findConditions(text, syntax), text },
      literals: findHashLiterals(text, syntax),
    });
    return findNames(text, syntax).map((name) => hintFor(name)?.label);
  };
  const keys = (gnu: string) =>
    `vdsoVersionKey{"LINUX_2.6", 0x3ae75f6}; []vdsoSymbolKey{{"__vdso_clock_gettime", 0xd35ec75, ${gnu}, &vdsoClockgettimeSym}} // "__vdso_time"`;

  test('a string of C that a backslash parts has the hint of its name', async () => {
    const live = await liveImage({ arch: 'amd64', exports: ['__vdso_clock_gettime'] });
    const text = 'f("__vdso_clock_\\\ngettime");';
    assert.match(hints('a.c', text, live)[0] ?? '', /^→ 0x[0-9a-f]+, LINUX_2\.6$/);
    const [name] = findNames(text, 'c');
    assert.equal(text.slice(name?.start, name?.end), '__vdso_clock_\\\ngettime');
  });

  test('offset and node of what is found, and a word for what is not', async () => {
    const live = await liveImage({ arch: 'amd64', exports: ['__vdso_clock_gettime'] });
    const [version, found] = hints('vdso_linux_amd64.go', keys('0x6e43a318'), live);
    assert.match(version ?? '', /^→ version index \d$/);
    assert.match(found ?? '', /^→ 0x[0-9a-f]+, LINUX_2\.6$/);
    assert.deepEqual(hints('a.rs', '("__vdso_getcpu")', live), ["→ not in this machine's image"]);
  });

  test("with the file's own constants", async () => {
    const gnuOnly = await liveImage({ arch: 'amd64', hash: 'gnu' });
    const [, right] = hints('vdso_linux_amd64.go', keys('0x6e43a318'), gnuOnly);
    assert.match(right ?? '', /^→ 0x/);
    const [, wrong] = hints('vdso_linux_amd64.go', keys('0x6e43a319'), gnuOnly);
    assert.equal(wrong, "→ in this machine's image, but not found with these constants");
  });

  test("with no other constants of the file than those of Go's keys", async () => {
    const gnuOnly = await liveImage({ arch: 'amd64', hash: 'gnu' });
    const other = 'x := sym{name: "__vdso_clock_gettime", gnuHash: 0x6e43a319}';
    for (const text of [`${keys('0x6e43a318')}\n${other}`, `${other}\n${keys('0x6e43a318')}`]) {
      const found = hints('vdso_linux_amd64.go', text, gnuOnly);
      assert.equal(found.filter((label) => /^→ 0x[\da-f]+, LINUX_2\.6$/.test(label ?? '')).length, 1, text);
    }
  });

  test("another architecture's file: the catalogue's node, and nothing of this machine", async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.deepEqual(hints('vdso_linux_arm64.go', '{"__kernel_clock_gettime"} {"LINUX_2.6.39"}', live), [
      '→ arm64: LINUX_2.6.39',
      '→ arm64: LINUX_2.6.39',
    ]);
    assert.deepEqual(hints('/linux/arch/riscv/a.c', 'f("__vdso_getcpu")', live), ['→ riscv: LINUX_4.15']);
  });

  test('what nobody asks for there, and what no kernel has there', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const sigtramp = '#define S "__kernel_sigtramp_rt64"';
    assert.deepEqual(hints('/criu/arch/ppc64/include/asm/vdso.h', sigtramp, live), ['→ ppc64: LINUX_2.6.15']);
    const riscv32 = '/musl/arch/riscv32/syscall_arch.h';
    assert.deepEqual(hints(riscv32, '"__vdso_clock_gettime" "";\n"LINUX_5.4"', live), [
      '→ no Linux has it on riscv32',
      '→ no Linux has it on riscv32',
    ]);
  });

  test('a wrong constant is not hinted as if it were found, here or elsewhere', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const arm64 =
      'vdsoVersionKey{"LINUX_2.6.39", 0x75fcb89}; []vdsoSymbolKey{{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, nil}}';
    assert.deepEqual(hints('vdso_linux_arm64.go', arm64, live), [
      '→ arm64: LINUX_2.6.39',
      '→ arm64: LINUX_2.6.39; not found with these constants',
    ]);
    const [version] = hints(
      'vdso_linux_amd64.go',
      keys('0x6e43a318').replace('0x3ae75f6', '0x3ae75f7'),
      live,
    );
    assert.equal(version, "→ in this machine's image, but not found with these constants");
    const [c] = hints('a.c', '{ .name = "__vdso_time", .gnu_hash = 1 }', live);
    assert.match(c ?? '', /^→ 0x\w+, LINUX_2\.6; not found with these constants$/);
  });

  test('other systems have none, and a call is one lookup', async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const file of ['x_windows.go', 'vdso_freebsd_amd64.go'])
      assert.deepEqual(hints(file, 'f("__vdso_time", "LINUX_2.6")', live), [undefined, undefined]);
    const call = 'vdso.sym(cstr!("LINUX_4.15"), cstr!("__vdso_clock_gettime"))';
    assert.deepEqual(hints('/rustix/src/vdso.rs', call, live), [
      '→ riscv64: LINUX_4.15',
      '→ riscv64: LINUX_4.15',
    ]);
  });

  test('a list for every architecture says which ones have the others', async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.deepEqual(hints('vdso_config.h', '"LINUX_2.6.39", "LINUX_9"', live), [
      "→ not in this machine's image, but on arm64",
      "→ not in this machine's image",
    ]);
    assert.deepEqual(hints('a.c', '"__vdso_clock_" "gettime64"', live), [
      "→ not in this machine's image, but on 6 other architectures",
    ]);
  });
});

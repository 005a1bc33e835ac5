import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { archAt, findConditions } from '../../../src/language/source/conditions.ts';
import { sourceArch } from '../../../src/language/source/sourceArch.ts';
import type { Syntax } from '../../../src/language/syntax/syntax.ts';

/** The architectures at the mark ¦; undefined for all. */
function at(marked: string, syntax: Syntax): string | undefined {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  return archAt(undefined, findConditions(text, syntax), offset)?.name;
}

suite('#if', () => {
  const config = (mark: string) =>
    `#ifndef GUARD
#if defined(__arm__)
a
#elif defined (__s390x__) && !defined X
b
#elif defined(__riscv__) || defined(__riscv)
#if __riscv_xlen == 32
c
#else
d
#endif
#else
e
#endif
f
#endif
`.replace(new RegExp(`^${mark}$`, 'm'), `${mark}¦`);
  for (const [mark, wanted] of [
    ['a', 'arm'],
    ['b', 's390x'],
    ['c', 'riscv32'],
    ['d', 'riscv64'],
    ['f', undefined],
  ] as const)
    test(`${mark} is for ${wanted ?? 'all'}`, () => assert.equal(at(config(mark), 'c'), wanted));

  test('#else is for those that no branch has', () => {
    const names = at(config('e'), 'c')?.split(', ') ?? [];
    assert.ok(names.includes('x86-64') && names.includes('s390x'), 'X may be defined');
    assert.ok(!names.includes('arm') && !names.includes('riscv64'));
  });

  test('widths and ABIs', () => {
    assert.equal(at('#ifdef __powerpc64__\n¦\n#endif', 'c'), 'ppc64');
    assert.equal(at('#ifdef __mips__\n# if _MIPS_SIM == _ABI64\n¦\n# endif\n#endif', 'c'), 'mips n64');
    for (const [condition, wanted] of [
      ['if _MIPS_SIM == _MIPS_SIM_ABI64', 'mips n64'],
      ['if _MIPS_SIM == _ABIN32 || _MIPS_SIM == _ABIO32', 'mips o32 and n32'],
      ['if _MIPS_SZLONG == 64', 'mips n64'],
      ['ifdef __mips_n64', 'mips n64'],
      // Who includes <sgidefs.h> has the names of all of them.
      ['ifdef _ABI64', 'mips n64, mips o32 and n32'],
      ['if defined(_ABIO32) && _MIPS_SIM == _ABIO32', 'mips o32 and n32'],
    ] as const)
      assert.equal(at(`#${condition}\n¦\n#endif`, 'c'), wanted, condition);
    assert.doesNotMatch(at('#ifndef _ABI64\n#else\n¦\n#endif', 'c') ?? 'x86-64', /x86-64/);
    assert.equal(at('#if defined __x86_64__ && !defined __ILP32__\n¦\n#endif', 'c'), 'x86-64');
    const build = '#if defined(CONFIG_X86_64) && !defined(BUILD_VDSO32_64)\nyes\n#else\nno\n#endif';
    assert.equal(at(build.replace('yes', '¦'), 'c'), 'x86-64, x32');
    assert.doesNotMatch(at(build.replace('no', '¦'), 'c') ?? 'x86-64', /x86-64|x32/);
    assert.equal(at('#ifdef __x86_64__\n#elif defined __i386__\n¦\n#endif', 'c'), 'i386');
  });

  test('a branch for all of a file’s architectures, or for none of them, is for whom the file is', () => {
    const file = sourceArch('/linux/arch/arm64/kernel/vdso.c', false);
    assert.ok(file !== undefined);
    for (const condition of ['#ifdef __aarch64__', '#ifdef __arm__', '#ifndef __x86_64__']) {
      const text = `${condition}\nx\n#endif`;
      assert.equal(archAt(file, findConditions(text, 'c'), text.indexOf('x\n')), file, condition);
    }
  });

  test('what does not depend on the architecture leaves none out', () => {
    for (const condition of ['if 1', 'ifdef DEBUG', 'if FOO(x) > 2', 'if (((', 'if defined', 'if !'])
      assert.equal(at(`#${condition}\n¦\n#endif`, 'c'), undefined, condition);
    assert.equal(at('#endif\n#else\n¦', 'c'), undefined);
  });
});

suite('#[cfg]', () => {
  test('an item, a statement, a block; and not what follows', () => {
    const text = `fn f() {
    #[cfg(target_arch = "riscv64")]
    let ptr = vdso.sym(cstr!("A"), cstr!("B"));
    #[cfg(any(target_arch = "mips64", target_arch = "mips64r6"))]
    #[inline]
    { g(";", '}'); h(); }
    after();
}
#[cfg(all(target_arch = "x86", not(feature = "x")))]
fn end() { tail }`;
    assert.equal(at(text.replace('"B"', '"B¦"'), 'rust'), 'riscv64');
    assert.equal(at(text.replace('h()', '¦h()'), 'rust'), 'mips n64');
    assert.equal(at(text.replace('after', '¦after'), 'rust'), undefined);
    assert.equal(at(text.replace('tail', '¦tail'), 'rust'), 'i386');
    // The bracket at its end is of the item, what stands behind it is not.
    assert.equal(at(text.replace('tail }', 'tail ¦}'), 'rust'), 'i386');
    assert.equal(at(`${text}¦\nfn f() {}`, 'rust'), undefined);
  });

  test('a feature alone, and what is no attribute, leaves none out', () => {
    assert.equal(at('#[cfg(feature = "time")]\nfn f() { ¦ }', 'rust'), undefined);
    assert.equal(at('#[cfg(\nfn f() { ¦ }', 'rust'), undefined);
    assert.equal(at('#[cfg(any(feature = "a", target_arch = "arm"))]\nfn f() { ¦ }', 'rust'), undefined);
  });
});

suite('//go:build', () => {
  test('as os_linux_novdso.go and vdso_elf64.go have it', () => {
    const tags = '386 amd64 arm arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64 s390x'.split(' ');
    const none = `//go:build linux && ${tags.map((tag) => `!${tag}`).join(' && ')}\npackage¦ runtime`;
    assert.equal(at(none, 'go'), 'mips o32 and n32');
    assert.equal(at('//go:build linux && (386 || arm)\npackage¦ runtime', 'go'), 'i386, arm');
    assert.equal(at('//go:build ignore\npackage¦ main', 'go'), undefined);
  });
});

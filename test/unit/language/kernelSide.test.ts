import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Live } from '../../../src/language/answers/hoverContext.ts';
import { effectsOf, kernelSide } from '../../../src/language/answers/kernelSide.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { isKernelSource } from '../../../src/language/source/kernelSource.ts';
import { sourceArch } from '../../../src/language/source/sourceArch.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { vdsoImage } from '../../support/elf/index.ts';

const exports = ['clock_gettime', 'gettimeofday', 'getcpu', 'time', 'clock_getres', 'getrandom'].map(
  (call) => `__vdso_${call}`,
);

async function lookups(names: readonly string[]): Promise<LiveLookups> {
  const result = await readElf(memorySource(vdsoImage({ arch: 'amd64', exports: names }).bytes));
  assert.ok(result.kind === 'elf');
  return new LiveLookups(result.image, 4711, 0x7fff_0000_0000n);
}

suite("hovers in the kernel's own sources", () => {
  test('what is said to follow is what a search of an image without the function comes to', async () => {
    const whole: Live = { kind: 'image', image: await lookups(exports) };
    for (const name of exports) {
      const without = await lookups(exports.filter((each) => each !== name));
      const told = effectsOf({ kind: 'symbol', name }, undefined, whole);
      for (const consumer of catalog) {
        const keys = (without.finding(consumer.id)?.keys ?? []).filter(({ symbol }) => symbol === name);
        const [effect] = [...told].find(([, names]) => names.includes(consumer.name)) ?? [];
        const outcomes = keys.map(({ outcome }) => outcome);
        const context = `${consumer.id} without ${name}: ${effect}, ${outcomes}`;
        if (outcomes.includes('crash')) assert.equal(effect, 'crash', context);
        else if (outcomes.includes('refuses')) assert.equal(effect, 'refuses', context);
        else if (outcomes.includes('fallback'))
          assert.ok(effect === 'call' || effect === 'elsewhere', context);
        else if (keys.length > 0) assert.equal(effect, 'none', context);
        else assert.equal(effect, undefined, context);
      }
    }
  });

  test('node, release and consequences, for the architecture of the folder', () => {
    const live: Live = { kind: 'none', reason: 'x' };
    const at = (path: string, name: string, told = false) =>
      kernelSide({ kind: 'symbol', name }, sourceArch(path, false), live, told).join('\n');
    assert.match(
      at('/linux/arch/arm64/kernel/vdso/vdso.lds.S', '__kernel_getrandom'),
      /under\* `LINUX_2\.6\.39` on arm64 \(since 6\.12\)\.\n\*\*If it goes:\*\* .*a system call/s,
    );
    assert.match(
      at('/linux/arch/arm64/kernel/vdso/vdso.lds.S', '__kernel_clock_gettime', true),
      /under\* `LINUX_2\.6\.39`\.\n.*a crash of rustix/s,
    );
    assert.match(
      at('/linux/arch/x86/entry/vdso/vdso32/vdso32.lds.S', '__vdso_clock_gettime'),
      /another way in glibc/,
    );
    assert.match(
      at('/linux/arch/parisc/kernel/vdso32/x.c', '__vdso_gettimeofday'),
      /goes:\*\* no runtime is known that looks it up\.$/,
    );
    assert.equal(at('/linux/arch/parisc/kernel/vdso32/x.c', '__vdso_nothing'), '');
    // What has been there as long as kernels were read is told without a release.
    assert.match(
      at('/linux/arch/arm64/kernel/vdso/vdso.lds.S', '__kernel_clock_gettime'),
      /under\* `LINUX_2\.6\.39` on arm64\./,
    );
    assert.match(at('/linux/arch/arm/vdso/x.c', '__vdso_gettimeofday'), /nothing in glibc/);
  });

  test('which files are the kernel’s', () => {
    for (const path of [
      '/l/arch/x86/entry/vdso/common/vclock_gettime.c',
      '/l/arch/arm/vdso/vgettimeofday.c',
      '/l/arch/powerpc/kernel/vdso/getcpu.S',
      '/l/arch/riscv/kernel/compat_vdso/note.S',
      '/l/arch/arm64/kernel/vdso32/vdso.lds.S',
      '/l/lib/vdso/gettimeofday.c',
      'vdso64.lds.S',
    ])
      assert.ok(isKernelSource(path), path);
    for (const path of [
      '/criu/arch/x86/include/asm/vdso.h',
      '/musl/arch/arm/syscall_arch.h',
      '/l/tools/testing/selftests/vDSO/parse_vdso.c',
      '/x/vdso/main.c',
    ])
      assert.ok(!isKernelSource(path), path);
  });
});

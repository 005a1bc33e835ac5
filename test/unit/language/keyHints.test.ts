import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Live } from '../../../src/language/answers/hoverContext.ts';
import { keyHints } from '../../../src/language/answers/keyHints.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { sourceArch } from '../../../src/language/source/sourceArch.ts';
import { findNames } from '../../../src/language/source/vdsoNames.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { type VdsoOptions, vdsoImage } from '../../support/elf/index.ts';

const pid = 4711;

async function liveImage(options: VdsoOptions): Promise<Live> {
  const result = await readElf(memorySource(vdsoImage(options).bytes));
  assert.ok(result.kind === 'elf');
  return { kind: 'image', image: new LiveLookups(result.image, pid, 0x7fff_0000_0000n) };
}

suite('keyHints', () => {
  const hints = (path: string, text: string, live: Live) => {
    const isGo = path.endsWith('.go');
    const syntax = isGo ? 'go' : 'c';
    const hintFor = keyHints({
      live,
      arch: sourceArch(path, isGo),
      literals: findHashLiterals(text, syntax),
    });
    return findNames(text, syntax).map((name) => hintFor(name)?.label);
  };
  const keys = (gnu: string) =>
    `vdsoVersionKey{"LINUX_2.6", 0x3ae75f6}; []vdsoSymbolKey{{"__vdso_clock_gettime", 0xd35ec75, ${gnu}, &vdsoClockgettimeSym}} // "__vdso_time"`;

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

  test("another architecture's file: the catalogue's node, and nothing of this machine", async () => {
    const live = await liveImage({ arch: 'amd64' });
    assert.deepEqual(hints('vdso_linux_arm64.go', '{"__kernel_clock_gettime"} {"LINUX_2.6.39"}', live), [
      '→ arm64: LINUX_2.6.39',
      undefined,
    ]);
    assert.deepEqual(hints('/linux/arch/riscv/a.c', 'f("__vdso_getcpu")', live), ['→ riscv: LINUX_4.15']);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kernelExports } from '../../../src/consumers/catalog/kernelExports.ts';
import { reasonSentence } from '../../../src/consumers/english.ts';
import { causeOfAbsence } from '../../../src/consumers/kernelHistory.ts';
import { linuxVersionNote, type VdsoArch, vdsoImage } from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

async function cause(
  arch: VdsoArch,
  kernel: readonly [number, number, number] | undefined,
  symbol: string,
  node: string,
  exports: readonly string[] = ['other'],
): Promise<string | undefined> {
  const notes = kernel === undefined ? [] : [linuxVersionNote(...kernel)];
  const reason = causeOfAbsence(await elfImage(vdsoImage({ arch, exports, notes })), symbol, node);
  return reason === undefined ? undefined : reasonSentence(reason);
}

const cases: readonly (readonly [string, Parameters<typeof cause>, RegExp])[] = [
  [
    'older than the release that introduced it',
    ['amd64', [6, 10, 3], '__vdso_getrandom', 'LINUX_2.6'],
    /\(6\.10\.3\) is older than 6\.11/,
  ],
  [
    'not newer than a tree without it',
    ['arm64', [6, 1, 0], '__kernel_getrandom', 'LINUX_2.6.39'],
    /\(6\.1\.0\) is older than 6\.12/,
  ],
  [
    'between two trees',
    ['arm64', [6, 8, 1], '__kernel_getrandom', 'LINUX_2.6.39'],
    /may be too old: .* absent in Linux 6\.1 and present in 6\.12/,
  ],
  [
    'new enough',
    ['amd64', [6, 12, 1], '__vdso_getrandom', 'LINUX_2.6'],
    /from 6\.11 on, but this image \(6\.12\.1\) does not/,
  ],
  [
    'new enough, and conditional',
    ['riscv64', [6, 12, 1], '__vdso_clock_gettime', 'LINUX_4.15'],
    /only with HAS_VGETTIMEOFDAY/,
  ],
  [
    'conditional only later',
    ['386', [6, 12, 1], '__vdso_clock_gettime', 'LINUX_2.6'],
    /\(6\.12\.1\) does not: its kernel was changed/,
  ],
  [
    'conditional by now',
    ['386', [7, 3, 0], '__vdso_clock_gettime', 'LINUX_2.6'],
    /only with CONFIG_COMPAT_32BIT_TIME/,
  ],
  [
    'for another ABI of the same machine, as Debian’s 6.1 image shows',
    ['mips64', [6, 1, 176], '__vdso_clock_gettime64', 'LINUX_2.6'],
    /only with .*_MIPS_SIM != _MIPS_SIM_ABI64/,
  ],
  [
    'dropped since',
    ['s390', [7, 2, 0], '__kernel_compat_sigreturn', 'LINUX_2.6.29'],
    /newer than 6\.12, the last one checked/,
  ],
  [
    'without a note',
    ['amd64', undefined, '__vdso_getrandom', 'LINUX_2.6'],
    /here since 6\.11; this image has no Linux version note/,
  ],
  [
    'without a note, always exported',
    ['amd64', undefined, '__vdso_clock_gettime', 'LINUX_2.6'],
    /Every Linux kernel checked from 5\.10 on/,
  ],
  [
    'never exported',
    ['arm64', [6, 12, 1], '__kernel_getcpu', 'LINUX_2.6.39'],
    /No Linux kernel checked \(5\.10 to 7\.3\) exports __kernel_getcpu on AArch64/,
  ],
  [
    'in another node',
    ['ppc', [6, 12, 1], '__kernel_clock_gettime64', 'LINUX_5.11'],
    /in the node LINUX_2\.6\.15, not in LINUX_5\.11/,
  ],
];

for (const [what, args, sentence] of cases) {
  test(`a missing symbol: ${what}`, async () => {
    assert.match((await cause(...args)) ?? '(no cause)', sentence);
  });
}

test('a symbol that is there has no cause of absence', async () => {
  assert.equal(
    await cause('amd64', [6, 1, 0], '__vdso_getrandom', 'LINUX_2.6', ['__vdso_getrandom']),
    undefined,
  );
});

test('an architecture that nothing is known of has none either', async () => {
  const image = await elfImage(vdsoImage({ arch: 'amd64', override: { machine: 9999 } }));
  assert.equal(causeOfAbsence(image, '__vdso_time', 'LINUX_2.6'), undefined);
});

test('the export tables name each symbol of a node once', () => {
  for (const [arch, rows] of Object.entries(kernelExports)) {
    const names = rows.flatMap(({ node, symbols }) =>
      symbols.split(' ').map((symbol) => `${node} ${symbol}`),
    );
    assert.equal(new Set(names).size, names.length, arch);
  }
});

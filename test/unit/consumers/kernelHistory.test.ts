import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { Provider } from '../../../src/consumers/model.ts';
import { providerOf } from '../../../src/consumers/provider.ts';
import { causeOfAbsence, causeOfMissingNote } from '../../../src/consumers/verdict/kernelHistory.ts';
import { linuxVersionNote, type VdsoArch, type VdsoOptions, vdsoImage } from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

async function cause(
  arch: VdsoArch,
  kernel: readonly [number, number, number] | undefined,
  symbol: string,
  node: string,
  exports: readonly string[] = ['other'],
): Promise<string | undefined> {
  const notes = kernel === undefined ? [] : [linuxVersionNote(...kernel)];
  const image = await elfImage(vdsoImage({ arch, exports, notes }));
  const reason = causeOfAbsence(image, providerOf({ image }), symbol, node);
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
    'between two releases that were looked at',
    ['386', [6, 19, 1], '__vdso_clock_getres_time64', 'LINUX_2.6'],
    /may be too old: .* absent in Linux 6\.18 and present in 7\.0/,
  ],
  [
    'not newer than an image without it',
    ['386', [6, 18, 15], '__vdso_clock_getres_time64', 'LINUX_2.6'],
    /\(6\.18\.15\) is older than 7\.0/,
  ],
  [
    'older than every kernel looked at',
    ['amd64', [4, 19, 1], '__vdso_clock_getres', 'LINUX_2.6'],
    /\(4\.19\.1\) is older than 5\.10, the oldest one checked, .* may be too old/,
  ],
  [
    'newer than every kernel looked at',
    ['amd64', [8, 1, 0], '__vdso_getrandom', 'LINUX_2.6'],
    /\(8\.1\.0\) is newer than 7\.3, the newest one checked, .* may have ended/,
  ],
  [
    'ended, and the image does not say how old it is',
    ['ppc', undefined, '__kernel_datapage_offset', 'LINUX_2.6.15'],
    /exported __kernel_datapage_offset here up to 5\.10 and does not any more/,
  ],
  [
    'coming',
    ['arm64', [7, 3, 0], '__vdso_futex_robust_list64_try_unlock', 'LINUX_2.6.39'],
    /proposed for Linux on AArch64 \(patches of April 2026\); no kernel checked \(5\.10 to 7\.3\)/,
  ],
  [
    'by a configuration of MIPS, as Octeon’s 6.1 image shows',
    ['mips64', [6, 1, 176], '__vdso_gettimeofday', 'LINUX_2.6'],
    /only with CONFIG_CSRC_R4K \|\| CONFIG_CLKSRC_MIPS_GIC/,
  ],
  [
    'by the configuration of its release',
    ['mips', [7, 3, 0], '__vdso_clock_gettime', 'LINUX_2.6'],
    /only with CONFIG_GENERIC_GETTIMEOFDAY && CONFIG_COMPAT_32BIT_TIME/,
  ],
  [
    'of a 32-bit RISC-V',
    ['riscv32', [6, 12, 1], '__vdso_clock_gettime', 'LINUX_4.15'],
    /No Linux kernel checked .* on 32-bit RISC-V/,
  ],
  [
    'new enough',
    ['amd64', [6, 12, 1], '__vdso_getrandom', 'LINUX_2.6'],
    /from 6\.11 on, but this image \(6\.12\.1\) does not/,
  ],
  [
    'new enough, and conditional',
    ['amd64', [6, 12, 1], '__vdso_sgx_enter_enclave', 'LINUX_2.6'],
    /only with CONFIG_X86_SGX/,
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
    /No Linux kernel checked .* exports __vdso_clock_gettime64 on big-endian MIPS n64/,
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
  assert.equal(causeOfAbsence(image, { kind: 'unknown' }, '__vdso_time', 'LINUX_2.6'), undefined);
});

const HIGH = { hash: 'sysv', override: { base: 0xffff_ffff_ff70_0000n } } as const;
const GVISORS = ['__vdso_clock_gettime', '__kernel_rt_sigreturn'];

async function causeIn(options: VdsoOptions, symbol: string, node: string, kind?: Provider['kind']) {
  const image = await elfImage(vdsoImage(options));
  const provider = kind === undefined ? providerOf({ image }) : { kind };
  const reason = causeOfAbsence(image, provider, symbol, node);
  return reason === undefined ? '(no cause)' : reasonSentence(reason);
}

test('causes in user-mode Linux follow its own exports', async () => {
  const uml = (release: readonly [number, number, number]) =>
    ({ arch: 'amd64', exports: ['__vdso_time'], notes: [linuxVersionNote(...release)], ...HIGH }) as const;
  assert.match(
    await causeIn(uml([7, 2, 7]), '__vdso_getrandom', 'LINUX_2.6'),
    /^No kernel of user-mode Linux checked \(5\.10 to 7\.3\) exports __vdso_getrandom on x86-64\.$/,
  );
  assert.match(await causeIn(uml([7, 2, 7]), '__vdso_getcpu', 'LINUX_2.6'), /newer than 6\.12, the last one/);
  assert.match(
    await causeIn(uml([6, 1, 0]), '__vdso_getcpu', 'LINUX_2.6'),
    /^User-mode Linux exports __vdso_getcpu here from 5\.10 on/,
  );
});

test("causes in others' images follow what they export", async () => {
  const gvisor = { arch: 'amd64', exports: GVISORS, notes: [], ...HIGH } as const;
  assert.match(
    await causeIn(gvisor, '__vdso_getrandom', 'LINUX_2.6'),
    /^gVisor makes this image, and does not export __vdso_getrandom \(.*\); Linux does since 6\.11\.$/,
  );
  assert.match(
    await causeIn(gvisor, '__vdso_clock_getres', 'LINUX_2.6'),
    /does not export .*; Linux does\.$/,
  );
  assert.match(await causeIn(gvisor, '__vdso_getcpu', 'LINUX_2.6'), /^gVisor exports .* another release/);
  assert.match(await causeIn(gvisor, '__vdso_foo', 'LINUX_2.6'), /; nor does Linux\.$/);
  const riscv = { arch: 'riscv64', exports: ['x'], notes: [] } as const;
  assert.match(await causeIn(riscv, '__vdso_getcpu', 'LINUX_4.15', 'gvisor'), /was not checked/);
  assert.match(await causeIn(riscv, '__vdso_riscv_hwprobe', 'LINUX_4.15', 'qemu'), /Linux does since 6\.4/);
  const ppc = { arch: 'ppc', exports: ['x'], notes: [] } as const;
  assert.match(
    await causeIn(ppc, '__kernel_datapage_offset', 'LINUX_2.6.15', 'qemu'),
    /does not export .*; Linux did up to 5\.10\.$/,
  );
  const wsl = { arch: 'amd64', exports: ['x'], notes: [], ...HIGH } as const;
  assert.match(await causeIn(wsl, '__vdso_getcpu', 'LINUX_2.6', 'wsl1'), /^WSL1 makes .* was not checked/);
});

test('names that a 32-bit ARM kernel blanked out are told', async () => {
  const blank = { name: '', offset: 0, size: 4, type: 'FUNC', version: 'LINUX_2.6' } as const;
  const { symbols } = vdsoImage({ arch: 'arm', exports: ['__vdso_clock_gettime64'] }).description;
  const image = await elfImage(
    vdsoImage({ arch: 'arm', override: { symbols: [...(symbols ?? []), blank] } }),
  );
  const reason = causeOfAbsence(image, providerOf({ image }), '__vdso_clock_gettime', 'LINUX_2.6');
  assert.match(
    reason === undefined ? '' : reasonSentence(reason),
    /blanked out 1 name of this image at boot/,
  );
});

test('a note that is not found is no missing symbol', async () => {
  const sentence = async (options: VdsoOptions, provider?: Provider): Promise<string> => {
    const image = await elfImage(vdsoImage(options));
    return reasonSentence(causeOfMissingNote(image, provider ?? providerOf({ image })));
  };
  assert.match(
    await sentence({ arch: 'amd64', exports: GVISORS, notes: [], ...HIGH }),
    /^gVisor makes this image; only Linux writes/,
  );
  assert.match(await sentence({ arch: 'amd64', notes: [] }), /^Every Linux kernel writes this note/);
  assert.match(await sentence({ arch: 'riscv64' }), /^The note is there, at file offset 0x[0-9a-f]+, but/);
});

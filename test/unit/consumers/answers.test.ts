/** Answers that were once wrong, each for the release and the image that people meet it with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import { isFulfilled, parseRequirement } from '../../../src/consumers/verdict/requirements.ts';
import type { VdsoOptions } from '../../support/elf/index.ts';
import {
  type BuiltImage,
  buildImage,
  damage,
  describeVdso,
  vdsoImage,
  withoutSections,
} from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

function on(options: VdsoOptions, named: string): Promise<ConsumerFinding> {
  return onImage(vdsoImage(options), named);
}

async function onImage(built: BuiltImage | Uint8Array, named: string): Promise<ConsumerFinding> {
  const requirement = parseRequirement(named);
  assert.ok(requirement !== undefined, named);
  const { id, release } = requirement;
  const selection = [{ id, ...(release === undefined ? {} : { release }) }];
  const [finding] = evaluate(await elfImage(built), { role: 'vdso' }, selection);
  assert.ok(finding !== undefined, named);
  return finding;
}

/** Whether a gate that requires it would pass. */
async function passes(options: VdsoOptions, named: string): Promise<boolean> {
  const requirement = parseRequirement(named);
  return requirement !== undefined && isFulfilled(await on(options, named), requirement);
}

test('a healthy x86-64 image: nobody crashes, hangs or refuses', async () => {
  for (const { id } of catalog) {
    const { outcome } = await on({ arch: 'amd64' }, id);
    assert.ok(outcome === 'found' || outcome === 'not-applicable', `${id}: ${outcome}`);
  }
});

test('releases decide: gates on images as people have them', async () => {
  const gnu = { arch: 'arm64', hash: 'gnu' } as const;
  for (const [options, named, passed] of [
    [gnu, 'criu@3.19', false],
    [gnu, 'criu@4.0', false],
    [gnu, 'criu@4.1', true],
    [gnu, 'rustix@0.38.42', false],
    [gnu, 'rustix@0.38.44', false],
    [gnu, 'rustix@1.0', true],
    [gnu, 'glibc@2.23', false],
    [gnu, 'glibc@2.28', true],
    [gnu, 'stress-ng', false],
    [{ arch: 'riscv64' }, 'musl@1.2.5:all', false],
    [{ arch: 'riscv64' }, 'musl@1.2.5', true],
    [{ arch: 'riscv64' }, 'musl@1.2.4', false],
    [{ arch: 'riscv64' }, 'musl@1.2.6:all', true],
    [{ arch: 'arm' }, 'musl@1.2.0', true],
    [{ arch: 'arm' }, 'musl@1.2.3', false],
    [{ arch: 'arm' }, 'musl@1.2.4', true],
    [{ arch: 's390x' }, 'criu@4.1', true],
    [{ arch: 's390x' }, 'criu@4.1.1', true],
    [{ arch: 's390x' }, 'criu@4.2', false],
    [{ arch: 'riscv64' }, 'go@1.17', false],
    [{ arch: 'riscv64' }, 'go@1.18', true],
    [{ arch: 'riscv64' }, 'rustix@0.38.42', false],
    [{ arch: 'riscv64' }, 'rustix@0.38.43', true],
    [{ arch: 'loong64', hash: 'both' }, 'musl@1.2.4', false],
    [{ arch: 'loong64', hash: 'both' }, 'musl@1.2.5', true],
  ] as const) {
    assert.equal(await passes(options, named), passed, `${named} on ${options.arch}`);
  }
});

test('every release that people run has an answer of its own', async () => {
  const asked: Readonly<Record<string, string>> = {
    glibc: '2.28 2.31 2.34 2.35 2.36 2.39 2.41 2.42 2.43',
    musl: '1.1.24 1.2.2 1.2.3 1.2.4 1.2.5 1.2.6',
    go: '1.13 1.15 1.16 1.18 1.19 1.20 1.21 1.22 1.23 1.24 1.25 1.26 1.27',
    criu: '3.19 4.0 4.1 4.2',
    rustix: '0.37 0.38.22 0.38.42 0.38.44 1.0 1.1',
    bionic: '2025-03-11',
    'stress-ng': '0.22',
    fex: '2608',
    abseil: '20260526',
  };
  for (const [id, releases] of Object.entries(asked)) {
    for (const release of releases.split(' ')) {
      const { outcome, requestedRelease } = await on({ arch: 'amd64' }, `${id}@${release}`);
      assert.notEqual(outcome, 'unknown', `${id}@${release}`);
      if (requestedRelease?.because === 'newest-read') assert.equal(`${id}@${release}`, 'glibc@2.43');
    }
  }
});

test('what nobody read is unknown, with the reason and what was read', async () => {
  const old = await on({ arch: 'amd64' }, 'glibc@2.23');
  assert.deepEqual([old.outcome, old.reason, old.release], ['unknown', 'release-not-read', '2.23']);
  assert.match(reasonSentence(old.why), /as old as glibc 2\.23 was read; 2\.28 is the oldest/);
  assert.deepEqual(old.keys, []);
});

test('glibc: DT_VERSYM counts for what is looked up late, by release and architecture', async () => {
  const node = { arch: 'amd64', node: 'LINUX_9.9' } as const;
  for (const [release, missing] of [
    ['2.28', 4],
    ['2.31', 2],
    ['2.40', 2],
    ['2.41', 0],
  ] as const) {
    const { keys } = await on(node, `glibc@${release}`);
    assert.equal(keys.filter(({ outcome }) => outcome === 'fallback').length, missing, release);
  }
  const flush = (await on({ arch: 'riscv32' }, 'glibc')).keys.find(({ symbol }) => /flush/.test(symbol));
  assert.equal(flush?.outcome, 'fallback');
});

test('keys that are alternatives are one: musl and glibc with one of the two clock functions', async () => {
  const exports = (without: string) =>
    '__vdso_clock_gettime __vdso_clock_gettime64 __vdso_gettimeofday __vdso_clock_getres __vdso_time __vdso_getcpu'
      .split(' ')
      .filter((name) => name !== without);
  for (const id of ['musl:all', 'glibc:all', 'uclibc-ng:all']) {
    for (const without of ['__vdso_clock_gettime', '__vdso_clock_gettime64']) {
      assert.ok(await passes({ arch: '386', exports: exports(without) }, id), `${id} without ${without}`);
    }
    const neither = exports('__vdso_clock_gettime').filter((name) => !name.endsWith('64'));
    assert.ok(!(await passes({ arch: '386', exports: neither }, id)), id);
  }
  const served = await on({ arch: '386', exports: exports('__vdso_clock_gettime64') }, 'glibc');
  const missing = served.keys.find(({ symbol }) => symbol === '__vdso_clock_gettime64');
  assert.deepEqual([missing?.outcome, missing?.fallback], ['not-applicable', '']);
  assert.match(reasonSentence(missing?.why ?? served.why), /__vdso_clock_gettime serves the same calls/);
});

test('musl does not look for the 32-bit function where the 64-bit one is found, and on ARM needs it', async () => {
  const x86 = await on({ arch: '386' }, 'musl');
  const second = x86.keys.find(({ symbol }) => symbol === '__vdso_clock_gettime');
  assert.deepEqual([second?.outcome, second?.steps.length], ['not-applicable', 0]);
  assert.match(reasonSentence(second?.why ?? x86.why), /is not looked for: __vdso_clock_gettime64 is found/);
  const arm = await on({ arch: 'arm', exports: ['__vdso_clock_gettime64'] }, 'musl');
  assert.equal(arm.outcome, 'fallback');
  const dropped = arm.keys.find(({ symbol }) => symbol === '__vdso_clock_gettime64');
  assert.match(
    reasonSentence(dropped?.why ?? arm.why),
    /found and not used, because __vdso_clock_gettime is missing/,
  );
  assert.ok(dropped?.value !== undefined, 'where it was found is still said');
  assert.ok(await passes({ arch: 'arm', exports: ['__vdso_clock_gettime'] }, 'musl:all'));
});

test('linux-raw-vdso is all or nothing', async () => {
  const power = await on({ arch: 'ppc' }, 'linux-raw-vdso');
  assert.equal(power.outcome, 'refuses');
  assert.match(reasonSentence(power.why), /no symbol __kernel_datapage_offset/);
  assert.ok(power.keys.every(({ outcome }) => outcome === 'refuses' || outcome === 'not-applicable'));
  assert.equal((await on({ arch: 'ppc64le' }, 'linux-raw-vdso')).outcome, 'refuses');
  assert.equal((await on({ arch: 'mips' }, 'linux-raw-vdso')).outcome, 'fallback');
  assert.equal(
    (await on({ arch: 'arm', exports: ['__vdso_clock_gettime'] }, 'linux-raw-vdso')).outcome,
    'found',
  );
});

test('rustix: the libc looks on big-endian MIPS and PowerPC; 32-bit PowerPC asserts getcpu', async () => {
  for (const arch of ['ppc64', 'mips', 'mips64', 'loong64'] as const) {
    assert.equal((await on({ arch }, 'rustix')).outcome, 'not-applicable', arch);
  }
  assert.equal((await on({ arch: 'ppc64le' }, 'rustix')).outcome, 'found');
  const power = await on({ arch: 'ppc', exports: ['__kernel_clock_gettime'] }, 'rustix');
  assert.equal(power.outcome, 'crash');
});

test('Abseil looks for trampolines too, PowerPC’s without a type', async () => {
  const arm64 = await on({ arch: 'arm64' }, 'abseil');
  assert.deepEqual(
    arm64.keys.map(({ symbol, outcome }) => [symbol, outcome]),
    [
      ['__vdso_getcpu', 'not-applicable'],
      ['__kernel_rt_sigreturn', 'found'],
    ],
  );
  assert.equal((await on({ arch: 'ppc64le' }, 'abseil')).outcome, 'fallback');
  assert.equal((await on({ arch: 'arm64', hash: 'gnu' }, 'abseil@20240116')).outcome, 'fallback');
});

test('gperftools: one key in old releases, trampolines on PowerPC in new ones, nothing elsewhere', async () => {
  assert.equal((await on({ arch: 'amd64' }, 'gperftools@2.1')).outcome, 'found');
  assert.equal((await on({ arch: 'amd64' }, 'gperftools')).outcome, 'not-applicable');
  assert.equal((await on({ arch: '386' }, 'gperftools@2.10')).outcome, 'found');
  assert.equal((await on({ arch: '386' }, 'gperftools@2.15')).outcome, 'not-applicable');
  assert.equal((await on({ arch: 'ppc64le' }, 'gperftools')).outcome, 'fallback');
});

test('ports: a known one that looks up nothing, and one nobody read', async () => {
  assert.equal((await on({ arch: 'x32' }, 'musl')).outcome, 'not-applicable');
  assert.equal((await on({ arch: 'x32' }, 'glibc')).outcome, 'partial');
  assert.equal((await on({ arch: 'mipsn32' }, 'glibc')).outcome, 'found');
  assert.equal((await on({ arch: 'armbe' }, 'glibc')).outcome, 'found');
  assert.equal((await on({ arch: 's390x' }, 'llvm-libc')).outcome, 'not-in-catalogue');
  assert.equal((await on({ arch: 's390x', hash: 'sysv' }, 'zig-std')).outcome, 'found');
});

test('CRIU up to 4.0 takes a symbol whose value is 0', async () => {
  const { symbols = [], ...rest } = describeVdso({ arch: 'amd64' });
  const atZero = symbols.map((each) => (each.type === 'FUNC' ? { ...each, value: 0n } : each));
  const image = buildImage({ ...rest, symbols: atZero });
  assert.equal((await onImage(image, 'criu@4.0')).outcome, 'found');
  assert.equal((await onImage(image, 'criu@4.1')).outcome, 'fallback');
});

test('FEX up to 2503 follows the null pointer where there are no section headers', async () => {
  const image = withoutSections(vdsoImage({ arch: 'amd64' }).bytes);
  const old = await onImage(image, 'fex@2503');
  assert.equal(old.outcome, 'crash');
  assert.match(reasonSentence(old.why), /Reads sh_size.* through a null pointer \(address 32\)/);
  assert.equal((await onImage(image, 'fex@2504')).outcome, 'fallback');
});

test('cilium/ebpf ends with an error where the program headers are outside of the image', async () => {
  const image = damage(vdsoImage({ arch: 'amd64' }), 'ehdr.e_phoff', 0x7ffff000);
  const { outcome, keys } = await onImage(image, 'cilium-ebpf');
  assert.deepEqual([outcome, keys[0]?.outcome], ['refuses', 'refuses']);
  const none = damage(vdsoImage({ arch: 'amd64' }), 'ehdr.e_phnum', 0);
  assert.equal((await onImage(none, 'cilium-ebpf')).outcome, 'found');
});

test('Shadow writes over what lies at base + st_value: an image linked elsewhere ends the program', async () => {
  const image = buildImage({ ...describeVdso({ arch: 'amd64' }), base: 0xffffffffff700000n });
  const { outcome, why } = await onImage(image, 'shadow');
  assert.deepEqual([outcome, why.code], ['crash', 'overwrites-outside']);
});

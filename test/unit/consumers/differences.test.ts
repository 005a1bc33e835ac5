/** Consumers whose search resembles another's: an image for each on which the two part. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import {
  type BuiltImage,
  buildImage,
  damage,
  describeVdso,
  fieldValue,
  type VdsoOptions,
  vdsoImage,
} from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

async function on(image: VdsoOptions | BuiltImage, id: string, release?: string): Promise<ConsumerFinding> {
  const built = 'bytes' in image ? image : vdsoImage(image);
  const selection = [{ id, ...(release === undefined ? {} : { release }) }];
  const [finding] = evaluate(await elfImage(built), { role: 'vdso' }, selection);
  assert.ok(finding !== undefined);
  return finding;
}

async function parts(image: VdsoOptions | BuiltImage, expected: Readonly<Record<string, string>>) {
  for (const [named, outcome] of Object.entries(expected)) {
    const [id = '', release] = named.split('@');
    assert.equal((await on(image, id, release)).outcome, outcome, named);
  }
}

/** x86-64's image with every function of this binding. */
function bound(bind: 'WEAK' | 'GLOBAL'): BuiltImage {
  const described = describeVdso({ arch: 'amd64' });
  const symbols = described.symbols?.map((symbol) => (symbol.type === 'FUNC' ? { ...symbol, bind } : symbol));
  return buildImage({ ...described, ...(symbols === undefined ? {} : { symbols }) });
}

/** x86-64's image with every function of this size. */
function sized(size: number): BuiltImage {
  const described = describeVdso({ arch: 'amd64' });
  const symbols = described.symbols?.map((symbol) => (symbol.type === 'FUNC' ? { ...symbol, size } : symbol));
  return buildImage({ ...described, ...(symbols === undefined ? {} : { symbols }) });
}

test('Cosmopolitan counts by DT_HASH as musl did up to 1.2.5', async () => {
  await parts(
    { arch: 'arm64', hash: 'gnu' },
    { cosmopolitan: 'fallback', musl: 'found', 'musl@1.2.5': 'fallback' },
  );
  await parts({ arch: 'arm64', hash: 'sysv' }, { cosmopolitan: 'found', 'musl@1.2.5': 'found' });
  const finding = await on({ arch: 'arm64', hash: 'gnu' }, 'cosmopolitan');
  assert.match(
    reasonSentence(finding.why),
    /has only DT_GNU_HASH; Cosmopolitan 4\.0\.2 reads DT_HASH only\./,
  );
});

test('Cosmopolitan takes GLOBAL symbols only, where musl, mlibc and LTP take WEAK ones too', async () => {
  await parts(bound('WEAK'), { cosmopolitan: 'fallback', musl: 'found', mlibc: 'found', ltp: 'found' });
  await parts(bound('GLOBAL'), { cosmopolitan: 'found' });
});

test('Cosmopolitan: two functions up to 2.2, and no port to arm64 there', async () => {
  const old = await on({ arch: 'amd64' }, 'cosmopolitan', '2.2');
  assert.deepEqual(
    old.keys.map(({ symbol }) => symbol),
    ['__vdso_clock_gettime', '__vdso_gettimeofday'],
  );
  assert.equal((await on({ arch: 'amd64' }, 'cosmopolitan', '3.5.0')).keys.length, 1);
  await parts({ arch: 'arm64', hash: 'sysv' }, { 'cosmopolitan@2.2': 'not-applicable' });
});

test('mlibc asks arm64 for the name of x86, and compares no node', async () => {
  const arm64 = { arch: 'arm64', hash: 'both' } as const;
  await parts(arm64, { mlibc: 'fallback', musl: 'found', cosmopolitan: 'found' });
  await parts({ arch: 'amd64', node: 'LINUX_9.9' }, { mlibc: 'found', musl: 'fallback' });
  await parts({ arch: '386', exports: ['__vdso_clock_gettime'] }, { mlibc: 'fallback', musl: 'found' });
});

test('mlibc follows the null pointer of a missing PT_DYNAMIC, which musl leaves alone', async () => {
  const whole = vdsoImage({ arch: 'amd64' });
  const dynamic = [0, 1, 2, 3].find((i) => fieldValue(whole, `phdr[${i}].p_type`) === 2n);
  const image = damage(whole, `phdr[${dynamic}].p_type`, 4);
  await parts(image, { mlibc: 'crash', musl: 'fallback', gramine: 'fallback' });
  assert.match(reasonSentence((await on(image, 'mlibc')).why), /d_tag of dynamic entry 0 through a null/);
});

test('Gramine takes the image for linked at 0, and a name for enough', async () => {
  const high = { arch: 'amd64', hash: 'sysv', override: { base: 0xffffffffff700000n } } as const;
  await parts(high, { gramine: 'crash', mlibc: 'found', musl: 'found' });
  await parts({ arch: 'amd64', node: 'LINUX_9.9' }, { gramine: 'found', ltp: 'fallback' });
  await parts({ arch: 'arm64' }, { gramine: 'not-applicable' });
});

test('Reverie: a size that is asserted, and a write at a place that must be mapped', async () => {
  await parts({ arch: 'arm64', hash: 'gnu' }, { reverie: 'found', cosmopolitan: 'fallback' });
  const whole = vdsoImage({ arch: 'amd64' });
  const empty = await on(sized(0), 'reverie');
  assert.equal(empty.outcome, 'crash');
  assert.match(reasonSentence(empty.why), /asserts that there is room/);
  await parts(sized(0), { shadow: 'refuses', musl: 'found' });
  await parts(sized(1), { reverie: 'found', shadow: 'refuses' });
  const high = { arch: 'amd64', hash: 'sysv', override: { base: 0xffffffffff700000n } } as const;
  await parts(high, { reverie: 'crash', musl: 'found' });
  assert.match(reasonSentence((await on(high, 'reverie')).why), /written over at 0xffffffffff70/);
  // Tables that leave the mapping are goblin's error; musl would fault.
  const beyond = damage(whole, 'dynamic[DT_STRTAB].d_val', 0x7000_0000);
  await parts(beyond, { reverie: 'fallback', musl: 'crash' });
});

test('LTP reads DT_HASH alone, where the kernel’s own parser reads both', async () => {
  const gnu = { arch: 'amd64', hash: 'gnu' } as const;
  await parts(gnu, { ltp: 'fallback', 'linux-selftests': 'found', gramine: 'fallback', mlibc: 'fallback' });
  await parts({ arch: 's390x', hash: 'sysv' }, { ltp: 'found', go: 'fallback' });
  // It asks for LINUX_2.6 there, and never for __kernel_clock_gettime64.
  await parts({ arch: 'loong64', hash: 'both' }, { ltp: 'fallback', 'linux-selftests': 'found' });
  const power = await on({ arch: 'ppc' }, 'ltp');
  assert.deepEqual(
    power.keys.map(({ symbol, outcome }) => [symbol, outcome]),
    [
      ['__kernel_clock_gettime', 'found'],
      ['__vdso_clock_gettime64', 'fallback'],
    ],
  );
});

test('libddwaf goes by the soname, and by release', async () => {
  await parts({ arch: '386' }, { libddwaf: 'fallback', glibc: 'found' });
  await parts(
    { arch: 'arm64' },
    { libddwaf: 'found', 'libddwaf@1.8.0': 'fallback', 'libddwaf@1.9.0': 'found', folly: 'fallback' },
  );
  const arm = { arch: 'arm', exports: ['__vdso_clock_gettime'] } as const;
  await parts(arm, { libddwaf: 'fallback', 'libddwaf@1.12.0': 'found', 'libddwaf@1.0.0': 'unknown' });
});

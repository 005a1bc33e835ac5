import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go } from '../../../src/consumers/catalog/go.ts';
import { goName } from '../../../src/consumers/catalog/goNames.ts';
import { consumerById } from '../../../src/consumers/catalog/index.ts';
import { goArrayLength } from '../../../src/consumers/lookup/goSlices.ts';
import { inRange } from '../../../src/consumers/releases.ts';
import { gnuHash, sysvHash, vdsoImage } from '../../support/elf/index.ts';
import { goOn, keyOf } from './support.ts';

const LOOKUPS = go.releases.flatMap(({ name: release }) =>
  go.arches
    .filter((arch) => inRange(arch, release))
    .flatMap((arch) =>
      arch.keys.filter((key) => inRange(key, release)).map((key) => ({ release, arch: arch.arch, key })),
    ),
);

test("every hash constant is its name's hash, except Go's two wrong ones on arm64 up to 1.21", () => {
  assert.ok(LOOKUPS.length > 100);
  for (const { release, arch, key } of LOOKUPS) {
    const wrong = arch === 'arm64' && key.variable === 'vdsoClockgettimeSym' && Number(release.slice(2)) < 22;
    const owner = wrong ? '__vdso_clock_gettime' : key.symbol;
    assert.equal(key.sourceSysvHash, sysvHash(owner), `${arch} ${release} ${key.symbol}`);
    assert.equal(key.sourceGnuHash, gnuHash(owner), `${arch} ${release} ${key.symbol}`);
  }
});

test('arrays end where vdsoArrayMax says, which each port has as an expression', () => {
  for (const arch of go.arches) {
    const [, shift] = /^1<<(\d+) - 1$/.exec(goName('vdsoArrayMax')?.perArch?.[arch.arch] ?? '') ?? [];
    for (const size of [1, 24])
      assert.equal(goArrayLength(arch.class, size), Math.floor((2 ** Number(shift) - 1) / size), arch.arch);
  }
});

test("every version hash is its node's", () => {
  for (const { version, arch } of go.arches) {
    assert.equal(version?.variable, 'vdsoLinuxVersion');
    assert.equal(version?.sourceHash, sysvHash(version?.name ?? ''), arch);
  }
});

test('an architecture asks for each variable once in every release', () => {
  const seen = new Set<string>();
  for (const { release, arch, key } of LOOKUPS) {
    const id = `${arch} ${release} ${key.variable}`;
    assert.ok(!seen.has(id), id);
    seen.add(id);
  }
});

test('releases: what came when', () => {
  const asks = (release: string, arch: string) =>
    LOOKUPS.filter((lookup) => lookup.release === release && lookup.arch === arch).map(
      ({ key }) => key.variable,
    );
  assert.deepEqual(asks('1.15', 'amd64'), ['vdsoGettimeofdaySym', 'vdsoClockgettimeSym']);
  assert.deepEqual(asks('1.23', 'amd64'), ['vdsoGettimeofdaySym', 'vdsoClockgettimeSym']);
  assert.deepEqual(asks('1.24', 'amd64'), ['vdsoGettimeofdaySym', 'vdsoClockgettimeSym', 'vdsoGetrandomSym']);
  for (const arch of ['loong64', 'riscv64', 's390x']) assert.deepEqual(asks('1.15', arch), []);
  assert.deepEqual(asks('1.16', 'riscv64'), []);
  assert.deepEqual(asks('1.18', 'riscv64'), ['vdsoClockgettimeSym']);
  assert.deepEqual(asks('1.13', 'mips64'), []);
  assert.deepEqual(asks('1.14', 'mips64le'), ['vdsoClockgettimeSym']);
  for (const arch of ['loong64', 'riscv64', 's390x'])
    assert.deepEqual(asks('1.19', arch), ['vdsoClockgettimeSym']);
  const withGetrandom = go.arches
    .map(({ arch }) => arch)
    .filter((arch) => asks('1.27', arch).includes('vdsoGetrandomSym'));
  assert.deepEqual(withGetrandom, ['amd64', 'arm64', 'loong64', 'ppc64', 'ppc64le', 's390x']);
});

test('the wrong constants are flagged and the right ones verified', async () => {
  const image = vdsoImage({ arch: 'arm64' });
  for (const [release, verified] of [
    ['1.19', false],
    ['1.21.13', false],
    ['1.22', true],
    ['1.27', true],
  ] as const) {
    assert.equal(keyOf(await goOn(image, release), 'vdsoClockgettimeSym').hashCorrect, verified, release);
  }
});

test('the catalog finds its consumers by id', () => {
  assert.equal(consumerById('go'), go);
  assert.equal(consumerById('java'), undefined);
});

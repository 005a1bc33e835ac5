/** One property of the image at a time, and what Go's search comes to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import type { BuiltImage, SymbolDescription } from '../../support/elf/index.ts';
import { buildImage, damage, describeVdso, vdsoImage } from '../../support/elf/index.ts';
import { goOn, keyOf } from './support.ts';

const CLOCK = 'vdsoClockgettimeSym';
const BASE = 0x7ffd_1234_5000n;

function why(finding: ConsumerFinding, variable = CLOCK): string {
  return reasonSentence(keyOf(finding, variable).why);
}

test('both tables: the GNU one is used', async () => {
  const finding = await goOn(vdsoImage({ arch: 'amd64', hash: 'both' }));
  assert.equal(finding.outcome, 'found');
  assert.deepEqual(
    finding.keys.map((key) => key.table),
    ['gnu', 'gnu', 'gnu'],
  );
});

test('DT_HASH only', async () => {
  const finding = await goOn(vdsoImage({ arch: 'amd64', hash: 'sysv' }));
  assert.equal(finding.outcome, 'found');
  assert.equal(keyOf(finding, CLOCK).table, 'sysv');
});

test('GNU_HASH only', async () => {
  const finding = await goOn(vdsoImage({ arch: 'amd64', hash: 'gnu' }));
  assert.equal(finding.outcome, 'found');
  assert.equal(keyOf(finding, CLOCK).table, 'gnu');
});

test('no hash table: the image is left alone', async () => {
  const finding = await goOn(vdsoImage({ arch: 'amd64', hash: 'none' }));
  assert.equal(finding.outcome, 'fallback');
  assert.match(reasonSentence(finding.why), /has no hash table; Go \S+ reads DT_GNU_HASH or DT_HASH\./);
});

test('addresses are load offset plus value, and only where there is a base', async () => {
  const image = vdsoImage({ arch: 'amd64' });
  const live = keyOf(await goOn(image, '1.27', BASE), CLOCK);
  assert.equal(live.address, BASE + (live.value ?? 0n));
  const file = keyOf(await goOn(image), CLOCK);
  assert.equal(file.value, live.value);
  assert.equal(file.address, undefined);
});

test('an image linked at 0xffffffffff700000, as gVisor has it: addresses wrap', async () => {
  const linked = 0xffff_ffff_ff70_0000n;
  const finding = await goOn(
    vdsoImage({ arch: 'amd64', hash: 'sysv', override: { base: linked } }),
    '1.23',
    BASE,
  );
  assert.equal(finding.outcome, 'found');
  const key = keyOf(finding, CLOCK);
  assert.equal(key.address, BASE + (key.value ?? 0n) - linked);
  assert.ok((key.address ?? 0n) < BASE + 0x2000n);
});

test('no DT_VERDEF: a null pointer is followed', async () => {
  const finding = await goOn(vdsoImage({ arch: 'amd64', versions: false }));
  assert.equal(finding.outcome, 'crash');
  assert.match(reasonSentence(finding.why), /no DT_VERDEF, and the null pointer .* \(address 2\)/);
  assert.equal(finding.version?.outcome, 'crash');
  for (const key of finding.keys) assert.equal(key.outcome, 'crash');
});

test('GNU table of no buckets: division by zero', async () => {
  const finding = await goOn(damage(vdsoImage({ arch: 'amd64' }), 'gnuHash.nbuckets', 0));
  assert.equal(finding.outcome, 'crash');
  assert.match(reasonSentence(finding.why), /DT_GNU_HASH has no buckets.*division by zero/);
});

test('SysV table of no buckets: guarded, and not in 1.15', async () => {
  const image = damage(vdsoImage({ arch: 'amd64', hash: 'sysv' }), 'sysvHash.nbucket', 0);
  const now = await goOn(image, '1.19');
  assert.equal(now.outcome, 'fallback');
  assert.match(why(now), /DT_HASH has no buckets/);
  assert.equal((await goOn(image, '1.15')).outcome, 'crash');
});

test('the node is missing: nothing matches', async () => {
  const finding = await goOn(vdsoImage({ arch: 'amd64', node: 'LINUX_2.7' }));
  assert.equal(finding.outcome, 'fallback');
  assert.equal(finding.version?.outcome, 'fallback');
  assert.match(reasonSentence(finding.why), /does not define the version node LINUX_2\.6/);
  assert.match(
    why(finding),
    /__vdso_clock_gettime is there, but the image does not define LINUX_2\.6, which Go \S+ asks for/,
  );
});

test('no DT_VERSYM beside definitions: versions are not checked', async () => {
  const finding = await goOn(damage(vdsoImage({ arch: 'amd64' }), 'dynamic[DT_VERSYM].d_tag', 0x6ffffff9));
  assert.equal(finding.outcome, 'found');
  assert.ok(keyOf(finding, CLOCK).steps.some((step) => step.code === 'version-unchecked'));
});

test('getrandom is missing in an image of Linux 6.1: found in part, and the kernel is named', async () => {
  const { linuxVersionNote } = await import('../../support/elf/index.ts');
  const exports = ['__vdso_clock_gettime', '__vdso_gettimeofday', '__vdso_getcpu', '__vdso_time'];
  const image = vdsoImage({ arch: 'amd64', exports, notes: [linuxVersionNote(6, 1, 90)] });
  const finding = await goOn(image);
  assert.equal(finding.outcome, 'partial');
  assert.match(reasonSentence(finding.why), /Finds 2 of 3 keys; missing: __vdso_getrandom/);
  const key = keyOf(finding, 'vdsoGetrandomSym');
  assert.equal(key.outcome, 'fallback');
  assert.equal(reasonSentence(key.why), 'The image has no symbol __vdso_getrandom.');
  assert.match(reasonSentence(key.cause ?? key.why), /The kernel \(6\.1\.90\) is older than 6\.11/);
  assert.equal((await goOn(image, '1.23')).outcome, 'found');
});

test('s390x with DT_HASH only: 8-byte words read as 4-byte ones', async () => {
  const finding = await goOn(vdsoImage({ arch: 's390x', hash: 'sysv' }));
  assert.equal(finding.outcome, 'fallback');
  assert.ok(finding.steps.some((step) => step.code === 'sysv-narrow-words'));
  assert.match(why(finding), /DT_HASH has no buckets as it is read here/);
  assert.match(reasonSentence(finding.why), /DT_HASH has no buckets as it is read here/);
});

test("arm64 with GNU_HASH only: Go 1.21's wrong constants find nothing, 1.22's right ones do", async () => {
  const image = vdsoImage({ arch: 'arm64', hash: 'gnu' });
  const old = await goOn(image, '1.21');
  assert.equal(keyOf(old, CLOCK).outcome, 'fallback');
  assert.match(
    why(old),
    /searches with 0x6e43a318, which is not the hash of __kernel_clock_gettime \(that is 0xdfa941fd\)/,
  );
  assert.equal(keyOf(await goOn(image, '1.22'), CLOCK).outcome, 'found');
});

test("arm64 with DT_HASH of 3 buckets: Go 1.19's wrong constants find it by luck", async () => {
  const finding = await goOn(vdsoImage({ arch: 'arm64', hash: 'sysv', override: { buckets: 3 } }), '1.19');
  const key = keyOf(finding, CLOCK);
  assert.equal(key.outcome, 'found');
  assert.equal(key.hashCorrect, false);
  assert.match(reasonSentence(key.why), /although the source's hash constants are not those/);
});

/** A vDSO whose clock_gettime is described otherwise. */
function withClock(change: Partial<SymbolDescription>, hash: 'gnu' | 'sysv' = 'gnu'): BuiltImage {
  const description = describeVdso({ arch: 'amd64', hash });
  const symbols = description.symbols?.map((symbol) =>
    symbol.name === '__vdso_clock_gettime' ? { ...symbol, ...change } : symbol,
  );
  return buildImage({ ...description, ...(symbols === undefined ? {} : { symbols }) });
}

for (const [what, change] of [
  ['absolute', { section: 'ABS', value: 0x123n }],
  ['of value 0', { value: 0n }],
  ['weak', { bind: 'WEAK' }],
  ['untyped', { type: 'NOTYPE' }],
  ['hidden (bit 15 of its version)', { hidden: true }],
  ['of hidden visibility', { visibility: 'HIDDEN' }],
] as const) {
  test(`a symbol ${what} is accepted`, async () => {
    const finding = await goOn(withClock(change));
    assert.equal(keyOf(finding, CLOCK).outcome, 'found', why(finding));
  });
}

for (const [what, change, sentence] of [
  ['an object', { type: 'OBJECT' }, /has type OBJECT, which is not accepted/],
  ['unique', { bind: 'GNU_UNIQUE' }, /has binding (GNU_UNIQUE|10), which is not accepted/],
] as const) {
  test(`a symbol that is ${what} is refused`, async () => {
    const finding = await goOn(withClock(change));
    assert.equal(keyOf(finding, CLOCK).outcome, 'fallback');
    assert.match(why(finding), sentence);
    assert.equal(finding.outcome, 'partial');
  });
}

test('an undefined symbol is refused', async () => {
  const image = vdsoImage({ arch: 'amd64' });
  const index = keyOf(await goOn(image), CLOCK).symbolIndex;
  const finding = await goOn(damage(image, `dynsym[${index}].st_shndx`, 0));
  assert.equal(keyOf(finding, CLOCK).outcome, 'fallback');
  assert.match(why(finding), /undefined \(SHN_UNDEF\)/);
});

test('a symbol of another node is refused', async () => {
  const description = describeVdso({ arch: 'amd64', hash: 'gnu' });
  const symbols = description.symbols?.map((symbol) =>
    symbol.name === '__vdso_clock_gettime' ? { ...symbol, version: 'LINUX_5.0' } : symbol,
  );
  const versions = [...(description.versions ?? []), { name: 'LINUX_5.0' }];
  const finding = await goOn(
    buildImage({ ...description, versions, ...(symbols === undefined ? {} : { symbols }) }),
  );
  assert.match(why(finding), /__vdso_clock_gettime has version LINUX_5\.0; Go \S+ asks for LINUX_2\.6\./);
});

test('the same name in two nodes: the wanted one is taken', async () => {
  const description = describeVdso({ arch: 'amd64' });
  const clock = description.symbols?.find((symbol) => symbol.name === '__vdso_clock_gettime');
  assert.ok(clock !== undefined);
  for (const order of ['first', 'last']) {
    const other = { ...clock, version: 'LINUX_5.0', value: 0x777n };
    const symbols = [...(description.symbols ?? [])];
    if (order === 'first') symbols.unshift(other);
    else symbols.push(other);
    const versions = [...(description.versions ?? []), { name: 'LINUX_5.0' }];
    for (const hash of ['gnu', 'sysv'] as const) {
      const finding = await goOn(buildImage({ ...description, symbols, versions, hash }));
      assert.equal(finding.outcome, 'found', `${order} ${hash}`);
      assert.notEqual(keyOf(finding, CLOCK).value, 0x777n);
    }
  }
});

test('a cycle in a SysV chain that the search follows: it hangs', async () => {
  const image = vdsoImage({
    arch: 'amd64',
    hash: 'sysv',
    exports: ['__vdso_time', '__vdso_getcpu'],
    override: { buckets: 1 },
  });
  const finding = await goOn(damage(image, 'sysvHash.chain[2]', 2));
  assert.equal(finding.outcome, 'hang');
  assert.match(reasonSentence(finding.why), /comes back to symbol 2.*hangs/);
});

test('a dynamic table without DT_NULL runs out of the mapping', async () => {
  const built = vdsoImage({ arch: 'amd64' });
  const { offset } = built.layout.range('dynamic');
  // To the end of the page: behind a shorter file the kernel leaves zeros, which are a DT_NULL.
  const bytes = new Uint8Array(4096).fill(1);
  bytes.set(built.bytes.subarray(0, offset));
  const finding = await goOn(bytes);
  assert.equal(finding.outcome, 'crash');
  assert.match(reasonSentence(finding.why), /outside the 0x[0-9a-f]+ bytes mapped/);
});

test('a chain index beyond nchain is a bounds panic', async () => {
  const image = vdsoImage({
    arch: 'amd64',
    hash: 'sysv',
    exports: ['__vdso_time'],
    override: { buckets: 1 },
  });
  const finding = await goOn(damage(image, 'sysvHash.bucket[0]', 20));
  assert.equal(finding.outcome, 'crash');
  assert.match(reasonSentence(finding.why), /bounds panic|outside/);
});

test('nbucket near 2^32 does not fit the slices', async () => {
  const finding = await goOn(
    damage(vdsoImage({ arch: 'amd64', hash: 'sysv' }), 'sysvHash.nbucket', 0xffffffff),
  );
  assert.equal(finding.outcome, 'crash');
  assert.match(reasonSentence(finding.why), /counts in DT_HASH do not fit/);
});

test('a symbol table outside the image', async () => {
  const finding = await goOn(damage(vdsoImage({ arch: 'amd64' }), 'dynamic[DT_SYMTAB].d_val', 0x100000));
  assert.equal(finding.outcome, 'crash');
  assert.match(
    reasonSentence(finding.why),
    /start of DT_SYMTAB at image offset 0x100000, outside the 0x1000 bytes mapped/,
  );
});

test('a missing symbol table: the image is left alone', async () => {
  const finding = await goOn(damage(vdsoImage({ arch: 'amd64' }), 'dynamic[DT_SYMTAB].d_tag', 0x6ffffff9));
  assert.equal(finding.outcome, 'fallback');
  assert.match(reasonSentence(finding.why), /There is no DT_SYMTAB, so the image is left alone/);
});

test('bytes that were not read: unknown, and no guess', async () => {
  const { evaluate } = await import('../../../src/consumers/verdict/evaluate.ts');
  const { elfImage } = await import('./support.ts');
  const image = await elfImage(vdsoImage({ arch: 'amd64' }));
  const { offset, length } = image.symbols.range;
  const partly = Object.create(image, {
    bytes: {
      value: (at: number, count: number) =>
        at < offset + length && at + count > offset ? undefined : image.bytes(at, count),
    },
  });
  const [finding] = evaluate(partly, { role: 'vdso' }, [{ id: 'go' }]);
  assert.equal(finding?.outcome, 'unknown');
  assert.match(reasonSentence(finding?.why ?? assert.fail()), /bytes were not read/);
});

test('any other ELF file is not evaluated', async () => {
  const { evaluate } = await import('../../../src/consumers/verdict/evaluate.ts');
  const { elfImage } = await import('./support.ts');
  const image = await elfImage(vdsoImage({ arch: 'amd64' }));
  assert.deepEqual(evaluate(image, { role: 'elf' }, [{ id: 'go' }]), []);
});

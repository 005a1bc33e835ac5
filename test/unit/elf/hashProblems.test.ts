/** What the problems of hash tables tell in numbers: computed again here, from the names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type BuiltImage,
  damage,
  fieldValue,
  fullImage,
  gnuHash,
  shapes,
  sysvHash,
} from '../../support/elf/index.ts';
import { imageOf, namesOf } from './support.ts';

/** An image whose symbols hang in the buckets after their own. */
function rotated(image: BuiltImage, table: 'sysvHash' | 'gnuHash', buckets: number): BuiltImage {
  const heads = Array.from({ length: buckets }, (_, at) => fieldValue(image, `${table}.bucket[${at}]`));
  return heads.reduce(
    (rest, head, at) => damage(rest, `${table}.bucket[${(at + 1) % buckets}]`, head),
    image,
  );
}

for (const [table, tag, hashOf] of [
  ['sysvHash', 'DT_HASH', sysvHash],
  ['gnuHash', 'DT_GNU_HASH', gnuHash],
] as const) {
  test(`${tag}: the first symbol in a wrong bucket, that bucket and its own`, async () => {
    for (const [at, shape] of shapes.entries()) {
      const buckets = 3 + at;
      const built = fullImage(shape, { buckets, gnuBuckets: buckets });
      const image = await imageOf(rotated(built, table, buckets).bytes);
      const { args } = image.problems.find(({ code }) => code === 'hash-wrong-bucket') ?? assert.fail();
      const names = namesOf(image);
      const own = hashOf(names[Number(args['first'])] ?? '') % buckets;
      assert.equal(args['expected'], own);
      assert.equal(args['bucket'], (own + 1) % buckets);
      const hashed = table === 'gnuHash' ? names.slice(image.gnuHash?.symoffset) : names.filter(Boolean);
      assert.equal(args['count'], hashed.length);
    }
  });
}

test('DT_GNU_HASH: the word that stands there and the one that the name has', async () => {
  const good = fullImage({ class: 64, littleEndian: true });
  const first = Number(fieldValue(good, 'gnuHash.symoffset'));
  for (const at of [0, 3]) {
    const image = await imageOf(damage(good, `gnuHash.chain[${at}]`, 0x12345678).bytes);
    const { args } = image.problems.find(({ code }) => code === 'gnu-hash-word') ?? assert.fail();
    const symbol = first + at;
    assert.deepEqual(
      [args['count'], args['first'], args['stored'], args['computed']],
      [1, symbol, 0x12345678, gnuHash(namesOf(image)[symbol] ?? '')],
    );
  }
});

test('a bucket that leads nowhere: which, to which symbol, and what nothing leads to then', async () => {
  const good = fullImage({ class: 64, littleEndian: true });
  for (const [table, at, symbol, code] of [
    ...[0, 1, 2, 3, 4].map((bucket) => ['sysvHash', bucket, 5000, 'hash-index-outside'] as const),
    ...[0, 1, 2].map((bucket) => ['gnuHash', bucket, 5000, 'hash-index-outside'] as const),
    ...[0, 1, 2].map((bucket) => ['gnuHash', bucket, 1, 'gnu-hash-bucket-below'] as const),
  ]) {
    const image = await imageOf(damage(good, `${table}.bucket[${at}]`, symbol).bytes);
    const { args } = image.problems.find((each) => each.code === code) ?? assert.fail(`${table} ${symbol}`);
    assert.deepEqual([args['count'], args['first'], args['symbol']], [1, at, symbol]);
    const lost = image.problems.find((each) => each.code === 'hash-unreachable');
    const hashOf = table === 'gnuHash' ? gnuHash : sysvHash;
    const buckets = table === 'gnuHash' ? 3 : 5;
    const behind = namesOf(image).flatMap((name, index) =>
      name !== '' && image.symbols.shndx(index) !== 0 && hashOf(name) % buckets === at ? [index] : [],
    );
    assert.deepEqual([lost?.args['count'] ?? 0, lost?.args['first']], [behind.length, behind[0]]);
  }
});

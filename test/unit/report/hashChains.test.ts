import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GnuHashTable, SysvHashTable } from '../../../src/elf/model.ts';
import { runToEnd } from '../../../src/elf/reading/runToEnd.ts';
import { entryTable, NO_ROWS } from '../../../src/elf/table.ts';
import {
  bitsSet,
  chainFrom,
  chainLengths,
  ENDLESS,
  type HashTable,
  hashTablesOf,
} from '../../../src/report/facts/hashChains.ts';
import { Meter } from '../../../src/report/meter.ts';
import { bloomViews, chainViews } from '../../../src/report/views/chainViews.ts';
import { hashViews } from '../../../src/report/views/hashView.ts';
import {
  damage,
  fullImage,
  gnuHash as gnuHashOf,
  shapeName,
  shapes,
  sysvHash as sysvHashOf,
  vdsoImage,
} from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

const column = (numbers: readonly number[]) =>
  entryTable({ offset: 0, length: numbers.length, size: 4 }, (i) => numbers[i] ?? 0);
const range = { offset: 0, length: 0 };

function sysv(buckets: readonly number[], chains: readonly number[]): HashTable {
  const table: SysvHashTable = {
    range,
    wordSize: 4,
    nbucket: buckets.length,
    nchain: chains.length,
    buckets: column(buckets),
    chains: column(chains),
    chainOf: () => [],
  };
  return { kind: 'sysv', table };
}

function gnu(symoffset: number, buckets: readonly number[], chains: readonly number[]): HashTable {
  const table: GnuHashTable = {
    range,
    nbuckets: buckets.length,
    symoffset,
    bloomSize: 1,
    bloomShift: 6,
    bloom: NO_ROWS,
    buckets: column(buckets),
    chains: column(chains),
    chainOf: () => [],
  };
  return { kind: 'gnu', table };
}

for (const shape of shapes) {
  test(`chains and their lengths are those of the model: ${shapeName(shape)}`, async () => {
    const { image } = (await reportOf(fullImage(shape).bytes)).subject;
    const tables = hashTablesOf(image);
    assert.equal(tables.length, 2);
    for (const hash of tables) {
      const lengths = chainLengths(hash, new Meter());
      for (let bucket = 0; bucket < lengths.length; bucket++) {
        const chain = hash.table.chainOf(bucket);
        assert.deepEqual(chainFrom(hash, bucket, 100), { symbols: chain, more: false });
        assert.equal(lengths[bucket], chain.length);
      }
    }
  });
}

test('a circle is endless, also for those who run into it', () => {
  // 1 → 2 → 3 → 1; 4 → 2; 5 → 0; an index beyond the table ends a chain.
  const hash = sysv([1, 4, 5, 0, 99, 6], [0, 2, 3, 1, 2, 0, 77]);
  assert.deepEqual([...chainLengths(hash, new Meter())], [ENDLESS, ENDLESS, 1, 0, 0, 1]);
  assert.deepEqual(chainFrom(hash, 0, 5), { symbols: [1, 2, 3, 1, 2], more: true });
});

test('all buckets may begin the same long chain: the work stays linear', () => {
  const symbols = 20_000;
  const chains = Array.from({ length: symbols }, (_, i) => (i + 1) % symbols);
  chains[0] = 0;
  const lengths = chainLengths(
    sysv(
      Array.from({ length: symbols }, () => 1),
      chains,
    ),
    new Meter(),
  );
  assert.ok(lengths.every((length) => length === symbols - 1));
});

test('a GNU chain ends at its end bit, or where the table ends', () => {
  const hash = gnu(3, [3, 5, 1, 0], [0x10, 0x21, 0x30]);
  assert.deepEqual(
    [...chainLengths(hash, new Meter())],
    [2, 1, 0, 0],
    'bucket 2 begins below the first hashed symbol',
  );
  assert.deepEqual(chainFrom(hash, 0, 10), { symbols: [3, 4], more: false });
  const [, second] = [0, 1].map((bucket) => chainFrom(hash, bucket, 10));
  assert.deepEqual(second, { symbols: [5], more: false }, 'the last word has no end bit');
});

test('each key lands in the bucket that its constant, or its name, says, in both tables', async () => {
  for (const [arch, release, which] of [
    ['amd64', '1.27', 'gnu'],
    ['amd64', '1.27', 'sysv'],
    ['arm64', '1.19', 'gnu'],
    ['arm64', '1.19', 'sysv'],
  ] as const) {
    const { subject } = await reportOf(vdsoImage({ arch, hash: which }).bytes, {
      consumers: [{ id: 'go', release }, { id: 'glibc' }],
    });
    const { sysvHash, gnuHash } = subject.image;
    for (const hash of hashTablesOf(subject.image)) {
      const isGnu = hash.kind === 'gnu';
      const buckets: number = (isGnu ? gnuHash?.nbuckets : sysvHash?.nbucket) ?? 0;
      const expected = subject.findings.flatMap(({ keys }): readonly string[] =>
        keys.map(({ symbol, sourceGnuHash, sourceSysvHash }): string => {
          const constant = isGnu
            ? (sourceGnuHash ?? gnuHashOf(symbol))
            : (sourceSysvHash ?? sysvHashOf(symbol));
          return `${symbol} ${constant % buckets}`;
        }),
      );
      const view = runToEnd(hashViews(subject)).find(({ kind }) => kind === hash.kind);
      const shown = (view?.keys ?? []).map(({ symbol, bucket }) => `${symbol} ${bucket}`);
      assert.ok(shown.length > 2);
      assert.deepEqual([...new Set(shown)].toSorted(), [...new Set(expected)].toSorted());
    }
  }
});

test('only keys of who searches a table land in it; how it was found and who reads it stands beside it', async () => {
  const views = async (bytes: Uint8Array, consumers: readonly { id: string; release?: string }[]) => {
    const { subject } = await reportOf(bytes, { consumers });
    return runToEnd(hashViews(subject)).map(({ kind, keys, fields }) => ({
      kind,
      keys: keys.length,
      found: fields.find(({ label }) => label === 'Found by')?.value,
      read: fields.find(({ label }) => label === 'Read by'),
    }));
  };
  const both = vdsoImage({ arch: 'amd64', hash: 'both' }).bytes;
  // Go takes DT_GNU_HASH where there is one; musl 1.2.5 counts symbols by DT_HASH and then looks at all of them.
  const [gnu, sysv] = await views(both, [
    { id: 'go', release: '1.27' },
    { id: 'musl', release: '1.2.5' },
  ]);
  assert.ok(gnu !== undefined && sysv !== undefined && gnu.keys > 0);
  assert.equal(sysv.keys, 0);
  assert.equal(gnu.read?.value, 'Go');
  assert.deepEqual(gnu.read?.links, [{ text: 'Go', to: { consumer: 'go' } }]);
  assert.equal(sysv.read?.value, 'musl');
  assert.deepEqual([gnu.found, sysv.found], ['DT_GNU_HASH of PT_DYNAMIC', 'DT_HASH of PT_DYNAMIC']);
  const [, alone] = await views(both, [{ id: 'go', release: '1.27' }]);
  assert.equal(alone?.read?.value, 'none of the runtimes that were asked');
  const untagged = damage(
    fullImage({ class: 64, littleEndian: true }),
    'dynamic[DT_GNU_HASH].d_tag',
    0x6000000d,
  );
  const [bySection] = await views(untagged.bytes, []);
  assert.equal(bySection?.read, undefined);
  if (bySection?.kind === 'gnu')
    assert.match(bySection.found ?? '', /^a section header alone: .* no DT_GNU_HASH/);
});

test('a symbol of a special section has no address, whichever it is', async () => {
  const report = await reportOf(
    damage(vdsoImage({ arch: 'amd64' }), 'dynsym[__vdso_time].st_shndx', 0xff00).bytes,
    { info: { kind: 'process', pid: 7, base: 0x7fff_0000n } },
  );
  const rows = report.table('symbols') ?? assert.fail();
  for (let row = 1; row < rows.rowCount; row++) {
    const isThere = (rows.json(row) as Readonly<Record<string, unknown>>)['address'] !== undefined;
    const shndx = report.subject.image.symbols.shndx(row);
    assert.equal(isThere, shndx !== 0 && shndx < 0xff00, rows.name(row));
  }
});

test('bits of a bloom word', () => {
  assert.equal(bitsSet(0n), 0);
  assert.equal(bitsSet(0xffff_ffff_ffff_ffffn), 64);
  assert.equal(bitsSet(0x8000_0000_0000_0001n), 2);
});

test('buckets and bloom words are given for any numbers that a page asks for', async () => {
  const { subject } = await reportOf(vdsoImage({ arch: 'amd64', hash: 'both' }).bytes);
  const numbers = [0, 0.5, -1, 1e9, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const start of numbers) {
    for (const count of numbers) {
      const views = [bloomViews(subject, start, count), chainViews(subject, 'gnu', start, count)];
      for (const { length } of views) assert.ok(length === 0 || !(start >= 1), `${start} ${count}`);
    }
  }
  assert.deepEqual(bloomViews(subject, 0.5, 1), bloomViews(subject, 0, 1));
});

/** Rules that Go does not use: consumers of the test's own, shaped like musl, parse_vdso.c and glibc. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go } from '../../../src/consumers/catalog/go.ts';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { CatalogConsumer, LookupRules } from '../../../src/consumers/model.ts';
import { EM_X86_64 } from '../../../src/elf/format/constants.ts';
import { buildImage, damage, describeVdso, fill, vdsoImage } from '../../support/elf/index.ts';
import { consumerOn } from './support.ts';

function consumer(
  rules: Partial<LookupRules>,
  symbol = '__vdso_clock_gettime',
  node = 'LINUX_2.6',
): CatalogConsumer {
  return {
    id: 'test',
    name: 'Test',
    releases: [{ name: '1', at: 'v1' }],
    lookup: {
      ...go.lookup,
      version: 'by-hash-and-name',
      indexing: 'plain',
      noVerdef: 'unchecked',
      names: 'strcmp',
      ...rules,
    },
    arches: [
      {
        arch: 'x86_64',
        machine: EM_X86_64,
        class: 64,
        data: 'little',
        version: { name: node },
        keys: [{ symbol, fallback: 'system call' }],
        source: '',
      },
    ],
    sources: [],
  };
}

const musl: Partial<LookupRules> = {
  algorithm: 'linear',
  tables: ['sysv'],
  version: 'by-name',
  loadBias: 'last-load',
  acceptedTypes: [0, 1, 2, 5],
  acceptedBindings: [1, 2, 10],
};

test('a linear scan needs DT_HASH for the count', async () => {
  const found = await consumerOn(vdsoImage({ arch: 'amd64', hash: 'sysv' }), consumer(musl));
  assert.equal(found.outcome, 'found');
  assert.equal(found.keys[0]?.table, 'linear');
  assert.equal(found.keys[0]?.hashCorrect, undefined);
  const ignored = await consumerOn(vdsoImage({ arch: 'amd64', hash: 'gnu' }), consumer(musl));
  assert.equal(ignored.outcome, 'fallback');
  assert.match(reasonSentence(ignored.why), /has only DT_GNU_HASH; Test 1 reads DT_HASH only\./);
});

test('a linear scan that can count by the GNU table', async () => {
  const finding = await consumerOn(
    vdsoImage({ arch: 'amd64', hash: 'gnu' }),
    consumer({ ...musl, tables: ['sysv', 'gnu'] }),
  );
  assert.equal(finding.outcome, 'found');
});

test('a linear scan reads DT_HASH words as wide as the ABI has them', async () => {
  // Read as 4-byte words, the count is the low half of nbucket: too few symbols are looked at.
  const image = vdsoImage({ arch: 's390x', hash: 'sysv', override: { buckets: 1 } });
  for (const [sysvWord, outcome] of [
    ['abi', 'found'],
    [4, 'fallback'],
  ] as const) {
    const base = consumer({ ...musl, sysvWord }, '__kernel_clock_gettime', 'LINUX_2.6.29');
    const arches = base.arches.map((arch) => ({ ...arch, machine: 22, data: 'big' as const }));
    assert.equal((await consumerOn(image, { ...base, arches })).outcome, outcome);
  }
});

test('versions by name: the wrong node is refused, and no node is looked for where none is wanted', async () => {
  const image = vdsoImage({ arch: 'amd64' });
  const wrong = await consumerOn(image, consumer(musl, undefined, 'LINUX_5.11'));
  assert.equal(wrong.outcome, 'fallback');
  assert.match(
    reasonSentence(wrong.keys[0]?.why ?? wrong.why),
    /__vdso_clock_gettime has version LINUX_2\.6; Test 1 asks for LINUX_5\.11\./,
  );
  const none = await consumerOn(image, consumer({ ...musl, version: 'none' }, undefined, 'LINUX_5.11'));
  assert.equal(none.outcome, 'found');
});

test('versions by hash and name: a wrong vd_hash is noticed, and not by name alone', async () => {
  const image = damage(vdsoImage({ arch: 'amd64' }), 'verdef[1].vd_hash', 1);
  assert.equal((await consumerOn(image, consumer({ version: 'by-hash-and-name' }))).outcome, 'fallback');
  assert.equal((await consumerOn(image, consumer({ version: 'by-name' }))).outcome, 'found');
});

test('no DT_VERDEF: versions are not checked', async () => {
  const finding = await consumerOn(vdsoImage({ arch: 'amd64', versions: false }), consumer({}));
  assert.equal(finding.outcome, 'found');
});

test('a version index without a definition matches nothing', async () => {
  const finding = await consumerOn(fill(vdsoImage({ arch: 'amd64' }), 'versym', 9), consumer({}));
  assert.equal(finding.outcome, 'fallback');
  assert.match(
    reasonSentence(finding.keys[0]?.why ?? finding.why),
    /No definition has symbol \d+'s version index/,
  );
});

test('the hidden bit: masked by some, compared by others', async () => {
  const description = describeVdso({ arch: 'amd64' });
  const symbols = description.symbols?.map((symbol) => ({ ...symbol, hidden: true }));
  const image = buildImage({ ...description, ...(symbols === undefined ? {} : { symbols }) });
  assert.equal((await consumerOn(image, consumer({ hiddenBit: 'masked' }))).outcome, 'found');
  assert.equal((await consumerOn(image, consumer({ hiddenBit: 'compared' }))).outcome, 'fallback');
});

test('the bloom filter is asked by those that use it', async () => {
  const image = vdsoImage({ arch: 'amd64' });
  assert.equal((await consumerOn(image, consumer({ bloomFilter: true }))).outcome, 'found');
  const emptied = damage(image, 'gnuHash.bloom[0]', 0);
  const misled = await consumerOn(emptied, consumer({ bloomFilter: true }));
  assert.equal(misled.outcome, 'fallback');
  assert.equal((await consumerOn(emptied, consumer({ bloomFilter: false }))).outcome, 'found');
});

test('undefined symbols: refused, or accepted by those that do not look', async () => {
  const image = vdsoImage({ arch: 'amd64', hash: 'gnu' });
  const index = (await consumerOn(image, consumer({}))).keys[0]?.symbolIndex;
  const undefinedSymbol = damage(image, `dynsym[${index}].st_shndx`, 0);
  for (const [undefinedSymbols, outcome] of [
    ['refused', 'fallback'],
    ['accepted', 'found'],
    ['refused-by-sysv', 'found'],
  ] as const) {
    const finding = await consumerOn(undefinedSymbol, consumer({ undefinedSymbols }));
    assert.equal(finding.outcome, outcome, undefinedSymbols);
  }
});

test('the value 0: accepted, refused, or refused unless absolute', async () => {
  const description = describeVdso({ arch: 'amd64', hash: 'gnu' });
  for (const [section, outcomes] of [
    ['.text', { accepted: 'found', refused: 'fallback', 'refused-unless-abs': 'fallback' }],
    ['ABS', { accepted: 'found', refused: 'fallback', 'refused-unless-abs': 'found' }],
  ] as const) {
    const symbols = description.symbols?.map((symbol) =>
      symbol.name === '__vdso_clock_gettime' ? { ...symbol, value: 0n, section } : symbol,
    );
    const image = buildImage({ ...description, ...(symbols === undefined ? {} : { symbols }) });
    for (const zeroValue of ['accepted', 'refused', 'refused-unless-abs'] as const) {
      assert.equal(
        (await consumerOn(image, consumer({ zeroValue }))).outcome,
        outcomes[zeroValue],
        zeroValue,
      );
    }
  }
});

test('a tag that a consumer needs and the image lacks: the image is left alone', async () => {
  const rules = { requiredTags: ['STRTAB', 'SYMTAB', 'VERDEF'] } as const;
  const finding = await consumerOn(vdsoImage({ arch: 'amd64', versions: false }), consumer(rules));
  assert.equal(finding.outcome, 'fallback');
  assert.match(reasonSentence(finding.why), /There is no DT_VERDEF, so the image is left alone/);
});

test('load bias: consumers that take p_vaddr for 0 go astray on an image linked elsewhere', async () => {
  const image = vdsoImage({ arch: 'amd64', override: { base: 0x100000n } });
  for (const [loadBias, outcome] of [
    ['first-load', 'found'],
    ['first-load-vaddr', 'found'],
    ['base', 'crash'],
  ] as const) {
    assert.equal((await consumerOn(image, consumer({ loadBias }))).outcome, outcome, loadBias);
  }
});

test('C indexing follows a chain out of the table; Go panics at its bounds', async () => {
  const image = damage(
    vdsoImage({ arch: 'amd64', hash: 'sysv', exports: ['__vdso_time'], override: { buckets: 1 } }),
    'sysvHash.bucket[0]',
    0x7fffffff,
  );
  const finding = await consumerOn(image, consumer({ tables: ['sysv'] }));
  assert.equal(finding.outcome, 'crash');
  assert.match(reasonSentence(finding.why), /segmentation fault/);
});

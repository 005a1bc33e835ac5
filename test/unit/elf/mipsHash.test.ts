/** DT_MIPS_XHASH: the GNU hash table of MIPS, whose chains are not in the order of the symbols. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Allocator } from '../../../src/elf/reading/allocation.ts';
import { damage, fullImage, machines, withoutSections } from '../../support/elf/index.ts';
import { codes, imageOf, rows } from './support.ts';

for (const littleEndian of [true, false]) {
  for (const elfClass of [32, 64] as const) {
    const shape = { class: elfClass, littleEndian };
    // Relocations of the full image are those of other machines.
    const build = () => fullImage(shape, { machine: machines.mips, hash: 'mips', relocations: {} });
    const name = `ELF${elfClass} ${littleEndian ? 'LE' : 'BE'}`;

    test(`${name}: every defined symbol is in one chain, with and without section headers`, async () => {
      const { bytes } = build();
      for (const each of [bytes, withoutSections(bytes)]) {
        const image = await imageOf(each);
        assert.deepEqual(codes(image), []);
        assert.equal(image.gnuHash, undefined);
        const table = image.mipsHash;
        assert.ok(table?.translation !== undefined);
        const chained = Array.from({ length: table.nbuckets }, (_, bucket) => table.chainOf(bucket)).flat();
        const defined = rows(image.symbols).filter(({ shndx, bind }) => shndx !== 0 && bind !== 0);
        assert.deepEqual(
          chained.toSorted((a, b) => a - b),
          defined.map(({ index }) => index),
        );
        assert.notDeepEqual(
          chained,
          chained.toSorted((a, b) => a - b),
          'an order of its own',
        );
        assert.equal(image.symbols.countFrom, 'dynamic');
        assert.ok(image.tableRanges.some((range) => range.name === '.MIPS.xhash'));
      }
    });

    test(`${name}: a translation that leads to a symbol of another name, or to none`, async () => {
      const good = build();
      const first = (await imageOf(good.bytes)).mipsHash?.translation?.at(0) ?? 0;
      const other = await imageOf(damage(good, 'mipsHash.translation[0]', first - 1).bytes);
      assert.ok(codes(other).includes('gnu-hash-word'));
      assert.ok(codes(other).includes('hash-unreachable'));
      const none = await imageOf(damage(good, 'mipsHash.translation[0]', 5000).bytes);
      assert.ok(codes(none).includes('hash-index-outside'));
      assert.equal(none.symbols.length, (await imageOf(good.bytes)).symbols.length);
    });

    test(`${name}: a table that says it is larger than the file`, async () => {
      for (const field of ['nbuckets', 'symoffset', 'bloomSize']) {
        const allocator = new Allocator();
        const { bytes } = damage(build(), `gnuHash.${field}`, 0x7fffffff);
        const image = await imageOf(bytes, { allocator });
        assert.notDeepEqual(codes(image), [], field);
        assert.ok(allocator.allocated <= 4 * bytes.length + 4096);
      }
    });
  }
}

test('on other machines its tag is no table', async () => {
  const shape = { class: 64, littleEndian: true } as const;
  const image = await imageOf(
    fullImage(shape, { extraDynamic: [{ tag: 0x70000036n, value: 0x123456789n }] }).bytes,
  );
  assert.equal(image.mipsHash, undefined);
  assert.deepEqual(codes(image), []);
});

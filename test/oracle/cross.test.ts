/**
 * Files of other architectures, assembled and linked by their own binutils from generated assembly: our
 * reading against both peers, with and without section headers.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { rowsOf } from '../support/ourView.ts';
import { compareFile, imageOf, printPeerVersions, skipWithoutPeers } from './compare.ts';
import { FUNCTIONS } from './cross/assembly.ts';
import { buildCross } from './cross/build.ts';
import { binutilsOf, targets } from './cross/targets.ts';
import { compareWithoutSections, sameWithoutSections } from './sectionless.ts';
import { Tally } from './tally.ts';

const tally = new Tally('files of other architectures');

before(printPeerVersions);
after(() => tally.print());

for (const target of targets) {
  const skip = skipWithoutPeers || binutilsOf(target).skip;
  describe(target.name, { skip }, () => {
    const built = skip === false ? buildCross(target) : undefined;
    after(() => built?.dispose());
    test('what was asked for is there', async () => {
      const read = async (what: string) => {
        const file = built?.files.get(what);
        return file === undefined ? undefined : imageOf(await readFile(file));
      };
      const both = await read('library with both hash tables');
      assert.ok((both?.symbols.length ?? 0) > FUNCTIONS);
      assert.deepEqual(
        both?.versionDefinitions.map(({ name, parents }) => [name, parents]),
        [
          ['libcross.so.1', []],
          ['CROSS_1.0', []],
          ['CROSS_2.0', ['CROSS_1.0']],
          ['CROSS_3.0', ['CROSS_2.0', 'CROSS_1.0']],
        ],
      );
      const needed = both?.versionNeeds.flatMap(({ versions }) => versions.map(({ name }) => name));
      assert.deepEqual(needed?.toSorted(), ['STUB_1.0', 'STUB_2.0']);
      assert.equal(both?.sysvHash?.wordSize, target.name === 's390x' ? 8 : 4);
      const gnu = await read('library with DT_GNU_HASH');
      assert.equal(gnu?.sysvHash, undefined);
      // MIPS has DT_MIPS_XHASH instead.
      const mips = target.name === 'mips64el';
      assert.equal(gnu?.gnuHash === undefined, mips);
      assert.equal(gnu?.mipsHash !== undefined, mips);
      assert.equal((await read('library with DT_HASH'))?.gnuHash, undefined);
      const packed = await read('library with DT_RELR');
      const tables = packed && rowsOf(packed.relocations).map(({ table }) => table);
      assert.ok(tables === undefined || tables.filter((table) => table === 'relr').length >= 100);
      // Binutils 2.40 pack for these two.
      if (['i386', 'ppc64el'].includes(target.name)) assert.ok(tables !== undefined);
      for (const [what] of built?.files ?? []) assert.deepEqual((await read(what))?.problems, [], what);
    });
    for (const [what, file] of built?.files ?? []) {
      test(what, async () => {
        const comparison = await compareFile(file);
        tally.add(comparison);
        assert.deepEqual(comparison.unexplained, [], comparison.warnings.join('\n'));
        if (what.startsWith('object')) return;
        const bytes = await readFile(file);
        await sameWithoutSections(bytes);
        const stripped = await compareWithoutSections(bytes);
        tally.add(stripped);
        assert.deepEqual(stripped.unexplained, [], 'without section headers');
      });
    }
  });
}

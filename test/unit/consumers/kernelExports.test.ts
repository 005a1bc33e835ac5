/** The export history against what real kernels' images were seen to export. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abis } from '../../../src/consumers/abi.ts';
import {
  type KernelExports,
  kernelExports,
  NEWEST,
  OLDEST,
  proposedExports,
} from '../../../src/consumers/catalog/kernelExports.ts';
import { otherMakers } from '../../../src/consumers/catalog/otherExports.ts';
import { compareReleases } from '../../../src/consumers/releases.ts';
import { conditionIn, rowsWith } from '../../../src/consumers/verdict/kernelHistory.ts';
import { measuredExports } from './measuredExports.ts';

const minor = (release: string): string => release.split('.').slice(0, 2).join('.');
const isBefore = (a: string, b: string): boolean => compareReleases(a, b) < 0;

/** What the history says of a kernel: 'maybe' between the releases that it knows, and by configuration. */
function has(row: KernelExports, kernel: string): 'yes' | 'maybe' | 'no' {
  const release = minor(kernel);
  if (row.last !== undefined && isBefore(row.last, release)) return 'no';
  if (isBefore(release, row.since)) {
    return row.notIn !== undefined && isBefore(row.notIn, release) ? 'maybe' : 'no';
  }
  return conditionIn(row, kernel) === undefined ? 'yes' : 'maybe';
}

for (const [arch, { kernels, exports, lacking }] of Object.entries(measuredExports)) {
  const rows = kernelExports[arch] ?? [];
  const seen = kernels.split(' ');
  test(`${arch}: the history agrees with the images of ${seen.length} kernels`, () => {
    for (const kernel of seen) {
      const exported = new Set<string>();
      for (const [node, first, names, ended] of exports) {
        if (isBefore(kernel, first) || (ended !== undefined && !isBefore(kernel, ended))) continue;
        for (const name of names.split(' ')) exported.add(`${name}@${node}`);
      }
      for (const row of rows) {
        for (const name of row.symbols.split(' ')) {
          const said = has(row, kernel);
          const isThere = exported.delete(`${name}@${row.node}`);
          if (said !== 'maybe') assert.equal(isThere, said === 'yes', `${kernel}: ${name}@${row.node}`);
        }
      }
      assert.deepEqual([...exported], [], `${kernel} exports more than the history has`);
    }
  });

  test(`${arch}: where the history leaves a gap, the images do not narrow it`, () => {
    for (const [node, first, names] of exports) {
      const before = seen[seen.indexOf(first) - 1];
      for (const name of names.split(' ')) {
        const row = rowsWith(rows, name).find((each) => each.node === node);
        assert.ok(row !== undefined, name);
        assert.ok(!isBefore(minor(first), row.since), `${name} was seen in ${first}`);
        if (before === undefined || row.notIn === undefined) continue;
        assert.ok(!isBefore(row.notIn, minor(before)), `${name} was not in ${before}`);
      }
    }
  });

  if (lacking === undefined) continue;
  test(`${arch}: what one configuration of ${lacking[0]} leaves out is conditional`, () => {
    const [kernel, name] = lacking;
    const [row] = rowsWith(rows, name);
    assert.ok(row !== undefined && conditionIn(row, kernel) !== undefined);
  });
}

test('every row of the history belongs to an architecture that an image can be told to be for', () => {
  const known = new Set(abis.flatMap(({ kernel }) => (kernel === undefined ? [] : [kernel, `um-${kernel}`])));
  assert.deepEqual(
    Object.keys(kernelExports).filter((arch) => !known.has(arch)),
    [],
  );
  const missing = [...known].filter((arch) => !arch.startsWith('um-') && kernelExports[arch] === undefined);
  assert.deepEqual(missing, []);
  for (const { exports } of Object.values(otherMakers)) {
    assert.deepEqual(
      Object.keys(exports).filter((arch) => !known.has(arch)),
      [],
    );
  }
});

test('a name is in a node once, releases are in order, and what is proposed is not there yet', () => {
  for (const [arch, rows] of Object.entries(kernelExports)) {
    const names = rows.flatMap(({ node, symbols }) =>
      symbols.split(' ').map((symbol) => `${node} ${symbol}`),
    );
    assert.equal(new Set(names).size, names.length, arch);
    for (const { since, notIn, last, symbols, conditions } of rows) {
      assert.ok(!isBefore(NEWEST, since), symbols);
      if (notIn !== undefined) assert.ok(isBefore(notIn, since) && !isBefore(notIn, OLDEST), symbols);
      if (last !== undefined) assert.ok(!isBefore(last, since), symbols);
      const order = (conditions ?? []).map(([from]) => from);
      assert.deepEqual(order, order.toSorted(compareReleases), symbols);
    }
  }
  for (const [name, { abis: where }] of proposedExports) {
    for (const arch of where.split(' ')) {
      assert.ok(kernelExports[arch] !== undefined, arch);
      assert.deepEqual(rowsWith(kernelExports[arch], name), [], `${name} on ${arch}`);
    }
  }
});

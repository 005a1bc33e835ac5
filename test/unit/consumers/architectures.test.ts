// The table of architectures: everybody's names lead to one row or to rows that differ in byte order alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiOf, abis, matchesAbi, patternOf } from '../../../src/consumers/abi.ts';
import { goPort, portWithout } from '../../../src/consumers/architectures.ts';
import type { ElfHeader } from '../../../src/elf/model.ts';

/** Headers that a row is for. */
function headersOf({ machine, class: width, data, flags }: (typeof abis)[number]): ElfHeader[] {
  const orders = data === 'both' ? [true, false] : [data === 'little'];
  return orders.map(
    (littleEndian) => ({ machine, class: width, littleEndian, flags: flags?.value ?? 0 }) as ElfHeader,
  );
}

test('no header has two rows, and each has its own', () => {
  for (const row of abis)
    for (const header of headersOf(row)) {
      assert.deepEqual(
        abis.filter((each) => matchesAbi(each, header)),
        [row],
      );
      assert.equal(abiOf(header), row);
    }
});

test('rows with a name in common are of one machine, class and flags', () => {
  for (const name of new Set(abis.flatMap(({ ports }) => ports))) {
    const rows = abis.filter(({ ports }) => ports.includes(name));
    const { data: _, ...pattern } = patternOf(rows);
    for (const row of rows) {
      const { data: __, ...own } = patternOf([row]);
      assert.deepEqual(own, pattern, name);
    }
  }
  const ofGo = abis.flatMap(({ go }) => go ?? []);
  assert.equal(new Set(ofGo).size, ofGo.length);
});

test('a port of both byte orders matches both, one of one only that', () => {
  assert.equal(portWithout('ppc64').data, 'both');
  assert.equal(portWithout('ppc64le').data, 'little');
  assert.equal(goPort('ppc64').data, 'big');
  assert.deepEqual(portWithout('mipsle').flags, { mask: 0x20, value: 0 });
});

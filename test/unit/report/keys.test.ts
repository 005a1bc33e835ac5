import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltImage } from '../../support/elf/index.ts';
import { damage, fieldValue, vdsoImage } from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

/** Symbols of 16 bytes and chain entries of 4 so many apart have the same 32-bit address. */
const AROUND = 1n << 30n;

/** Every index in DT_HASH leads to the same symbol as before, the long way. */
function goneAround(image: BuiltImage): BuiltImage {
  const count = (field: string) => Number(fieldValue(image, `sysvHash.n${field}`));
  return ['bucket', 'chain']
    .flatMap((name) => Array.from({ length: count(name) }, (_, at) => `sysvHash.${name}[${at}]`))
    .reduce((damaged, field) => {
      const symbol = fieldValue(image, field);
      return symbol === 0n ? damaged : damage(damaged, field, symbol + AROUND);
    }, image);
}

test('a symbol that is found although its index is beyond the table, since its address wraps, has no bytes to go to', async () => {
  const image = goneAround(vdsoImage({ arch: 'arm', hash: 'sysv' }));
  const report = await reportOf(image.bytes, { info: { kind: 'live', base: 0x7f00_0000n } });
  const { symbols } = report.subject.image;
  const table = report.table('keys');
  const found = report.subject.findings.flatMap(({ keys }) => keys).map(({ symbolIndex }) => symbolIndex);
  assert.ok(found.some((index) => index !== undefined && index >= symbols.length));
  assert.equal(table?.rowCount, found.length);
  found.forEach((index, row) => {
    const outside = index === undefined || index >= symbols.length;
    assert.equal(table?.row(row).offset === undefined, outside, `row ${row}, symbol ${index}`);
  });
});

/** LEB128 numbers at the edges of their bytes and of 64 bits, against arithmetic with bigints. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Leb128 } from '../../../src/elf/bytes/leb128.ts';
import { sleb128, uleb128 } from '../../support/elf/leb128.ts';

function numberOf({ low, high }: Leb128): bigint {
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}

const EDGES = [0, 1, 6, 7, 13, 14, 20, 21, 27, 28, 31, 32, 34, 35, 41, 42, 48, 49, 55, 56, 62, 63];

test('signed numbers at every edge, short and filled up to ten bytes', () => {
  for (const edge of EDGES) {
    for (const near of [-1n, 0n, 1n]) {
      for (const sign of [1n, -1n]) {
        const value = BigInt.asIntN(64, sign * (1n << BigInt(edge)) + near);
        for (const width of [1, 10]) {
          const numbers = new Leb128(sleb128(value, width));
          assert.ok(numbers.signed(), String(value));
          assert.equal(numberOf(numbers), value);
          assert.equal(numbers.position, numbers.bytes.length);
        }
      }
    }
  }
});

test('unsigned numbers at every edge, one after the other', () => {
  const values = EDGES.flatMap((edge) => [-1n, 0n, 1n].map((near) => (1n << BigInt(edge)) + near));
  values.push(2n ** 64n - 1n);
  const numbers = new Leb128(Uint8Array.from(values.flatMap((value) => [...uleb128(value)])));
  for (const value of values) {
    assert.ok(numbers.unsigned());
    assert.equal(BigInt.asUintN(64, numberOf(numbers)), value);
  }
  assert.equal(numbers.unsigned(), false);
  assert.equal(numbers.failed, 'end');
});

test('numbers that end nowhere, or have more than 64 bits, are none', () => {
  const refused: [signed: boolean, bytes: number[], why: string][] = [
    [false, [], 'end'],
    [true, [0x80], 'end'],
    [false, Array(9).fill(0xff), 'end'],
    [false, [...Array(9).fill(0xff), 2], 'long'],
    [true, [...Array(9).fill(0xff), 1], 'long'],
    [true, [...Array(9).fill(0x80), 0x7e], 'long'],
    [false, [...Array(10).fill(0x80), 0], 'long'],
    [true, Array(1000).fill(0xff), 'long'],
  ];
  for (const [signed, bytes, why] of refused) {
    const numbers = new Leb128(Uint8Array.from(bytes));
    assert.equal(signed ? numbers.signed() : numbers.unsigned(), false, bytes.join());
    assert.equal(numbers.failed, why, bytes.join());
    assert.equal(numbers.position, 0);
  }
});

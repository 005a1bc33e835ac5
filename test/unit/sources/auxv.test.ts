import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AT_SYSINFO_EHDR, auxvValue, detectAuxv, parseAuxv } from '../../../src/sources/auxv.ts';
import { auxvBytes } from '../../support/fakeProc.ts';

const BASE32 = 0xf7f3a000n;
const BASE64 = 0x7ffc1b9f2000n;

// What an i386 and an x86-64 program get: AT_SYSINFO, AT_SYSINFO_EHDR, AT_HWCAP, AT_PAGESZ, AT_PHENT, AT_SECURE.
const I386 = [
  [32, 0xf7f3a570n],
  [33, BASE32],
  [16, 0x1f8bfbffn],
  [6, 4096n],
  [4, 32n],
  [23, 0n],
] as const;
const AMD64 = [
  [33, BASE64],
  [51, 3632n],
  [16, 0x1f8bfbffn],
  [6, 4096n],
  [4, 56n],
  [23, 0n],
] as const;

for (const littleEndian of [true, false]) {
  const order = littleEndian ? 'little' : 'big';
  test(`a ${order}-endian vector tells its word size by itself`, () => {
    const narrow = detectAuxv(auxvBytes(I386, 4, littleEndian), littleEndian);
    assert.equal(narrow?.wordSize, 4);
    assert.equal(narrow && auxvValue(narrow, AT_SYSINFO_EHDR), BASE32);
    const wide = detectAuxv(auxvBytes(AMD64, 8, littleEndian), littleEndian);
    assert.equal(wide?.wordSize, 8);
    assert.equal(wide && auxvValue(wide, AT_SYSINFO_EHDR), BASE64);
  });

  test(`a ${order}-endian vector of 4-byte words without a vDSO is not taken for 8-byte words`, () => {
    // s390 with 4-byte words: AT_HWCAP 0 first would read as tag 16, value AT_PAGESZ << 32 | 4096.
    const bytes = auxvBytes(
      [
        [16, 0n],
        [6, 4096n],
        [4, 32n],
      ],
      4,
      littleEndian,
    );
    const auxv = detectAuxv(bytes, littleEndian);
    assert.equal(auxv?.wordSize, 4);
    assert.equal(auxv && auxvValue(auxv, AT_SYSINFO_EHDR), undefined);
  });
}

test('a vector in the other byte order, of odd length or of rubbish is no vector', () => {
  assert.equal(detectAuxv(auxvBytes(AMD64, 8, false), true), undefined);
  assert.equal(detectAuxv(new Uint8Array(), true), undefined);
  assert.equal(detectAuxv(new Uint8Array(7), true), undefined);
  assert.equal(detectAuxv(new Uint8Array(64).fill(0xa5), true), undefined);
});

test('entries end at AT_NULL, and a vector without one ends with its bytes', () => {
  const bytes = auxvBytes(AMD64, 8, true);
  const behind = new Uint8Array(bytes.length + 16).fill(0x21);
  behind.set(bytes);
  assert.equal(parseAuxv(behind, 8, true).entries.length, AMD64.length);
  assert.equal(parseAuxv(bytes.subarray(0, 24), 8, true).entries.length, 1);
});

test('the first of two equal tags counts', () => {
  const auxv = parseAuxv(
    auxvBytes(
      [
        [33, 1n],
        [33, 2n],
      ],
      8,
      true,
    ),
    8,
    true,
  );
  assert.equal(auxvValue(auxv, AT_SYSINFO_EHDR), 1n);
});

test('values above 2^63 keep their sign away', () => {
  const auxv = parseAuxv(auxvBytes([[33, 0xfff8000100000000n]], 8, false), 8, false);
  assert.equal(auxvValue(auxv, AT_SYSINFO_EHDR), 0xfff8000100000000n);
});

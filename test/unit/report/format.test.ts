import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortened } from '../../../src/elf/bytes/printable.ts';
import { byteSize, count, plural } from '../../../src/elf/english.ts';
import { range } from '../../../src/report/english/places.ts';
import { hex, hex32, shown, shownJson } from '../../../src/report/format.ts';

test('numbers', () => {
  assert.equal(hex(0xffffffffff700000n), '0xffffffffff700000');
  assert.equal(hex32(0xd35ec75), '0x0d35ec75');
  assert.equal(count(184835), '184,835');
  assert.equal(count(999n), '999');
  assert.equal(count(1234567890n), '1,234,567,890');
  assert.equal(plural(1, 'symbol'), '1 symbol');
  assert.equal(plural(0n, 'entry', 'entries'), '0 entries');
});

test('sizes', () => {
  assert.equal(byteSize(0), '0 bytes');
  assert.equal(byteSize(1), '1 byte');
  assert.equal(byteSize(1023), '1,023 bytes');
  assert.equal(byteSize(8192), '8.0 KiB');
  assert.equal(byteSize(300 * 1024 * 1024), '300 MiB');
  assert.equal(byteSize(2n ** 64n - 1n), '16.0 EiB');
  assert.equal(range(0x2a8, 60), '0x2a8 – 0x2e4 · 60 bytes');
});

test('text of unknown origin is shown escaped', () => {
  assert.equal(shown('a\u001b[31m\u0000\u007f\u0085'), 'a\\x1b[31m\\x00\\x7f\\x85');
  for (const code of [0x202a, 0x202e, 0x2066, 0x2069, 0x200e, 0x200f, 0x2028, 0xfeff]) {
    assert.equal(shown(String.fromCharCode(code)), `\\u${code.toString(16)}`);
  }
  assert.equal(shown('né ß 漢'), 'né ß 漢');
});

test('JSON keeps its value and loses what a terminal would act on', () => {
  const value = { name: 'a\u009b\u202e\u2028\u001b' };
  const text = shownJson(JSON.stringify(value));
  assert.doesNotMatch(text, /[\u009b\u202e\u2028]/);
  assert.deepEqual(JSON.parse(text), value);
});

test('what is shortened says how much is missing', () => {
  assert.equal(shortened('abc', 3), 'abc');
  assert.equal(shortened('abcdef', 2), 'ab… (+4)');
});

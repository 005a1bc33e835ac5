import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf } from '../../../src/elf/bytes/columns.ts';

test('a Chinese letter and a full-width mark are as wide as two digits', () => {
  for (const [text, width] of [
    ['', 0],
    ['0x1af0 – 0x1b00', 15],
    ['部分找到', 8],
    ['5.11（源码）', 12],
    ['a、b', 4],
  ] as const)
    assert.equal(columnsOf(text), width, text);
});

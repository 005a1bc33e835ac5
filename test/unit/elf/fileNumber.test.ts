/** 64-bit values of a file become Numbers through one door, which keeps loops moving and sums in order. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileNumber } from '../../../src/elf/bytes/fileNumber.ts';

test('what no file can be as large as lies behind every file, and a loop steps on from there', () => {
  for (const value of [2n ** 53n, 2n ** 56n, 2n ** 64n - 1n]) {
    const number = fileNumber(value);
    assert.equal(number, Number.MAX_SAFE_INTEGER);
    for (const step of [2, 4, 8, 16, 24]) assert.ok(number + step > number);
  }
  for (const value of [0n, 1n, 4096n, 2n ** 53n - 1n]) assert.equal(BigInt(fileNumber(value)), value);
});

/** Words for what a file says in 64 bits: properties and variables with these names. */
const WIDE =
  /\bNumber\((?!BigInt\.as)[^()]*\b(?:offset|addr|vaddr|paddr|address|size|filesz|memsz|value|target|entsize|info|link|flags|entry|phoff|shoff|start|end|length|rest|bytes|tag|word|pointer)\s*(?:\/[^()]*)?\)/;

/** Where something else has such a name, or the value has been looked at before. */
const REVIEWED: Readonly<Record<string, string>> = {
  'elf/bytes/fileNumber.ts': 'the door itself',
  'elf/bytes/hex.ts': 'compared with 32 bits',
  'elf/english.ts': 'for people: plurals',
  'elf/bytes/quantity.ts': 'for people: units',
  'report/views/codeView.ts': 'shares of the width of a drawing',
  'session/code/instructionList.ts': 'offsets in a part of a function, of at most 64 KiB',
  'consumers/lookup/mappedImage.ts':
    'an offset that lies before the end of the mapping; read for every number',
  'report/utf8Writer.ts': 'compared with 32 bits; written for every number',
  'report/tables/fileOffsets.ts': 'compared with the largest that is exact; done for every symbol',
  'sources/fileSource.ts': 'compared with the largest that is exact',
  'sources/liveImage.ts': 'compared with the limit of a mapping',
};

test('no other 64-bit value of a file becomes a Number', () => {
  const root = path.join(import.meta.dirname, '../../../src');
  const found: string[] = [];
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || REVIEWED[name] !== undefined) continue;
    for (const [at, line] of readFileSync(path.join(root, name), 'utf8').split('\n').entries()) {
      if (WIDE.test(line)) found.push(`${name}:${at + 1}: ${line.trim()}`);
    }
  }
  assert.deepEqual(found, []);
});

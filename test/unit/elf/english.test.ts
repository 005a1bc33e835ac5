/** Numbers, plurals and lists, which every catalogue takes from one file. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import { hex } from '../../../src/elf/bytes/hex.ts';
import { andList, count, list, listOfLists, orList, plural } from '../../../src/elf/english.ts';
import { problemSentence } from '../../../src/elf/problems/english.ts';
import { sourceSentences } from '../../../src/sources/english.ts';

test('quantities are grouped, and one of a thing has its own form', () => {
  assert.deepEqual([0, 999, 1000, 184835, 2n ** 64n].map(count), [
    '0',
    '999',
    '1,000',
    '184,835',
    '18,446,744,073,709,551,616',
  ]);
  assert.deepEqual(
    [0, 1, 1n, 2].map((value) => plural(value, 'entry', 'entries')),
    ['0 entries', '1 entry', '1 entry', '2 entries'],
  );
  assert.equal(plural(2000, 'key'), '2,000 keys');
});

test('lists end with the word that is meant', () => {
  assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(andList), ['', 'a', 'a and b', 'a, b and c']);
  assert.equal(orList(['a', 'b', 'c']), 'a, b or c');
  assert.equal(listOfLists([list(['a', 'b']), 'c']), 'a, b; c');
});

test('a distance below the start of an image has its sign', () => {
  assert.deepEqual([-16n, -1, 0, 2n ** 64n - 1n].map(hex), ['-0x10', '-0x1', '0x0', '0xffffffffffffffff']);
});

test('every layer groups the same', () => {
  const short = problemSentence({ code: 'short-read', args: { expected: 1234567, got: 1000 } });
  assert.match(short, /1,000 of 1,234,567 bytes/);
  assert.match(reasonSentence({ code: 'all-found', args: { total: 1234 } }), /1,234/);
  const early = sourceSentences.endsEarly({ label: 'a', size: 1234567, read: 1000 });
  assert.match(early, /1,000 of its 1,234,567 bytes/);
});

/** How a number, a plural or a list is written by hand. */
const BY_HAND = /toLocale|Intl\.|\.join\('[,;] '\)|\.join\(' (?:and|or) '\)/;

/** The file itself, a list for browsers, and names as C++ and Rust write them. */
const NOT_SENTENCES = ['src/elf/english.ts', 'src/editor/html.ts', 'src/demangle/'];

test('nobody else writes plurals and lists', () => {
  const root = path.join(import.meta.dirname, '../../..');
  const found: string[] = [];
  for (const side of ['src', 'webview']) {
    for (const name of readdirSync(path.join(root, side), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || NOT_SENTENCES.some((each) => `${side}/${name}`.startsWith(each))) continue;
      for (const [at, line] of readFileSync(path.join(root, side, name), 'utf8')
        .split('\n')
        .entries()) {
        if (BY_HAND.test(line)) found.push(`${side}/${name}:${at + 1}: ${line.trim()}`);
      }
    }
  }
  assert.deepEqual(found, []);
});

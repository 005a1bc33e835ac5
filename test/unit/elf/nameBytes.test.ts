/** What is answered from a name's bytes must be what its decoded text would answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_NAME_BYTES } from '../../../src/elf/strings/stringTable.ts';
import { shown } from '../../../src/report/format.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { imageOf } from './support.ts';

const odd = [
  'plain_Name',
  '__vdso_clock_gettime',
  'with "quotes"',
  'back\\slash',
  'tab\there',
  'bell\u0007',
  'né',
  '日本',
  '\ufeffmarked',
  'x'.repeat(MAX_NAME_BYTES + 9),
  'abcABCabd',
  'a',
];
const words = [
  'plain_name',
  'name',
  'é',
  'n',
  'abd',
  'abcabd',
  '\\x07',
  '"',
  '\\',
  '本',
  'a',
  'xxx',
  'zz',
  'clock_get',
];

test('a word is found in a name exactly where the name as it is shown holds it', async () => {
  const { symbols } = await imageOf(vdsoImage({ arch: 'amd64', exports: odd }).bytes);
  let decided = 0;
  for (let index = 0; index < symbols.length; index++) {
    const text = shown(symbols.name(index)).toLowerCase();
    for (const word of words.filter((each) => /^[!-~]+$/.test(each))) {
      const held = symbols.nameHolds(index, new TextEncoder().encode(word));
      if (held === undefined) continue;
      decided++;
      assert.equal(held, text.includes(word), `${word} in ${text.slice(0, 40)}`);
    }
  }
  assert.ok(decided > 50);
});

test('names are copied when they need no escape, as much of them as is shown, and otherwise not', async () => {
  const { symbols } = await imageOf(vdsoImage({ arch: 'amd64', exports: odd }).bytes);
  for (let index = 0; index < symbols.length; index++) {
    const name = symbols.name(index);
    const target = new Uint8Array(MAX_NAME_BYTES + 3);
    const end = symbols.copyName(index, target, 3);
    const plain = JSON.stringify(name) === `"${name}"` && /^[ -~]*$/.test(name);
    assert.equal(end, plain ? 3 + name.length : -1, name.slice(0, 40));
    if (plain) assert.equal(new TextDecoder().decode(target.subarray(3, end)), name);
  }
});

test('names stay the same when thousands have been asked for', async () => {
  for (const exports of [odd, odd.filter((name) => /^[ -~]*$/.test(name))]) {
    const { symbols } = await imageOf(vdsoImage({ arch: 'amd64', exports }).bytes);
    const names = () => Array.from({ length: symbols.length }, (_, index) => symbols.name(index));
    const first = names();
    for (let asked = 0; asked < 5000; asked++) symbols.name(1 + (asked % exports.length));
    assert.deepEqual(names(), first);
  }
});

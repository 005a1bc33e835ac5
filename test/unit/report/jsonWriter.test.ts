// The writer of all JSON documents: what it writes is what JSON.stringify would write of the same values.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonOf } from '../../../src/report/format.ts';
import { jsonDocument, jsonText, LINE } from '../../../src/report/output/jsonWriter.ts';

test('objects, arrays and members in one another, with commas where they belong', () => {
  const text = jsonText(function* (json) {
    json.begin('object');
    json.attributes({ first: 1, absent: undefined, text: 'a "quote"' });
    json.attribute('absent too', undefined);
    json.name('empty');
    yield* json.array(0, () => assert.fail('nothing to write'));
    json.name('numbers');
    yield* json.array(3, (index) => json.out.decimal(index * 10));
    json.name('lines');
    json.begin('array', LINE);
    json.element({ a: null });
    json.next();
    json.begin('object');
    json.end();
    json.element([]);
    json.end();
    json.end();
  });
  const lines = '[{"a":null},\n{},\n[]]';
  assert.equal(text, `{"first":1,"text":"a \\"quote\\"","empty":[],"numbers":[0,10,20],"lines":${lines}}`);
});

test('a name or text that acts is written so that it is safe to show', () => {
  const text = jsonText(function* (json) {
    json.begin('object');
    json.attribute('\u202ename', '\u001b[31m');
    json.name('texts');
    yield* json.array(1, () => json.out.text(jsonOf('\u202e')));
    json.end();
  });
  assert.match(text, /^[ -~]*$/);
  assert.deepEqual(JSON.parse(text), { '\u202ename': '\u001b[31m', texts: ['\u202e'] });
});

test('a long document comes in pieces of bounded size', () => {
  const count = 200_000;
  const pieces: string[] = [];
  const document = jsonDocument((json) => json.array(count, (index) => json.out.decimal(index)));
  for (const piece of document) {
    assert.ok(piece.length <= 256 * 1024, `${piece.length} bytes`);
    pieces.push(new TextDecoder().decode(piece));
  }
  assert.ok(pieces.length > 3, `${pieces.length} pieces`);
  assert.equal((JSON.parse(pieces.join('')) as number[]).length, count);
});

/** Colours: on a terminal that has them, and nowhere else. */
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { paintFor } from '../../../src/cli/paint.ts';

const stream = (isTTY?: boolean): Writable & { isTTY?: boolean } =>
  Object.assign(
    new Writable({ write: (_chunk, _encoding, done) => done() }),
    isTTY === undefined ? {} : { isTTY },
  );

test('red, amber and green on a terminal', () => {
  const paint = paintFor(stream(true), { TERM: 'xterm' });
  assert.equal(paint?.('FAILED', 'bad'), '\u001b[31mFAILED\u001b[0m');
  assert.equal(paint?.('refuses', 'warn'), '\u001b[33mrefuses\u001b[0m');
  assert.equal(paint?.('found', 'good'), '\u001b[32mfound\u001b[0m');
  assert.equal(paint?.('word', 'plain'), 'word');
});

test('none in a pipe, none where NO_COLOR asks for none, none on a terminal without', () => {
  assert.equal(paintFor(stream(), { TERM: 'xterm' }), undefined);
  assert.equal(paintFor(stream(false), { TERM: 'xterm' }), undefined);
  assert.equal(paintFor(stream(true), { TERM: 'xterm', NO_COLOR: '1' }), undefined);
  assert.equal(paintFor(stream(true), { TERM: 'dumb' }), undefined);
});

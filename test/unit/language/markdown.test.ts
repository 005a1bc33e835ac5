import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { code } from '../../../src/language/answers/markdown.ts';

suite('code', () => {
  test('is a code span whatever the text holds', () => {
    assert.equal(code('__vdso_time'), '`__vdso_time`');
    assert.equal(code('a`b'), '``a`b``');
    assert.equal(code('`a``b'), '``` `a``b ```');
  });

  test('shows control and bidirectional characters escaped', () => {
    assert.equal(code('a\nb\u202e'), '`a\\x0ab\\u202e`');
  });
});

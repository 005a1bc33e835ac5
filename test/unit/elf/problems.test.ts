import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elfProblems, problemSentence } from '../../../src/elf/english.ts';
import { MAX_PROBLEMS, MAX_PROBLEMS_PER_CODE, ProblemList } from '../../../src/elf/problems.ts';

test('problems of one code are listed up to a limit and counted beyond it', () => {
  const list = new ProblemList(100);
  for (let index = 0; index < 1000; index++) {
    list.add('error', 'version-nameless', { index }, `Verdef ${index}`);
  }
  const problems = list.list();
  assert.equal(problems.length, MAX_PROBLEMS_PER_CODE + 1);
  assert.equal(problems.at(-1)?.code, 'more-problems');
  assert.equal(problems.at(-1)?.args['count'], 1000 - MAX_PROBLEMS_PER_CODE);
  assert.ok(MAX_PROBLEMS >= MAX_PROBLEMS_PER_CODE);
});

test('ranges are clipped to the image, and left out where they are outside of it', () => {
  const list = new ProblemList(100);
  const range = (offset: number, length: number) => {
    list.add('error', 'strings-unended', { table: 'DT_STRTAB' }, 'DT_STRTAB', { offset, length });
    return list.list().at(-1);
  };
  assert.deepEqual([range(90, 20)?.offset, range(90, 20)?.length], [90, 10]);
  assert.equal(range(100, 1)?.offset, undefined);
  assert.equal(range(Number.NaN, 1)?.offset, undefined);
  assert.equal(range(-1, 1)?.offset, undefined);
});

test('a code that the catalogue does not have is shown as it is', () => {
  assert.equal(problemSentence({ code: 'no-such-code', args: {} }), 'no-such-code');
  assert.equal(problemSentence({ code: '__proto__', args: {} }), '__proto__');
  assert.equal(problemSentence({ code: 'toString', args: {} }), 'toString');
});

test('sentences show names of unknown origin escaped and cut', () => {
  const sentence = elfProblems['version-hash-wrong']({
    stored: 1,
    computed: 2,
    name: `\u202e\u0007${'x'.repeat(5000)}`,
  });
  for (const character of ['\u202e', '\u0007']) assert.ok(!sentence.includes(character));
  assert.ok(sentence.length < 400);
});

test('counts are worded for one and for many', () => {
  assert.match(
    elfProblems['hash-unreachable']({ table: 'DT_HASH', count: 1, first: 4 }),
    /^1 defined symbol that/,
  );
  assert.match(
    elfProblems['hash-unreachable']({ table: 'DT_HASH', count: 2, first: 4 }),
    /^2 defined symbols that/,
  );
});

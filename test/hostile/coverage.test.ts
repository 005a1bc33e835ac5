/** No file of src/ is left out of the fuzzer in silence. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codeLines, sourceFiles } from './fuzz/coverage.ts';
import { barely, unreached, whyUnreached } from './fuzz/excused.ts';
import { reachedFiles } from './fuzz/reach.ts';

const files = sourceFiles();
const reached = reachedFiles();

test('every file that no room loads has a reason', () => {
  assert.ok(reached.size > 200, 'the rooms load most of src');
  const left = files.filter((file) => !reached.has(file) && codeLines(file) > 0);
  assert.ok(left.includes('src/extension.ts'));
  assert.deepEqual(
    left.filter((file) => whyUnreached(file) === undefined),
    [],
  );
});

test('every reason is for a file that it is true of', () => {
  for (const file of Object.keys(unreached)) assert.ok(files.includes(file) && !reached.has(file), file);
  for (const file of Object.keys(barely)) assert.ok(reached.has(file), `${file} is loaded by some room`);
  const known = files.filter((file) => reached.has(file) && whyUnreached(file) !== undefined);
  const typesOnly = known.filter((file) => !/^import type .*'vscode';$/m.test(text(file)));
  assert.deepEqual(typesOnly, [], 'what a room loads needs no VS Code');
});

test('docs/testing.md names those that are named here', () => {
  const page = text('docs/testing.md');
  for (const file of Object.keys({ ...unreached, ...barely })) assert.ok(page.includes(`\`${file}\``), file);
});

function text(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
}

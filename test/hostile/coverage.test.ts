/** No file of src/ is left out of the fuzzer in silence. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codeLines, sourceFiles } from './fuzz/coverage.ts';
import { barely, unreached } from './fuzz/excused.ts';
import { reachedFiles } from './fuzz/reach.ts';

test('every file that no room loads is named with a reason, and no other is', () => {
  const reached = reachedFiles();
  const left = sourceFiles().filter((file) => !reached.has(file) && codeLines(file) > 0);
  assert.deepEqual(Object.keys(unreached).toSorted(), left);
  for (const file of Object.keys(barely)) assert.ok(reached.has(file), `${file} is loaded by some room`);
  for (const reason of Object.values({ ...unreached, ...barely })) assert.ok(reason.length > 20, reason);
});

test('docs/testing.md names them too', () => {
  const text = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');
  for (const file of Object.keys({ ...unreached, ...barely })) {
    const folder = file.replace(/[^/]*$/, '');
    assert.ok(text.includes(`\`${file}\``) || text.includes(`\`${folder}\``), file);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesWords } from '../../../src/files/words.ts';
import { WriteError } from '../../../src/files/writeError.ts';

test('Chinese says what could not be written: a report, or an image', async () => {
  await filesWords.read('zh-cn');
  for (const [what, told] of [
    ['report', '无法把报告写入 /x/out（ENOENT）。'],
    ['image', '无法把映像写入 /x/out（ENOENT）。'],
  ] as const)
    assert.equal(new WriteError('failed', { path: '/x/out', what, errno: 'ENOENT' }).sentence('zh-cn'), told);
});

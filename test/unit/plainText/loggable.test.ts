import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loggable } from '../../../src/plainText/loggable.ts';
import { SessionError } from '../../../src/session/sessionError.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';

test('the log has the code and why, and of a defect the way there', () => {
  const refused = new SourceError('fileAccess', { path: '/secret/a.so', errno: 'EACCES' });
  assert.match(loggable(refused), /^fileAccess: \/secret\/a\.so may not be read by this user \(EACCES\)/);
  assert.match(loggable(new Error('It broke.')), /^Error: It broke\.\n {4}at /);
  assert.equal(loggable('gone'), 'gone');
});

test('what a file holds is not logged', () => {
  const problem = { code: 'not-elf', args: { format: 'text', bytes: '70 61 73 73 77 6f 72 64' } } as const;
  const error = new SessionError('notElf', { problem });
  assert.match(error.message, /70 61/);
  assert.equal(loggable(error), 'notElf: text');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownFirst } from '../../../src/consumers/runtimes.ts';

const musl = { id: 'musl', release: '1.2.3' } as const;

test('what a process runs comes first, at its release, and is spoken of', () => {
  const selection = [{ id: 'go' }, { id: 'glibc' }, { id: 'musl', quiet: true as const }];
  assert.deepEqual(ownFirst(selection, [musl]), [musl, { id: 'go' }, { id: 'glibc' }]);
  assert.deepEqual(ownFirst(selection, [{ id: 'glibc' }, musl]), [{ id: 'glibc' }, musl, { id: 'go' }]);
  assert.equal(ownFirst(selection, []).length, 3);
});

test('a release that was asked for stays, and who was not asked is not added', () => {
  assert.deepEqual(ownFirst([{ id: 'go' }, { id: 'musl', release: '1.2.5' }], [musl]), [
    { id: 'musl', release: '1.2.5' },
    { id: 'go' },
  ]);
  assert.deepEqual(ownFirst([{ id: 'go' }], [musl]), [{ id: 'go' }]);
});

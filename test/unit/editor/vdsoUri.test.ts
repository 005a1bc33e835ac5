import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { imagePath, parsePath } from '../../../src/editor/vdsoUri.ts';

suite('vdso: addresses', () => {
  test('what imagePath writes, parsePath reads', () => {
    for (const owner of ['live', 1, 4711, 4194304] as const) {
      const path = imagePath(owner, 'linux-vdso.so.1');
      assert.deepEqual(parsePath(path), { kind: 'image', owner, name: 'linux-vdso.so.1' });
    }
  });

  test('folders', () => {
    assert.deepEqual(parsePath('/'), { kind: 'root' });
    assert.deepEqual(parsePath(''), { kind: 'root' });
    assert.deepEqual(parsePath('/live/'), { kind: 'folder', owner: 'live' });
    assert.deepEqual(parsePath('/process'), { kind: 'processes' });
    assert.deepEqual(parsePath('/process/12'), { kind: 'folder', owner: 12 });
  });

  test('nothing else has an address', () => {
    for (const path of [
      '/x',
      '/live/a/b',
      '/process/0',
      '/process/-1',
      '/process/01/a',
      '/process/1e3/a',
      '/process/12345678',
      '/process/1/a/b',
      '/Live/a',
    ]) {
      assert.equal(parsePath(path), undefined, path);
    }
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, suite, test } from 'node:test';
import { APART_MS, ChangedFile, type FileState, UNCHANGED_MS } from '../../../src/editor/changedFile.ts';

const LARGEST = 100;

/** A file that is read after what it says; time goes by `pass`. */
function file() {
  const done: string[] = [];
  const given = { state: { size: 1, mtime: 1 } as FileState | undefined };
  const changed = new ChangedFile({
    state: async () => given.state,
    isReadUnasked: (size) => size <= LARGEST,
    mark: () => void done.push('mark'),
    read: async () => void done.push('read'),
  });
  let version = 1;
  const write = () => {
    given.state = { size: 1, mtime: ++version };
    changed.changed();
  };
  return { done, given, changed, write };
}

async function pass(milliseconds: number): Promise<void> {
  await settle();
  mock.timers.tick(milliseconds);
  await settle();
}

/** Until what waits for promises alone is done. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

suite('a changed file', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  });
  afterEach(() => mock.timers.reset());

  test('is read when it has not changed for a while, once', async () => {
    const { done, write } = file();
    write();
    write();
    await pass(UNCHANGED_MS - 1);
    assert.deepEqual(done, []);
    await pass(1);
    assert.deepEqual(done, ['read']);
    await pass(60_000);
    assert.deepEqual(done, ['read']);
  });

  test('that changes and nobody tells is waited for all the same', async () => {
    const { done, write, given } = file();
    write();
    await pass(UNCHANGED_MS - 1);
    given.state = { size: 2, mtime: 9 };
    await pass(1);
    assert.deepEqual(done, []);
    await pass(UNCHANGED_MS);
    assert.deepEqual(done, ['read']);
  });

  test('is read at most once in two seconds', async () => {
    const { done, write } = file();
    write();
    await pass(UNCHANGED_MS);
    write();
    await pass(APART_MS - 1);
    assert.deepEqual(done, ['read']);
    await pass(1);
    assert.deepEqual(done, ['read', 'read']);
  });

  test('that does not come to rest is marked meanwhile', async () => {
    const { done, write, given } = file();
    write();
    for (let size = 2; size < 7; size++) {
      given.state = { size, mtime: size };
      await pass(UNCHANGED_MS);
    }
    assert.ok(done.includes('mark') && !done.includes('read'), done.join());
    await pass(UNCHANGED_MS);
    assert.equal(done.at(-1), 'read');
  });

  test('that is too large is marked', async () => {
    const { done, changed, given } = file();
    given.state = { size: LARGEST + 1, mtime: 1 };
    changed.changed();
    await pass(UNCHANGED_MS);
    await pass(60_000);
    assert.deepEqual(done, ['mark']);
  });

  test('that has gone, or is shown no longer, is left alone', async () => {
    for (const end of ['vanished', 'dispose'] as const) {
      const { done, write, changed } = file();
      write();
      await pass(100);
      changed[end]();
      await pass(60_000);
      assert.deepEqual(done, [], end);
    }
    const { done, changed, given } = file();
    given.state = undefined;
    changed.changed();
    await pass(60_000);
    assert.deepEqual(done, []);
  });
});

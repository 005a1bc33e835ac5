import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LiveImages } from '../../../src/editor/liveImages.ts';
import type { Owner } from '../../../src/editor/vdsoUri.ts';

/** Counts the readings; fails while `failing` has the owner. */
function images() {
  const reads: Owner[] = [];
  const failing = new Set<Owner>();
  const live = new LiveImages(async (owner) => {
    reads.push(owner);
    if (failing.has(owner)) throw new Error(`no ${owner}`);
    return { bytes: new Uint8Array(4), info: { kind: 'live', label: 'x', size: 4 }, name: 'x.so' };
  });
  return { reads, failing, live };
}

suite('LiveImages', () => {
  test('one snapshot for everybody, even when all ask at once', async () => {
    const { reads, live } = images();
    const [a, b, c] = await Promise.all([live.get('live'), live.acquire('live'), live.get('live')]);
    assert.equal(a, b);
    assert.equal(b, c);
    live.release('live');
    assert.equal(await live.get('live'), a);
    assert.deepEqual(reads, ['live']);
  });

  test("another process's snapshot goes with its last editor", async () => {
    const { reads, live } = images();
    const first = await live.acquire(12);
    await live.acquire(12);
    live.release(12);
    assert.equal(await live.get(12), first);
    live.release(12);
    assert.deepEqual(live.owners(), []);
    assert.notEqual(await live.get(12), first);
    assert.deepEqual(reads, [12, 12]);
  });

  test('a failure is not kept', async () => {
    const { failing, live } = images();
    failing.add('live');
    await assert.rejects(live.get('live'), /no live/);
    assert.deepEqual(live.owners(), []);
    failing.clear();
    assert.equal((await live.get('live')).name, 'x.so');
  });
});

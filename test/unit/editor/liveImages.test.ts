import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LiveImages, type ProcessEnd, UNUSED_KEPT, UNUSED_MS } from '../../../src/editor/liveImages.ts';
import { type Owner, ownerParts } from '../../../src/editor/vdsoUri.ts';

/** Counts the readings; fails while `failing` has the owner. Processes began at 100 unless `starts` says otherwise. */
function images() {
  const reads: Owner[] = [];
  const failing = new Set<Owner>();
  const starts = new Map<number, bigint | undefined>();
  const ends: [Owner, ProcessEnd][] = [];
  const clock = { now: 1000 };
  const startOf = async (pid: number) => (starts.has(pid) ? starts.get(pid) : 100n);
  const live = new LiveImages({
    async read(owner) {
      reads.push(owner);
      if (failing.has(owner)) throw new Error(`no ${owner}`);
      const { process } = ownerParts(owner);
      const started = process === 'live' ? undefined : await startOf(process);
      if (process !== 'live' && started === undefined) throw new Error(`no process ${owner}`);
      const image = {
        bytes: new Uint8Array(4),
        info: { kind: 'live', label: 'x', size: 4 },
        name: 'x.so',
      } as const;
      return { ...image, ...(started !== undefined && { started }) };
    },
    startOf,
    now: () => clock.now,
  });
  live.onDidEnd((...end) => ends.push(end));
  return { reads, failing, starts, ends, clock, live };
}

suite('LiveImages', () => {
  test('one snapshot for everybody, even when all ask at once', async () => {
    const { reads, live } = images();
    for (const owner of ['live', 12] as const) {
      const [a, b, c] = await Promise.all([live.get(owner), live.acquire(owner), live.get(owner)]);
      assert.equal(a, c);
      assert.equal(a.bytes, b.bytes);
      assert.equal(await live.get(owner), a);
    }
    assert.deepEqual(reads, ['live', 12]);
  });

  test("another process's snapshot goes with its last editor", async () => {
    const { reads, live } = images();
    const first = await live.acquire(12);
    const second = await live.acquire(12);
    first.release();
    first.release();
    assert.equal((await live.get(12)).bytes, first.bytes);
    second.release();
    assert.deepEqual(live.owners(), []);
    assert.notEqual((await live.get(12)).bytes, first.bytes);
    assert.deepEqual(reads, [12, 12]);
  });

  test('a failure is not kept', async () => {
    const { failing, live } = images();
    failing.add('live').add(12);
    await assert.rejects(live.get('live'), /no live/);
    await assert.rejects(live.acquire(12), /no 12/);
    assert.deepEqual(live.owners(), []);
    failing.clear();
    assert.equal((await live.get('live')).name, 'x.so');
  });

  test('an id that is used again is another process: nobody is given the old image', async () => {
    const { reads, starts, ends, live } = images();
    const old = await live.get(12);
    starts.set(12, 200n);
    const now = await live.get(12);
    assert.notEqual(now.bytes, old.bytes);
    assert.equal(now.started, 200n);
    assert.deepEqual(reads, [12, 12]);
    assert.deepEqual(ends, [], 'nobody shows it');
  });

  test('who shows the image of a process whose id is used again keeps it, and is told once', async () => {
    const { starts, ends, live } = images();
    const shown = await live.acquire(12);
    starts.set(12, 200n);
    const [now] = await Promise.all([live.get(12), live.get(12)]);
    assert.notEqual(now.bytes, shown.bytes);
    assert.deepEqual(ends, [[12, 'replaced']]);
    shown.release();
    assert.equal(await live.get(12), now, "giving back the old one leaves the new one's alone");
  });

  test('a process that has ended has an image only for who shows it, and that one is told once', async () => {
    const { starts, ends, live } = images();
    await live.get(11);
    const shown = await live.acquire(12);
    for (const pid of [11, 12]) starts.set(pid, undefined);
    await assert.rejects(live.get(11), /no process 11/);
    for (let time = 0; time < 2; time++) assert.equal((await live.get(12)).bytes, shown.bytes);
    assert.deepEqual(ends, [[12, 'ended']]);
    shown.release();
    await assert.rejects(live.get(12), /no process 12/);
    starts.set(12, 300n);
    assert.equal((await live.get(12)).started, 300n);
  });

  test('however many are looked at, few stay, and the one looked at last among them', async () => {
    const { live } = images();
    const shown = await live.acquire(7);
    await live.get('live');
    for (let pid = 1000; pid < 1100; pid++) await live.get(pid);
    assert.equal(live.owners().length, UNUSED_KEPT + 2);
    assert.ok(live.owners().includes(1099) && live.owners().includes(7) && live.owners().includes('live'));
    const oldest = live.owners()[2] as number;
    await live.get(oldest);
    await live.get(2000);
    assert.ok(live.owners().includes(oldest), 'it was used again');
    shown.release();
  });

  test('what nobody shows is read anew after a while: the process may run another program', async () => {
    const { reads, clock, live } = images();
    const shown = await live.acquire(7);
    const first = await live.get(12);
    clock.now += UNUSED_MS;
    assert.equal(await live.get(12), first);
    clock.now += 1;
    assert.notEqual(await live.get(12), first);
    assert.equal((await live.get(7)).bytes, shown.bytes);
    assert.deepEqual(reads, [7, 12, 12]);
  });

  test('a document that is closed is told nothing', async () => {
    const { starts, live } = images();
    const told: Owner[] = [];
    const listening = live.onDidEnd((owner) => told.push(owner));
    await live.acquire(12);
    listening.dispose();
    starts.set(12, 200n);
    await live.get(12);
    assert.deepEqual(told, []);
  });
  test('read anew it is of the process as it is now; of one that has ended the snapshot stays', async () => {
    const { reads, starts, live } = images();
    const first = await live.acquire(12);
    const second = await live.renew(12);
    assert.notEqual(second.bytes, first.bytes);
    assert.equal((await live.get(12)).bytes, second.bytes);
    first.release();
    assert.equal(
      (await live.get(12)).bytes,
      second.bytes,
      "giving back the old one leaves the new one's alone",
    );
    starts.set(12, undefined);
    await assert.rejects(live.renew(12), /no process 12/);
    assert.equal((await live.get(12)).bytes, second.bytes);
    const own = await live.acquire('live');
    assert.equal(
      (await live.renew('live')).bytes,
      own.bytes,
      'this process has one image for as long as it runs',
    );
    assert.deepEqual(reads, [12, 12, 12, 'live']);
  });

  test('who looks whether a process is there reads nothing, and only where an editor shows its image', async () => {
    const { reads, starts, ends, live } = images();
    await live.get(11);
    await live.acquire(12);
    await live.look(12);
    for (const pid of [11, 12]) starts.set(pid, undefined);
    for (const pid of [11, 12, 13, 12] as const) await live.look(pid);
    assert.deepEqual(ends, [[12, 'ended']]);
    assert.deepEqual(reads, [11, 12]);
  });
});

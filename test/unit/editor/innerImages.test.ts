import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { BYTES_KEPT, CONTAINERS_KEPT, InnerImages } from '../../../src/editor/innerImages.ts';
import { type InnerAddress, innerAddress, innerPath } from '../../../src/editor/innerUri.ts';
import { knownPlaces } from '../../../src/editor/knownPlaces.ts';
import type { InnerImage } from '../../../src/elf/innerImage.ts';
import { cancelled } from '../../../src/session/cancellation.ts';
import type { FoundImage } from '../../../src/session/containers/look.ts';

const quick = { whole: false, anew: false };
const anew = { whole: false, anew: true };

function image(index = 0, base?: bigint): InnerImage {
  return {
    index,
    name: 'linux-vdso.so.1',
    members: ['boot/vmlinuz'],
    header: { class: 64, littleEndian: true, machine: 62, flags: 0 },
    offset: 64,
    size: 4,
    sha256: 'ab',
    ...(base !== undefined && { base }),
  };
}

const found = (index = 0, size = 4): FoundImage => ({
  image: image(index),
  bytes: new Uint8Array(size).fill(index + 1),
  kind: 'kernel',
});

function containers() {
  const states = new Map<string, { size: number; mtime: number } | undefined>();
  const taken: [string, InnerImage | undefined][] = [];
  const gone = new Set<string>();
  const known = new Map<string, InnerImage>();
  let gate: Promise<void> = Promise.resolve();
  const clock = { now: 1 };
  const images = new InnerImages({
    label: (container) => container,
    state: async (container) => states.get(container),
    async takeOut(address, place, _way, signal) {
      taken.push([innerPath(address), place]);
      await Promise.race([
        gate,
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(cancelled()))),
      ]);
      return gone.has(address.container) ? undefined : found(address.index);
    },
    known: { get: (path) => known.get(path), set: (path, each) => void known.set(path, each) },
    now: () => clock.now++,
  });
  const at = (container: string, index = 0): InnerAddress => {
    if (!states.has(container)) states.set(container, { size: 10, mtime: 1 });
    return innerAddress(container, image(index));
  };
  const closeGate = (): (() => void) => {
    let open = (): void => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    return () => open();
  };
  return { states, taken, gone, known, images, at, closeGate };
}

suite('images that lie in containers', () => {
  test('taken out once for an editor and the file system, under one modification time', async () => {
    const { taken, images, at } = containers();
    const address = at('file:///a');
    const [held, read] = await Promise.all([images.acquire(address, quick), images.get(address)]);
    assert.equal(held.bytes, read.bytes);
    assert.equal(held.takenAt, read.takenAt);
    assert.equal((await images.get(address)).takenAt, held.takenAt);
    assert.equal(taken.length, 1);
    assert.deepEqual(held.info.kind, 'kernel');
    assert.deepEqual(held.info.members, ['boot/vmlinuz']);
  });

  test('what a list has found is there without being taken out again', async () => {
    const { taken, images, at, states } = containers();
    at('file:///a');
    const address = images.keep('file:///a', { size: 10, mtime: 1 }, found(2));
    assert.deepEqual((await images.acquire(address, quick)).bytes, found(2).bytes);
    assert.deepEqual(taken, []);
    states.set('file:///a', { size: 10, mtime: 2 });
    await images.get(images.keep('file:///a', { size: 10, mtime: 1 }, found(3)));
    assert.equal(taken.length, 1, 'the container has changed since');
  });

  test('listed again, what is shown stays the same file', async () => {
    const { images, at } = containers();
    const address = at('file:///a');
    const held = await images.acquire(address, quick);
    images.keep('file:///a', { size: 10, mtime: 1 }, found());
    const { bytes, takenAt } = await images.get(address);
    assert.equal(bytes, held.bytes);
    assert.equal(takenAt, held.takenAt);
  });

  test('of a container that changed who shows an image keeps it until it is read anew', async () => {
    const { taken, images, at, states } = containers();
    const address = at('file:///a');
    const held = await images.acquire(address, quick);
    states.set('file:///a', { size: 11, mtime: 2 });
    assert.equal((await images.get(address)).bytes, held.bytes);
    const again = await images.acquire(address, anew);
    assert.notEqual(again.bytes, held.bytes);
    held.release();
    again.release();
    states.set('file:///a', undefined);
    await images.get(address);
    assert.equal(taken.length, 3, 'nobody shows it any more');
  });

  test('where it was is remembered, and given to who looks for it', async () => {
    const { taken, images, at, known } = containers();
    const address = at('file:///a');
    await images.acquire(address, quick);
    await images.acquire(address, anew);
    assert.deepEqual(
      taken.map(([, place]) => place),
      [undefined, known.get(innerPath(address))],
    );
  });

  test('one that is gone is a sentence that says what and where', async () => {
    const { images, at, gone } = containers();
    gone.add('file:///a');
    await assert.rejects(
      images.acquire(at('file:///a', 4), quick),
      /Image 5 is no longer in file:\/\/\/a: boot\/vmlinuz/,
    );
  });

  test('those of the last containers are kept, and so are those that are shown', async () => {
    const { taken, images, at } = containers();
    const shown = await images.acquire(at('file:///shown'), quick);
    for (let count = 0; count <= CONTAINERS_KEPT; count++) await images.get(at(`file:///${count}`));
    const before = taken.length;
    for (const last of [1, CONTAINERS_KEPT]) await images.get(at(`file:///${last}`));
    assert.equal((await images.get(at('file:///shown'))).bytes, shown.bytes);
    assert.equal(taken.length, before);
    await images.get(at('file:///0'));
    assert.equal(taken.length, before + 1);
  });

  test('no more bytes are kept than is promised', async () => {
    const { taken, images, at } = containers();
    at('file:///a');
    const state = { size: 10, mtime: 1 };
    const addresses = [0, 1, 2].map((index) => images.keep('file:///a', state, found(index, BYTES_KEPT / 2)));
    for (const address of addresses.slice(1)) await images.get(address);
    assert.equal(taken.length, 0);
    await images.get(addresses[0] as InnerAddress);
    assert.equal(taken.length, 1);
  });

  test('a container of which nothing is kept takes no place of others', async () => {
    const { taken, images, at } = containers();
    const keep = (name: string, size: number) => {
      at(name);
      return images.keep(name, { size: 10, mtime: 1 }, found(0, size));
    };
    const first = keep('file:///first', 4);
    const large = ['file:///a', 'file:///b'].map((name) => keep(name, BYTES_KEPT - 100));
    for (let count = 2; count < CONTAINERS_KEPT; count++) keep(`file:///${count}`, 4);
    await images.get(first);
    assert.equal(taken.length, 0);
    await images.get(large[0] as InnerAddress);
    assert.equal(taken.length, 1, 'both do not fit');
  });

  test('who withdraws leaves the others theirs', async () => {
    const { images, at, closeGate } = containers();
    const open = closeGate();
    const controller = new AbortController();
    const address = at('file:///a');
    const withdrawn = images.acquire(address, quick, controller.signal);
    const wanted = images.get(address);
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await assert.rejects(withdrawn, /withdrawn/);
    open();
    assert.deepEqual((await wanted).bytes, found().bytes);
  });

  test('places are remembered over a reload, a hundred of them, and nothing else is believed', () => {
    const stored = new Map<string, unknown>();
    const storage = {
      get: (key: string) => structuredClone(stored.get(key)),
      update: (key: string, value: unknown) => void stored.set(key, JSON.parse(JSON.stringify(value))),
    };
    const places = knownPlaces(storage);
    for (let index = 0; index < 120; index++)
      places.set(`/in/${index}`, image(index, 0x7fff_0000_0000_0000n));
    const again = knownPlaces(storage);
    assert.deepEqual(again.get('/in/119'), image(119, 0x7fff_0000_0000_0000n));
    assert.equal(again.get('/in/19'), undefined);
    const [key = ''] = stored.keys();
    for (const rubbish of [
      7,
      'x',
      {},
      [7],
      [['a', null]],
      [['a', { index: 'x' }]],
      [['a', { ...image(), base: 'x' }]],
    ]) {
      stored.set(key, rubbish);
      assert.equal(knownPlaces(storage).get('a'), undefined, JSON.stringify(rubbish));
    }
  });
});

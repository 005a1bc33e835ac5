/** A snapshot is taken on the extension host's thread: it costs the image's bytes and its name, and no parsing of the rest. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLiveImage } from '../../../src/editor/readLiveImage.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { Budget } from '../../../src/elf/reading/budget.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import type { ProcFs } from '../../../src/sources/procFs.ts';
import { costlyImages } from '../../support/costlyImages.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { auxvBytes, fakeProc, statText, statusText } from '../../support/fakeProc.ts';

const BASE = 0x7fff_1234_5000n;

/** A process with this image, that asks about itself or is asked about. */
function procWith(bytes: Uint8Array, pid: 'self' | number = 'self') {
  const auxv = auxvBytes(
    [
      [4, 56n],
      [33, BASE],
    ],
    8,
    true,
  );
  const range = [BASE, BASE + BigInt(bytes.length)].map((each) => each.toString(16)).join('-');
  return fakeProc({
    files: {
      [`/proc/${pid}/auxv`]: auxv,
      [`/proc/${pid}/maps`]: `${range} r-xp 00000000 00:00 0 [vdso]\n`,
      [`/proc/${pid}/status`]: statusText(),
    },
    memory: { [`/proc/${pid}/mem`]: { start: BASE, bytes } },
  });
}

/** Steps of work that reading a snapshot's image costs. */
async function costOf(bytes: Uint8Array): Promise<number> {
  const budget = new Budget();
  await readLiveImage('live', procWith(bytes), budget);
  return budget.spent;
}

/** These grow in what the address is found by; the others in names, versions, chains and notes. */
const GROW_IN_HEADERS = ['a long dynamic table', 'many sections'];

test('an address costs the headers and the dynamic table, however much else the image has', async () => {
  for (const [family, image] of Object.entries(costlyImages)) {
    const [small, large] = [image(1 << 14).bytes, image(1 << 17).bytes];
    const [less, more] = [await costOf(small), await costOf(large)];
    if (!GROW_IN_HEADERS.includes(family)) assert.equal(more, less, family);
    const whole = new Budget();
    await readElf(memorySource(large), { budget: whole });
    assert.ok(more < whole.spent / 2, `${family}: ${more} of ${whole.spent}`);
  }
});

test('a process is read once: the snapshot has all bytes, and the soname for a name', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  let read = 0;
  const proc = procWith(bytes);
  const counted: ProcFs = {
    ...proc,
    async openMemory(path) {
      const memory = await proc.openMemory(path);
      return {
        async read(target, position) {
          const length = await memory.read(target, position);
          read += length;
          return length;
        },
        close: () => memory.close(),
      };
    },
  };
  const snapshot = await readLiveImage('live', counted);
  assert.deepEqual(snapshot.bytes, bytes);
  assert.equal(snapshot.name, 'linux-vdso.so.1');
  assert.equal(read, bytes.length);
});

test('of another process the image has when that began; of one that was another meanwhile there is none', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const proc = procWith(bytes, 12);
  const begun = (...starts: readonly string[]): ProcFs => {
    const left = [...starts];
    return {
      ...proc,
      readFile: async (file) =>
        file === '/proc/12/stat'
          ? new TextEncoder().encode(statText('sh', left.shift() ?? ''))
          : proc.readFile(file),
    };
  };
  const { started, bytes: read } = await readLiveImage(12, begun('7', '7'));
  assert.deepEqual([started, read], [7n, bytes]);
  await assert.rejects(readLiveImage(12, begun('7', '8')), { code: 'noSuchProcess' });
});

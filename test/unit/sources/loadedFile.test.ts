/** A program's file out of memory: its segments at their offsets, zeros between them, and no byte that is not there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadedFile } from '../../../src/sources/loadedFile.ts';
import { fakeProc } from '../../support/fakeProc.ts';

const of = { pid: 4712, own: false };
const ranges = [
  { offset: 0, length: 8, address: 0x1000n },
  { offset: 16, length: 8, address: 0x5000n },
];
const eight = (value: number) => new Uint8Array(8).fill(value);

/** What is in no range cannot be read. */
async function fileOf(second: Uint8Array) {
  const memory = [
    { start: 0x1000n, bytes: eight(1), errno: 'EIO' },
    { start: 0x5000n, bytes: second },
  ];
  const proc = fakeProc({ memory: { mem: memory } });
  return { proc, file: loadedFile(await proc.openMemory('mem'), of, ranges) };
}

test('segments stand at their offsets, with zeros between them', async () => {
  const { proc, file } = await fileOf(eight(2));
  assert.equal(file.size, 24);
  assert.deepEqual([...(await file.read(0, 100))], [...eight(1), ...eight(0), ...eight(2)]);
  assert.deepEqual([...(await file.read(6, 12))], [1, 1, ...eight(0), 2, 2]);
  assert.deepEqual([...(await file.read(24, 5))], []);
  await file.dispose();
  assert.equal(proc.openCount(), 0);
});

test('what is read ends where the memory does, and is refused where it cannot be read', async () => {
  const { file } = await fileOf(eight(2).subarray(0, 3));
  assert.equal((await file.read(0, 24)).length, 19);
  const { file: hole } = await fileOf(new Uint8Array());
  await assert.rejects(hole.read(0, 24), { name: 'SourceError', code: 'memoryUnreadable' });
  assert.deepEqual([...(await hole.read(0, 16))], [...eight(1), ...eight(0)]);
});

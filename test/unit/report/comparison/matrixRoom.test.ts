/** What is kept of images for a matrix, and when there is no room for more: whatever of an image is long counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComparedImage } from '../../../../src/report/comparison/comparedImage.ts';
import { MOST_IMAGES, makeMatrix } from '../../../../src/report/comparison/matrix.ts';
import { MatrixRoom, MOST_MATRIX_BYTES } from '../../../../src/report/comparison/matrixRoom.ts';
import { comparedOf } from '../../../support/compared.ts';
import { vdsoImage } from '../../../support/elf/index.ts';
import { buildIdNote, linuxVersionNote } from '../../../support/elf/notes.ts';

const LONG = 'n'.repeat(1 << 20);

async function fullImage(): Promise<ComparedImage> {
  const notes = [linuxVersionNote(6, 12, 0), buildIdNote('0012')];
  const { code, ...image } = await comparedOf(vdsoImage({ arch: 'amd64', notes }).bytes, {
    label: 'vdso.so',
    path: '/boot/vdso.so',
    code: true,
  });
  assert.ok(code);
  const clocks = code.clocks.map((each) => ({ ...each, counters: ['tsc'] }));
  return { ...image, code: { ...code, clocks }, host: '6.12.0', sha256: '12' };
}

/** Where text stands that may be anything: of lists the first one stands for all. */
function* textsIn(value: unknown, ...path: readonly string[]): Generator<readonly string[]> {
  if (typeof value === 'string' && !isNamedByUs(path)) yield path;
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  for (const [key, each] of Array.isArray(value) ? entries.slice(0, 1) : entries)
    yield* textsIn(each, ...path, key);
}

/** One of a few words. */
function isNamedByUs(path: readonly string[]): boolean {
  const [last = ''] = path.slice(-1);
  return ['kind', 'role', 'outcome'].includes(last) || (last === 'path' && path.length > 1);
}

function changed(value: unknown, [key, ...path]: readonly string[]): unknown {
  if (key === undefined) return LONG;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = changed(copy[key], path);
  return copy;
}

test('a text of an image that is long counts, or is not kept', async () => {
  const image = await fullImage();
  const paths = [...textsIn(image)];
  const names = paths.map((path) => path.filter((each) => each !== '0').join('.'));
  for (const each of [
    'exports.type',
    'consumers.keys.symbol',
    'code.clocks.counters',
    'soname',
    'notes.text',
  ])
    assert.ok(names.includes(each), `${each} of ${names.join()}`);
  for (const path of paths) {
    const long = changed(image, path) as ComparedImage;
    const room = new MatrixRoom();
    let kept = 0;
    for (; !room.isFull(); kept++) {
      const one = room.take(long);
      if (one === undefined) break;
      const isThere = [...textsIn(one)].some((each) => each.join() === path.join());
      if (!isThere) break;
    }
    assert.ok(kept <= MOST_MATRIX_BYTES / (2 * LONG.length), `${path.join('.')} of ${kept} images`);
  }
});

test('what is kept comes to the same rows', async () => {
  const image = await fullImage();
  const kept = new MatrixRoom().take(image);
  assert.ok(kept);
  for (const rows of ['consumers', 'symbols', 'clocks'] as const) {
    const { lines } = makeMatrix([image], rows);
    assert.ok(lines.length > 0, rows);
    assert.deepEqual(makeMatrix([kept], rows).lines, lines);
  }
});

test('the first image stands in it however large; images and what was not read are columns', () => {
  const bare = { exports: [], consumers: [], versions: [], hashTables: [], notes: [] };
  const room = new MatrixRoom();
  const large = { ...bare, soname: LONG.repeat(200) } as unknown as ComparedImage;
  assert.ok(room.take(large));
  assert.equal(room.take(large), undefined);
  assert.deepEqual([room.isFull(), room.leftOut, room.columns], [true, true, 1]);
  const many = new MatrixRoom();
  for (let at = 0; at < MOST_IMAGES; at++) {
    assert.ok(!many.isFull());
    if (at % 2 === 0) many.takeUnread();
    else assert.ok(many.take({ ...bare, soname: `${at}` } as unknown as ComparedImage));
  }
  assert.deepEqual([many.leftOut, many.columns], [false, MOST_IMAGES]);
  assert.deepEqual([many.isFull(), many.leftOut], [true, true]);
});

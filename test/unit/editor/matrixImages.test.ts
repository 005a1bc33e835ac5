/** Which images stand in a matrix of VS Code, and what becomes of those that cannot. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import type { ComparedReader } from '../../../src/editor/comparedReader.ts';
import type { ListedImages } from '../../../src/editor/listedImages.ts';
import type { Log } from '../../../src/plainText/log.ts';
import type { ComparedImage } from '../../../src/report/comparison/comparedImage.ts';
import { MOST_IMAGES } from '../../../src/report/comparison/matrix.ts';
import { cancelled, isCancelled } from '../../../src/session/cancellation.ts';
import type { FoundImage } from '../../../src/session/containers/look.ts';
import type { ReusedWorker } from '../../../src/session/worker/reusedWorker.ts';
import { comparedOf } from '../../support/compared.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { fake } from '../../support/fakeVscode.ts';

const { matrixImages } = await import('../../../src/editor/matrixImages.ts');
const { keptAddresses } = await import('../../../src/editor/keptAddresses.ts');

const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes);
const at = (path: string) => fake.Uri.parse(`file://${path}`) as unknown as vscode.Uri;

interface Place {
  /** What lies at a path: a report, an image, JSON of something else, or why nothing can be read. */
  readonly files?: Readonly<Record<string, 'report' | 'image' | 'text' | 'other' | Error>>;
  /** Images that are found below a folder, by their paths. */
  readonly below?: readonly string[];
  /** How far a look through a file comes, of how many bytes, and the images that it finds, by their paths. */
  readonly within?: readonly {
    readonly passed: number;
    readonly size: number;
    readonly images?: readonly string[];
  }[];
  /** What all images are called, in place of their paths. */
  readonly label?: string;
  readonly image?: ComparedImage;
}

/** @returns what was read, in that order */
function lookedAt({ files = {}, below = [], within = [], label, image: one = image }: Place) {
  const read: string[] = [];
  const { fs } = fake.workspace as unknown as { fs: Record<string, unknown> };
  const kindOf = (path: string) => files[path] ?? new Error(`${path} is not there.`);
  fs['stat'] = async ({ path }: vscode.Uri) => {
    if (path === '/fleet') return { type: 2, size: 0 };
    if (kindOf(path) instanceof Error && !(path in files)) throw kindOf(path);
    return { type: 1, size: path === '/kernel' ? 1 << 20 : 100 };
  };
  fs['readDirectory'] = async () => Object.keys(files).map((path) => [path.slice('/fleet/'.length), 1]);
  const told = (path: string, kind: 'report' | 'image'): ComparedImage | undefined => {
    read.push(`${kind} ${path}`);
    const inside = within.some(({ images }) => images?.includes(path));
    const found = inside || below.includes(path) ? 'image' : kindOf(path);
    if (found instanceof Error) throw found;
    return found === kind ? { ...one, label: label ?? path } : undefined;
  };
  const reader = {
    async report(
      { path }: vscode.Uri,
      _signal: unknown,
      _whole: unknown,
      wants = (_head: Uint8Array) => true,
    ) {
      const report = told(path, 'report');
      return wants(Buffer.from(files[path] === 'other' ? '{"name":"a"}' : '{"schema":2,'))
        ? report
        : undefined;
    },
    image: async ({ path }: vscode.Uri, _code: unknown, _signal: unknown, way: { reused?: ReusedWorker }) => {
      workers.add(way.reused);
      const found = told(path, 'image');
      if (found === undefined) throw new Error(`${path} is no ELF file.`);
      return found;
    },
    head: async ({ path }: vscode.Uri) =>
      path.endsWith('.gz') ? Uint8Array.of(0x1f, 0x8b, 8, 0) : Uint8Array.of(0x7f, 0x45, 0x4c, 0x46),
  } as unknown as ComparedReader;
  const listed = {
    of: () => ({
      name: 'container',
      async *findings() {
        for (const { images = [], ...each } of within)
          yield { images: images.map((path) => ({ path })), notices: [], ...each, done: false };
      },
      keep: ({ path }: { readonly path: string }) => fake.Uri.parse(`vdso:${path}`),
    }),
    below: () => ({
      name: 'fleet',
      async *findings() {
        const images = below.map((path) => ({ path }) as unknown as FoundImage);
        yield { images, notices: [], passed: 1, size: 1, done: true };
      },
      keep: (found: { readonly path: string }) => at(found.path),
    }),
  } as unknown as ListedImages;
  const log = { warn() {} } as unknown as Log;
  const controller = new AbortController();
  const followed: string[] = [];
  const workers = new Set<ReusedWorker | undefined>();
  const reads = (file: { readonly path: string }) => followed.push(file.path);
  const shares: number[] = [];
  const report = (done: number) => void shares.push(done);
  const on = { code: false, signal: controller.signal, report, reads };
  return {
    read,
    controller,
    followed,
    shares,
    workers,
    look: (...paths: string[]) => matrixImages(paths.map(at), { reader, listed, log }, on),
  };
}

const labels = (found: Awaited<ReturnType<typeof matrixImages>>) =>
  found.images.map((each) => each.image.label);

test('of a folder what has the name of a report and is none is a column that says so: a host would be missing unseen', async () => {
  const { look } = lookedAt({
    files: {
      '/fleet/cut.json': new Error('cut.json ends early.'),
      '/fleet/ssh.json': 'text',
      '/fleet/web.json': 'report',
    },
    below: ['/fleet/vdso.so'],
  });
  const found = await look('/fleet');
  assert.deepEqual(labels(found), ['/fleet/web.json', '/fleet/vdso.so']);
  assert.deepEqual(found.unread, [
    { label: 'cut.json', why: 'cut.json ends early.' },
    { label: 'ssh.json', why: '/fleet/ssh.json is no ELF file.' },
  ]);
});

test('of a folder JSON of something else is no column, and not followed; where it was named it is told', async () => {
  const files = { '/fleet/package.json': 'other', '/fleet/web.json': 'report' } as const;
  const { look, followed } = lookedAt({ files });
  const found = await look('/fleet');
  assert.deepEqual(labels(found), ['/fleet/web.json']);
  assert.deepEqual(found.unread, []);
  assert.deepEqual(followed, ['/fleet', '/fleet/web.json']);
  const named = await lookedAt({ files }).look('/fleet/package.json', '/fleet/web.json');
  assert.deepEqual(named.unread, [{ label: 'package.json', why: '/fleet/package.json is no ELF file.' }]);
  const nothing = lookedAt({ files: { '/fleet/package.json': 'other' } });
  await assert.rejects(nothing.look('/fleet'));
});

test('once there is room for no other column nothing else is read, and that is said', async () => {
  const hosts = Array.from(
    { length: MOST_IMAGES + 20 },
    (_, at) => `/fleet/${String(at).padStart(4, '0')}.json`,
  );
  const files = Object.fromEntries(
    hosts.map((host, at) => [host, at % 2 === 0 ? 'report' : new Error('no')] as const),
  );
  const { look, read } = lookedAt({ files, below: ['/fleet/vdso.so'] });
  const found = await look('/fleet', '/fleet/0001.json');
  assert.equal(read.length, MOST_IMAGES);
  assert.equal(found.images.length + found.unread.length, MOST_IMAGES);
  assert.deepEqual(found.notes, ['Only the first 1,000 images stand in it.']);
});

test('the same of images that are found below a folder', async () => {
  const below = Array.from({ length: MOST_IMAGES + 20 }, (_, at) => `/fleet/${at}.so`);
  const { look, read } = lookedAt({ files: { '/fleet/web.json': 'report' }, below });
  const found = await look('/fleet');
  assert.equal(found.images.length, MOST_IMAGES);
  // The report, and images beside it.
  assert.equal(read.length, MOST_IMAGES);
  assert.deepEqual(found.notes, ['Only the first 1,000 images stand in it.']);
});

test('what does not fit into memory beside the others is left out, and that is said', async () => {
  const [name] = image.exports;
  assert.ok(name);
  const text = 'n'.repeat(4096);
  const exports = Array.from({ length: 12_000 }, () => ({ ...name, name: text }));
  const files = { '/a': 'report', '/b': 'report', '/c': 'report', '/d': 'report' } as const;
  const { look, read } = lookedAt({ files, image: { ...image, exports } });
  const found = await look('/a', '/b', '/c', '/d');
  assert.deepEqual(labels(found), ['/a', '/b']);
  assert.deepEqual(read, ['report /a', 'report /b', 'report /c']);
  assert.deepEqual(found.notes, ['Only the first 2 images stand in it.']);
});

test('as many libraries as stand side by side fit beside each other', async () => {
  const [name] = image.exports;
  assert.ok(name);
  const exports = Array.from({ length: 3000 }, (_, at) => ({ ...name, name: `a_name_of_a_library_${at}` }));
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`/${at}`, 'report' as const]));
  const { look } = lookedAt({ files, image: { ...image, exports } });
  assert.equal((await look(...Object.keys(files))).images.length, 200);
});

test('who would not have one file read whole has the others all the same', async () => {
  const { look } = lookedAt({ files: { '/a': 'report', '/b': cancelled(), '/c': 'report' } });
  const found = await look('/a', '/b', '/c');
  assert.deepEqual(labels(found), ['/a', '/c']);
  assert.deepEqual(found.unread, [{ label: 'b', why: 'It was not read: that was cancelled.' }]);
});

for (const [what, file] of [
  ['reads nothing more, though all that it reads fails', new Error('no')],
  ['passes over no more JSON', 'other'],
] as const)
  test(`a look that is cancelled ${what}`, async () => {
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`/fleet/${at}.json`, file]));
    const { look, read, controller } = lookedAt({ files });
    const looked = look('/fleet');
    while (read.length < 3) await Promise.resolve();
    controller.abort();
    await assert.rejects(looked, isCancelled);
    assert.ok(read.length <= 4, `${read.length}`);
  });

test('the images of a look share a worker, which ends with it, also where it is cancelled', async () => {
  for (const isCancelledThen of [false, true]) {
    const { look, read, workers, controller } = lookedAt({
      files: { '/c': 'image' },
      below: ['/fleet/a.so', '/fleet/b.so'],
    });
    const looked = look('/fleet', '/c');
    if (isCancelledThen) {
      while (read.length < 2) await Promise.resolve();
      controller.abort();
      await assert.rejects(looked, isCancelled);
    } else await looked;
    const [reused, ...others] = workers;
    assert.ok(reused);
    assert.deepEqual(others, []);
    let ends = 0;
    const client = { call: async () => undefined } as never;
    const end = async () => void ends++;
    await reused.take(() => ({ client, ended: new Promise(() => undefined), end })).end();
    assert.equal(ends, 1, 'none is kept');
  }
});

test('a file that has gone is a column, and one that was asked for twice is one column', async () => {
  const { look } = lookedAt({ files: { '/a': 'report' } });
  const found = await look('/a', '/gone', '/a');
  assert.deepEqual(labels(found), ['/a']);
  assert.deepEqual(found.unread, [{ label: 'gone', why: '/gone is not there.' }]);
});

test('each file is followed from before it is read on, also one that cannot be read', async () => {
  const { look, read, followed } = lookedAt({
    files: { '/fleet/a.json': 'report', '/fleet/b.json': new Error('no') },
    below: ['/fleet/vdso.so'],
  });
  await look('/fleet', '/gone');
  assert.deepEqual(followed, ['/fleet', '/fleet/a.json', '/fleet/b.json', '/fleet/vdso.so', '/gone']);
  assert.equal(read.length, 3);
});

test('how much is done is told of all that was asked for, and within a file of what was looked through', async () => {
  const { look, shares } = lookedAt({
    files: { '/a': 'report', '/kernel': 'image' },
    within: [
      // Its size is not known yet.
      { passed: 0, size: 0 },
      { passed: 25, size: 100 },
      // It has grown.
      { passed: 150, size: 100 },
    ],
  });
  await look('/a', '/kernel');
  assert.deepEqual(shares, [0.5, 0.625, 1, 1]);
});

test('a small file that is no image may have some; those that are called alike where they lie have numbers', async () => {
  const images = [1, 2].map((number) => `/in/file%3A%2F%2F%2Fboot%2Fsmall.gz/image-${number}/vdso.so`);
  const { look, read } = lookedAt({
    files: { '/boot/small.gz': 'image' },
    within: [{ passed: 1, size: 1, images }],
    label: 'vdso.so',
  });
  const found = await look('/boot/small.gz');
  assert.deepEqual(read, ['report /boot/small.gz', ...images.map((path) => `image ${path}`)]);
  assert.deepEqual(labels(found), ['vdso.so #1', 'vdso.so #2']);
});

test('of what a page has kept addresses are taken, and nothing else', () => {
  const taken = (state: unknown) => keptAddresses(state).map(String);
  for (const state of [undefined, null, 'kept', {}, { kept: 'file:///a' }, { kept: { length: 3 } }])
    assert.deepEqual(taken(state), []);
  const hostile = ['file:///a', '', 7, null, { path: '/b' }, '1 2:/x', 'no address', 'file:///c'];
  assert.deepEqual(taken({ kept: hostile }), ['file:///a', 'file:///c']);
  assert.equal(taken({ kept: Array.from({ length: 2000 }, () => 'file:///a') }).length, MOST_IMAGES);
});

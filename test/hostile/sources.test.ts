/**
 * Sources that misbehave, through a session and through the command line: a sentence or a report with its problem,
 * never a hang, and what was read stays.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { ByteSource } from '../../src/elf/imageSource.ts';
import type { Session } from '../../src/session/model.ts';
import { openSession } from '../../src/session/openSession.ts';
import { SourceError } from '../../src/sources/sourceError.ts';
import { fullImage, vdsoImage } from '../support/elf/index.ts';
import { workerScript } from '../support/started.ts';
import { runCli } from '../unit/cli/support.ts';
import { assertValid } from '../unit/report/support.ts';
import { fileInput, memoryInput } from '../unit/session/support.ts';

const shape = { class: 64, littleEndian: true } as const;
const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-sources-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Large enough for a worker, and to be read in stages. */
const large = fullImage(shape, { textSize: 3_000_000 }).bytes;

/** Everything that a face may ask of a session; each answers, or says in a sentence why not. */
async function useAll(session: Session): Promise<{ symbols: readonly unknown[]; refusals: string[] }> {
  const refusals: string[] = [];
  const attempt = async (action: () => Promise<unknown>) => {
    await action().catch((error: unknown) => {
      assert.ok(error instanceof Error && /^[^\n]+\.$/.test(error.message), String(error));
      refusals.push(error.message);
    });
  };
  const query = { table: 'symbols', filter: '', start: 0, count: 1000 } as const;
  const { rows } = await session.rows(query);
  await attempt(() => session.summary());
  await attempt(() => session.detail('symbols', 1));
  await attempt(() => session.chains('gnu', 0, 10));
  await attempt(() => session.bloom(0, 10));
  await attempt(() => session.bytes(0, 64));
  await attempt(() => session.bytes(large.length - 64, 64));
  await attempt(() => session.copy({ ...query, format: 'json' }));
  await attempt(() => session.resolveAddress(0x1000n));
  for (const format of ['text', 'json'] as const) {
    await attempt(async () => {
      let length = 0;
      for await (const piece of session.export(format)) length += piece.length;
      assert.ok(length > 1000);
    });
  }
  return { symbols: rows, refusals };
}

for (const place of ['this thread', 'a worker']) {
  const worker = (file: string) =>
    place === 'a worker' ? { script: workerScript, reads: { path: file } } : undefined;

  test(`a file that shrinks while a session in ${place} shows it`, { timeout: 60_000 }, async () => {
    const file = path.join(folder, `shrinking in ${place}.so`);
    await writeFile(file, large);
    const session = await openSession(await fileInput(file), worker(file));
    try {
      const before = await useAll(session);
      await truncate(file, 100);
      const afterwards = await useAll(session);
      assert.deepEqual(afterwards.symbols, before.symbols);
      assert.deepEqual(before.refusals, []);
    } finally {
      await session.dispose();
    }
  });

  test(`a file that has shrunk before ${place} reads it`, { timeout: 60_000 }, async () => {
    const file = path.join(folder, `shrunk in ${place}.so`);
    await writeFile(file, large);
    const input = await fileInput(file);
    await truncate(file, 5000);
    const session = await openSession(input, worker(file));
    try {
      await useAll(session);
      const { rowCount } = await session.rows({ table: 'problems', filter: '', start: 0, count: 0 });
      assert.ok(rowCount > 0);
    } finally {
      await session.dispose();
    }
  });
}

/** The bytes, without those of one page, whose reading fails as a disk's does. */
function withBadPage(bytes: Uint8Array, page: number): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      const [start, end] = [page * 4096, (page + 1) * 4096];
      const args = { path: '/images/image.so', offset: Math.max(start, offset), errno: 'EIO' };
      if (offset < end && offset + length > start) throw new SourceError('fileReadFailed', args);
      return bytes.slice(offset, offset + length);
    },
    dispose: async () => {},
  };
}

for (const [size, bytes] of [
  ['a small file', fullImage(shape, { textSize: 100_000 }).bytes],
  ['a large file', large],
] as const) {
  test(`${size} with a page that cannot be read, wherever it lies`, async () => {
    const whole = await openSession(memoryInput(bytes));
    const { symbols } = await useAll(whole);
    const pages = Math.ceil(bytes.length / 4096);
    const [tried, complete] = [[] as number[], [] as number[]];
    for (let page = 1; page < pages; page += Math.ceil(pages / 40)) {
      tried.push(page);
      const session = await openSession({ ...memoryInput(bytes), source: withBadPage(bytes, page) });
      const shown = await useAll(session);
      if (shown.symbols.length === symbols.length) complete.push(page);
      await session.dispose();
    }
    // The tables fill less than four pages; a page of code costs none of them.
    assert.ok(complete.length >= tried.length - 4, `${complete.length} of ${tried.length}`);
    await whole.dispose();
  });
}

test('a file whose first page cannot be read is a sentence', async () => {
  const input = { ...memoryInput(large), source: withBadPage(large, 0) };
  await assert.rejects(openSession(input), /cannot be read.*EIO|\(EIO\)/);
});

test('a FIFO, a socket and devices are refused at once', { timeout: 60_000 }, async () => {
  const fifo = path.join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const socket = path.join(folder, 'socket');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  try {
    for (const [file, kind] of [
      [fifo, /named pipe/],
      [socket, /socket/],
      ['/dev/zero', /device/],
      ['/dev/null', /device/],
    ] as const) {
      const { code, stdout, stderr } = await runCli([file, '--json']);
      assert.deepEqual([code, stdout], [1, ''], file);
      assert.match(stderr, kind);
      await assert.rejects(fileInput(file), kind);
    }
  } finally {
    server.close();
  }
});

test('a sparse file of 5 GiB costs what its tables cost', { timeout: 60_000 }, async () => {
  const file = path.join(folder, 'sparse.so');
  const { bytes } = fullImage(shape);
  const handle = await open(file, 'w');
  await handle.write(bytes);
  await handle.truncate(5 * 2 ** 30);
  await handle.close();
  const small = await openSession(memoryInput(bytes));
  const session = await openSession(await fileInput(file), { script: workerScript, reads: { path: file } });
  try {
    assert.deepEqual((await useAll(session)).symbols, (await useAll(small)).symbols);
    const { rows } = await session.bytes(5 * 2 ** 30 - 16, 64);
    assert.deepEqual(rows.length, 1);
  } finally {
    await session.dispose();
  }
  const { code, stdout, stderr } = await runCli([file, '--json']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.equal(
    assertValid(stdout).symbols.length,
    (await small.rows({ table: 'symbols', filter: '', start: 0, count: 0 })).rowCount,
  );
});

const NASTY = ['__proto__', 'constructor', 'a\u202eb', 'red\u001b[31m', 'line\nbreak', '<img src=x>'];
/** What would act on a terminal or turn text round. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ACTIVE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('symbols with names that act on a terminal or on an object', async () => {
  const symbols = NASTY.map((name, index) => ({ name, offset: index, type: 'FUNC' as const, version: name }));
  const versions = NASTY.map((name) => ({ name }));
  const { bytes } = vdsoImage({ arch: 'amd64', override: { symbols, versions, needs: [] } });
  const file = path.join(folder, 'names.so');
  await writeFile(file, bytes);
  const session = await openSession(memoryInput(bytes));
  for (const name of NASTY) assert.ok((await session.find('symbols', name)) > 0, JSON.stringify(name));
  assert.doesNotMatch(
    JSON.stringify(await session.rows({ table: 'symbols', filter: '', start: 0, count: 100 })),
    ACTIVE,
  );
  const text = await runCli([file, '--text']);
  assert.equal(text.code, 0);
  assert.doesNotMatch(text.stdout, ACTIVE);
  const json = await runCli([file, '--json']);
  assert.deepEqual(
    assertValid(json.stdout)
      .symbols.map(({ name }) => name)
      .filter((name) => NASTY.includes(name))
      .toSorted(),
    NASTY.toSorted(),
  );
});

test('a file with such a name', async () => {
  for (const name of ['__proto__', 'a\u202eb red\u001b[31m line\nbreak.so']) {
    const file = path.join(folder, name);
    await writeFile(file, vdsoImage({ arch: 'amd64' }).bytes);
    const text = await runCli([file, '--text']);
    assert.deepEqual([text.code, text.stderr], [0, ''], JSON.stringify(name));
    assert.doesNotMatch(text.stdout, ACTIVE);
    assert.ok(!text.stdout.includes('line\nbreak'));
    const json = await runCli([file, '--json']);
    assert.equal(assertValid(json.stdout).source['path'], file);
  }
});

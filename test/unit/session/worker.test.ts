import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { RowQuery } from '../../../src/report/viewModel/table.ts';
import type { Session } from '../../../src/session/model.ts';
import { IN_PLACE_BYTES, openSession } from '../../../src/session/openSession.ts';
import { openProcess } from '../../../src/sources/liveImage.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { nodeFiles } from '../../../src/sources/nodeFiles.ts';
import { nodeProcFs } from '../../../src/sources/nodeProcFs.ts';
import { fullImage, vdsoImage } from '../../support/elf/index.ts';
import { notLinux } from '../../support/machine.ts';
import { joined } from '../../support/pieces.ts';
import { workerScript } from '../../support/started.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { fileInput, libc, memoryInput, noLibc, options, withBoth } from './support.ts';

async function text(session: Session, format: 'text' | 'json'): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of session.export(format)) pieces.push(piece);
  return joined(pieces);
}

test('a session in a worker gives the same answers as one in this thread', {
  skip: noLibc,
}, async () => {
  await withBoth(libc ?? '', async (local, worker) => {
    const query: RowQuery = {
      table: 'symbols',
      filter: 'pthread',
      sort: { column: 'value', descending: true },
      start: 3,
      count: 40,
    };
    assert.deepEqual(await worker.summary(), await local.summary());
    assert.deepEqual(await worker.rows(query), await local.rows(query));
    assert.deepEqual(await worker.detail('symbols', 100), await local.detail('symbols', 100));
    assert.deepEqual(await worker.chains('gnu', 5, 20), await local.chains('gnu', 5, 20));
    assert.deepEqual(await worker.bloom(0, 4), await local.bloom(0, 4));
    assert.deepEqual(await worker.bytes(0, 300), await local.bytes(0, 300));
    for (const format of ['text', 'markdown', 'json'] as const) {
      const copy = { ...query, format };
      assert.deepEqual(await worker.copy(copy), await local.copy(copy));
    }
    const row = (await local.rows(query)).rows[7];
    assert.equal(await worker.locate(query, row?.index ?? -1), 10);
    assert.equal(await worker.find('symbols', 'malloc'), await local.find('symbols', 'malloc'));
    assert.equal(await text(worker, 'json'), await text(local, 'json'));
    assert.equal(await text(worker, 'text'), await text(local, 'text'));
    const changed = { ...options, asVdso: true };
    assert.deepEqual(await worker.configure(changed), await local.configure(changed));
    assert.deepEqual(await worker.rows(query), await local.rows(query));
  });
});

test('small images are done in place, whatever worker is offered', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  assert.ok(bytes.length < IN_PLACE_BYTES);
  const nowhere = { script: '/nonexistent/worker.cjs', reads: { bytes } };
  const session = await openSession(memoryInput(bytes), nowhere);
  assert.equal((await session.summary()).role, 'vdso');
  await session.dispose();
});

test('of an image that is read in place, a worker is asked what its code does', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const place = { script: workerScript, reads: { bytes } };
  const [session, local] = await Promise.all([
    openSession(memoryInput(bytes), place),
    openSession(memoryInput(bytes)),
  ]);
  const query: RowQuery = { table: 'functions', filter: 'time', start: 0, count: 9 };
  for (const name of ['code', 'again'] as const) {
    assert.deepEqual(await session.code(false), await local.code(false), name);
    assert.deepEqual(await session.rows(query), await local.rows(query));
    assert.deepEqual(await session.detail('functions', 0), await local.detail('functions', 0));
    const place = (await local.detail('functions', 1)).code ?? '';
    const window = { place, start: 0, count: 50 };
    assert.deepEqual(await session.instructions(window), await local.instructions(window));
    assert.deepEqual(
      await session.rows({ ...query, table: 'symbols' }),
      await local.rows({ ...query, table: 'symbols' }),
    );
    // Another one is asked from then on.
    const options = { selection: [], asVdso: false, symtab: true };
    assert.deepEqual(await session.configure(options), await local.configure(options));
  }
  await Promise.all([session.dispose(), local.dispose()]);
  const nowhere = await openSession(memoryInput(bytes), {
    script: '/nonexistent/worker.cjs',
    reads: { bytes },
  });
  await assert.rejects(nowhere.code(false), /nonexistent/);
  // Nothing else waits for one.
  assert.equal((await nowhere.summary()).role, 'vdso');
  const index = await nowhere.find('symbols', '__vdso_time');
  assert.equal((await nowhere.detail('symbols', index)).title, `__vdso_time@LINUX_2.6 · symbol ${index}`);
  assert.equal((await nowhere.rows({ ...query, table: 'symbols' })).rowCount, 14);
  await nowhere.dispose();
});

test("another process's image is read in a worker, with all that the process runs", {
  skip: notLinux,
}, async () => {
  const open = () => openProcess(nodeProcFs, process.pid);
  const { source, ...image } = await open();
  const bytes = await source.read(0, source.size);
  assert.ok(bytes.length <= IN_PLACE_BYTES);
  const input = { ...image, options, generator: 'vdso-explorer 0.0.0' };
  const nowhere = { script: '/nonexistent/worker.cjs', reads: { bytes } };
  await assert.rejects(openSession({ ...input, source }, nowhere), /nonexistent/);
  const session = await openSession({ ...input, source }, { script: workerScript, reads: { bytes } });
  const local = await openSession({ ...input, source });
  assert.deepEqual(await session.summary(), await local.summary());
  const { facts } = await session.summary();
  assert.match(facts.find(({ label }) => label === 'Runs')?.value ?? '', /^\S+ \d/);
  await Promise.all([session.dispose(), local.dispose()]);
});

test('a worker may be given the bytes where there is no file', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const padded = new Uint8Array(IN_PLACE_BYTES + 1);
  padded.set(bytes);
  const session = await openSession(memoryInput(padded), { script: workerScript, reads: { bytes: padded } });
  assert.ok((await session.find('symbols', '__vdso_clock_gettime')) > 0);
  await session.dispose();
});

test('what is no ELF file is said in a sentence, by the worker too', async () => {
  const bytes = new TextEncoder().encode('just text\n'.repeat(IN_PLACE_BYTES / 5));
  const place = { script: workerScript, reads: { bytes } };
  for (const worker of [undefined, place]) {
    await assert.rejects(openSession(memoryInput(bytes), worker), {
      name: 'SessionError',
      code: 'notElf',
      message: /text/,
    });
  }
});

test('a file that vanished before the worker could open it is a sentence', {
  skip: noLibc,
}, async () => {
  const input = await fileInput(libc ?? '');
  const opening = openSession(input, { script: workerScript, reads: { path: '/nonexistent/image.so' } });
  await assert.rejects(opening, {
    name: 'SourceError',
    code: 'fileNotFound',
    remedies: ['openFile', 'openLive'],
    message: '/nonexistent/image.so does not exist.',
  });
});

test('a file that another one replaced before the worker could open it is a sentence', () =>
  withFile(new Uint8Array(IN_PLACE_BYTES + 1), async (other) => {
    await withFile(
      fullImage({ class: 64, littleEndian: true }, { textSize: 100_000 }).bytes,
      async (path) => {
        const { identity } = await nodeFiles.stat(path);
        const session = await openSession(await fileInput(path), {
          script: workerScript,
          reads: { path, identity },
        });
        await session.dispose();
        const reads = { path, identity: (await nodeFiles.stat(other)).identity };
        const opening = openSession(await fileInput(path), { script: workerScript, reads });
        await assert.rejects(opening, { code: 'fileReplaced', message: /was replaced by another file/ });
      },
    );
  }));

test('a worker that cannot start is a sentence', { skip: noLibc }, async () => {
  const opening = openSession(await fileInput(libc ?? ''), {
    script: '/nonexistent/worker.cjs',
    reads: { path: libc ?? '' },
  });
  await assert.rejects(opening, { name: 'SessionError', code: 'workerFailed' });
});

test('a worker that dies rejects what waits for it, and everything after', async () => {
  const script = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ id, name }) => {
      if (name !== 'open') process.exit(3);
      parentPort.postMessage({ type: 'result', id });
    });
  `;
  await withFile(new TextEncoder().encode(''), async (file) => {
    const path = `${file}.cjs`;
    await writeFile(path, script);
    const source = memorySource(new Uint8Array(IN_PLACE_BYTES + 1));
    const session = await openSession(
      { ...memoryInput(new Uint8Array()), source },
      { script: path, reads: { path: file } },
    );
    const waiting = [session.summary(), session.find('symbols', 'x'), session.detail('symbols', 1)];
    for (const { status } of await Promise.allSettled(waiting)) assert.equal(status, 'rejected');
    await assert.rejects(session.summary(), { code: 'workerEnded', message: /exit code 3/ });
    await assert.rejects(text(session, 'json'), { code: 'workerEnded' });
    await session.dispose();
  });
});

test('a worker that throws is a sentence with its message', async () => {
  await withFile(new TextEncoder().encode(''), async (file) => {
    const path = `${file}.cjs`;
    await writeFile(path, 'throw new Error("out of cheese.")');
    const source = memorySource(new Uint8Array(IN_PLACE_BYTES + 1));
    const opening = openSession(
      { ...memoryInput(new Uint8Array()), source },
      { script: path, reads: { path: file } },
    );
    await assert.rejects(opening, {
      code: 'workerFailed',
      message: /out of cheese\. Open the image again\./,
    });
  });
});

test('a closed session says so', { skip: noLibc }, async () => {
  const path = libc ?? '';
  const session = await openSession(await fileInput(path), { script: workerScript, reads: { path } });
  const waiting = assert.rejects(session.summary(), { message: 'This image is closed.' });
  await session.dispose();
  await waiting;
  await assert.rejects(session.summary(), { message: 'This image is closed.' });
  await session.dispose();
});

test('requests to a worker can be withdrawn, and an export left half-way', {
  skip: noLibc,
}, async () => {
  const path = libc ?? '';
  const session = await openSession(await fileInput(path), { script: workerScript, reads: { path } });
  const query = { table: 'symbols', filter: 'f', start: 0, count: 1 } as const;
  await assert.rejects(session.rows(query, AbortSignal.abort()), { code: 'cancelled' });
  for await (const piece of session.export('json')) {
    assert.ok(piece.length > 0);
    break;
  }
  const controller = new AbortController();
  await assert.rejects(
    async () => {
      for await (const _ of session.export('text', controller.signal)) controller.abort();
    },
    { code: 'cancelled' },
  );
  assert.ok((await session.rows(query)).matchCount > 0);
  await session.dispose();
});

test('a reader that leaves an export half-way says so to the worker', async () => {
  const script = `
    const { parentPort } = require('node:worker_threads');
    const asked = [];
    parentPort.on('message', ({ id, name, args }) => {
      asked.push(name);
      const ok = name === 'exportPiece' ? new Uint8Array(1) : name === 'summary' ? asked : undefined;
      parentPort.postMessage({ type: 'result', id, ok });
    });
  `;
  await withFile(new Uint8Array(), async (file) => {
    const path = `${file}.cjs`;
    await writeFile(path, script);
    const source = memorySource(new Uint8Array(IN_PLACE_BYTES + 1));
    const input = { ...memoryInput(new Uint8Array()), source };
    const session = await openSession(input, { script: path, reads: { path: file } });
    for await (const _ of session.export('json')) break;
    assert.deepEqual(await session.summary(), ['open', 'exportPiece', 'endExport', 'summary']);
    await session.dispose();
  });
});

test('an idle worker keeps no program alive, one that is waited for does', {
  skip: noLibc,
}, () => {
  const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const program = `(async () => {
    const { fileInput } = await import(${at('./support.ts')});
    const { workerScript } = await import(${at('../../support/started.ts')});
    const { openSession } = await import(${at('../../../src/session/openSession.ts')});
    const path = ${JSON.stringify(libc)};
    const session = await openSession(await fileInput(path), { script: workerScript, reads: { path } });
    session.find('symbols', 'malloc').then((index) => console.log(index > 0));
  })()`;
  const options = { encoding: 'utf8', timeout: 60_000 } as const;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--no-warnings', '--eval', program],
    options,
  );
  assert.deepEqual([stdout, stderr, status], ['true\n', '', 0]);
});

/** Sessions that begin with a preview: rows at once, everything else as if there had been none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ByteSource } from '../../../src/elf/imageSource.ts';
import type { Session } from '../../../src/session/model.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { fullImage, shapes, vdsoImage } from '../../support/elf/index.ts';
import { workerScript } from '../../support/started.ts';
import { fileInput, libc, memoryInput, noLibc, options } from './support.ts';

const [shape = { class: 64, littleEndian: true } as const] = shapes;
const symbols = Array.from({ length: 600 }, (_, at) => ({
  name: `symbol_${at}`,
  offset: at % 64,
  version: at % 3 === 0 ? 'V1' : 'V2',
}));
/** Too large to be read at once. */
const { bytes } = fullImage(shape, {
  symbols,
  versions: [{ name: 'V1' }, { name: 'V2', parents: ['V1'] }],
  textSize: 600_000,
});
const first = { table: 'symbols', filter: '', start: 0, count: 60 } as const;
const plain = () => openSession(memoryInput(bytes));
const previewed = (source: ByteSource = memorySource(bytes)) =>
  openLocal({ ...memoryInput(bytes), source, preview: 1 });

/** What only the whole image answers. */
const questions: Readonly<Record<string, (session: Session) => Promise<unknown>>> = {
  whole: (session) => session.whole(),
  'sorted rows': (session) => session.rows({ ...first, sort: { column: 'name', descending: true } }),
  'filtered rows': (session) => session.rows({ ...first, filter: 'a' }),
  'rows of another table': (session) => session.rows({ ...first, table: 'relocations' }),
  problems: (session) => session.rows({ ...first, table: 'problems' }),
  'many rows': (session) => session.rows({ ...first, count: 5000 }),
  detail: (session) => session.detail('symbols', 2),
  consumer: (session) => session.consumer('go'),
  chains: (session) => session.chains('gnu', 0, 4),
  bloom: (session) => session.bloom(0, 4),
  copy: (session) => session.copy({ ...first, format: 'json' }),
  locate: (session) => session.locate(first, 3),
  find: async (session) => session.find('symbols', (await session.rows(first)).rows[3]?.cells[0] ?? ''),
  resolveAddress: (session) => session.resolveAddress(0x1000n),
  budgetedJson: (session) => session.budgetedJson({ limit: 5000 }),
  configure: (session) => session.configure({ ...options, asVdso: true }),
  'configure for .symtab': (session) => session.configure({ ...options, symtab: true }),
  export: async (session) => {
    let text = '';
    for await (const piece of session.export('json')) text += piece;
    return text;
  },
};

test('a preview gives the rows of the whole, and says that nothing is checked', async () => {
  const [session, other] = [await previewed(), await plain()];
  const [summary, all] = [await session.summary(), await other.summary()];
  assert.match(summary.checking ?? '', /still being read and checked/);
  assert.doesNotMatch(summary.health.text, /no problems|Healthy/i);
  assert.deepEqual(
    summary.tables,
    all.tables.filter(({ id }) => id === 'symbols'),
  );
  const { title, origin, format, facts } = summary;
  assert.deepEqual({ title, origin, format, facts }, pick(all));
  for (const start of [0, 3, 1000]) {
    assert.deepEqual(await session.rows({ ...first, start }), await other.rows({ ...first, start }));
  }
  assert.ok((await session.summary()).checking !== undefined, 'rows alone read no more');
  assert.deepEqual(await session.whole(), all);
  assert.deepEqual(await session.summary(), all);
  assert.equal(all.checking, undefined);
});

const pick = ({ title, origin, format, facts }: Awaited<ReturnType<Session['summary']>>) => ({
  title,
  origin,
  format,
  facts,
});

for (const [name, ask] of Object.entries(questions)) {
  test(`${name}: waits for the whole image, and is answered from it`, async () => {
    const [session, other] = [await previewed(), await plain()];
    assert.deepEqual(await ask(session), await ask(other));
    assert.equal((await session.summary()).checking, undefined);
  });
}

/** A source whose large reads, those of whole tables, wait while it is closed. */
function gated() {
  let gate = Promise.resolve();
  let open = () => {};
  const close = () => {
    gate = new Promise((resolve) => {
      open = resolve;
    });
  };
  const inner = memorySource(bytes);
  const source: ByteSource = {
    size: inner.size,
    async read(offset, length) {
      if (length >= 8000) await gate;
      return inner.read(offset, length);
    },
    dispose: () => inner.dispose(),
  };
  return { source, close, open: () => open() };
}

test('rows are answered while the whole image is being read', async () => {
  const { source, close, open } = gated();
  const session = await previewed(source);
  close();
  let read = false;
  const whole = session.whole().then(() => {
    read = true;
  });
  const { rows } = await session.rows({ ...first, start: 2, count: 3 });
  assert.deepEqual([rows.map(({ index }) => index), read], [[2, 3, 4], false]);
  open();
  await whole;
});

test('a session closed while the whole image is being read ends it', { timeout: 30_000 }, async () => {
  const { source, close, open } = gated();
  const session = await previewed(source);
  close();
  const whole = session.whole();
  await session.dispose();
  open();
  await assert.rejects(whole);
});

test('an image that cannot be read any more is said in a sentence', async () => {
  let gone = false;
  const inner = memorySource(bytes);
  const source: ByteSource = {
    size: inner.size,
    async read(offset, length) {
      if (gone) throw new Error('The disk has gone.');
      return inner.read(offset, length);
    },
    dispose: () => inner.dispose(),
  };
  const session = await previewed(source);
  gone = true;
  await assert.rejects(session.rows(first), /The disk has gone\./);
  await assert.rejects(session.whole(), /The disk has gone\./);
});

test('a file that shrinks after the preview is a report of problems', { timeout: 30_000 }, async () => {
  let left = bytes.length;
  const source: ByteSource = {
    size: bytes.length,
    read: async (offset, length) => bytes.slice(offset, Math.max(offset, Math.min(offset + length, left))),
    dispose: async () => {},
  };
  const session = await previewed(source);
  left = 400;
  const { checking, health } = await session.whole();
  assert.equal(checking, undefined);
  assert.ok(health.errors > 0);
});

test('all of a vDSO is read at once, however large', async () => {
  const vdso = vdsoImage({ arch: 'amd64', override: { textSize: 600_000 } }).bytes;
  const session = await openLocal({ ...memoryInput(vdso), preview: 1 });
  const { checking, consumers } = await session.summary();
  assert.equal(checking, undefined);
  assert.equal(consumers.length, 1);
});

test('a worker takes a preview as well', { skip: noLibc }, async () => {
  const path = libc ?? '';
  const place = { script: workerScript, reads: { path } };
  const session = await openSession({ ...(await fileInput(path)), preview: 1 }, place);
  const other = await openSession(await fileInput(path));
  try {
    assert.ok((await session.summary()).checking !== undefined);
    assert.deepEqual(await session.rows(first), await other.rows(first));
    assert.deepEqual(await session.whole(), await other.summary());
  } finally {
    await Promise.all([session.dispose(), other.dispose()]);
  }
});

/** src/session: hostile images, and requests as a hostile page would make them, some withdrawn. */
import assert from 'node:assert/strict';
import { firstRows } from '../../../../src/protocol.ts';
import { briefParts } from '../../../../src/report/output/budgetedJson.ts';
import type { CopyFormat } from '../../../../src/report/tables/copy.ts';
import type { RowQuery } from '../../../../src/report/viewModel/table.ts';
import type { TableId } from '../../../../src/report/viewModel/tableId.ts';
import type { CopyQuery, Session, SessionOptions } from '../../../../src/session/model.ts';
import { openLocal } from '../../../../src/session/openLocal.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { someConsumers, someInfo, someNumber } from '../images.ts';
import { assertAllRanges, assertAllSeen, assertSeen, orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';

const MOST_REQUESTS = 10;
const TABLES: readonly TableId[] = [
  'symbols',
  'symtab',
  'versions',
  'gnuBuckets',
  'gnuBloom',
  'sysvBuckets',
  'keys',
  'segments',
  'sections',
  'dynamic',
  'relocations',
  'notes',
  'problems',
];
/** Bytes of one answer for each byte of the image. */
const OUTPUT_PER_BYTE = 1000;
const OUTPUT_BASE = 1 << 18;

export const session: Room = {
  name: 'session',
  weight: 25,
  limitSeconds: 120,
  input: imageInput((corpus) => corpus.images),
  async run({ bytes }, random) {
    const options = someOptions(random);
    const info = someInfo(bytes.length, random);
    // Of a process that there is, another test is made; here nobody is to be asked about one.
    const input = {
      source: memorySource(bytes),
      info: { ...info, kind: info.kind === 'process' ? ('live' as const) : info.kind },
    };
    const preview = random.chance(3) ? { preview: 1 } : {};
    const opening = new AbortController();
    const opened = await withdrawnAtTimes(opening, random, () =>
      openLocal({ ...input, ...preview, options, generator: 'vdso-explorer 0.0.0' }, opening.signal),
    );
    if (opened === undefined) return [opening.signal.aborted ? 'withdrawn' : 'refused'];
    const met = new Set<string>();
    try {
      for (let count = 1 + random.below(MOST_REQUESTS); count > 0; count--) {
        met.add(await request(opened, bytes.length, random));
      }
    } finally {
      await opened.dispose();
    }
    return met;
  },
};

/** One request, which answers in proportion or is withdrawn. Exported for the worker's room. */
export async function request(session: Session, size: number, random: Random): Promise<string> {
  const controller = new AbortController();
  const [what, action] = someRequest(session, size, random, controller.signal);
  const answer = await withdrawnAtTimes(controller, random, action);
  const text = typeof answer === 'string' ? answer : undefined;
  if (text === undefined) {
    assertAllSeen(answer, what);
    assertAllRanges(answer, size, what);
  } else assertSeen(text.replaceAll('\t', ''), what);
  const length = text?.length ?? JSON.stringify(answer ?? '').length;
  assert.ok(
    length <= OUTPUT_BASE + size * OUTPUT_PER_BYTE,
    `${what} of ${length} characters for ${size} bytes`,
  );
  return answer === undefined ? `${what}, nothing` : what;
}

/** Nobody wants it any more: before it begins, while it is at it, or when it is done. */
async function withdrawnAtTimes<Answer>(
  controller: AbortController,
  random: Random,
  action: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const early = random.chance(12);
  if (early) controller.abort();
  const answering = orRefusal(action, ['SessionError', 'AbortError']);
  if (!early && random.chance(5)) {
    for (let turns = random.below(random.pick([2, 4, 40])); turns > 0; turns--)
      await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
  }
  return answering;
}

type Request = readonly [what: string, action: () => Promise<unknown>];

function someRequest(session: Session, size: number, random: Random, signal: AbortSignal): Request {
  const table = random.pick(TABLES);
  const number = () => someNumber(random, 40);
  switch (random.below(15)) {
    case 0:
      return ['summary', () => session.summary(signal)];
    case 1:
      return ['whole', () => session.whole(signal)];
    case 2:
      return ['configure', () => configured(session, someOptions(random), signal)];
    case 3:
      return ['detail', () => session.detail(table, number(), signal)];
    case 4:
      return [
        'consumer',
        () => session.consumer(random.pick(['go', 'glibc', 'go-program', ...hostileTexts]), signal),
      ];
    case 5:
      if (random.chance(2)) return ['strings', () => session.strings(number(), signal)];
      return [
        'chains',
        () => session.chains(random.pick(['gnu', 'sysv'] as const), number(), number(), '', signal),
      ];
    case 6:
      return ['bloom', () => session.bloom(number(), number(), signal)];
    case 7:
      return ['bytes', () => session.bytes(someNumber(random, size), number(), signal)];
    case 8:
      return ['find', () => session.find(table, random.pick(hostileTexts), '', signal)];
    case 9:
      return [
        'address',
        () => session.resolveAddress(random.pick([0n, 0x400n, 0x7fff_1234_5678n, -1n, 2n ** 70n]), signal),
      ];
    case 10:
      return ['export', () => exported(session, random, signal)];
    case 11:
      return ['budgetedJson', () => budgetedJson(session, random, signal)];
    case 13:
      return ['lookup', () => lookedUp(session, random, signal)];
    case 12: {
      const format: CopyFormat = random.pick(['text', 'markdown', 'json'] as const);
      const column = random.chance(4) ? { column: random.pick(['name', 'value', ...hostileTexts]) } : {};
      return [
        `copy ${format}`,
        () => copied(session, { ...someQuery(table, random, number), ...column, format }, signal),
      ];
    }
    default: {
      const query = someQuery(table, random, number);
      return random.chance(4)
        ? ['locate', () => session.locate(query, number(), signal)]
        : ['rows', () => session.rows(random.chance(6) ? firstRows : query, signal)];
    }
  }
}

function someQuery(table: TableId, random: Random, number: () => number): RowQuery {
  const words = ['', '', 'vdso', 'e', '0x', ...hostileTexts];
  const column = random.pick([
    'index',
    'name',
    'value',
    'size',
    'type',
    'version',
    'offset',
    'address',
    'section',
    'gnuHash',
    'lookedUpBy',
    'x',
    '__proto__',
  ]);
  const sort = random.chance(2) ? { sort: { column, descending: random.chance(2) } } : {};
  return {
    table,
    filter: random.pick(words),
    ...sort,
    start: random.chance(2) ? 0 : number(),
    count: random.chance(2) ? 100 : number(),
  };
}

function someOptions(random: Random): SessionOptions {
  return { selection: someConsumers(random), asVdso: random.chance(2), symtab: random.chance(2) };
}

/** `nearest` is as the image has it: it is asked for again, and shown escaped. */
async function lookedUp(session: Session, random: Random, signal: AbortSignal): Promise<unknown> {
  const text = random.pick([
    '__vdso_time',
    'clock_gettime@LINUX_2.6',
    '@',
    'x'.repeat(5000),
    ...hostileTexts,
  ]);
  const consumer = random.pick([{}, { consumer: random.pick(['go', 'musl', 'breakpad', ...hostileTexts]) }]);
  const release = random.pick([{}, { release: random.pick(['1.2.5', '1.21', ...hostileTexts]) }]);
  const { nearest: _, ...view } = await session.lookUp({ text, ...consumer, ...release }, signal);
  return view;
}

/** A request that was withdrawn leaves everything as it was. Others may be asking for something else meanwhile. */
async function configured(session: Session, options: SessionOptions, signal: AbortSignal): Promise<unknown> {
  try {
    return await session.configure(options, signal);
  } catch (error) {
    await session.summary();
    throw error;
  }
}

/** As much of the report as fits, whole JSON whatever was left out. */
async function budgetedJson(session: Session, random: Random, signal: AbortSignal): Promise<string> {
  const limit = random.pick([60_000, 60_000, 4000, 20_000]);
  const parts = random.chance(2) ? { parts: briefParts.filter(() => random.chance(2)) } : {};
  const text = await session.budgetedJson(
    { limit, filter: random.pick(['', ...hostileTexts]), ...parts },
    signal,
  );
  assert.ok(text.length <= limit, `a budgetedJson of ${text.length} characters, ${limit} at most`);
  JSON.parse(text);
  return text;
}

async function copied(session: Session, query: CopyQuery, signal: AbortSignal): Promise<string> {
  const { text, ...rest } = await session.copy(query, signal);
  assertAllSeen(rest, 'what a copy left out');
  return text;
}

async function exported(session: Session, random: Random, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let pieces = random.chance(3) ? random.below(3) : Number.POSITIVE_INFINITY;
  for await (const piece of session.export(random.pick(['text', 'json'] as const), signal)) {
    text += decoder.decode(piece, { stream: true });
    // A reader that has seen enough.
    if (--pieces <= 0) return text;
  }
  return text + decoder.decode();
}

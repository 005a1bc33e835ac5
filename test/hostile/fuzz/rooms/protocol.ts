/** src/rpc, as the editor has it, before a session: whatever a page posts is answered once, or logged, and never runs as code. */

import assert from 'node:assert/strict';
import { editorCatalogue } from '../../../../src/editor/catalogues.ts';
import { servePage } from '../../../../src/editor/servePage.ts';
import { type HostApi, sessionReads } from '../../../../src/protocol.ts';
import type { Handlers } from '../../../../src/rpc/api.ts';
import { handlersBy } from '../../../../src/session/methods.ts';
import type { Session } from '../../../../src/session/model.ts';
import { openSession } from '../../../../src/session/openSession.ts';
import { fullImage } from '../../../support/elf/index.ts';
import { pageChannel } from '../../../support/pageChannel.ts';
import { memoryInput } from '../../../unit/session/support.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { someNumber } from '../images.ts';
import type { Room } from '../room.ts';

const MOST_MESSAGES = 12;
const DEEPEST = 4;
const NAMES = [
  'rows',
  'detail',
  'consumer',
  'chains',
  'bloom',
  'bytes',
  'locate',
  'find',
  'lookUp',
  'fieldsAt',
  'copy',
  'toString',
  '__proto__',
  'constructor',
  'ready',
];

export const protocol: Room = {
  name: 'protocol',
  weight: 60,
  limitSeconds: 120,
  input: (_corpus, random) => ({ from: 'messages', bytes: new Uint8Array([random.below(256)]), kind: 'txt' }),
  async run(_input, random) {
    const { channel, posted, send } = pageChannel();
    const logged: string[] = [];
    const server = servePage(
      channel,
      handlers(),
      { warn: (line) => logged.push(line) },
      editorCatalogue('en'),
    );
    let asked = 0;
    for (let count = 1 + random.below(MOST_MESSAGES); count > 0; count--) {
      const message = someMessage(random);
      if (isRequest(message)) asked++;
      send(message);
      if (random.chance(12)) server.cancelAll();
    }
    // Each request is answered once, or was withdrawn.
    for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(posted.length <= asked, `${posted.length} answers to ${asked} requests`);
    for (const each of posted) {
      if (each.type === 'error') assert.equal(typeof each.message, 'string');
      structuredClone(each);
    }
    for (const line of logged) assert.ok(line.length < 20_000, 'a line of the log, not a book');
    return posted.map(({ type }) => type);
  },
};

function isRequest(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id, name } = message as Record<string, unknown>;
  return type === 'request' && typeof id === 'number' && typeof name === 'string';
}

let opened: Promise<Session> | undefined;

function handlers(): Partial<Handlers<HostApi>> {
  const session = () => {
    opened ??= openSession(memoryInput(fullImage({ class: 64, littleEndian: true }).bytes));
    return opened;
  };
  return {
    ...handlersBy([...sessionReads, 'detail'], session),
    copy: async (signal, query) => void (await (await session()).copy(query, signal)),
    ready: () => Promise.reject(new Error('There is no image.')),
  };
}

function someMessage(random: Random): unknown {
  if (random.chance(4)) return someValue(random, 0);
  const type = random.chance(6)
    ? someValue(random, DEEPEST)
    : random.pick(['request', 'request', 'request', 'cancel', 'result']);
  const id = random.chance(8) ? someValue(random, DEEPEST) : random.below(8);
  const name = random.chance(10) ? someValue(random, DEEPEST) : random.pick(NAMES);
  const args = random.chance(8)
    ? someValue(random, 1)
    : Array.from({ length: random.below(4) }, () => someArgument(random));
  return { type, id, name, args };
}

function someArgument(random: Random): unknown {
  if (random.chance(4)) return someValue(random, 1);
  const query = {
    table: random.pick(['symbols', 'sections', 'x']),
    filter: random.pick(hostileTexts),
    start: someNumber(random, 20),
    count: someNumber(random, 20),
  };
  const sort = { column: random.pick(['name', 'value', 'x']), descending: random.chance(2) };
  return random.pick<unknown>([
    'symbols',
    'gnu',
    'sysv',
    someNumber(random, 20),
    query,
    { ...query, sort },
    { ...query, format: random.pick(['text', 'markdown', 'json', 'x']) },
  ]);
}

function someValue(random: Random, depth: number): unknown {
  const simple = [
    undefined,
    null,
    true,
    0,
    -1,
    Number.NaN,
    2n ** 70n,
    '',
    ...hostileTexts,
    () => 1,
    Symbol('x'),
    new Uint8Array(3),
  ];
  if (depth >= DEEPEST || random.chance(2)) return simple[random.below(simple.length)];
  if (random.chance(8)) {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    return circular;
  }
  const values = Array.from({ length: random.below(5) }, () => someValue(random, depth + 1));
  return random.chance(2)
    ? values
    : Object.fromEntries(
        values.map((value) => [random.pick([...hostileTexts, 'type', 'id', 'name', 'args']), value]),
      );
}

/** src/session/atlasSession.ts before its page: whatever is chosen, asked and sorted by is answered, or refused in words. */
import assert from 'node:assert/strict';
import { catalog } from '../../../../src/consumers/catalog/index.ts';
import { kernelImages } from '../../../../src/consumers/catalog/kernelImages.ts';
import type { RowQuery } from '../../../../src/report/viewModel/table.ts';
import type { AtlasChoice } from '../../../../src/report/viewModel/tablePage.ts';
import { AtlasSession } from '../../../../src/session/atlasSession.ts';
import { SessionError } from '../../../../src/session/sessionError.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { someConsumers, someNumber } from '../images.ts';
import type { Room } from '../room.ts';

const MOST_CHOICES = 3;

export const atlas: Room = {
  name: 'atlas',
  weight: 6,
  limitSeconds: 120,
  input: (_corpus, random) => ({ from: 'choices', bytes: new Uint8Array([random.below(256)]), kind: 'txt' }),
  async run(_input, random) {
    const machine = random.pick(['x86_64', 'aarch64', ...hostileTexts]);
    const session = new AtlasSession({ selection: someConsumers(random), machine, generator: 'fuzz' });
    const met: string[] = [];
    for (let count = 1 + random.below(MOST_CHOICES); count > 0; count--) {
      const page = await session.choose(someChoice(random));
      assert.ok(kernelImages.some(({ arch }) => arch === page.choice.arch));
      structuredClone(page);
      met.push(`${page.choice.arch} ${page.choice.consumer}`);
      await askedOf(session, random);
    }
    return met;
  },
};

async function askedOf(session: AtlasSession, random: Random): Promise<void> {
  const query: RowQuery = {
    table: 'atlas',
    filter: random.pick(hostileTexts),
    sort: { column: random.pick(['runtime', '6.12', 'x']), descending: random.chance(2) },
    start: someNumber(random, 20),
    count: someNumber(random, 20),
  };
  try {
    const { rows, rowCount } = await session.rows(query);
    assert.ok(rows.length <= rowCount);
    await session.copy({ ...query, format: random.pick(['text', 'markdown', 'json']) });
    await session.locate(query, someNumber(random, 20));
    await session.find(query.filter);
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
  }
  structuredClone(await session.detail(someNumber(random, 20), someNumber(random, 20)));
  const format = random.pick(['json', 'text'] as const);
  const text = Buffer.concat(await session.export(format)).toString();
  if (format === 'json') JSON.parse(text);
  assert.notEqual(text, '');
}

function someChoice(random: Random): Partial<AtlasChoice> {
  const consumer = random.pick(catalog);
  return {
    arch: random.pick([random.pick(kernelImages).arch, random.pick(hostileTexts)]),
    consumer: random.pick(['', consumer.id, random.pick(hostileTexts)]),
    release: random.pick(['', random.pick(consumer.releases).name, random.pick(hostileTexts)]),
  };
}

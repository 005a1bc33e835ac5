/** src/tools: what a model may send, on hostile files: an answer within its size, or a sentence. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, imageOf, needsConsent, type ToolPlace } from '../../../../src/tools/toolImage.ts';
import { checkConsumers, inspectVdso, MAX_ANSWER } from '../../../../src/tools/tools.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { someNumber } from '../images.ts';
import { assertSeen, assertSentence, orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';
import { scratch } from '../scratch.ts';

const DOCUMENTED = ['Error', 'SourceError', 'SessionError'];
const MANY = 300;
/** TEMP */
const WRONG_TYPES = false;

export const tools: Room = {
  name: 'tools',
  weight: 8,
  limitSeconds: 60,
  input: imageInput((corpus) => corpus.small),
  async run({ bytes }, random) {
    const file = path.join(scratch(), 'image.so');
    await writeFile(file, bytes);
    const place: ToolPlace = {
      generator: 'vdso-explorer 0.0.0',
      worker: path.resolve(import.meta.dirname, '../../../../src/session/worker.ts'),
      folders: random.chance(4) ? [] : [scratch()],
    };
    const input = someInput(file, random);
    const image = await orRefusal(() => imageOf(input as object, place), DOCUMENTED);
    if (image !== undefined) {
      assertSentence(describe(image), 'what a tool reads');
      await needsConsent(image);
    }
    // Other people's processes are left alone.
    if (image?.kind === 'process' && image.pid !== process.pid) return ['process'];
    const tool = random.chance(2) ? inspectVdso : checkConsumers;
    const asking = random.chance(4) ? { tokenBudget: someNumber(random, 20_000) } : {};
    const answer = await orRefusal(() => tool(input as object, place, asking), DOCUMENTED);
    if (answer === undefined) return [`${tool.name} refuses`];
    assert.ok(answer.length <= MAX_ANSWER, `an answer of ${answer.length} characters`);
    assertSeen(answer, 'an answer');
    JSON.parse(answer.slice(answer.indexOf('{"schema"')));
    return [tool.name];
  },
};

/** Mostly of the right types. */
function someInput(file: string, random: Random): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  if (!random.chance(6))
    input['path'] = random.pick([file, file, file, path.basename(file), '', '/dev/zero', ...hostileTexts]);
  if (random.chance(8)) input['pid'] = random.pick<unknown>([process.pid, 0, -1, 2 ** 40, 1.5]);
  if (random.chance(3)) input['asVdso'] = random.chance(2);
  if (random.chance(3)) input['parts'] = some(random, ['symbols', 'notes', 'consumers', 'x', '__proto__']);
  if (random.chance(3)) input['filter'] = random.pick(['vdso', 'x'.repeat(MANY), ...hostileTexts]);
  if (random.chance(3))
    input['consumers'] = some(random, ['go', 'go@1.21', 'musl', 'perl', 'go@', '@', ...hostileTexts]);
  if (random.chance(3))
    input['require'] = some(random, ['go', 'go:all', 'musl@1.2.5', 'perl', ':all', ...hostileTexts]);
  if (WRONG_TYPES && random.chance(8)) {
    const key = random.pick(['path', 'pid', 'asVdso', 'parts', 'filter', 'consumers', 'require']);
    input[key] = random.pick<unknown>([
      null,
      1,
      '',
      true,
      {},
      [],
      [null],
      [{}],
      ['__proto__'],
      { length: 2 ** 32 },
    ]);
  }
  return input;
}

function some(random: Random, from: readonly string[]): string[] {
  const count = random.chance(20) ? MANY : random.below(4);
  const good = random.chance(2) ? from.slice(0, 2) : from;
  return Array.from({ length: count }, () => random.pick(good));
}

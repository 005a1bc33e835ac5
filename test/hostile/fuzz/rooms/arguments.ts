/** src/cli's arguments: any words become a command or one sentence. */
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { parseCommand } from '../../../../src/cli/arguments.ts';
import { atlas } from '../../../../src/cli/atlas.ts';
import type { AtlasArguments } from '../../../../src/cli/command.ts';
import { allConsumers } from '../../../../src/consumers/catalog/index.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { mutateText } from '../mutateText.ts';
import { assertSeen } from '../promises.ts';
import type { Room } from '../room.ts';

const WORDS = [
  'inspect',
  'check',
  'atlas',
  '--arch',
  's390x',
  'image.so',
  '--live',
  '--pid',
  '--image',
  '--pid=1',
  '4711',
  '--json',
  '--format',
  '--format=markdown',
  '--format=csv',
  'json',
  'summary',
  '--text',
  '--symtab',
  '--replay',
  '--sha256',
  '--dump',
  '--force',
  '--why',
  '--lookup',
  '--byte',
  '--lookup=a@LINUX_2.6',
  '__vdso_time',
  'out.so',
  '--addr',
  '0x7fff1234',
  '--go',
  '1.21',
  '--consumer',
  'musl@1.2.5',
  '--require',
  '--program',
  '--program=image.so',
  'go,glibc:all',
  '--as-vdso',
  '--help',
  '-h',
  '--version',
  '-V',
  '--',
  '-',
  '--no-json',
  '--unknown',
  '-hV',
  '',
];
const MOST_WORDS = 9;
/** Characters beyond those of the arguments: every runtime that is known, and the sentence itself. */
const SENTENCE = 2_000;

export const args: Room = {
  name: 'arguments',
  weight: 120,
  limitSeconds: 120,
  input(_corpus, random) {
    return {
      from: 'words',
      bytes: new TextEncoder().encode(JSON.stringify(someArguments(random))),
      kind: 'json',
    };
  },
  async run({ bytes }) {
    const given: string[] = JSON.parse(new TextDecoder().decode(bytes));
    const length = given.reduce((sum, word) => sum + word.length, 0);
    try {
      const command = parseCommand(given);
      if (command.kind === 'check' || command.kind === 'inspect') {
        for (const { id } of command.selection) assert.ok(allConsumers.some((each) => each.id === id));
        const images = command.kind === 'check' ? command.images : [command.image];
        assert.ok(images.length > 0);
        for (const image of images) if (image.kind === 'process') assert.ok(image.pid > 0);
      }
      if (command.kind === 'atlas') await writtenAtlas(command);
      return [command.kind];
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'UsageError') throw error;
      assertSeen(error.message, 'a sentence about wrong usage');
      assert.ok(error.message.length > 0 && !error.message.includes('\n'), 'one line');
      // Escapes are longer than what they stand for.
      assert.ok(error.message.length <= SENTENCE + 12 * length, `${error.message.length} characters`);
      return ['UsageError'];
    }
  },
};

/** Of a few runtimes on one architecture: all of them take seconds. */
async function writtenAtlas(command: AtlasArguments): Promise<void> {
  let text = '';
  const output = new Writable({
    write(piece, _encoding, done) {
      text += String(piece);
      done();
    },
  });
  const few = { ...command, selection: command.selection.slice(0, 3), images: command.images.slice(0, 1) };
  await atlas(few, 'vdso-explorer fuzz', output);
  assertSeen(text.replaceAll('\n', ''), 'the atlas');
  if (command.format === 'json') JSON.parse(text);
}

export function someArguments(random: Random, words: readonly string[] = WORDS): string[] {
  return Array.from({ length: random.below(MOST_WORDS) }, () => {
    if (random.chance(12)) return random.pick(hostileTexts);
    const word = random.pick(words);
    return random.chance(6) ? mutateText(word, random) : word;
  });
}

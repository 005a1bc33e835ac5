/** src/report/comparison: a hostile image against itself, and against itself with some bytes changed. */
import assert from 'node:assert/strict';
import type { ComparedImage } from '../../../../src/report/comparison/comparedImage.ts';
import { compareImages } from '../../../../src/report/comparison/compareImages.ts';
import { comparisonView } from '../../../../src/report/comparison/comparisonView.ts';
import { partTexts } from '../../../../src/report/comparison/partTexts.ts';
import { openLocal } from '../../../../src/session/localSession.ts';
import { english } from '../../../../src/session/words.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { someConsumers, someInfo } from '../images.ts';
import { assertAllSeen, assertSeen, assertSentence, orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';

const MOST_CHANGED = 40;
/** Characters of a comparison for each byte of both images, beside the texts of the parts. */
const OUTPUT_PER_BYTE = 200;
const OUTPUT_BASE = 1 << 18;

export const comparison: Room = {
  name: 'comparison',
  weight: 12,
  limitSeconds: 120,
  input: imageInput((corpus) => [...corpus.vdsos, ...corpus.small]),
  async run({ bytes }, random) {
    const other = bytes.slice(0, random.chance(4) ? random.below(bytes.length + 1) : bytes.length);
    for (let count = random.below(MOST_CHANGED); count > 0 && other.length > 0; count--)
      other[random.below(other.length)] = random.below(256);
    const code = random.chance(3);
    const one = await comparedOf(bytes, code, random);
    if (one === undefined) return ['not ELF'];
    assert.deepEqual(compareImages(one, one).changes, [], 'an image is alike to itself');
    const two = await comparedOf(other, code, random);
    if (two === undefined) return ['the other is not ELF'];
    const there = assertTold(one, two, bytes.length + other.length);
    assertTold(two, one, bytes.length + other.length);
    return there;
  },
};

async function comparedOf(
  bytes: Uint8Array,
  code: boolean,
  random: Random,
): Promise<ComparedImage | undefined> {
  const info = someInfo(bytes.length, random);
  const session = await orRefusal(
    () =>
      openLocal({
        source: memorySource(bytes),
        info: { ...info, kind: info.kind === 'process' ? ('live' as const) : info.kind },
        options: { selection: someConsumers(random), asVdso: random.chance(2), symtab: false },
        generator: 'vdso-explorer 0.0.0',
      }),
    ['SessionError'],
  );
  if (session === undefined) return undefined;
  try {
    return structuredClone(await session.compared(code));
  } finally {
    await session.dispose();
  }
}

function assertTold(from: ComparedImage, to: ComparedImage, size: number): string[] {
  const found = compareImages(from, to);
  const view = comparisonView(english, found);
  assertAllSeen(view, 'the comparison');
  for (const { text } of view.parts.flatMap(({ changes }) => changes)) assertSentence(text, 'a change');
  for (const note of view.notes) assertSentence(note, 'what was not compared');
  assert.ok(JSON.stringify(view).length <= OUTPUT_BASE + size * OUTPUT_PER_BYTE);
  for (const { text, title } of partTexts(english, from)) {
    assertSeen(text, title);
    assert.ok(text.endsWith('\n'));
  }
  return found.changes.map(({ code }) => code);
}

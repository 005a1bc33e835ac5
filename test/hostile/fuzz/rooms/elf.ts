/** src/elf: whole, piece by piece from a source that fails or shrinks, and previewed at. */
import { exercise, exerciseSource } from '../../exercise.ts';
import { exercisePreview } from '../../exercisePreview.ts';
import { hostileSource } from '../../hostileSource.ts';
import { imageInput } from '../imageInput.ts';
import type { Room } from '../room.ts';

/** One input in so many is read piece by piece; one is previewed at as well. */
const PIECEMEAL = 5;
const PREVIEW = 5;

export const elf: Room = {
  name: 'elf',
  weight: 400,
  limitSeconds: 120,
  input: imageInput((corpus) => corpus.images),
  async run({ bytes }, random) {
    const { codes } = random.chance(PIECEMEAL)
      ? await exerciseSource(hostileSource(bytes, random))
      : await exercise(bytes);
    if (random.chance(PREVIEW)) await exercisePreview(hostileSource(bytes, random));
    return codes;
  },
};

/** Inputs that are images: one of the corpus, mutated. */
import { mutate, type Seed } from '../mutate.ts';
import type { Random } from '../random.ts';
import type { Corpus } from './corpus/corpus.ts';
import type { Input } from './room.ts';

/** One input in so many is as it was, so that what is sound is met as well. */
const UNDAMAGED = 50;

export function imageInput(
  pick: (corpus: Corpus, random: Random) => readonly Seed[],
): (corpus: Corpus, random: Random) => Input {
  return (corpus, random) => {
    const seed = random.pick(pick(corpus, random));
    const bytes = random.chance(UNDAMAGED) ? new Uint8Array(seed.bytes) : mutate(seed, random);
    return { from: seed.name, bytes, kind: 'elf' };
  };
}

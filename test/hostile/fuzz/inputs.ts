/** Which room input N is for, and what it is given: a matter of the seed and N alone. */
import { Random } from '../random.ts';
import type { Corpus } from './corpus/corpus.ts';
import type { Input, Room } from './room.ts';

export interface Numbered {
  readonly room: Room;
  readonly input: Input;
  readonly random: Random;
}

/** @throws where there is none of this name */
export function roomNamed(name: string | undefined, rooms: readonly Room[]): Room | undefined {
  const room = rooms.find((each) => each.name === name);
  if (name !== undefined && room === undefined)
    throw new Error(`No room ${name}. There are: ${rooms.map((each) => each.name).join(', ')}.`);
  return room;
}

/** @param room where only one is wanted: it takes the place of the one that N is for */
export function inputNumber(
  number: number,
  seed: number,
  { rooms, room, corpus }: { rooms: readonly Room[]; room: Room | undefined; corpus: Corpus },
): Numbered {
  const random = new Random(seed + Math.imul(number, 0x9e3779b1));
  const drawn = byWeight(rooms, random);
  const chosen = room ?? drawn;
  return { room: chosen, input: chosen.input(corpus, random), random };
}

function byWeight(rooms: readonly Room[], random: Random): Room {
  let left = random.below(rooms.reduce((sum, { weight }) => sum + weight, 0));
  for (const room of rooms) {
    left -= room.weight;
    if (left < 0) return room;
  }
  throw new RangeError('there are no rooms');
}

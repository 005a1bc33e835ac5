/** Rooms that break their promises, for fuzzer.test.ts: the fuzzer must find both kinds. */
import type { Input, Room } from './room.ts';

function faulty(name: string, run: (number: number) => void): Room {
  return {
    name,
    weight: 1,
    limitSeconds: 2,
    input: (_corpus, random): Input => ({
      from: 'numbers',
      bytes: Uint8Array.of(random.below(8)),
      kind: 'bin',
    }),
    async run({ bytes }) {
      run(bytes[0] ?? 0);
      return ['ran'];
    },
  };
}

export const rooms: readonly Room[] = [
  faulty('throwing', (number) => {
    if (number === 3) throw new RangeError('three');
  }),
  faulty('hanging', (number) => {
    while (number === 3);
  }),
];

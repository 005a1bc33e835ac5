/** A part of the product that meets hostile input, and how it is put to the test. One file each in rooms/. */
import type { Random } from '../random.ts';
import type { Corpus } from './corpus/corpus.ts';

/** What a room is given: kept in a file when it breaks a promise. */
export interface Input {
  /** What it was made from. */
  readonly from: string;
  readonly bytes: Uint8Array;
  /** Of the file it is kept in: "elf", "go", "json". */
  readonly kind: string;
}

export interface Room {
  readonly name: string;
  /** Of so many inputs it gets its share by this number. */
  readonly weight: number;
  /** An input that takes longer hangs. Far above what any of them takes on a busy machine. */
  readonly limitSeconds: number;
  /** Makes an input: bounded work, never fails, and the same for the same state of `random`. */
  input(corpus: Corpus, random: Random): Input;
  /** Throws when a promise is broken. Resolves with what was met, to see how deep the inputs go. */
  run(input: Input, random: Random): Promise<Iterable<string>>;
}

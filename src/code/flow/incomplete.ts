/** Why not every way could be followed to its end, with the arguments of its sentence. */
import type { None } from '../../elf/catalogue.ts';

/** The instruction. */
interface Place {
  readonly at: bigint;
}

export interface Incompletes {
  /** Bytes that are no instruction that the decoder knows. */
  undecoded: Place;
  /** A jump or call to what was worked out or loaded at run time. */
  'target-unknown': Place;
  /** It leads out of the image's code, or its bytes cannot be read. */
  outside: { readonly at: bigint; readonly target: bigint };
  /** Calls within calls, deeper than any image has: recursion. */
  depth: Place;
  budget: Place;
  /** No decoder, or nobody's knowledge of what it does, for this e_machine. */
  machine: { readonly machine: number };
  /** An object file: a linker decides where its calls and jumps lead. */
  unlinked: None;
  /** No way was found on which it returns. */
  'no-return': None;
}

export type Incomplete = {
  readonly [Code in keyof Incompletes]: { readonly code: Code } & Incompletes[Code];
}[keyof Incompletes];

/** Every way in which a session cannot be had or cannot go on, with the arguments its sentence needs. */
import type { None } from '../elf/catalogue.ts';
import type { Problem } from '../elf/problems/problem.ts';

interface TooMany {
  readonly rows: number;
  readonly most: number;
}

export interface SessionFailures {
  /** The request was withdrawn. */
  cancelled: None;
  /** The bytes are of another format, which the problem names where it is known. */
  notElf: { readonly problem: Pick<Problem, 'code' | 'args'> };
  // The worker
  workerEnded: { readonly exitCode: number };
  /** It ended with an error of the system or of ours, which has no words of ours. */
  workerFailed: { readonly message: string };
  workerOutOfMemory: None;
  /** A request of it failed with such an error. */
  requestFailed: { readonly message: string };
  closed: None;
  /** A browser has none. */
  noDisassembler: None;
  // A name to look up
  notAName: { readonly text: string; readonly most: number };
  // A live image
  /** What the kernel mapped as vDSO is none. */
  liveNoElf: None;
  // Questions that would take too much
  tooLongToSort: TooMany;
  tooLongToFilter: TooMany;
  /** most: bytes of text. */
  tooMuchTextToSort: TooMany;
  /** A filter names a column that the table does not have. */
  noSuchColumn: { readonly column: string; readonly columns: readonly string[] };
  filterTooLong: { readonly characters: number; readonly most: number };
}

export type SessionFailureCode = keyof SessionFailures;

/** What an instruction does, as far as following code needs it: made once of its text, run as often as it is met. */
import type { Instruction } from '../instruction.ts';
import type { State } from './state.ts';

/** True, false, or not known in this state. */
export type BranchTest = (state: State) => boolean | undefined;

export type Flow =
  | { readonly kind: 'next' }
  /** To `target`, or where it cannot be read from the text to what `to` gives; goes on where `when` is false. */
  | {
      readonly kind: 'jump' | 'call';
      readonly target?: bigint;
      readonly to?: (state: State) => bigint | undefined;
      readonly when?: BranchTest;
      /** MIPS, SPARC: the next instruction is done first; 'taken': only on the way to the target. */
      readonly delay?: 'always' | 'taken';
    }
  /** To where the caller goes on. */
  | { readonly kind: 'return'; readonly when?: BranchTest; readonly delay?: 'always' | 'taken' }
  | { readonly kind: 'system-call'; readonly when?: BranchTest }
  /** Does not go on: a trap, an undefined instruction. */
  | { readonly kind: 'stop' };

export interface Lifted {
  readonly instruction: Instruction;
  readonly flow: Flow;
  /** What it changes. Runs before the flow is followed, and after a conditional one was decided. */
  readonly effect?: (state: State) => void;
  /** It reads a counter: the name of the instruction or of the register. */
  readonly counter?: string;
  /** Gives way to another thread while spinning. */
  readonly spins?: boolean;
  /** Tests the lowest bit of something: of a sequence count, in a vDSO's loops. */
  readonly testsOdd?: boolean;
  /** Address it loads from or stores to, beside the stack. */
  readonly touches?: (state: State) => bigint | undefined;
}

/** A machine's instructions. */
export interface Lifter {
  lift(instruction: Instruction, pc: bigint): Lifted;
  /** Sets what a caller leaves: the stack, and the address in which the function was called where an ABI says so. */
  enter(state: State, entry: bigint): void;
  /** Sets the first argument as the ABI passes an int. @param value below 0 as it is */
  setArgument(state: State, value: bigint): void;
  /** The call's number, before it is made. */
  number(state: State, lifted: Lifted): bigint | undefined;
}

export const NEXT: Flow = { kind: 'next' };

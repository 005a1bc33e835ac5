/** What the code does. */
import type { TableView } from './table.ts';
import type { Tone } from './tone.ts';

/** What the code does, as far as it was followed. */
export interface CodeView {
  /** Functions first; clocks and patched sites where there are some. */
  readonly tables: readonly TableView[];
  /** The functions whose ways were followed, to be drawn to the scale of the longest. */
  readonly ribbon: readonly RibbonLaneView[];
  /** What is said of all: of clocks, of hypervisors, of a machine that nobody reads. */
  readonly notes: readonly string[];
  /** Set where ways are followed only when somebody wants it: how many functions that is about. */
  readonly offer?: string;
}

export interface RibbonLaneView {
  /** All names of the function. */
  readonly name: string;
  /** "user space, or the kernel where it must" */
  readonly text: string;
  readonly tone: Tone;
  /** To disassemble it (see InstructionQuery). */
  readonly place: string;
  readonly regions: readonly RibbonRegionView[];
}

/** Part of a function; start and end are fractions of the longest one (0..1). */
export interface RibbonRegionView {
  readonly kind: 'way' | 'unreached' | 'loop' | 'counter' | 'kernel';
  readonly start: number;
  readonly end: number;
  /** "enters the kernel: clock_gettime · 0xb12" */
  readonly text: string;
  readonly place: string;
}

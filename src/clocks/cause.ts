/** Why clock calls are slow or quick, as codes and arguments; english.ts has the sentences. */
import type { Incomplete } from '../code/flow/incomplete.ts';
import type { PageName } from '../code/pages.ts';
import type { None } from '../elf/catalogue.ts';
import type { SourceCondition } from './clockSources.ts';
import type { Hypervisor, ParameterCode } from './machineFacts.ts';
import type { TimeOffsets, Tracer } from './processFacts.ts';

/** kernel: for this alone every call enters it; possible: it may, or makes those that do slower; none: it does not. */
export type ClockEffect = 'kernel' | 'possible' | 'none';

/** Names of clocks are without CLOCK_. */
export interface ClockCauses {
  // The clock source
  'source-user': { readonly source: string };
  'source-kernel': { readonly source: string };
  'source-depends': { readonly source: string; readonly condition: SourceCondition };
  'source-unknown': { readonly source: string; readonly arch: string };
  'source-hidden': None;
  // The kernel's command line, the CPU, the hypervisor
  parameter: { readonly parameter: ParameterCode };
  'counter-not-promised': { readonly missing: readonly string[] };
  hypervisor: { readonly kind: Hypervisor['kind'] };
  // The process
  'time-namespace': TimeOffsets;
  seccomp: { readonly mode: 'strict' | 'filter'; readonly filters: number };
  tracer: { readonly tracer: Tracer };
  'vdso-missing': None;
  'vdso-hidden': None;
  'vdso-moved': None;
  // The image's code
  'code-user': {
    readonly function: string;
    readonly clocks: readonly string[];
    readonly counters: readonly string[];
  };
  'code-kernel': { readonly function: string; readonly clocks: readonly string[] };
  'code-incomplete': { readonly function: string; readonly why: Incomplete };
  'code-none': None;
  'code-without-page': { readonly source: string; readonly page: PageName };
  'code-own': None;
  coarse: { readonly clocks: readonly string[] };
  // The runtimes
  'runtime-calls': { readonly runtime: string; readonly calls: readonly string[] };
  // The measurement
  'dear-counter': None;
}

export type CauseCode = keyof ClockCauses;

/** A file and what to look at in it, or what it says. The text is unchecked. */
export interface Evidence {
  readonly file: string;
  readonly text: string;
}

export interface Advices {
  /** Until the next boot; the kernel's parameter keeps it. */
  'switch-source': { readonly to: string };
  'ask-kernel': None;
  'remove-parameter': { readonly parameter: ParameterCode };
  'count-calls': { readonly pid: number };
  'use-coarse': { readonly clocks: readonly string[] };
}

/** The command is for a POSIX shell, of words of ours alone: nothing of what was read stands in it. */
export type Advice = {
  [Code in keyof Advices]: { readonly code: Code; readonly args: Advices[Code]; readonly command?: string };
}[keyof Advices];

export type Cause = {
  [Code in CauseCode]: {
    readonly code: Code;
    readonly args: ClockCauses[Code];
    readonly effect: ClockEffect;
    readonly evidence?: Evidence;
    readonly advice?: Advice;
  };
}[CauseCode];

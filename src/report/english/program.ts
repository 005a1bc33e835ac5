/** Sentences about a Go program's own table and about what its variables hold. */
import { liveImageOf } from '../../consumers/english/programs.ts';
import type { KeyFinding, ProgramFacts } from '../../consumers/model.ts';
import type { ProcessName } from '../../elf/imageSource.ts';
import { hex, shown } from '../format.ts';

type Held = NonNullable<KeyFinding['held']>;

const foundBy: Readonly<Record<ProgramFacts['foundBy'], readonly string[]>> = {
  symbols: ['Keys, hashes and variables are read from the program itself, at the symbols runtime.vdso*.'],
  pattern: [
    'Keys and hashes are read from the program itself, at the place where its data looks like vDSO keys.',
    'The names of its variables are those of the Go source for this architecture.',
  ],
  none: [],
};

const NO_BUILD_INFO =
  'It has no build information: its release is not known, and how it searches is told as of the newest.';

export function programNotes({ goVersion, path, foundBy: how }: ProgramFacts): readonly string[] {
  if (goVersion === '') return [NO_BUILD_INFO, ...foundBy[how]];
  const what = path === undefined ? '' : ` from the package ${shown(path)}`;
  return [`Built with ${shown(goVersion)}${what}, as its build information says.`, ...foundBy[how]];
}

export const byPattern = 'The program has no symbol table: its keys were found by their pattern in its data.';

export function searchedText(process: ProcessName): string {
  return `Its keys were looked up in ${liveImageOf(process)}, not in this file.`;
}

export function heldText({ value, expected }: Held): string {
  return value === expected ? `${hex(value)}, as predicted` : `${hex(value)}, predicted ${hex(expected)}`;
}

export function heldLine(held: Held, variable: string | undefined, pid: number | undefined): string {
  return held.value === held.expected
    ? `Its variable holds ${heldText(held)}`
    : heldOtherwise(held, variable, pid);
}

/** The known ways to get there: too early, cleared, or carried to another machine. */
export function heldOtherwise(held: Held, variable: string | undefined, pid: number | undefined): string {
  const who = `${variable ?? 'The variable'} of process ${pid ?? ''}`.trim();
  const reason =
    held.value === 0n
      ? 'it has not run its start-up code yet, or has given the vDSO up after a call failed'
      : 'its vDSO was mapped elsewhere or was another one when it started (a checkpoint restored, a tracer)';
  return `${who} holds ${hex(held.value)} and not the predicted ${hex(held.expected)}: ${reason}.`;
}

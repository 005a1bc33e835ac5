/** `--format`: what each command can write. `--json`, `--text` and `--full` are short for formats. */
import type { COMMANDS } from './options.ts';
import { UsageError } from './refusal.ts';

/** Without one, a command writes its first. */
export const FORMATS = {
  inspect: ['summary', 'text', 'json'],
  check: ['text', 'json', 'github', 'junit', 'sarif', 'markdown'],
  diff: ['text', 'json', 'markdown'],
  matrix: ['text', 'json', 'markdown', 'csv'],
  clock: ['text', 'json'],
  atlas: ['text', 'json', 'markdown', 'csv'],
} as const satisfies Partial<Record<(typeof COMMANDS)[number], readonly string[]>>;

export type FormatOf<Command extends keyof typeof FORMATS> = (typeof FORMATS)[Command][number];

interface Asked {
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
  readonly text?: boolean | undefined;
  readonly full?: boolean | undefined;
}

/** The format that is asked for, or undefined. Throws a UsageError where there is no such one, and for two at once. */
export function formatOf<Command extends keyof typeof FORMATS>(
  command: Command,
  { format, json, text, full }: Asked,
): FormatOf<Command> | undefined {
  const known: readonly FormatOf<Command>[] = FORMATS[command];
  const asked: (readonly [option: string, format: string])[] = [];
  if (format !== undefined) asked.push([`--format ${format}`, format]);
  if (json) asked.push(['--json', 'json']);
  if (text) asked.push(['--text', 'text']);
  // Of diff it says how much, in whatever format.
  if (full && command !== 'diff') asked.push(['--full', 'text']);
  const [first] = asked;
  if (first === undefined) return undefined;
  const wanted = known.find((each) => each === first[1]);
  if (wanted === undefined) throw new UsageError('unknownFormat', { command, name: first[1], known });
  if (asked.some(([, other]) => other !== wanted))
    throw new UsageError('oneOf', { options: asked.map(([option]) => option) });
  return wanted;
}

/** Commands and options of the command line, and which go together. */

export const OPTIONS = {
  live: { type: 'boolean' },
  pid: { type: 'string' },
  image: { type: 'string', multiple: true },
  format: { type: 'string' },
  json: { type: 'boolean' },
  text: { type: 'boolean' },
  full: { type: 'boolean' },
  symtab: { type: 'boolean' },
  demangle: { type: 'boolean' },
  replay: { type: 'boolean' },
  sha256: { type: 'boolean' },
  program: { type: 'string' },
  dump: { type: 'string' },
  force: { type: 'boolean' },
  addr: { type: 'string', multiple: true },
  why: { type: 'string', multiple: true },
  lookup: { type: 'string', multiple: true },
  byte: { type: 'string', multiple: true },
  strings: { type: 'string', multiple: true },
  code: { type: 'boolean' },
  clocks: { type: 'boolean' },
  disasm: { type: 'string', multiple: true },
  'user-clock': { type: 'string', multiple: true },
  go: { type: 'string' },
  consumer: { type: 'string', multiple: true },
  require: { type: 'string', multiple: true },
  arch: { type: 'string', multiple: true },
  'as-vdso': { type: 'boolean' },
  lines: { type: 'boolean' },
  rows: { type: 'string' },
  baseline: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

export type OptionName = keyof typeof OPTIONS;

/** The first word may be one of these; without one it is `inspect`. */
export const COMMANDS = ['inspect', 'check', 'diff', 'matrix', 'clock', 'atlas', 'completions'] as const;

/** Shells that `completions` knows. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What the summary does not have, or has not in whole. */
export const PARTS = [
  'text',
  'full',
  'symtab',
  'demangle',
  'replay',
  'sha256',
  'program',
  'code',
  'go',
  'consumer',
] as const;

/** What is written in place of a report: one of them. */
export const INSTEAD = ['addr', 'why', 'lookup', 'byte', 'strings', 'disasm', 'clocks'] as const;

/** What says how a report looks has no meaning for a verdict. */
export const REPORT_ONLY = [
  'full',
  'symtab',
  'demangle',
  'replay',
  'sha256',
  'program',
  'dump',
  'force',
  'code',
  ...INSTEAD,
] as const;

/** It has no image, and nothing is demanded of one. */
export const IMAGE_ONLY = [
  'live',
  'pid',
  'image',
  'require',
  'user-clock',
  'as-vdso',
  'lines',
  ...REPORT_ONLY,
] as const;

/** What asks a process, and how its answer looks. */
const OF_CLOCK: readonly OptionName[] = ['live', 'pid', 'format', 'json', 'text', 'help', 'version'];

const OF_ALL: readonly OptionName[] = ['format', 'json', 'text', 'help', 'version'];
const WHO: readonly OptionName[] = ['go', 'consumer', 'as-vdso'];
const OF_DIFF: readonly OptionName[] = [...OF_ALL, ...WHO, 'live', 'pid', 'image', 'full'];
const OF_MATRIX: readonly OptionName[] = [...OF_ALL, ...WHO, 'live', 'image', 'rows', 'baseline'];

/** Which options a command takes. */
export function optionsOf(command: (typeof COMMANDS)[number]): readonly OptionName[] {
  const allBut = (taken: readonly OptionName[]): readonly OptionName[] =>
    (Object.keys(OPTIONS) as OptionName[]).filter((name) => !taken.includes(name));
  const refused: Readonly<Record<typeof command, readonly OptionName[]>> = {
    inspect: ['require', 'user-clock', 'arch', 'lines', 'rows', 'baseline'],
    check: [...REPORT_ONLY, 'arch', 'rows', 'baseline'],
    diff: allBut(OF_DIFF),
    matrix: allBut(OF_MATRIX),
    clock: allBut(OF_CLOCK),
    atlas: [...IMAGE_ONLY, 'rows', 'baseline'],
    completions: allBut(['help']),
  };
  return (Object.keys(OPTIONS) as OptionName[]).filter((name) => !refused[command].includes(name));
}

/** Commands and options of the command line, and which go together. */

export const OPTIONS = {
  live: { type: 'boolean' },
  pid: { type: 'string' },
  image: { type: 'string' },
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
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

export type OptionName = keyof typeof OPTIONS;

/** The first word may be one of these; without one it is `inspect`. */
export const COMMANDS = ['inspect', 'check', 'clock', 'atlas', 'completions'] as const;

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
export const INSTEAD = ['addr', 'why', 'lookup', 'byte', 'disasm', 'clocks'] as const;

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

/** Which options a command takes. */
export function optionsOf(command: (typeof COMMANDS)[number]): readonly OptionName[] {
  const refused: Readonly<Record<typeof command, readonly OptionName[]>> = {
    inspect: ['require', 'user-clock', 'arch', 'lines'],
    check: [...REPORT_ONLY, 'arch'],
    clock: (Object.keys(OPTIONS) as OptionName[]).filter((name) => !OF_CLOCK.includes(name)),
    atlas: IMAGE_ONLY,
    completions: (Object.keys(OPTIONS) as OptionName[]).filter((name) => name !== 'help'),
  };
  return (Object.keys(OPTIONS) as OptionName[]).filter((name) => !refused[command].includes(name));
}

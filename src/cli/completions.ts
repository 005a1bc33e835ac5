/**
 * `completions SHELL`: what a shell needs to complete the program's command lines. Made of the table of options and of
 * the catalogue, so that nothing is listed twice. Values are words of ours alone: nothing in a script needs quoting.
 */

import { userClocks } from '../code/userClocks.ts';
import { allConsumers } from '../consumers/catalog/index.ts';
import { kernelImages } from '../consumers/catalog/kernelImages.ts';
import { MATRIX_ROWS } from '../report/comparison/matrix.ts';
import { FORMATS } from './formats.ts';
import { COMMANDS, OPTIONS, type OptionName, optionsOf, SHELLS, type Shell } from './options.ts';

type ValueKind =
  | 'consumer'
  | 'requirements'
  | 'clocks'
  | 'arch'
  | 'rows'
  | 'format'
  | 'process'
  | 'file'
  | 'free';

type WithValue = {
  [Name in OptionName]: (typeof OPTIONS)[Name]['type'] extends 'string' ? Name : never;
}[OptionName];

/** What stands behind an option: each that has a value, and no other. */
const VALUES: Readonly<Partial<Record<OptionName, ValueKind>>> = {
  consumer: 'consumer',
  require: 'requirements',
  arch: 'arch',
  format: 'format',
  pid: 'process',
  program: 'file',
  dump: 'file',
  image: 'free',
  go: 'free',
  addr: 'free',
  why: 'free',
  lookup: 'free',
  byte: 'free',
  strings: 'free',
  disasm: 'free',
  'user-clock': 'clocks',
  rows: 'rows',
  baseline: 'file',
} satisfies Record<WithValue, ValueKind>;

type CommandName = (typeof COMMANDS)[number];

const PROGRAM = 'vdso-explorer';

export function completions(shell: Shell): string {
  return { bash, zsh, fish }[shell]();
}

const consumers = (): string => allConsumers.map(({ id }) => id).join(' ');
const clocks = (): string => userClocks.map(({ option }) => option).join(' ');
const archs = (): string => kernelImages.map(({ arch }) => arch).join(' ');
const rows = (): string => MATRIX_ROWS.join(' ');
const dashed = (names: readonly OptionName[]): string => names.map((name) => `--${name}`).join(' ');
const whose = (kind: ValueKind): readonly OptionName[] =>
  (Object.keys(VALUES) as OptionName[]).filter((name) => VALUES[name] === kind);
const either = (kind: ValueKind): string =>
  whose(kind)
    .map((name) => `--${name}`)
    .join('|');
/** A `case` over the command: what each takes. */
const byCommand = (line: (command: CommandName) => string): string =>
  COMMANDS.filter((command) => command !== 'inspect')
    .map((command) => `    ${command}) ${line(command)} ;;`)
    .concat(`    *) ${line('inspect')} ;;`)
    .join('\n');
const optionsFor = (command: CommandName): string => dashed(optionsOf(command));
const formatsFor = (command: CommandName): string =>
  command in FORMATS ? FORMATS[command as keyof typeof FORMATS].join(' ') : '';

const bash = (): string => `_vdso_explorer() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} options before
  COMPREPLY=()
  case $prev in
    ${either('consumer')}) COMPREPLY=($(compgen -W "${consumers()}" -- "$cur")); return ;;
    ${either('requirements')})
      before=\${cur%"\${cur##*,}"}
      COMPREPLY=($(compgen -P "$before" -W "${consumers()}" -- "\${cur##*,}")); return ;;
    ${either('clocks')})
      before=\${cur%"\${cur##*,}"}
      COMPREPLY=($(compgen -P "$before" -W "${clocks()}" -- "\${cur##*,}")); return ;;
    ${either('arch')}) COMPREPLY=($(compgen -W "${archs()}" -- "$cur")); return ;;
    ${either('rows')}) COMPREPLY=($(compgen -W "${rows()}" -- "$cur")); return ;;
    ${either('format')})
      case \${COMP_WORDS[1]} in
${byCommand((command) => `options="${formatsFor(command)}"`)}
      esac
      COMPREPLY=($(compgen -W "$options" -- "$cur")); return ;;
    ${either('process')}) COMPREPLY=($(cd /proc 2>/dev/null && compgen -W "$(echo [0-9]*)" -- "$cur")); return ;;
    ${either('file')}) compopt -o default 2>/dev/null; return ;;
    ${either('free')}) return ;;
    completions) COMPREPLY=($(compgen -W "${SHELLS.join(' ')}" -- "$cur")); return ;;
  esac
  if [[ $cur == -* ]]; then
    case \${COMP_WORDS[1]} in
${byCommand((command) => `options="${optionsFor(command)}"`)}
    esac
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
    return
  fi
  compopt -o default 2>/dev/null
  ((COMP_CWORD == 1)) && COMPREPLY=($(compgen -W "${COMMANDS.join(' ')}" -- "$cur"))
}
complete -F _vdso_explorer ${PROGRAM}
`;

const zsh = (): string => `#compdef ${PROGRAM}
_vdso_explorer() {
  case \${words[CURRENT-1]} in
    ${either('consumer')}) compadd -- ${consumers()}; return ;;
    ${either('requirements')}) compset -P '*,'; compadd -- ${consumers()}; return ;;
    ${either('clocks')}) compset -P '*,'; compadd -- ${clocks()}; return ;;
    ${either('arch')}) compadd -- ${archs()}; return ;;
    ${either('rows')}) compadd -- ${rows()}; return ;;
    ${either('format')})
      case \${words[2]} in
${byCommand((command) => `compadd -- ${formatsFor(command)}`)}
      esac
      return ;;
    ${either('process')}) compadd -- /proc/[0-9]*(N:t); return ;;
    ${either('file')}) _files; return ;;
    ${either('free')}) return 1 ;;
    completions) compadd -- ${SHELLS.join(' ')}; return ;;
  esac
  if [[ $PREFIX == -* ]]; then
    case \${words[2]} in
${byCommand((command) => `compadd -- ${optionsFor(command)}`)}
    esac
    return
  fi
  ((CURRENT == 2)) && compadd -- ${COMMANDS.join(' ')}
  _files
}
compdef _vdso_explorer ${PROGRAM}
`;

function fish(): string {
  const noCommand = `-n 'not __fish_seen_subcommand_from ${COMMANDS.join(' ')}'`;
  const options = (Object.keys(OPTIONS) as OptionName[]).flatMap((name) => {
    if (VALUES[name] === 'format') return COMMANDS.filter((command) => command in FORMATS).map(fishFormats);
    const commands = COMMANDS.filter((command) => optionsOf(command).includes(name));
    const others = COMMANDS.filter((command) => !commands.includes(command));
    const where = others.length === 0 ? '' : ` -n 'not __fish_seen_subcommand_from ${others.join(' ')}'`;
    const only = commands.includes('inspect')
      ? where
      : ` -n '__fish_seen_subcommand_from ${commands.join(' ')}'`;
    return `complete -c ${PROGRAM}${only} -l ${name}${fishValue(VALUES[name])}`;
  });
  return `${[
    `complete -c ${PROGRAM} ${noCommand} -a '${COMMANDS.join(' ')}'`,
    `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from completions' -f -a '${SHELLS.join(' ')}'`,
    ...options,
  ].join('\n')}\n`;
}

/** Each command has formats of its own. */
function fishFormats(command: CommandName): string {
  const others = COMMANDS.filter((other) => other !== 'inspect').join(' ');
  const where =
    command === 'inspect'
      ? `not __fish_seen_subcommand_from ${others}`
      : `__fish_seen_subcommand_from ${command}`;
  return `complete -c ${PROGRAM} -n '${where}' -l format -x -a '${formatsFor(command)}'`;
}

function fishValue(kind: ValueKind | undefined): string {
  switch (kind) {
    case undefined:
      return '';
    case 'consumer':
      return ` -x -a '${consumers()}'`;
    case 'requirements':
      return ` -x -a '(__fish_append , ${consumers()})'`;
    case 'clocks':
      return ` -x -a '(__fish_append , ${clocks()})'`;
    case 'arch':
      return ` -x -a '${archs()}'`;
    case 'rows':
      return ` -x -a '${rows()}'`;
    case 'process': // fish's wildcards know no classes of characters
      return ` -x -a '(string replace /proc/ "" /proc/* | string match -v -r "[^0-9]")'`;
    case 'file':
      return ' -r -F';
    case 'format': // each command has its own
    case 'free':
      return ' -x';
  }
}

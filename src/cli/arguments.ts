/** The command line as data. */
import { allConsumers, catalog } from '../consumers/catalog/index.ts';
import { kernelImages } from '../consumers/catalog/kernelImages.ts';
import { parseRequirement, selectionFor } from '../consumers/verdict/requirements.ts';
import { shown } from '../elf/bytes/printable.ts';
import { MATRIX_ROWS } from '../report/comparison/matrix.ts';
import {
  addressArgument,
  clockArgument,
  kernelArgument,
  lookupArgument,
  nameArgument,
  offsetArgument,
} from './argumentValues.ts';
import type {
  AtlasArguments,
  Check,
  ClockArguments,
  Command,
  DiffArguments,
  MatrixArguments,
} from './command.ts';
import { knownConsumer, namesOnly, searching, selectedConsumers, wantedBeside } from './consumerArguments.ts';
import { type FormatOf, formatOf } from './formats.ts';
import { baselineOf, filesOf, oneImage, severalFiles } from './imageArguments.ts';
import { IMAGE_ONLY, INSTEAD, type OptionName, optionsOf, PARTS, REPORT_ONLY, SHELLS } from './options.ts';
import { parseOptions, type Values } from './parsedOptions.ts';
import { UsageError } from './refusal.ts';

/** Throws a UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parseOptions(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const isCheck = positionals[0] === 'check';
  const files = isCheck || positionals[0] === 'inspect' ? positionals.slice(1) : positionals;
  if (positionals[0] === 'completions') return completionsFor(positionals.slice(1), values);
  if (positionals.includes('')) throw new UsageError('fileNeedsName', {});
  if (positionals[0] === 'diff') return diffOf(positionals.slice(1), values);
  if (positionals[0] === 'matrix') return matrixOf(positionals.slice(1), values);
  if (positionals[0] === 'atlas') return atlasOf(positionals.slice(1), values);
  if (values.arch !== undefined) throw new UsageError('archNeedsAtlas', {});
  for (const option of ['rows', 'baseline'] as const)
    if (values[option] !== undefined) throw new UsageError('needsMatrix', { option });
  if (isCheck) return checkOf(files, values);
  if (positionals[0] === 'clock') return clockOf(positionals.slice(1), values);
  if (values.require !== undefined) throw new UsageError('requireNeedsCheck', {});
  if (values.lines !== undefined) throw new UsageError('linesNeedsCheck', {});
  if (values['user-clock'] !== undefined) throw new UsageError('userClockNeedsCheck', {});
  const instead = INSTEAD.filter((option) => values[option] !== undefined);
  if (instead.length > 1) throw new UsageError('oneOf', { options: instead.map((option) => `--${option}`) });
  for (const other of INSTEAD)
    if (values.program !== undefined && values[other])
      throw new UsageError('oneOf', { options: ['--program', `--${other}`] });
  if (values.force && values.dump === undefined) throw new UsageError('forceNeedsDump', {});
  for (const option of ['dump', 'program'] as const)
    if (values[option] === '') throw new UsageError('optionNeedsName', { option });
  return {
    kind: 'inspect',
    image: oneImage(files, values),
    format: inspectFormat(values),
    selection: values.lookup === undefined ? selectedConsumers(values, allConsumers) : searching(values),
    asVdso: values['as-vdso'] ?? false,
    demangle: values.demangle ?? false,
    symtab:
      values.symtab ??
      (values.addr ?? values.why ?? values.lookup ?? values.byte ?? values.disasm) !== undefined,
    code: values.code ?? values.clocks ?? false,
    clocks: values.clocks ?? false,
    disassemble: values.disasm ?? [],
    addresses: (values.addr ?? []).map(addressArgument),
    names: (values.why ?? []).map(nameArgument),
    lookups: (values.lookup ?? []).map(lookupArgument),
    bytes: (values.byte ?? []).map(offsetArgument),
    strings: values.strings ?? [],
    named: (values.go ?? values.consumer) !== undefined,
    replay: values.replay ?? false,
    sha256: values.sha256 ?? false,
    ...(values.program === undefined ? {} : { program: values.program }),
    ...(values.dump === undefined ? {} : { dump: values.dump }),
    force: values.force ?? false,
  };
}

/** A summary has no parts, and nothing stands in its place. */
function inspectFormat(values: Values): FormatOf<'inspect'> {
  const format = formatOf('inspect', values);
  const part = PARTS.find((each) => values[each] !== undefined);
  if (format !== 'summary') return format ?? (part === undefined ? 'summary' : 'text');
  const other = part ?? INSTEAD.find((each) => values[each] !== undefined);
  if (other !== undefined) throw new UsageError('oneOf', { options: [`--format ${format}`, `--${other}`] });
  return format;
}

function checkOf(files: readonly string[], values: Values): Check {
  const format = formatOf('check', values) ?? 'text';
  if (format !== 'text' && values.lines)
    throw new UsageError('oneOf', { options: [`--format ${format}`, '--lines'] });
  const stray = REPORT_ONLY.find((option) => values[option] !== undefined);
  if (stray !== undefined) throw new UsageError('notForCheck', { what: `--${stray}` });
  const required = (values.require ?? [])
    .flatMap((list) => list.split(','))
    .map((text) => {
      const requirement = parseRequirement(text);
      if (requirement === undefined) throw new UsageError('badRequirement', { text });
      knownConsumer(requirement.id);
      return requirement;
    });
  return {
    kind: 'check',
    images: files.length > 1 ? severalFiles(files, values) : [oneImage(files, values)],
    format,
    selection: selectionFor(wantedBeside(required, values), required),
    required,
    lines: values.lines ?? false,
    userClocks: (values['user-clock'] ?? []).flatMap((names) => names.split(',').map(clockArgument)),
  };
}

function diffOf(files: readonly string[], values: Values): DiffArguments {
  refuseOthers('diff', values);
  const { image, ...others } = values;
  const process = others.live || others.pid !== undefined ? [oneImage([], others)] : [];
  const count = files.length + process.length;
  const [from, to] = count === 2 ? [...filesOf(files, image), ...process] : [];
  if (from === undefined || to === undefined) throw new UsageError('diffWantsTwo', { count });
  return {
    kind: 'diff',
    from,
    to,
    format: formatOf('diff', values) ?? 'text',
    selection: selectedConsumers(values, allConsumers),
    asVdso: values['as-vdso'] ?? false,
    full: values.full ?? false,
  };
}

function matrixOf(paths: readonly string[], values: Values): MatrixArguments {
  refuseOthers('matrix', values);
  const { rows: wanted = 'consumers', baseline, live = false, image } = values;
  const rows = MATRIX_ROWS.find((each) => each === wanted);
  if (rows === undefined) throw new UsageError('unknownRows', { name: wanted, known: MATRIX_ROWS });
  if (paths.length === 0 && !live) throw new UsageError('matrixWantsFiles', {});
  if (baseline === '') throw new UsageError('optionNeedsName', { option: 'baseline' });
  return {
    kind: 'matrix',
    files: filesOf(paths, image, baseline === undefined ? 0 : 1),
    live,
    rows,
    ...(baseline === undefined ? {} : { baseline: baselineOf(baseline, image) }),
    format: formatOf('matrix', values) ?? 'text',
    selection: selectedConsumers(values, allConsumers),
    asVdso: values['as-vdso'] ?? false,
  };
}

function refuseOthers(command: 'diff' | 'matrix', values: Values): void {
  const known = optionsOf(command);
  const stray = (Object.keys(values) as OptionName[]).find((option) => !known.includes(option));
  if (stray !== undefined) throw new UsageError('notForComparison', { what: `--${stray}`, command });
}

function clockOf([file]: readonly string[], values: Values): ClockArguments {
  const known = optionsOf('clock');
  const stray = (Object.keys(values) as OptionName[]).find((option) => !known.includes(option));
  if (stray !== undefined) throw new UsageError('notForClock', { what: `--${stray}` });
  if (file !== undefined) throw new UsageError('notForClock', { what: shown(file) });
  const image = oneImage([], values);
  if (image.kind === 'file') throw new TypeError('no file was given');
  return {
    kind: 'clock',
    image,
    format: formatOf('clock', values) ?? 'text',
    selection: allConsumers.map(({ id }) => ({ id })),
  };
}

function atlasOf(files: readonly string[], values: Values): AtlasArguments {
  const stray = IMAGE_ONLY.find((option) => values[option] !== undefined);
  if (stray !== undefined) throw new UsageError('notForAtlas', { what: `--${stray}` });
  const [file] = files;
  if (file !== undefined) throw new UsageError('notForAtlas', { what: shown(file) });
  return {
    kind: 'atlas',
    format: formatOf('atlas', values) ?? 'text',
    selection: namesOnly(selectedConsumers(values, catalog)),
    keys: (values.go ?? values.consumer) !== undefined,
    images: values.arch === undefined ? kernelImages : [...new Set(values.arch.map(kernelArgument))],
  };
}

function completionsFor([shell = '', ...rest]: readonly string[], values: Values): Command {
  const known = SHELLS.find((each) => each === shell);
  if (known === undefined || rest.length > 0 || Object.keys(values).length > 0)
    throw new UsageError('whichShell', { shells: SHELLS });
  return { kind: 'completions', shell: known };
}

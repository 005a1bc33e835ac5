/** The command line as data. */
import { parseArgs } from 'node:util';
import { type UserClock, userClocks } from '../code/userClocks.ts';
import { kernelImageNamed } from '../consumers/atlas/kernels.ts';
import { allConsumers, catalog, looksNamesUp, wholeImageConsumers } from '../consumers/catalog/index.ts';
import { type KernelImage, kernelImages } from '../consumers/catalog/kernelImages.ts';
import type { Selection } from '../consumers/model.ts';
import type { NameWanted } from '../consumers/verdict/lookUpName.ts';
import {
  parseNamed,
  parseRequirement,
  type Requirement,
  selectionFor,
} from '../consumers/verdict/requirements.ts';
import { shortened, shown } from '../elf/bytes/printable.ts';
import { MATRIX_ROWS, type MatrixRows } from '../report/comparison/matrix.ts';
import { MAX_NAME, parseName } from '../report/facts/nameQuery.ts';
import { type PastedAddress, parseAddress } from '../report/facts/parseAddress.ts';
import { type FormatOf, formatOf } from './formats.ts';
import {
  IMAGE_ONLY,
  INSTEAD,
  OPTIONS,
  type OptionName,
  optionsOf,
  PARTS,
  REPORT_ONLY,
  SHELLS,
  type Shell,
} from './options.ts';
import { UsageError } from './refusal.ts';

export type ImageWanted =
  | { readonly kind: 'live' }
  | { readonly kind: 'process'; readonly pid: number }
  | FileWanted;

export interface FileWanted {
  readonly kind: 'file';
  readonly path: string;
  /** The image of this number or name, where the file or folder holds images. */
  readonly inside?: string;
  /** It was said once for several files: one that holds no images is meant itself. */
  readonly saidOnce?: boolean;
}

export interface Inspect {
  readonly kind: 'inspect';
  readonly image: ImageWanted;
  /** summary: neither a format nor a part of the report was asked for. */
  readonly format: FormatOf<'inspect'>;
  readonly selection: Selection;
  readonly asVdso: boolean;
  readonly symtab: boolean;
  /** Write names of C++ and Rust as in the source, too. */
  readonly demangle: boolean;
  readonly replay: boolean;
  readonly sha256: boolean;
  /** A Go program whose own keys are looked up in the image, in place of those of the image's process. */
  readonly program?: string;
  readonly dump?: string;
  /** The dump may replace a file. */
  readonly force: boolean;
  /** Say what lies there, in place of the report. */
  readonly addresses: readonly PastedAddress[];
  /** Say what is known of these names, in place of the report. */
  readonly names: readonly string[];
  /** Look these names up as the selected consumers do, in place of the report. */
  readonly lookups: readonly NameWanted[];
  /** Say what these bytes of the file belong to, in place of the report. */
  readonly bytes: readonly number[];
  /** Write the strings of these sections, named or by index, in place of the report. */
  readonly strings: readonly string[];
  /** Consumers were named, so that each step of theirs is of interest. */
  readonly named: boolean;
  /** Also what the code does. */
  readonly code: boolean;
  /** As text, what it does for each clock, in place of the report. */
  readonly clocks: boolean;
  /** Names or addresses of code to write out, in place of the report. */
  readonly disassemble: readonly string[];
}

export interface Check {
  readonly kind: 'check';
  /** At least one; several are files. */
  readonly images: readonly ImageWanted[];
  readonly format: FormatOf<'check'>;
  readonly selection: Selection;
  readonly required: readonly Requirement[];
  /** Also a line for each that is not fulfilled, in the form in which compilers name a file's errors. */
  readonly lines: boolean;
  /** Clocks that must be served without the kernel, where the machine lets them. */
  readonly userClocks: readonly UserClock[];
}

export interface AtlasArguments {
  readonly kind: 'atlas';
  readonly format: FormatOf<'atlas'>;
  readonly selection: Selection;
  /** Consumers were named: their keys are wanted too. */
  readonly keys: boolean;
  readonly images: readonly KernelImage[];
}

/** Why clock calls are slow, in this process or in another. */
export interface ClockArguments {
  readonly kind: 'clock';
  readonly image: Exclude<ImageWanted, { readonly kind: 'file' }>;
  readonly format: FormatOf<'clock'>;
  readonly selection: Selection;
}

/** Two images, or saved reports about them. */
export interface DiffArguments {
  readonly kind: 'diff';
  readonly from: ImageWanted;
  readonly to: ImageWanted;
  readonly format: FormatOf<'diff'>;
  readonly selection: Selection;
  readonly asVdso: boolean;
  /** Also the parts themselves, line by line. */
  readonly full: boolean;
}

/** Many of them, a column each. */
export interface MatrixArguments {
  readonly kind: 'matrix';
  /** Files and folders, in their order. */
  readonly files: readonly FileWanted[];
  readonly live: boolean;
  readonly rows: MatrixRows;
  /** A file of its own, or one of the others. */
  readonly baseline?: FileWanted;
  readonly format: FormatOf<'matrix'>;
  readonly selection: Selection;
  readonly asVdso: boolean;
}

export type Command =
  | Inspect
  | Check
  | DiffArguments
  | MatrixArguments
  | ClockArguments
  | AtlasArguments
  | { readonly kind: 'completions'; readonly shell: Shell }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

type Values = ReturnType<typeof parsed>['values'];

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
}

/** Throws a UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const isCheck = positionals[0] === 'check';
  const files = isCheck || positionals[0] === 'inspect' ? positionals.slice(1) : positionals;
  if (positionals[0] === 'diff') return diffOf(positionals.slice(1), values);
  if (positionals[0] === 'matrix') return matrixOf(positionals.slice(1), values);
  if (positionals[0] === 'completions') return completionsFor(positionals.slice(1), values);
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
  if (values.dump === '') throw new UsageError('dumpNeedsName', {});
  return {
    kind: 'inspect',
    image: imageOf(files, values),
    format: inspectFormat(values),
    selection: values.lookup === undefined ? selectionOf(values, allConsumers) : searching(values),
    asVdso: values['as-vdso'] ?? false,
    demangle: values.demangle ?? false,
    symtab:
      values.symtab ??
      (values.addr ?? values.why ?? values.lookup ?? values.byte ?? values.disasm) !== undefined,
    code: values.code ?? values.clocks ?? false,
    clocks: values.clocks ?? false,
    disassemble: values.disasm ?? [],
    addresses: (values.addr ?? []).map(addressOf),
    names: (values.why ?? []).map(nameOf),
    lookups: (values.lookup ?? []).map(wantedNameOf),
    bytes: (values.byte ?? []).map(offsetOf),
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
    images: files.length > 1 ? severalOf(files, values) : [imageOf(files, values)],
    format,
    selection: selectionFor(wantedBeside(required, values), required),
    required,
    lines: values.lines ?? false,
    userClocks: (values['user-clock'] ?? []).flatMap((names) => names.split(',').map(userClockOf)),
  };
}

function diffOf(files: readonly string[], values: Values): DiffArguments {
  refuseOthers('diff', values);
  const { image, ...others } = values;
  const process = others.live || others.pid !== undefined ? [imageOf([], others)] : [];
  const count = files.length + process.length;
  const [from, to] = count === 2 ? [...filesOf(files, image), ...process] : [];
  if (from === undefined || to === undefined) throw new UsageError('diffWantsTwo', { count });
  return {
    kind: 'diff',
    from,
    to,
    format: formatOf('diff', values) ?? 'text',
    selection: selectionOf(values, allConsumers),
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
  return {
    kind: 'matrix',
    files: filesOf(paths, image, baseline === undefined ? 0 : 1),
    live,
    rows,
    ...(baseline === undefined ? {} : { baseline: baselineOf(baseline, image) }),
    format: formatOf('matrix', values) ?? 'text',
    selection: selectionOf(values, allConsumers),
    asVdso: values['as-vdso'] ?? false,
  };
}

/** It is none of the files: what is said of each of those is not said of it. */
function baselineOf(path: string, images: Values['image']): FileWanted {
  return { kind: 'file', path, ...(images?.length === 1 && { inside: images[0] ?? '', saidOnce: true }) };
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
  const image = imageOf([], values);
  if (image.kind === 'file') throw new TypeError('no file was given');
  return {
    kind: 'clock',
    image,
    format: formatOf('clock', values) ?? 'text',
    selection: allConsumers.map(({ id }) => ({ id })),
  };
}

function userClockOf(text: string): UserClock {
  const clock = userClocks.find(({ option }) => option === text);
  if (clock !== undefined) return clock;
  throw new UsageError('unknownClock', { name: text, known: userClocks.map(({ option }) => option) });
}

/** Who is asked although nobody requires it: who is named, and everybody where nothing is required. */
function wantedBeside(required: readonly Requirement[], values: Values): Selection {
  return required.length > 0 && (values.go ?? values.consumer) === undefined
    ? []
    : selectionOf(values, allConsumers);
}

function atlasOf(files: readonly string[], values: Values): AtlasArguments {
  const stray = IMAGE_ONLY.find((option) => values[option] !== undefined);
  if (stray !== undefined) throw new UsageError('notForAtlas', { what: `--${stray}` });
  const [file] = files;
  if (file !== undefined) throw new UsageError('notForAtlas', { what: shown(file) });
  return {
    kind: 'atlas',
    format: formatOf('atlas', values) ?? 'text',
    selection: namesOnly(selectionOf(values, catalog)),
    keys: (values.go ?? values.consumer) !== undefined,
    images: values.arch === undefined ? kernelImages : [...new Set(values.arch.map(imageNamed))],
  };
}

function imageNamed(name: string): KernelImage {
  const image = kernelImageNamed(name);
  if (image !== undefined) return image;
  throw new UsageError('unknownArch', { arch: name, known: kernelImages.map(({ arch }) => arch) });
}

function completionsFor([shell = '', ...rest]: readonly string[], values: Values): Command {
  const known = SHELLS.find((each) => each === shell);
  if (known === undefined || rest.length > 0 || Object.keys(values).length > 0)
    throw new UsageError('whichShell', { shells: SHELLS });
  return { kind: 'completions', shell: known };
}

/** With or without its version: __vdso_time@LINUX_2.6. */
function nameOf(text: string): string {
  const name = text.trim().replace(/(?<=.)@.*$/, '');
  if (!/^\S+$/.test(name)) throw new UsageError('badName', { text });
  return name;
}

function wantedNameOf(text: string): NameWanted {
  const wanted = parseName(text);
  if (wanted === undefined) throw new UsageError('badLookup', { text: shortened(text, 100), most: MAX_NAME });
  return wanted;
}

/** Consumers that look names up. */
function searching(values: Values): Selection {
  const selection = selectionOf(values, catalog.filter(looksNamesUp));
  const other = selection.find(({ id }) => !catalog.some((each) => each.id === id && looksNamesUp(each)));
  if (other !== undefined) throw new UsageError('looksNothingUp', { id: other.id });
  return selection;
}

/** A file offset, as everything here shows one. */
function offsetOf(text: string): number {
  const digits = /^(?:0x)?([0-9a-f]{1,13})$/i.exec(text.trim())?.[1];
  const offset = Number.parseInt(digits ?? '', 16);
  if (!Number.isSafeInteger(offset)) throw new UsageError('badOffset', { text: shortened(text, 100) });
  return offset;
}

function addressOf(text: string): PastedAddress {
  const address = parseAddress(text);
  if (address === undefined) throw new UsageError('badAddress', { text });
  return address;
}

/** Characters of options in one word, as in -hV. Node takes longer ones apart in time that grows with their square. */
const LONGEST_GROUP = 16;

function parse(args: readonly string[]): ReturnType<typeof parsed> {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const group = options.find((word) => /^-[^-]/.test(word) && word.length > LONGEST_GROUP);
  if (group !== undefined) throw new UsageError('unknownOption', { text: shortened(group, LONGEST_GROUP) });
  try {
    return parsed(args);
  } catch (error) {
    // parseArgs says it in a sentence or two; the first one is enough.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError('notUnderstood', {
      message: shown(message.split('. ')[0] ?? message).replace(/\.$/, ''),
    });
  }
}

function imageOf(files: readonly string[], { live, pid, image }: Values): ImageWanted {
  if (files.length > 1) throw new UsageError('tooManyFiles', { files: files.map(shown) });
  const [path] = files;
  const given = [
    path === undefined ? '' : 'FILE',
    live ? '--live' : '',
    pid === undefined ? '' : '--pid',
  ].filter(Boolean);
  if (given.length > 1) throw new UsageError('oneOf', { options: given });
  const [file] = path === undefined ? [] : filesOf([path], image);
  if (file !== undefined) return file;
  if (image !== undefined) throw new UsageError('imageNeedsFile', {});
  if (pid === undefined) return { kind: 'live' };
  // The largest pid_max of Linux is 2^22.
  if (!/^[1-9]\d{0,9}$/.test(pid)) throw new UsageError('badPid', { text: pid });
  return { kind: 'process', pid: Number(pid) };
}

function severalOf(files: readonly string[], { live, pid, image }: Values): readonly FileWanted[] {
  const [other] = [...(live ? ['--live'] : []), ...(pid === undefined ? [] : ['--pid'])];
  if (other !== undefined) throw new UsageError('oneOf', { options: ['FILE', other] });
  return filesOf(files, image);
}

/** @param images none, one for all files, or one for each in their order @param others files beside these */
function filesOf(paths: readonly string[], images: Values['image'] = [], others = 0): readonly FileWanted[] {
  const saidOnce = images.length === 1 && paths.length + others > 1;
  if (images.length > 0 && paths.length === 0) throw new UsageError('imageNeedsFile', {});
  if (images.length > 1 && images.length !== paths.length)
    throw new UsageError('imagesOfFiles', { images: images.length, files: paths.length });
  return paths.map((path, at) => {
    const inside = saidOnce ? images[0] : images[at];
    return { kind: 'file', path, ...(inside !== undefined && { inside }), ...(saidOnce && { saidOnce }) };
  });
}

/** @param everybody when nobody is named */
function selectionOf({ go, consumer }: Values, everybody: typeof catalog): Selection {
  const wanted = [...(go === undefined ? [] : [`go@${go}`]), ...(consumer ?? [])];
  if (wanted.length === 0) return everybody.map(({ id }) => ({ id }));
  return wanted.map((text) => {
    const [id = '', ...release] = text.split('@');
    knownConsumer(id);
    const named = parseNamed(text);
    if (named === undefined) throw new UsageError('badRelease', { text: release.join('@') });
    return named;
  });
}

/** What is recorded of kernels are names, and nothing of what else their images have. */
function namesOnly(selection: Selection): Selection {
  const other = selection.find(({ id }) => wholeImageConsumers.some((each) => each.id === id));
  if (other !== undefined) throw new UsageError('noNames', { id: other.id });
  return selection;
}

function knownConsumer(id: string): void {
  const known = allConsumers.map((each) => each.id);
  if (!known.includes(id)) throw new UsageError('unknownConsumer', { id, known });
}

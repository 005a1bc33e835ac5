/** What the command line says beside its report. */
import { quoted } from '../elf/bytes/printable.ts';
import { count, list } from '../elf/english.ts';

export const cliSentences = {
  usageHint: 'See --help.',
  tooManyFiles: (files: readonly string[]): string =>
    `One image at a time, and ${count(files.length)} were given: ${list(files)}.`,
  oneOf: (options: readonly string[]): string => `Give only one of ${list(options)}.`,
  noGoProgram: (path: string): string =>
    `${quoted(path)} is no Go program: it has neither Go's build information nor its table of functions.`,
  packedProgram: (path: string, packer: string): string =>
    `${quoted(path)} is packed by ${packer}, so its keys cannot be read from it. Run it, and give --pid: they are read from the memory of its process.`,
  badName: (text: string): string => `--why wants the name of a symbol, and ${quoted(text)} is none.`,
  unknownOption: (word: string): string => `Unknown option ${quoted(word)}.`,
  badPid: (pid: string): string => `--pid wants a process number, and ${quoted(pid)} is none.`,
  badRelease: (release: string): string =>
    `A release is a number such as 1.21 or a day such as 2025-03-26, and ${quoted(release)} is neither.`,
  unknownConsumer: (id: string, known: readonly string[]): string =>
    `No runtime ${quoted(id)} is known; known are ${list(known)}.`,
  requireNeedsCheck: '--require belongs to check: cli.js check --require go.',
  notForCheck: (option: string): string => `${option} has no meaning with check.`,
  archNeedsAtlas: '--arch belongs to atlas: cli.js atlas --arch arm64.',
  noNames: (id: string): string =>
    `${id} takes the whole image and looks no name up, and the atlas knows kernels by their names only: check has what it needs.`,
  notForAtlas: (what: string): string => `${what} has no meaning with atlas, which reads no image.`,
  unknownArch: (arch: string, known: readonly string[]): string =>
    `Nothing is recorded of kernels of the architecture ${quoted(arch)}; known are ${list(known)}.`,
  badRequirement: (text: string): string =>
    `A requirement is ID, ID@RELEASE, or either with :all, and ${quoted(text)} is none.`,
  forceNeedsDump: '--force belongs to --dump: --dump OUT --force.',
  dumpNeedsName: '--dump wants the name of a file.',
  forceHint: 'Give --force to replace it.',
  defect: (message: string): string =>
    `vdso-explorer itself failed (${message}): that is a defect, please report it with the image.`,
  outputFailed: (reason: string): string => `The report could not be written (${reason}).`,
};

/** What the command line says beside its report. */
import { incompleteText } from '../code/english.ts';
import { hex } from '../elf/bytes/hex.ts';
import { quoted } from '../elf/bytes/printable.ts';
import type { Sentences } from '../elf/catalogue.ts';
import { count, list, paragraph, plural } from '../elf/english.ts';
import { elfProblems, problemSentence } from '../elf/problems/english.ts';
import { firstBytes, foreignFormat, type KernelFormat, kernelFormat } from '../elf/problems/foreignFormat.ts';
import { writeSentences } from '../files/english.ts';
import { notAnAddress } from '../report/english/address.ts';
import { packedBy } from '../report/english/runtimes.ts';
import type { Misuses, Refusals } from './failures.ts';

/** Of what could not be looked into, where nothing was found. */
const MOST_NOTICES = 3;

export const misuseSentences: Sentences<Misuses> = {
  tooManyFiles: ({ files }) => `One image at a time, and ${count(files.length)} were given: ${list(files)}.`,
  unknownFormat: ({ command, name, known }) =>
    `${command} writes no ${quoted(name)}; --format knows ${list(known)} here.`,
  oneOf: ({ options }) => `Give only one of ${list(options)}.`,
  imageNeedsFile: () =>
    '--image belongs to a file or folder that holds images: vdso-explorer vmlinuz --image 0.',
  imagesOfFiles: ({ images, files }) =>
    `--image was given ${count(images)} times for ${plural(files, 'file')}: give it once for all of them, or once for each in their order.`,
  noContainer: ({ path }) => `${quoted(path)} holds no other images: it is read without --image.`,
  noSuchImage: ({ path, image }) =>
    `${quoted(path)} holds no image ${quoted(image)}: the list above has those that it holds.`,
  whichImage: ({ path, count: images, image }) =>
    `${quoted(path)} holds ${plural(images, 'image')}${image === undefined ? '' : ` of the name ${quoted(image)}`}: say which by its number in the list above, as in --image 0.`,
  whichPair: ({ paths }) =>
    `${list(paths.map(quoted))} ${paths.length === 1 ? 'holds' : 'hold'} several images: say which by its number in the list above, as in --image 0 for both files, or --image 1 --image 0 for each.`,
  badName: ({ text }) => `--why wants the name of a symbol, and ${quoted(text)} is none.`,
  badLookup: ({ text, most }) =>
    `--lookup wants NAME or NAME@VERSION of at most ${count(most)} characters, and ${quoted(text)} is none.`,
  looksNothingUp: ({ id }) =>
    `${id} looks no name up: it wants something else of the image, which check says.`,
  badOffset: ({ text }) =>
    `--byte wants a file offset in hexadecimal, such as 0x1d8, and ${quoted(text)} is none.`,
  badAddress: ({ text }) => notAnAddress(text),
  unknownOption: ({ text }) => `Unknown option ${quoted(text)}.`,
  notUnderstood: ({ message }) => `${message}.`,
  badPid: ({ text }) => `--pid wants a process number, and ${quoted(text)} is none.`,
  badRelease: ({ text }) =>
    `A release is a number such as 1.21 or a day such as 2025-03-26, and ${quoted(text)} is neither.`,
  badRequirement: ({ text }) =>
    `A requirement is ID, ID@RELEASE, or either with :all, and ${quoted(text)} is none.`,
  unknownConsumer: ({ id, known }) => `No runtime ${quoted(id)} is known; known are ${list(known)}.`,
  unknownArch: ({ arch, known }) =>
    `Nothing is recorded of kernels of the architecture ${quoted(arch)}; known are ${list(known)}.`,
  requireNeedsCheck: () => '--require belongs to check: vdso-explorer check --require go.',
  linesNeedsCheck: () => '--lines belongs to check: vdso-explorer check vdso.so --require go --lines.',
  userClockNeedsCheck: () =>
    '--user-clock belongs to check: vdso-explorer check --user-clock realtime,monotonic.',
  unknownClock: ({ name, known }) => `No clock ${quoted(name)} is known; known are ${list(known)}.`,
  notForCheck: ({ what }) => `${what} has no meaning with check.`,
  archNeedsAtlas: () => '--arch belongs to atlas: vdso-explorer atlas --arch arm64.',
  noNames: ({ id }) =>
    `${id} takes the whole image and looks no name up, and the atlas knows kernels by their names only: check has what it needs.`,
  notForAtlas: ({ what }) => `${what} has no meaning with atlas, which reads no image.`,
  notForClock: ({ what }) =>
    `${what} has no meaning with clock, which asks a process: --live, --pid N, --json.`,
  notForComparison: ({ what, command }) => `${what} has no meaning with ${command}.`,
  diffWantsTwo: ({ count: of }) =>
    `diff wants two images or saved reports, and ${count(of)} ${of === 1 ? 'was' : 'were'} given: vdso-explorer diff OLD NEW, or diff FILE --live.`,
  matrixWantsFiles: () => 'matrix wants files or folders: vdso-explorer matrix reports/*.json.',
  unknownRows: ({ name, known }) => `A matrix has no rows ${quoted(name)}; --rows knows ${list(known)}.`,
  needsMatrix: ({ option }) => `--${option} belongs to matrix: vdso-explorer matrix FILES --${option} …`,
  whichShell: ({ shells }) => `completions wants the name of a shell and nothing else: ${list(shells)}.`,
  forceNeedsDump: () => '--force belongs to --dump: --dump OUT --force.',
  optionNeedsName: ({ option }) => `--${option} wants the name of a file.`,
  fileNeedsName: () => 'A file was given without a name, as "$FILE" gives one where that variable is empty.',
};

const KERNELS: Readonly<Record<KernelFormat, string>> = {
  bzimage: ' (bzImage)',
  'boot-image': ' (Image)',
  zimage: ' (zImage)',
  uimage: ' (uImage)',
  'android-image': " (Android's boot image)",
  's390-image': ' for s390',
};

/** '' for one that is packed as a whole, or that only its name tells. */
function kernelForm(head: Uint8Array): string {
  const format = kernelFormat(head);
  return format === undefined ? '' : KERNELS[format];
}

export const refusalSentences: Sentences<Refusals> = {
  notElf: ({ problem }) => problemSentence(problem),
  noDecoder: ({ machine }) => incompleteText({ code: 'machine', machine }),
  noFunction: ({ name }) =>
    `This image has no function ${quoted(name)}, and no address of its code is written so.`,
  noCode: ({ address }) => `At ${hex(address)} this image has no code.`,
  noImages: ({ path, kind, head, notices }) =>
    paragraph([
      ...(head === undefined || kind === 'kernel'
        ? []
        : [elfProblems['not-elf']({ format: foreignFormat(head), bytes: firstBytes(head) })]),
      kind === 'kernel' && head !== undefined
        ? `${quoted(path)} is a Linux kernel${kernelForm(head)} and holds no vDSO image.`
        : `${quoted(path)} holds no vDSO image.`,
      ...notices.slice(0, MOST_NOTICES),
    ]),
  noSection: ({ section }) => `This image has no section ${quoted(section)}. --text lists those that it has.`,
  noSectionBytes: ({ section }) =>
    `Section ${quoted(section)} has no bytes in the file, so no strings either.`,
  noGoProgram: ({ path }) =>
    `${quoted(path)} is no Go program: it has neither Go's build information nor its table of functions.`,
  packedProgram: ({ path, ...packed }) =>
    `${quoted(path)} is packed by ${packedBy(packed)}, so its keys cannot be read from it. Run it, and give --pid: they are read from the memory of its process.`,
  savedReport: ({ sentence }) => sentence,
  outputFailed: ({ errno }) => `The report could not be written (${errno}).`,
  dumpExists: (args) => `${writeSentences.exists(args)} Give --force to replace it.`,
};

export const cliWords = {
  imageMeant: ({ path, name, where }: { path: string; name: string; where: string }): string =>
    `The image in ${path} is meant: ${name}, at ${where}.`,
  ofSeveral: (name: string): string =>
    `Of several images ${name} was compared; matrix has all of them side by side.`,
  notChecked: (sentence: string): string => `not checked: ${sentence}`,
  usageHint: 'See --help.',
  defect: (message: string): string =>
    `vdso-explorer itself failed (${message}): that is a defect, please report it with the image.`,
};

/** The editor's sentences. */

import { shown } from '../elf/bytes/printable.ts';
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { sentenceIn } from '../elf/codedError.ts';
import { byteSize, ended, list, paragraph, plural } from '../elf/english.ts';
import type { ActionId } from '../protocol.ts';
import { savedReportSentence } from '../report/comparison/savedReport.ts';
import { notAnAddress } from '../report/english/address.ts';
import { comparisonWords } from '../report/english/comparison.ts';
import type { EditorFailures } from './failures.ts';

const actionLabels: Readonly<Record<ActionId, string>> = {
  retry: 'Try Again',
  listImages: 'Show the Images in It…',
  openLive: 'Open the Live Image',
  openFile: 'Open an ELF File…',
  openText: 'Open as Text',
  compare: 'Compare with…',
  saveImage: 'Save a Copy of the Image…',
  saveReport: 'Save Report…',
  showLog: 'Show Log',
};

export const editorFailures: Sentences<EditorFailures> = {
  noImage: () => 'There is no image to read: opening it failed.',
  noSuchRow: () => 'There is no such row any more: another choice was made meanwhile.',
  notAnAddress: ({ text }) => notAnAddress(text),
  saveFailed: ({ target, failure }) => `${target} could not be written: ${sentenceIn('en', failure)}`,
  unknownLiveName: ({ wanted, name }) =>
    `There is no live image named ${wanted} here: on this machine it is ${name}.`,
  unknownAddress: ({ path }) =>
    `vdso:${path} names no image. The live one is under vdso:/live, another process's under vdso:/process/PID.`,
  innerGone: ({ container, members, number }) =>
    `Image ${number} is no longer in ${[container, ...members].map(shown).join(': ')}: it was found there before, or somebody wrote this address.`,
  isContainer: ({ failure }) =>
    paragraph([sentenceIn('en', failure), 'Images may lie in it, and can be listed.']),
  savedReport: (refused) => savedReportSentence(comparisonWords.saved, refused),
  readingCancelled: () => 'It was not read: that was cancelled.',
  noImagesIn: ({ names }) => `No vDSO image and no saved report was found in ${list(names)}.`,
  tooLarge: ({ name, size }) =>
    `${name} has ${byteSize(size)} and lies on a file system that hands out whole files only. Reading it takes that much memory in the extension host, and as long as the transfer takes.`,
};

export const editorEnglish = {
  actions: actionLabels,
  failures: editorFailures,
  readItWhole: 'Read It Whole',
  atlasTitle: 'Which Kernel Serves Which Runtime',
  openDialog: 'Inspect',
  open: 'Open',
  allFiles: 'All files',
  libraries: 'Shared libraries',
  readOnly: 'A live image cannot be changed.',
  unknownRequest: (name: string) => `Unknown request ${name}.`,
  noImageOpen:
    'Open an image in vDSO Explorer first: an address is resolved in the image of the active editor.',
  noImageToSave: 'Open an image in vDSO Explorer first: what is saved is the image in the active editor.',
  noEditor: 'Open an image in vDSO Explorer first: the report is made of the image in the active editor.',
  pickProcessTitle: 'Inspect vDSO of a Process',
  pickProcess: 'Process name, id, user, command, or what it was built with: Go, glibc, musl',
  unreadableProcesses: 'cannot be read',
  ownProcess: 'this extension host',
  staticProgram: 'statically linked',
  packedProgram: (packer: string): string => `packed by ${packer}`,
  userNumber: (uid: number) => `user ${uid}`,
  addressTitle: 'Resolve Address',
  addressPrompt:
    'Address in the process or relative to the image, hexadecimal, or [vdso]+0x…: a program counter of a profile or a crash',
  addressNoted: (title: string, notes: readonly string[]) => paragraph([ended(title), ...notes]),
  addressFound: (address: string, title: string) => `${address}: ${title}`,
  readingSymbols: 'Reading static symbols',
  savingReport: (name: string) => `Writing the report of ${name}`,
  savingImage: (name: string) => `Writing a copy of ${name}`,
  savingAtlas: 'Writing which kernel serves which runtime',
  savingMatrix: 'Writing images side by side',
  badLink:
    'This link is none of vDSO Explorer: it opens the live image (/live) or a file (/file?path=…), with a table and a name.',
  openLink: (file: string): string =>
    `A link wants to open ${file} in vDSO Explorer. The file is read and shown, nothing in it is run.`,
  imageNumber: (name: string, number: number) => `${name} #${number}`,
  innerTitle: (name: string, container: string) => `${name} (${container})`,
  containerChanged: (name: string, at: string) =>
    `${name}, which this image lies in, changed on disk. What is shown was taken out of it at ${at}, before the change.`,
  takingOut: (name: string, container: string) => `Taking ${name} out of ${container}`,
  imagesTitle: (container: string) => `Images in ${container}`,
  looking: (container: string, percent: number) => `Looking through ${container}: ${percent} %`,
  lookedFolder: (container: string, files: number) =>
    `Looking through ${container}: ${plural(files, 'file')}`,
  findImagesHere: 'Find Images Here',
  pickImage: (images: number) => `${plural(images, 'image')} found. Choose one to open it`,
  noImages: (container: string) => `No vDSO image lies in ${container}.`,
  noImagesButNotices: (container: string, first: string, more: number) =>
    `No vDSO image was found in ${container}. ${first}${more === 0 ? '' : ` ${plural(more, 'more remark')} in the log.`}`,
  leftOut: 'left out',
  compareTitle: (name: string) => `Compare ${name} with…`,
  comparePlaceholder: 'An image that is open, or another one',
  compareLive: 'This Machine’s Live Image',
  compareProcess: 'Image of a Process…',
  compareFile: 'ELF File…',
  compareInFile: 'Image in a Kernel, Core Dump, Package or Archive…',
  openEditors: 'open',
  comparing: (from: string, to: string) => `Comparing ${from} with ${to}`,
  compareTwo: 'Choose two files to compare, or open an image and compare that.',
  matrixTitle: 'Images Side by Side',
  readingImages: 'Reading images to put them side by side',
  manyTitle: 'Compare Many Images',
  manyPlaceholder: 'Tick open images, files and folders, then OK',
  manyFiles: 'Files: Images, Kernels, Packages, Saved Reports…',
  manyFolder: 'Folders…',
  manyHere: 'Compare',
  compareThese: (images: number) => `Compare ${plural(images, 'image')} side by side`,
  nothingDiffers: 'No text of the two images differs.',
  showDifferences: 'Show Differences',
  showAllDifferences: 'Show All Differences',
  liveTitle: (name: string) => `${name} (live)`,
  processTitle: (name: string, pid: number) => `${name} (process ${pid})`,
  changed: (name: string, at: string) =>
    `${name} changed on disk. What is shown was read at ${at}, before the change.`,
  ended: (pid: number, at: string) => `Process ${pid} has ended. What is shown was read at ${at}.`,
  replaced: (pid: number, at: string) =>
    `Process ${pid} has ended, and its number belongs to another process now. What is shown was read at ${at}, of the one that ended; Reload reads the other one.`,
  vanished: (name: string, at: string) =>
    `${name} is no longer on disk. What is shown was read at ${at}, before it was deleted.`,
  notReadAnew: (why: string, at: string) => `${why} What is shown was read at ${at}.`,
};

export type EditorCatalogue = Catalogue<typeof editorEnglish>;

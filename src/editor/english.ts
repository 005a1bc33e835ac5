/** The editor's sentences. */
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { sentenceIn } from '../elf/codedError.ts';
import { byteSize, ended, paragraph } from '../elf/english.ts';
import type { ActionId } from '../protocol.ts';
import { notAnAddress } from '../report/english/address.ts';
import type { EditorFailures } from './failures.ts';

const actionLabels: Readonly<Record<ActionId, string>> = {
  retry: 'Try Again',
  openLive: 'Open the Live Image',
  openFile: 'Open an ELF File…',
  openText: 'Open as Text',
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
  badLink:
    'This link is none of vDSO Explorer: it opens the live image (/live) or a file (/file?path=…), with a table and a name.',
  openLink: (file: string): string =>
    `A link wants to open ${file} in vDSO Explorer. The file is read and shown, nothing in it is run.`,
  imageNumber: (name: string, number: number) => `${name} #${number}`,
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

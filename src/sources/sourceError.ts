import { CodedError } from '../elf/codedError.ts';
import type { Remedy, SourceFailureCode, SourceFailures } from './failures.ts';
import { sourcesWords } from './words.ts';

const remedies: Readonly<Record<SourceFailureCode, readonly Remedy[]>> = {
  notLinux: ['openFile'],
  inBrowser: ['openFile'],
  noProc: ['openFile', 'retry'],
  noSuchProcess: ['openLive', 'openFile'],
  zombie: ['openLive', 'openFile'],
  kernelThread: ['openLive', 'openFile'],
  otherUser: ['openLive', 'retry'],
  notDumpable: ['openLive', 'openFile'],
  moreCapable: ['openLive', 'retry'],
  yama: ['openLive', 'retry'],
  accessRefused: ['openLive', 'openFile', 'retry'],
  procFileMissing: ['openLive', 'openFile'],
  procFailed: ['retry', 'openLive', 'openFile'],
  auxvMalformed: ['openLive', 'openFile'],
  noVdso: ['openLive', 'openFile'],
  baseNotMapped: ['retry', 'openLive', 'openFile'],
  noSuchImage: ['openLive', 'openFile'],
  mappingTooLarge: ['openLive', 'openFile'],
  addressTooHigh: ['openLive', 'openFile'],
  memoryUnreadable: ['retry', 'openLive', 'openFile'],
  fileNotFound: ['openFile', 'openLive'],
  fileAccess: ['retry', 'openFile'],
  fileIsDirectory: ['openFile'],
  fileNotRegular: ['openFile'],
  fileEmpty: ['retry', 'openFile'],
  fileTooLarge: ['openFile'],
  fileReplaced: ['retry', 'openFile'],
  fileFailed: ['retry', 'openFile'],
  folderFailed: ['retry', 'openFile'],
  fileReadFailed: ['retry', 'openFile'],
  endsEarly: ['retry', 'openFile'],
  readTooLarge: [],
  closed: ['retry'],
};

/** Why an image cannot be had: a code and arguments for machines, a sentence for people, and what to offer. */
export class SourceError<Code extends SourceFailureCode = SourceFailureCode> extends CodedError<
  SourceFailures,
  Code
> {
  override readonly name = 'SourceError';
  readonly remedies: readonly Remedy[];

  constructor(code: Code, args: SourceFailures[Code], cause?: unknown) {
    super((language) => sourcesWords.in(language).failures, code, args, cause);
    // The live image is no way out when it is the live image that failed.
    const own = 'own' in args && args.own;
    this.remedies = own ? remedies[code].filter((remedy) => remedy !== 'openLive') : remedies[code];
  }
}

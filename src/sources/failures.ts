/**
 * Every way in which an image cannot be had, with the arguments its sentence needs. english.ts has the
 * sentences, sourceError.ts the error that carries them.
 */

import type { None } from '../elf/catalogue.ts';
import type { SourceInfo } from '../elf/imageSource.ts';

/** What a face can offer instead; it turns each into a button. */
export type Remedy = 'openFile' | 'openLive' | 'retry';

/** The process concerned; `own` when it is the one that asks. */
export interface OfProcess {
  readonly pid: number;
  readonly own: boolean;
}

/** One of its files under /proc that did not yield. */
interface OfProcFile extends OfProcess {
  readonly file: string;
}

interface OfFile {
  readonly path: string;
}

export type NonRegular = 'fifo' | 'socket' | 'characterDevice' | 'blockDevice' | 'other';

export interface SourceFailures {
  // This machine
  notLinux: { readonly platform: string };
  /** VS Code without a machine behind it. */
  inBrowser: None;
  noProc: OfProcess;
  // Processes
  noSuchProcess: { readonly pid: number };
  zombie: OfProcess;
  kernelThread: OfProcess;
  otherUser: {
    readonly pid: number;
    readonly file: string;
    readonly uid: number;
    readonly ownUid: number;
  };
  notDumpable: OfProcFile;
  moreCapable: OfProcFile;
  yama: { readonly file: string; readonly scope: number };
  accessRefused: OfProcFile & { readonly errno: string };
  procFileMissing: OfProcFile;
  procFailed: OfProcFile & { readonly errno: string };
  auxvMalformed: OfProcess & { readonly size: number };
  /** narrow: a 32-bit program; arch: Node's process.arch of the reader. */
  noVdso: OfProcess & { readonly narrow: boolean; readonly arch: string };
  baseNotMapped: OfProcess & { readonly base: bigint };
  /** images: how many there are. */
  noSuchImage: OfProcess & { readonly number: number; readonly images: number };
  mappingTooLarge: OfProcess & { readonly base: bigint; readonly size: bigint; readonly limit: number };
  addressTooHigh: OfProcess & { readonly address: bigint };
  memoryUnreadable: OfProcess & {
    readonly address: bigint;
    readonly mapping: string;
    readonly errno: string;
  };
  // Files
  fileNotFound: OfFile;
  fileAccess: OfFile & { readonly errno: string };
  fileIsDirectory: OfFile;
  fileNotRegular: OfFile & { readonly kind: NonRegular };
  fileEmpty: OfFile;
  fileTooLarge: OfFile & { readonly size: bigint };
  fileReplaced: OfFile;
  fileFailed: OfFile & { readonly errno: string };
  folderFailed: OfFile & { readonly errno: string };
  fileReadFailed: OfFile & { readonly offset: number; readonly errno: string };
  // Reading
  endsEarly: { readonly label: SourceInfo['label']; readonly size: number; readonly read: number };
  readTooLarge: { readonly label: SourceInfo['label']; readonly length: number };
  closed: { readonly label: SourceInfo['label'] };
}

export type SourceFailureCode = keyof SourceFailures;

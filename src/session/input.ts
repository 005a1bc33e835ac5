/** What a session is opened with. */
import type { ByteSource, HostInfo, SourceInfo } from '../elf/imageSource.ts';
import type { Language } from '../elf/language.ts';
import type { FileIdentity } from '../sources/fileReader.ts';
import type { SessionOptions } from './model.ts';

export interface SessionInput {
  /** The session's from now on: it disposes it. */
  readonly source: ByteSource;
  readonly info: SourceInfo;
  readonly host?: HostInfo | undefined;
  readonly options: SessionOptions;
  /** Take a preview of images with so many symbols (PREVIEW_SYMBOLS), to show rows before all of it is read. */
  readonly preview?: number | undefined;
  /** Of what is shown; absent: English. What is written or answered to tools is English in any case. */
  readonly language?: Language | undefined;
  /**
   * Whether files are read that a core dump names. Absent: they are; false where who asks may read the dump alone.
   */
  readonly namedFiles?: boolean | undefined;
  /** "vdso-explorer 1.2.3", for the report. */
  readonly generator: string;
}

/** What a worker reads: a file that it opens for itself, or the bytes where there is no file. */
export type ImageReads =
  | {
      readonly path: string;
      /** The file that was opened under it: the worker reads that one or none. */
      readonly identity?: FileIdentity | undefined;
    }
  | { readonly bytes: Uint8Array };

import type { NonRegular } from './failures.ts';

/** How files are reached; nodeFiles.ts is the real one. Failures reject with Node's errors (`code: "ENOENT"`). */
export interface FileReader {
  stat(path: string): Promise<FileFacts>;
  /** For reading; returns at once whatever the path names (a FIFO without a writer would block otherwise). */
  open(path: string): Promise<OpenFile>;
}

export interface FileFacts {
  readonly kind: 'file' | 'directory' | NonRegular;
  readonly size: bigint;
  /** Absent where a reader cannot tell. */
  readonly identity?: FileIdentity;
  /** Who may read, write and execute: the lowest nine bits of st_mode. */
  readonly permissions?: number;
}

/** The same for all names of one file (hard links, symbolic ones, mounts), and for no other file while it exists. */
export interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
}

/** Never true for what is not known. */
export function sameFile(a: FileIdentity | undefined, b: FileIdentity | undefined): boolean {
  return a !== undefined && b !== undefined && a.device === b.device && a.inode === b.inode;
}

export interface OpenFile {
  stat(): Promise<FileFacts>;
  /** Reads into all of `target`; resolves with the number of bytes, 0 at the end of the file. */
  read(target: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

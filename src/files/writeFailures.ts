import type { FileFacts } from '../sources/fileReader.ts';

/** What is written. */
export type Written = 'report' | 'image';

/** Every way in which a file is not written, with the arguments its sentence needs. */
export interface WriteFailures {
  /** Under this name or another one it is the file that is being read. */
  isSource: { readonly path: string };
  exists: { readonly path: string };
  /** What stands there, or what a link there leads to, is no regular file. */
  notRegular: { readonly path: string; readonly kind: Exclude<FileFacts['kind'], 'file'> };
  /** /dev/stdout and its like: the name of an open file, not of one in a folder. */
  openFile: { readonly path: string };
  failed: { readonly path: string; readonly what: Written; readonly errno: string };
}

export type WriteFailureCode = keyof WriteFailures;

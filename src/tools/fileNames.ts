import { readlink, realpath } from 'node:fs/promises';
import nodePath from 'node:path';

/** How names of files are read on a machine; rejections are Node's errors. */
export interface FileNames {
  readonly path: nodePath.PlatformPath;
  /** Without any link in it, and on file systems that ignore case as the names were given to the files. */
  realpath(path: string): Promise<string>;
  /** Rejects for what is no link. */
  readlink(path: string): Promise<string>;
}

export const nodeNames: FileNames = { path: nodePath, realpath, readlink };

/** Whether a path is a folder or lies in it, by the texts alone. From one Windows drive to another the relative path is an absolute one. */
export function isBelow(path: string, folder: string, { path: rules }: Pick<FileNames, 'path'>): boolean {
  const relative = rules.relative(folder, path);
  return relative !== '..' && !relative.startsWith(`..${rules.sep}`) && !rules.isAbsolute(relative);
}

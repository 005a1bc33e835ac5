import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import type { FolderEntry, FolderReader } from './folderReader.ts';

/** The folders of this machine. */
export const nodeFolders: FolderReader = {
  list: async (path) => (await readdir(path, { withFileTypes: true })).map(entryOf),
  device: async (path) => (await lstat(path, { bigint: true })).dev,
};

function entryOf(entry: Dirent): FolderEntry {
  const { name } = entry;
  if (entry.isFile()) return { name, kind: 'file' };
  if (entry.isDirectory()) return { name, kind: 'folder' };
  return { name, kind: entry.isSymbolicLink() ? 'link' : 'other' };
}

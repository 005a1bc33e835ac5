import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import type { FolderEntry, FolderReader } from './folderReader.ts';

/** Entries that are asked for together. */
const AT_ONCE = 1024;

/** The folders of this machine. */
export const nodeFolders: FolderReader = {
  async list(path, most) {
    const entries: FolderEntry[] = [];
    // Leaving the loop closes it.
    for await (const entry of await opendir(path, { bufferSize: AT_ONCE })) {
      if (entries.length >= most) break;
      entries.push(entryOf(entry));
    }
    return entries;
  },
  device: async (path) => (await lstat(path, { bigint: true })).dev,
};

function entryOf(entry: Dirent): FolderEntry {
  const { name } = entry;
  if (entry.isFile()) return { name, kind: 'file' };
  if (entry.isDirectory()) return { name, kind: 'folder' };
  return { name, kind: entry.isSymbolicLink() ? 'link' : 'other' };
}

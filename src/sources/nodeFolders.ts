import { type Dirent, opendirSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { FolderEntry, FolderReader } from './folderReader.ts';

/** Entries that are asked for together. */
const AT_ONCE = 1024;

/**
 * The folders of this machine. They are opened at once: a worker that ends while an `opendir` is on its way leaves the
 * folder open for as long as the process lives (Node 20 to 24: AfterOpenDir in src/node_dir.cc drops it), and no thread
 * of the editor lists any.
 */
export const nodeFolders: FolderReader = {
  async list(path, most) {
    const entries: FolderEntry[] = [];
    const folder = opendirSync(path, { bufferSize: AT_ONCE });
    try {
      while (entries.length < most) {
        const entry = await folder.read();
        if (entry === null) break;
        entries.push(entryOf(entry));
      }
      return entries;
    } finally {
      // At once as well: what waits for its turn is dropped with the worker.
      folder.closeSync();
    }
  },
  device: async (path) => (await lstat(path, { bigint: true })).dev,
};

function entryOf(entry: Dirent): FolderEntry {
  const { name } = entry;
  if (entry.isFile()) return { name, kind: 'file' };
  if (entry.isDirectory()) return { name, kind: 'folder' };
  return { name, kind: entry.isSymbolicLink() ? 'link' : 'other' };
}

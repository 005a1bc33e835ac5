import type { BigIntStats } from 'node:fs';
import { constants } from 'node:fs';
import type { FileFacts, FileReader } from './fileReader.ts';
import { openDescriptor, statOf } from './nodeDescriptor.ts';

export function fileFacts(stats: BigIntStats): FileFacts {
  const { size, dev: device, ino: inode, mode } = stats;
  const permissions = Number(mode & 0o777n);
  return { kind: kindOf(stats), size, identity: { device, inode }, permissions };
}

function kindOf(stats: BigIntStats): FileFacts['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isFIFO()) return 'fifo';
  if (stats.isSocket()) return 'socket';
  if (stats.isCharacterDevice()) return 'characterDevice';
  return stats.isBlockDevice() ? 'blockDevice' : 'other';
}

// Windows has no O_NONBLOCK (the constant is undefined there) and no FIFOs among its files.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The file system of this machine. */
export const nodeFiles: FileReader = {
  stat: async (path) => fileFacts(await statOf(path)),
  open: async (path) => {
    const file = await openDescriptor(path, FLAGS);
    return { ...file, stat: async () => fileFacts(await file.stat()) };
  },
};

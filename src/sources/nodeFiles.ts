import type { BigIntStats } from 'node:fs';
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileFacts, FileReader } from './fileReader.ts';

function facts(stats: BigIntStats): FileFacts {
  return { kind: kindOf(stats), size: stats.size };
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
  stat: async (path) => facts(await stat(path, { bigint: true })),
  open: async (path) => {
    const handle = await open(path, FLAGS);
    return {
      stat: async () => facts(await handle.stat({ bigint: true })),
      read: async (target, position) => (await handle.read(target, 0, target.length, position)).bytesRead,
      close: () => handle.close(),
    };
  },
};

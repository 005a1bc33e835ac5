import { read } from 'node:fs';
import { open, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { endianness, release } from 'node:os';
import type { ProcFs } from './procFs.ts';

/** /proc of this machine. */
export const nodeProcFs: ProcFs = {
  platform: process.platform,
  arch: process.arch,
  pid: process.pid,
  ...(process.geteuid === undefined ? {} : { uid: process.geteuid() }),
  littleEndian: endianness() === 'LE',
  kernelRelease: release(),
  readFile: (path) => readFile(path),
  list: (path) => readdir(path),
  owner: async (path) => (await stat(path)).uid,
  readLink: (path) => readlink(path),
  openMemory: async (path) => {
    const handle = await open(path, 'r');
    return {
      // Not handle.read(): up to Node 20 it takes a BigInt position for "where the file stands now" without a word.
      read: (target, address) =>
        new Promise((resolve, reject) => {
          read(handle.fd, target, 0, target.length, address, (error, count) => {
            if (error === null) resolve(count);
            else reject(error);
          });
        }),
      close: () => handle.close(),
    };
  },
};

import { readdir, readlink, stat } from 'node:fs/promises';
import { endianness, release } from 'node:os';
import { openDescriptor, readWholeFile } from './nodeDescriptor.ts';
import type { ProcFs } from './procFs.ts';

/** /proc of this machine. */
export const nodeProcFs: ProcFs = {
  platform: process.platform,
  arch: process.arch,
  pid: process.pid,
  ...(process.geteuid === undefined ? {} : { uid: process.geteuid() }),
  littleEndian: endianness() === 'LE',
  kernelRelease: release(),
  readFile: readWholeFile,
  list: (path) => readdir(path),
  owner: async (path) => (await stat(path)).uid,
  readLink: (path) => readlink(path),
  openMemory: (path) => openDescriptor(path, 'r'),
};

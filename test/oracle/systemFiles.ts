import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = ['/usr/lib', '/usr/lib64', '/usr/libexec', '/usr/bin', '/usr/sbin', '/usr/local/lib', '/opt'];

export interface SystemFile {
  readonly path: string;
  readonly size: number;
}

/** Every ELF file below the system's library and program folders, links not followed, smallest first. */
export function systemElfFiles(): SystemFile[] {
  const found: SystemFile[] = [];
  for (const folder of FOLDERS) walk(folder, found);
  return found.sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
}

/** `count` of the files, spread evenly over the sizes. */
export function sample(files: readonly SystemFile[], count: number): SystemFile[] {
  if (files.length <= count) return [...files];
  return Array.from({ length: count }, (_, at) => {
    const file = files[Math.round((at * (files.length - 1)) / (count - 1))];
    if (file === undefined) throw new RangeError('sample beyond the end');
    return file;
  });
}

function walk(folder: string, found: SystemFile[]): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return; // not there, or not ours to read
  }
  for (const name of names) {
    const file = path.join(folder, name);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (stats?.isDirectory()) walk(file, found);
    else if (stats?.isFile() && stats.size >= 64 && hasMagic(file))
      found.push({ path: file, size: stats.size });
  }
}

function hasMagic(file: string): boolean {
  try {
    const handle = openSync(file, 'r');
    const start = Buffer.alloc(4);
    readSync(handle, start, 0, 4, 0);
    closeSync(handle);
    return start.equals(Buffer.of(0x7f, 0x45, 0x4c, 0x46));
  } catch {
    return false;
  }
}

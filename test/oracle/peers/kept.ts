// What peers said, kept in the cache: they are others' programs, and the same release of one says the same of the same
// bytes. Starting one costs more processor time than all else that is done for a small image.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { cacheFolder } from '../../../scripts/setup/cache.mjs';

export interface PeerOutput {
  readonly stdout: string;
  /** Warnings and errors, one a line, without the program's and the file's name. */
  readonly warnings: readonly string[];
}

const folder = path.join(cacheFolder, 'peers');
/** Of all files of a system it would be gigabytes, asked for once. */
const keeps = process.env['ORACLE'] !== 'all';
const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * What `ask` comes to.
 * @param question which program, and what it is told
 */
export async function lookUpOutput(
  question: readonly unknown[],
  file: string,
  ask: () => Promise<PeerOutput>,
): Promise<PeerOutput> {
  if (!keeps) return ask();
  const key = createHash('sha256')
    .update(`${JSON.stringify(question)}\0`)
    .update(await readFile(file));
  const kept = path.join(folder, key.digest('hex'));
  const packed = await readFile(kept).catch(() => undefined);
  if (packed !== undefined) return JSON.parse((await unpack(packed)).toString()) as PeerOutput;
  const output = await ask();
  await mkdir(folder, { recursive: true });
  const unfinished = `${kept}.${randomUUID()}`;
  await writeFile(unfinished, await pack(JSON.stringify(output), { level: 1 }));
  await rename(unfinished, kept);
  return output;
}

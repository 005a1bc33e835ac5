/** What has the name that a file is to get. */
import { lstat, readlink, stat } from 'node:fs/promises';
import { errnoOf } from '../sources/errno.ts';
import { type FileIdentity, sameFile } from '../sources/fileReader.ts';
import { fileFacts } from '../sources/nodeFiles.ts';
import { WriteError } from './writeError.ts';

/**
 * Resolves with the permissions of the regular file that is replaced; undefined when there is none. Rejects with a
 * WriteError when the name must not be taken. Looks only: nothing is opened.
 */
export async function standing(
  path: string,
  { replace, source }: { readonly replace: boolean; readonly source?: FileIdentity | undefined },
): Promise<number | undefined> {
  const own = await found(lstat(path, { bigint: true }));
  if (own === undefined) return undefined;
  const isLink = own.isSymbolicLink();
  const target = isLink ? await found(stat(path, { bigint: true })) : own;
  if (target !== undefined) {
    const { kind, identity } = fileFacts(target);
    if (sameFile(identity, source)) throw new WriteError('isSource', { path });
    if (kind !== 'file') throw new WriteError('notRegular', { path, kind });
  }
  // Replacing /dev/stdout would not write to what it stands for, and take it from every other program.
  if (isLink && (await readlink(path)).startsWith('/proc/')) throw new WriteError('openFile', { path });
  if (!replace) throw new WriteError('exists', { path });
  return isLink ? undefined : fileFacts(own).permissions;
}

async function found<Stats>(asked: Promise<Stats>): Promise<Stats | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

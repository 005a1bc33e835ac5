/** Writes a file whole or not at all: beside its name first, and under its name when nothing can fail any more. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from '../sources/errno.ts';
import type { FileIdentity } from '../sources/fileReader.ts';
import { placeNew } from './placeNew.ts';
import { standing } from './standing.ts';
import { WriteError } from './writeError.ts';
import type { Written } from './writeFailures.ts';

export interface Writing {
  readonly what: Written;
  /**
   * Whether a regular file of this name may be replaced, or a link to one: the link itself then, never what it leads
   * to. Without it nothing is, not even what appears in the meantime.
   */
  readonly replace: boolean;
  /** Permissions of a new file, before the umask; one that replaces a file gets that file's. Default: 0o666. */
  readonly mode?: number | undefined;
  /** The file that is being read: it is never replaced, whatever the name. */
  readonly source?: FileIdentity | undefined;
  /** Leaves everything as it was, and rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Rejects with a WriteError, or as the chunks do; nothing is left behind then. Devices and pipes are never opened. */
export async function writeFile(
  target: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  writing: Writing,
): Promise<void> {
  try {
    const mode = await standing(target, writing);
    // A name of its own length: that of the target may already be as long as the file system allows.
    const unfinished = path.join(path.dirname(target), `.vdso-explorer-${crypto.randomUUID()}.part`);
    const file = await open(unfinished, 'wx', mode ?? writing.mode ?? 0o666);
    try {
      await fill(file, chunks, mode, writing.signal);
      await place(unfinished, target, writing);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  } catch (error) {
    // What the system says of reading is in the sentences of the sources already.
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new WriteError('failed', { path: target, what: writing.what, errno: errnoOf(error) }, error);
  }
}

async function fill(
  file: FileHandle,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mode: number | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      await file.writeFile(chunk);
    }
    signal?.throwIfAborted();
    // Whatever the umask says: it is another file under the same name.
    if (mode !== undefined) await file.chmod(mode);
  } finally {
    await file.close();
  }
}

async function place(unfinished: string, target: string, writing: Writing): Promise<void> {
  if (!writing.replace) return placeNew(unfinished, target);
  // Writing may have taken a while: something else may stand there now.
  await standing(target, writing);
  await rename(unfinished, target);
}

import { shown } from '../elf/bytes/printable.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import { errnoOf } from './errno.ts';
import { type FileFacts, type FileIdentity, type FileReader, type OpenFile, sameFile } from './fileReader.ts';
import type { OpenedImage } from './openedImage.ts';
import { SourceError } from './sourceError.ts';

/**
 * Opens a regular file for positional reads; nothing of it is read yet. Rejects with a SourceError.
 * The path is checked before it is opened, since opening a device may have effects, and again afterwards,
 * since it may name something else by then.
 * @param expected the file that it must be, when somebody looked at the path before
 */
export async function openFile(
  files: FileReader,
  path: string,
  expected?: FileIdentity,
): Promise<OpenedImage> {
  try {
    sizeOf(path, await files.stat(path));
    const file = await files.open(path);
    try {
      const facts = await file.stat();
      const size = sizeOf(path, facts);
      const { identity } = facts;
      if (expected !== undefined && !sameFile(identity, expected))
        throw new SourceError('fileReplaced', { path });
      const source = fileSource(file, path, size);
      const info = { kind: 'file', label: shown(path), path, size } as const;
      return { source, info, ...(identity === undefined ? {} : { identity }) };
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    throw fileFailure(path, error);
  }
}

/** The size of what must be a regular file with something in it. */
function sizeOf(path: string, { kind, size }: FileFacts): number {
  if (kind === 'directory') throw new SourceError('fileIsDirectory', { path });
  if (kind !== 'file') throw new SourceError('fileNotRegular', { path, kind });
  if (size === 0n) throw new SourceError('fileEmpty', { path });
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new SourceError('fileTooLarge', { path, size });
  return Number(size);
}

/** What the system says of a path, as a sentence. */
export function fileFailure(path: string, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const errno = errnoOf(error);
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SourceError('fileNotFound', { path }, error);
    case 'EACCES':
    case 'EPERM':
      return new SourceError('fileAccess', { path, errno }, error);
    case 'EISDIR':
      return new SourceError('fileIsDirectory', { path }, error);
    default:
      return new SourceError('fileFailed', { path, errno }, error);
  }
}

function fileSource(file: OpenFile, path: string, size: number): ByteSource {
  let closing: Promise<void> | undefined;
  return {
    size,
    async read(offset, length) {
      if (closing !== undefined) throw new SourceError('closed', { label: path });
      const target = allocate(path, Math.max(0, Math.min(length, size - offset)));
      let done = 0;
      while (done < target.length) {
        const count = await file.read(target.subarray(done), offset + done).catch((error: unknown) => {
          const errno = errnoOf(error);
          throw new SourceError('fileReadFailed', { path, offset: offset + done, errno }, error);
        });
        if (count === 0) break; // it has shrunk since it was opened
        done += count;
      }
      return target.subarray(0, done);
    },
    dispose() {
      closing ??= file.close();
      return closing;
    },
  };
}

function allocate(label: string, length: number): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch (error) {
    throw new SourceError('readTooLarge', { label, length }, error);
  }
}

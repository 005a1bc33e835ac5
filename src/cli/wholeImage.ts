/** All bytes of an image, piece by piece: its digest, and a copy of it. */
import { open, realpath } from 'node:fs/promises';
import type { ByteSource } from '../elf/imageSource.ts';
import { shown } from '../elf/printable.ts';
import { errnoOf, SourceError } from '../sources/sourceError.ts';
import { sentences } from './english.ts';
import { Refusal } from './refusal.ts';

const PIECE = 1024 * 1024;

async function* pieces(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.size; ) {
    const bytes = await source.read(offset, Math.min(PIECE, source.size - offset));
    if (bytes.length === 0) return;
    yield bytes;
    offset += bytes.length;
  }
}

/** Lower-case hexadecimal. */
export async function sha256(source: ByteSource): Promise<string> {
  // Loaded when asked for: it is a tenth of the start of a program that seldom needs it.
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for await (const bytes of pieces(source)) hash.update(bytes);
  return hash.digest('hex');
}

/** Copies the image into a file. Rejects with a sentence; never writes onto the file that is read. */
export async function dump(source: ByteSource, path: string, from: string | undefined): Promise<void> {
  if (from !== undefined && (await same(path, from)))
    throw new Refusal(sentences.dumpOntoItself(shown(path)));
  try {
    const file = await open(path, 'w');
    try {
      for await (const bytes of pieces(source)) await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new Refusal(sentences.dumpFailed(shown(path), errnoOf(error)), { cause: error });
  }
}

async function same(a: string, b: string): Promise<boolean> {
  try {
    return (await realpath(a)) === (await realpath(b));
  } catch {
    return false;
  }
}

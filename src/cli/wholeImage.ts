/** All bytes of an image: their digest, and a copy of them. */
import { WriteError } from '../files/writeError.ts';
import { writeFile } from '../files/writeFile.ts';
import type { FileIdentity } from '../sources/fileReader.ts';
import { interruptible } from './interruption.ts';
import { Refusal } from './refusal.ts';

/** Lower-case hexadecimal. */
export async function sha256(image: AsyncIterable<Uint8Array>): Promise<string> {
  // Loaded when asked for: it is a tenth of the start of a program that seldom needs it.
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for await (const bytes of image) hash.update(bytes);
  return hash.digest('hex');
}

/**
 * Copies the image into a new file; with `force` it may replace one. Rejects with a sentence, and leaves nothing behind
 * then.
 * @param read the file that the image is read from, where it is one
 */
export async function dump(
  image: AsyncIterable<Uint8Array>,
  path: string,
  force: boolean,
  read: FileIdentity | undefined,
): Promise<void> {
  try {
    await interruptible((signal) =>
      writeFile(path, image, { what: 'image', replace: force, source: read, signal }),
    );
  } catch (error) {
    if (error instanceof WriteError && error.code === 'exists')
      throw new Refusal('dumpExists', { path }, error);
    throw error;
  }
}

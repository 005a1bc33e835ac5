import type { ByteSource, SourceInfo } from '../elf/imageSource.ts';
import { SourceError } from './sourceError.ts';

const PIECE = 1024 * 1024;

/**
 * All bytes of a source, piece by piece. Rejects with a SourceError when there are fewer than its size says: a copy or
 * a digest of a part is none of the whole.
 * @param label names it in that sentence
 */
export async function* pieces(source: ByteSource, label: SourceInfo['label']): AsyncGenerator<Uint8Array> {
  const { size } = source;
  for (let offset = 0; offset < size; ) {
    const bytes = await source.read(offset, Math.min(PIECE, size - offset));
    if (bytes.length === 0) throw new SourceError('endsEarly', { label, size, read: offset });
    yield bytes;
    offset += bytes.length;
  }
}

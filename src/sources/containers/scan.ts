/** Every image in bytes of which nothing else is known: a kernel that is not packed, or what was unpacked of one. */
import type { ByteSource } from '../../elf/imageSource.ts';
import { ContainerError } from './containerError.ts';
import { imageAt, mayBeImage } from './image.ts';
import type { FlatPart } from './model.ts';
import type { Pace } from './pace.ts';

/** Bytes looked through at once. */
const PIECE = 1 << 20;
/** Bytes of a header, which may begin in one piece and end in the next. */
const HEADER = 64;
/** Places that have the header of an image and are looked at. A kernel has two dozen ELF magics, half of them images. */
export const MOST_IMAGE_PLACES = 1024;

/** The images, in order; each once, though a kernel may have its bytes twice. */
export async function* scan(source: ByteSource, pace: Pace): AsyncGenerator<FlatPart> {
  const seen = new Set<string>();
  let places = 0;
  let next = 0;
  for (let at = 0; at < source.size; at += PIECE) {
    await pace.step();
    const bytes = await source.read(at, PIECE + HEADER);
    for (
      let found = bytes.indexOf(0x7f);
      found >= 0 && found < PIECE;
      found = bytes.indexOf(0x7f, found + 1)
    ) {
      if (at + found < next || !mayBeImage(bytes.subarray(found, found + HEADER))) continue;
      if (++places > MOST_IMAGE_PLACES) {
        yield { kind: 'notice', error: new ContainerError('tooManyPlaces', { limit: MOST_IMAGE_PLACES }) };
        return;
      }
      const image = await imageAt(source, { offset: at + found });
      if (image === undefined) continue;
      const { size, sha256 } = image.image;
      next = at + found + size;
      if (!seen.has(sha256)) yield { kind: 'image', found: image };
      seen.add(sha256);
    }
    if (bytes.length < PIECE) return;
  }
}

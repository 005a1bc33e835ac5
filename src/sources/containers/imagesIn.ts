/** The images in any container: which there are, and the bytes of one again. */
import type { ByteSource } from '../../elf/imageSource.ts';
import type { InnerImage } from '../../elf/innerImage.ts';
import { memorySource } from '../memorySource.ts';
import { ContainerError } from './containerError.ts';
import { Cursor } from './cursor.ts';
import { HEAD } from './format.ts';
import { containerFormat } from './formats.ts';
import { withinList } from './listLimit.ts';
import { type Look, lookInto, unpackedName } from './lookInto.ts';
import type { ContainerKind, Found, FoundInner, LookOptions } from './model.ts';
import { Pace } from './pace.ts';
import { unpacked } from './unpacked.ts';

/**
 * What a file holds images as, by its first bytes and its name. Undefined for what is no container; an image or a
 * library by itself is none. What is packed is what is in it, else an archive of one file.
 * @param name its path or name, '' where it has none
 */
export async function containerKind(
  source: ByteSource,
  name: string,
  signal?: AbortSignal,
): Promise<ContainerKind | undefined> {
  const pace = new Pace(undefined, signal);
  const cursor = Cursor.of(paced(source, pace));
  const format = containerFormat(await cursor.peek(HEAD), name);
  if (format?.kind !== 'packed') return format?.kind;
  const inner = Cursor.over(unpacked(cursor, format, pace));
  try {
    const kind = containerFormat(await inner.peek(HEAD), unpackedName(name))?.kind;
    return kind === undefined || kind === 'packed' ? 'archive' : kind;
  } catch (error) {
    if (error instanceof ContainerError) return 'archive'; // broken: looking into it says so
    throw error;
  } finally {
    await inner.close();
  }
}

/**
 * Looks through a container. Images and notices come as they are found; leaving the loop ends the work. Bytes of any
 * kind are fine: where nothing is found nothing comes. Rejects when the file cannot be read (SourceError) and when the
 * work is no longer wanted. `source` stays the caller's.
 * @param name its path or name, '' where it has none: a stripped kernel is told by it from a program
 */
export async function* imagesIn(
  source: ByteSource,
  name: string,
  options: LookOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<Found> {
  const look = { pace: paceOf(options, signal), wants: () => true, found: 0 };
  yield* withinList(lookIntoFile(source, name, options, look));
}

/** The part of an image that finds it again. */
export type WayTo = Pick<InnerImage, 'members' | 'offset' | 'size'> & Partial<Pick<InnerImage, 'sha256'>>;

/**
 * One image again; undefined when it is no longer there. Only what leads to it is unpacked. Rejects as imagesIn does.
 */
export async function foundAgain(
  source: ByteSource,
  name: string,
  image: WayTo,
  options: LookOptions = {},
  signal?: AbortSignal,
): Promise<FoundInner | undefined> {
  const way = image.members;
  const look: Look = {
    pace: paceOf(options, signal),
    wants: (members) => members.every((member, at) => member === way[at]),
    found: 0,
  };
  for await (const found of lookIntoFile(source, name, options, look)) {
    if (found.kind !== 'image') continue;
    const { members, offset, size, sha256 } = found.image;
    if (members.length !== way.length || offset !== image.offset || size !== image.size) continue;
    if ((image.sha256 ?? sha256) === sha256) return found;
  }
  return undefined;
}

/** Its bytes, in memory: nothing of the container is kept open. */
export async function innerSource(...wanted: Parameters<typeof foundAgain>): Promise<ByteSource | undefined> {
  const found = await foundAgain(...wanted);
  return found && memorySource(found.bytes);
}

function paceOf({ scheduler, memory }: LookOptions, signal: AbortSignal | undefined): Pace {
  return new Pace(scheduler, signal, memory);
}

function lookIntoFile(
  source: ByteSource,
  name: string,
  { progress }: LookOptions,
  look: Look,
): AsyncGenerator<Found> {
  const read = paced(source, look.pace, progress);
  const file = {
    name,
    source: read,
    cursor: Cursor.of(read),
    members: [],
    depth: 0,
    packings: 0,
  };
  return lookInto(file, look);
}

/**
 * Every read is a step: readers of headers and of what is passed over need none of their own, however many there are.
 * @param progress takes how far the file has been read
 */
function paced(source: ByteSource, pace: Pace, progress?: LookOptions['progress']): ByteSource {
  let passed = 0;
  return {
    size: source.size,
    async read(offset, length) {
      await pace.step();
      const bytes = await source.read(offset, length);
      if (offset + bytes.length > passed) {
        passed = offset + bytes.length;
        progress?.(passed, source.size);
      }
      return bytes;
    },
    dispose: () => source.dispose(),
  };
}

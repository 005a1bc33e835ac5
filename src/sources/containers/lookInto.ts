/** Looks for images in a file and in what it contains, whatever their formats are. */
import type { ByteSource } from '../../elf/imageSource.ts';
import { isElf } from '../../elf/problems/foreignFormat.ts';
import { memorySource } from '../memorySource.ts';
import { collect } from './collect.ts';
import { ContainerError } from './containerError.ts';
import { Cursor } from './cursor.ts';
import { type ContainerFormat, HEAD, type Packing } from './format.ts';
import { containerFormat } from './formats.ts';
import { imageAt, LARGEST_IMAGE } from './image.ts';
import type { Found, ImageBytes, Member, Part } from './model.ts';
import type { Pace } from './pace.ts';
import { scan } from './scan.ts';
import { slice } from './slice.ts';
import { unpacked } from './unpacked.ts';

/** Containers in one another: a kernel in the data of a package are three. */
export const DEEPEST = 3;

/** One look through a container. */
export interface Look {
  readonly pace: Pace;
  /** Whether a member is wanted, by the names that lead to it. */
  wants(members: readonly string[]): boolean;
  /** Images found so far. */
  found: number;
}

/** A file that is looked into: `source` where it can be read at any position, else from `cursor` on. */
export interface InnerFile {
  readonly name: string;
  readonly source?: ByteSource;
  readonly cursor: Cursor;
  readonly members: readonly string[];
  /** Containers around it. */
  readonly depth: number;
  /** Packings straight around it. */
  readonly packings: number;
  /** Looked through from end to end, whatever it is. */
  readonly flat?: boolean;
}

/** What is wrong with a file ends that file alone. Rejects when the medium fails, and when nobody wants it any more. */
export async function* lookInto(file: InnerFile, look: Look): AsyncGenerator<Found> {
  try {
    const head = await file.cursor.peek(HEAD);
    const format = containerFormat(head, file.name);
    if (file.flat) yield* images(file, look, (source) => scan(source, look.pace));
    else if (format === undefined) yield* lone(file, head, look);
    else yield* opened(file, format, look);
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error;
    yield notice(file, error);
  } finally {
    await file.cursor.close();
  }
}

function opened(file: InnerFile, format: ContainerFormat, look: Look): AsyncGenerator<Found> {
  if (format.kind === 'packed') return lookInto(unpackedFile(file, format, look.pace), look);
  if (file.depth >= DEEPEST) throw new ContainerError('nestedTooDeep', { limit: DEEPEST });
  if (format.kind !== 'archive') return images(file, look, (source) => format.read(source, look.pace));
  const wants = (name: string) => format.wants?.(name) ?? true;
  return parts(file, format.read(file.cursor, look.pace), look, wants);
}

/** A packing around a packing counts as a container does. */
function unpackedFile(file: InnerFile, packing: Packing, pace: Pace): InnerFile {
  if (file.packings > 0 && file.depth >= DEEPEST)
    throw new ContainerError('nestedTooDeep', { limit: DEEPEST });
  const { name, members, cursor } = file;
  return {
    name: unpackedName(name),
    cursor: Cursor.over(unpacked(cursor, packing, pace)),
    members,
    depth: file.packings > 0 ? file.depth + 1 : file.depth,
    packings: file.packings + 1,
  };
}

/** "data.tar" of "data.tar.xz". */
export function unpackedName(name: string): string {
  return name.replace(/\.\w+$/, '');
}

/**
 * A file that is no container may be an image itself. The one that was asked for may be a program that brings images
 * along (gVisor, emulators), and is looked through; among many others that would take too long.
 */
async function* lone(file: InnerFile, head: Uint8Array, look: Look): AsyncGenerator<Found> {
  if (!isElf(head)) return;
  if (file.members.length === 0) return yield* images(file, look, (source) => scan(source, look.pace));
  const bytes = await file.cursor.peek(LARGEST_IMAGE);
  const source = memorySource(bytes);
  const image = await imageAt(source, { offset: 0 });
  if (image === undefined) return;
  // The file is the image, with what follows its last section: a mapping is whole pages.
  const whole =
    bytes.length < LARGEST_IMAGE ? await imageAt(source, { offset: 0, size: bytes.length }) : image;
  yield found(file, whole ?? image, look);
}

/** What has to be read at any position is kept for it where it is a stream. */
async function* images(
  file: InnerFile,
  look: Look,
  read: (source: ByteSource) => AsyncGenerator<Part>,
): AsyncGenerator<Found> {
  if (file.source !== undefined) return yield* parts(file, read(file.source), look);
  const { source, error } = await collect(file.cursor, look.pace);
  try {
    yield* parts({ ...file, source }, read(source), look);
  } finally {
    await source.dispose();
  }
  if (error !== undefined) yield notice(file, error);
}

/** Looks into what a reader finds. */
async function* parts(
  file: InnerFile,
  read: AsyncGenerator<Part>,
  look: Look,
  wants: (name: string) => boolean = () => true,
): AsyncGenerator<Found> {
  for await (const part of read) {
    await look.pace.step();
    if (part.kind === 'image') yield found(file, part.found, look, part.payload);
    else if (part.kind === 'notice') yield notice(file, part.error, part.payload);
    else {
      const members = [...file.members, part.member.name];
      if (wants(part.member.name) && look.wants(members))
        yield* lookInto(within(file, part.member, members), look);
    }
  }
}

function within(file: InnerFile, member: Member, members: readonly string[]): InnerFile {
  const { name, flat = false } = member;
  const inner = { name, members, depth: file.depth + 1, packings: 0, flat };
  const source = stretchOf(file, member);
  return source === undefined
    ? { ...inner, cursor: Cursor.over(member.bytes) }
    : { ...inner, source, cursor: Cursor.of(source) };
}

/** Of a file that can be read at any position, what lies in it as it is. */
function stretchOf({ source }: InnerFile, { offset, size }: Member): ByteSource | undefined {
  if (source === undefined || offset === undefined || size === undefined) return undefined;
  return slice(source, offset, size);
}

function found(file: InnerFile, { image, ...own }: ImageBytes, look: Look, payload?: string): Found {
  const name = image.name || (file.members.at(-1)?.split('/').at(-1) ?? '');
  const members = membersOf(file, payload);
  return { kind: 'image', image: { ...image, index: look.found++, name, members }, ...own };
}

function notice(file: InnerFile, error: ContainerError, payload?: string): Found {
  return { kind: 'notice', notice: error.notice(membersOf(file, payload)) };
}

function membersOf({ members }: InnerFile, payload: string | undefined): readonly string[] {
  return payload === undefined ? members : [...members, payload];
}

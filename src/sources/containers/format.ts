/** What a container's format is to whoever looks into it. formats.ts has the table of all. */
import type { ByteSource } from '../../elf/imageSource.ts';
import type { Cursor } from './cursor.ts';
import type { ByteStream, Part } from './model.ts';
import type { PackingName } from './notices.ts';
import type { Pace } from './pace.ts';

/** First bytes of a file by which its format is told. */
export const HEAD = 4096;

interface Recognized {
  /** @param head up to HEAD bytes @param name the last part of its name, '' where it has none */
  matches(head: Uint8Array, name: string): boolean;
}

/** Images lie in it at places that its reader finds: it is read at any position. */
export interface ImageFormat extends Recognized {
  readonly kind: 'kernel' | 'core';
  read(source: ByteSource, pace: Pace): AsyncGenerator<Part>;
}

/** Members one after another: it is read from its first byte on, and may be a stream. */
export interface ArchiveFormat extends Recognized {
  readonly kind: 'archive';
  /** Whether a member is looked into; all are where this is absent. The others are passed over. */
  wants?(name: string): boolean;
  read(bytes: Cursor, pace: Pace): AsyncGenerator<Part>;
}

/** One file in fewer bytes: it is what is in it. */
export interface Packing extends Recognized {
  readonly kind: 'packed';
  readonly format: PackingName;
  /** All of it, or, of a payload that something follows, its first frame. Ends with a ContainerError when it is broken. */
  unpack(bytes: Cursor, pace: Pace): ByteStream;
}

export type ContainerFormat = ImageFormat | ArchiveFormat | Packing;

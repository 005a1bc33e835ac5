/**
 * Images that lie in other files: in kernels, core dumps, packages, archives and folders. What a container holds is
 * found in the order of its bytes, one image at a time, and is not kept: who wants an image's bytes asks for that one.
 */
import type { ElfHeader } from '../../elf/model.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import type { ContainerNotice } from './notices.ts';

/** What holds images. A folder is walked; the others are files. */
export type ContainerKind = 'kernel' | 'core' | 'archive' | 'folder';

/** An image in a container. Texts are the container's own, unchecked: show them escaped, use them as names alone. */
export interface InnerImage {
  /** From 0, in the order found. The same container gives the same images the same numbers. */
  readonly index: number;
  /** DT_SONAME, else the last part of its member's name, else ''. */
  readonly name: string;
  /** The members that lead to it, outermost first; none where it lies in the container itself. */
  readonly members: readonly string[];
  readonly header: Pick<ElfHeader, 'class' | 'littleEndian' | 'machine' | 'flags'>;
  /** Of its Linux note ("6.12.9"), where it has one. */
  readonly kernel?: string;
  /** First byte, in its member as unpacked, else in the container. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  /** Of those bytes, in hexadecimal digits. */
  readonly sha256: string;
  /** Where it was mapped, in the process of a core dump. */
  readonly base?: bigint;
}

/** One image, or why something in the container could not be looked into: nothing ends for it. */
export type Found =
  | {
      readonly kind: 'image';
      readonly image: InnerImage;
      /** All of its bytes. They are the reader's: whoever keeps them past the next image copies nothing. */
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'notice'; readonly notice: ContainerNotice };

/** Bytes in order, in pieces of any length above 0. A reader that has enough stops asking (`return`). */
export type ByteStream = AsyncIterable<Uint8Array>;

/** A file in an archive. `bytes` can be read once, before the next member is asked for; what is left of it is passed over. */
export interface Member {
  /** As it stands there: unchecked. */
  readonly name: string;
  /** Bytes as unpacked, where the archive says so. */
  readonly size?: number;
  readonly bytes: ByteStream;
}

export interface LookOptions {
  readonly scheduler?: Scheduler | undefined;
  /** How far it is: bytes of the container passed, of so many. */
  readonly progress?: ((passed: number, size: number) => void) | undefined;
}

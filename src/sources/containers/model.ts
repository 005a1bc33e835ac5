/**
 * Images that lie in other files: in kernels, core dumps, packages, archives and folders. What a container holds is
 * found in the order of its bytes, one image at a time, and is not kept: who wants an image's bytes asks for that one.
 */
import type { Mapping } from '../../elf/imageSource.ts';
import type { InnerImage } from '../../elf/innerImage.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import type { ContainerError } from './containerError.ts';
import type { Memory } from './memory.ts';
import type { ContainerNotice } from './notices.ts';

/** What holds images. A folder is walked; the others are files. */
export type ContainerKind = 'kernel' | 'core' | 'archive' | 'folder';

/** Unchecked texts: show them escaped. */
export interface DumpedProcess {
  readonly pid: number;
  /** As it called itself: at most 15 bytes. */
  readonly name: string;
  /** Its command line: at most 79 bytes, arguments apart by spaces. */
  readonly commandLine: string;
}

/** What a core dump says of the process that an image was in. */
export interface Dumped {
  /** NT_PRPSINFO. */
  readonly process?: DumpedProcess;
  /** Of files, in the order of addresses (NT_FILE), MAX_ELSEWHERE at most. */
  readonly mappings: readonly Mapping[];
}

export interface FoundInner {
  readonly kind: 'image';
  readonly image: InnerImage;
  /** All of its bytes: a copy, at most LARGEST_IMAGE of them (image.ts). */
  readonly bytes: Uint8Array;
  /** Of the process that it was in, where it lies in a core dump. */
  readonly dump?: Dumped;
  /** In a folder: what its file holds images as; absent for what is no container. */
  readonly container?: ContainerKind;
}

/** One image, or why something in the container could not be looked into: nothing ends for it. */
export type Found = FoundInner | { readonly kind: 'notice'; readonly notice: ContainerNotice };

/**
 * Bytes in order, in pieces of any length above 0. A piece is the reader's until the next one is asked for: whoever
 * keeps it copies it. A reader that has enough stops asking (`return`).
 */
export type ByteStream = AsyncIterable<Uint8Array>;

/** A file in an archive. `bytes` can be read once, before the next member is asked for; what is left of it is passed over. */
export interface Member {
  /** As it stands there: unchecked. */
  readonly name: string;
  /** Bytes as unpacked, where the archive says so. */
  readonly size?: number;
  /**
   * Where its bytes lie in those of the archive, when they lie there as they are (`size` says how many): of an archive
   * that can be read at any position such a member is not streamed.
   */
  readonly offset?: number;
  /** It is looked through for images from its first byte to its last, whatever it begins with: a kernel's object file. */
  readonly flat?: boolean;
  readonly bytes: ByteStream;
}

/**
 * What a reader of some format finds in a file, in the order of its bytes. `payload` is the name of what it lies in, where
 * the reader has unpacked it itself: a kernel in its loader.
 */
export type Part = { readonly kind: 'member'; readonly member: Member } | FlatPart;

/** The same of what is looked through as it is. */
export type FlatPart =
  | { readonly kind: 'image'; readonly found: ImageBytes; readonly payload?: string }
  /** Something is left out, and reading goes on. A reader that cannot go on throws it. */
  | { readonly kind: 'notice'; readonly error: ContainerError; readonly payload?: string };

/** Where an image is to be looked for (imageAt in image.ts). */
export interface Place {
  readonly offset: number;
  /** Bytes, where something else than the image's own headers says so: a mapping in a core dump. */
  readonly size?: number;
  readonly base?: bigint;
}

export interface ImageBytes {
  /** What is known of it by its bytes alone. */
  readonly image: Omit<InnerImage, 'index' | 'members'>;
  readonly bytes: Uint8Array;
  readonly dump?: Dumped;
}

export interface LookOptions {
  readonly scheduler?: Scheduler | undefined;
  /** How far it is: bytes of the container passed, of so many. */
  readonly progress?: ((passed: number, size: number) => void) | undefined;
  /** What may be held at once; of MOST_HELD bytes without it. */
  readonly memory?: Memory | undefined;
}

/**
 * One look through a container, for a list that fills while it goes on: who looks asks for what was found since. In this
 * thread or in a worker behind one interface, as sessions are.
 */
import type { InnerImage } from '../../elf/innerImage.ts';
import type { ContainerKind, Dumped } from '../../sources/containers/model.ts';
import type { ContainerNotice } from '../../sources/containers/notices.ts';
import type { ImageReads } from '../input.ts';

export interface ContainerPlace {
  /** Its path or name: a stripped kernel is told by it from a program. */
  readonly name: string;
  readonly reads: ImageReads | { readonly folder: string };
  /** This image alone, which is looked for where it was; absent: all of them. */
  readonly wanted?: WantedImage;
}

export interface WantedImage {
  readonly members: readonly string[];
  /** From 0: where it is looked for when it is not where it was. */
  readonly index: number;
  /** As it was found before. */
  readonly known?: InnerImage | undefined;
}

export interface FoundImage {
  readonly image: InnerImage;
  readonly bytes: Uint8Array;
  /** What the file holds images as that it lies in; undefined for what is no container: a program may bring images along. */
  readonly kind: ContainerKind | undefined;
  /** Of the process that it was in, where it lies in a core dump. */
  readonly dump?: Dumped | undefined;
}

/** What was found since the last time. */
export interface Findings {
  readonly images: readonly FoundImage[];
  readonly notices: readonly ContainerNotice[];
  /** Bytes of the container that were passed, of so many; of a folder its files, and nobody knows of how many (0). */
  readonly passed: number;
  readonly size: number;
  readonly done: boolean;
}

export interface ContainerLook {
  /**
   * Resolves when something was found, when it has come further, or at the end. Rejects with a SourceError, or a
   * SessionError "cancelled".
   */
  next(signal?: AbortSignal): Promise<Findings>;
  /** Ends it, wherever it stands. */
  dispose(): Promise<void>;
}

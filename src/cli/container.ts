/** What is known of a file or folder that holds images, before they are looked for. */
import type { InnerImage } from '../elf/innerImage.ts';
import type { CoreDump } from '../sources/containers/core/coreFile.ts';
import type { ContainerKind, Found } from '../sources/containers/model.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { Refusal } from './refusal.ts';

export interface Container {
  readonly path: string;
  readonly kind: ContainerKind;
  /** Bytes; absent for a folder. */
  readonly size?: number;
  /** First bytes; absent for a folder. */
  readonly head?: Uint8Array;
  /** It is an ELF file and has a report of its own. */
  readonly isElf: boolean;
  /** Of a core dump. */
  readonly dump?: CoreDump | undefined;
  /** Images as they are found, and notices. */
  found(): AsyncGenerator<Found>;
  /** One of them as an image to report on. @param bytes its own, where they are at hand still */
  opened(image: InnerImage, bytes: Uint8Array | undefined): Promise<OpenedImage>;
}

export function noImages(
  { path, kind, isElf: readable, head }: Container,
  notices: readonly string[],
): Refusal {
  return new Refusal('noImages', { path, kind, head: readable ? undefined : head, notices });
}

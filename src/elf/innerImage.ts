/** An image that lies in another file: what finders of images (src/sources/containers) tell of it, and reports show. */
import type { ElfHeader } from './model.ts';

/** An image in a container. Texts are the container's own, unchecked: show them escaped, use them as names alone. */
export interface InnerImage {
  /** From 0, in the order found. The same container gives the same images the same numbers. */
  readonly index: number;
  /** DT_SONAME, else the last part of its member's name, else ''. */
  readonly name: string;
  /**
   * The members that lead to it, outermost first; none where it lies in the container itself. What a kernel file
   * carries packed is a member that is named after its packing and its place: "zstd@0x4164".
   */
  readonly members: readonly string[];
  readonly header: Pick<ElfHeader, 'class' | 'littleEndian' | 'machine' | 'flags'>;
  /** Of its Linux note ("6.12.9"), where it has one. */
  readonly kernel?: string;
  /** First byte, in its member as unpacked, else in the container (as unpacked, where all of it is packed). */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  /** Of those bytes, in hexadecimal digits. */
  readonly sha256: string;
  /** Where it was mapped, in the process of a core dump. */
  readonly base?: bigint;
}

import type { ByteSource, HostInfo, SourceInfo } from '../elf/imageSource.ts';

/** An image that can be read now. Whoever opened it disposes `source`. */
export interface OpenedImage {
  readonly source: ByteSource;
  readonly info: SourceInfo;
  /** The machine it was taken from; absent for files. */
  readonly host?: HostInfo;
}

import type { ByteSource, HostInfo, SourceInfo } from '../elf/imageSource.ts';
import type { FileIdentity } from './fileReader.ts';

/** An image that can be read now. Whoever opened it disposes `source`. */
export interface OpenedImage {
  readonly source: ByteSource;
  readonly info: SourceInfo;
  /** The machine it was taken from; absent for files. */
  readonly host?: HostInfo;
  /** Which file it is, whatever its name; absent for what is no file. */
  readonly identity?: FileIdentity;
}

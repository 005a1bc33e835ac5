/** Every packing that is known. */
import type { Packing } from '../format.ts';
import { bzip2 } from './bzip2.ts';
import { gzip } from './gzip.ts';
import { lz4 } from './lz4.ts';
import { lzma } from './lzmaFile.ts';
import { lzo } from './lzo.ts';
import { xz } from './xz.ts';
import { zstd } from './zstd.ts';

export const packings: readonly Packing[] = [gzip, xz, zstd, lz4, bzip2, lzma, lzo];

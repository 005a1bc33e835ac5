/** lzop's files, which a few kernels carry: told, so that it can be said that they are not unpacked here. */

import { startsWith } from '../../../elf/bytes/startsWith.ts';
import { ContainerError } from '../containerError.ts';
import type { Packing } from '../format.ts';

const MAGIC = [0x89, 0x4c, 0x5a, 0x4f, 0x00, 0x0d, 0x0a, 0x1a, 0x0a];

export const lzo: Packing = {
  kind: 'packed',
  format: 'lzo',
  matches: (head) => startsWith(head, MAGIC),
  unpack() {
    throw new ContainerError('cannotUnpack', { format: 'lzo' });
  },
};

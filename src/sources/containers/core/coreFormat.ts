/** Core dumps as containers: what they hold is found by the process's auxiliary vector, else by its shape. */
import { isCore } from '../elfFile.ts';
import type { ImageFormat } from '../format.ts';
import { readCoreDump } from './coreFile.ts';
import { imagesInCore } from './coreImages.ts';

export const coreFormat: ImageFormat = {
  kind: 'core',
  matches: isCore,
  async *read(source, pace) {
    const core = await readCoreDump(source);
    if (core !== undefined) yield* imagesInCore(source, core, pace);
  },
};

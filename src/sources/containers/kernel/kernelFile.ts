/** Kernels as boot loaders take them, and as the linker makes them: what images they hold. */
import type { ByteSource } from '../../../elf/imageSource.ts';
import { isKernelElf } from '../elfFile.ts';
import type { ImageFormat } from '../format.ts';
import type { Part } from '../model.ts';
import type { Pace } from '../pace.ts';
import { scan } from '../scan.ts';

export const kernelFile: ImageFormat = {
  kind: 'kernel',
  matches: (head, name) => isKernelElf(head, name),
  async *read(source: ByteSource, pace: Pace): AsyncGenerator<Part> {
    yield* scan(source, pace);
  },
};

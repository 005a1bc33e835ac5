/** Kernels as boot loaders take them, and as the linker makes them: what images they hold. */
import type { ByteSource } from '../../../elf/imageSource.ts';
import { kernelFormat } from '../../../elf/problems/foreignFormat.ts';
import { ContainerError } from '../containerError.ts';
import { isKernelElf } from '../elfFile.ts';
import { HEAD, type ImageFormat } from '../format.ts';
import type { Part } from '../model.ts';
import type { Pace } from '../pace.ts';
import { scan } from '../scan.ts';
import { payloadPlace } from './headers.ts';
import { imagesInPayload, isKernel, payloadAt, searchedPayloads } from './payloads.ts';

/** Names of kernels whose first bytes say nothing: what 32-bit ARM boards boot. */
const NAMES = /^(vmlinu[xz]|[bz]?Image|uImage|kernel[\w-]*\.img)\b/;

export const kernelFile: ImageFormat = {
  kind: 'kernel',
  matches: (head, name) =>
    isKernelElf(head, name) || kernelFormat(head) !== undefined || (NAMES.test(name) && isBinary(head)),
  async *read(source: ByteSource, pace: Pace): AsyncGenerator<Part> {
    const place = payloadPlace(await source.read(0, HEAD));
    const { size } = source;
    if (place !== undefined && place.offset + place.length > size) {
      yield { kind: 'notice', error: new ContainerError('payloadOutside', { ...place, size }) };
    } else if (place !== undefined) {
      const payload = await payloadAt(source, place.offset, place.offset + place.length, pace);
      try {
        if (payload !== undefined && ((await isKernel(payload)) || payload.source.error !== undefined)) {
          yield* imagesInPayload(payload, pace);
          return;
        }
      } finally {
        await payload?.source.dispose();
      }
    }
    if (yield* untilImage(scan(source, pace))) return;
    for await (const payload of searchedPayloads(source, pace))
      if (yield* untilImage(imagesInPayload(payload, pace))) return;
  },
};

/** Hands parts on, and says whether there was an image among them. */
async function* untilImage(parts: AsyncGenerator<Part>): AsyncGenerator<Part, boolean> {
  let isThere = false;
  for await (const part of parts) {
    isThere ||= part.kind === 'image';
    yield part;
  }
  return isThere;
}

/** A text that is called like a kernel is none; one that is packed is told by its packing. */
function isBinary(head: Uint8Array): boolean {
  return head.subarray(0, 512).includes(0);
}

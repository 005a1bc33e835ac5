/** All that is found in a container whose bytes are here. */
import { imagesIn } from '../../../src/sources/containers/imagesIn.ts';
import type { Found, LookOptions } from '../../../src/sources/containers/model.ts';
import type { ContainerNotice } from '../../../src/sources/containers/notices.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';

export interface AllFound {
  readonly images: readonly Extract<Found, { kind: 'image' }>[];
  readonly notices: readonly ContainerNotice[];
}

export async function lookThrough(
  bytes: Uint8Array,
  name = '',
  options?: LookOptions,
  signal?: AbortSignal,
): Promise<AllFound> {
  const images: Extract<Found, { kind: 'image' }>[] = [];
  const notices: ContainerNotice[] = [];
  for await (const found of imagesIn(memorySource(bytes), name, options, signal)) {
    if (found.kind === 'image') images.push(found);
    else notices.push(found.notice);
  }
  return { images, notices };
}

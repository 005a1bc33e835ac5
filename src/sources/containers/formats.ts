/** Every format of container: who reads what. */

import { archiveFormats } from './archives/archiveFormats.ts';
import { coreFormat } from './core/coreFormat.ts';
import type { ContainerFormat } from './format.ts';
import { kernelFile } from './kernel/kernelFile.ts';
import { packings } from './unpack/packings.ts';

/** The first one that matches is it. */
const formats: readonly ContainerFormat[] = [...packings, coreFormat, ...archiveFormats, kernelFile];

/** @param head up to HEAD bytes @param name its path or name */
export function containerFormat(head: Uint8Array, name: string): ContainerFormat | undefined {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return formats.find((format) => format.matches(head, last));
}

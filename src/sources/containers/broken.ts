/** How readers of archives and packings say that a file is broken: what follows cannot be told apart. */
import { ContainerError } from './containerError.ts';
import type { Cursor } from './cursor.ts';
import type { PackingName } from './notices.ts';

export type Format = PackingName | 'ar' | 'tar' | 'cpio' | 'rpm';

export function damaged(format: Format, offset: number): ContainerError<'damaged'> {
  return new ContainerError('damaged', { format, offset });
}

export function cutShort(format: Format, size: number): ContainerError<'cutShort'> {
  return new ContainerError('cutShort', { format, size });
}

/** @param window that a packing wants to look back at @param limit that can be kept of it */
export function windowTooLarge(
  format: PackingName,
  window: number,
  limit: number,
): ContainerError<'windowTooLarge'> {
  return new ContainerError('windowTooLarge', { format, window, limit });
}

/** Exactly so many bytes. @throws cutShort */
export async function exactly(bytes: Cursor, length: number, format: Format): Promise<Uint8Array> {
  const taken = await bytes.take(length);
  if (taken.length < length) throw cutShort(format, bytes.position);
  return taken;
}

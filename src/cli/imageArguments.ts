/** Which images are meant. */
import { shown } from '../elf/bytes/printable.ts';
import type { FileWanted, ImageWanted } from './command.ts';
import type { Values } from './parsedOptions.ts';
import { UsageError } from './refusal.ts';

export function oneImage(files: readonly string[], { live, pid, image }: Values): ImageWanted {
  if (files.length > 1) throw new UsageError('tooManyFiles', { files: files.map(shown) });
  const [path] = files;
  const given = [
    path === undefined ? '' : 'FILE',
    live ? '--live' : '',
    pid === undefined ? '' : '--pid',
  ].filter(Boolean);
  if (given.length > 1) throw new UsageError('oneOf', { options: given });
  const [file] = path === undefined ? [] : filesOf([path], image);
  if (file !== undefined) return file;
  if (image !== undefined) throw new UsageError('imageNeedsFile', {});
  if (pid === undefined) return { kind: 'live' };
  // The largest pid_max of Linux is 2^22.
  if (!/^[1-9]\d{0,9}$/.test(pid)) throw new UsageError('badPid', { text: pid });
  return { kind: 'process', pid: Number(pid) };
}

export function severalFiles(files: readonly string[], { live, pid, image }: Values): readonly FileWanted[] {
  const [other] = [...(live ? ['--live'] : []), ...(pid === undefined ? [] : ['--pid'])];
  if (other !== undefined) throw new UsageError('oneOf', { options: ['FILE', other] });
  return filesOf(files, image);
}

/** @param images none, one for all files, or one for each in their order @param others files beside these */
export function filesOf(
  paths: readonly string[],
  images: Values['image'] = [],
  others = 0,
): readonly FileWanted[] {
  const saidOnce = images.length === 1 && paths.length + others > 1;
  if (images.length > 0 && paths.length === 0) throw new UsageError('imageNeedsFile', {});
  if (images.length > 1 && images.length !== paths.length)
    throw new UsageError('imagesOfFiles', { images: images.length, files: paths.length });
  return paths.map((path, at) => {
    const inside = saidOnce ? images[0] : images[at];
    return { kind: 'file', path, ...(inside !== undefined && { inside }), ...(saidOnce && { saidOnce }) };
  });
}

/** It is none of the files: what is said of each of those is not said of it. */
export function baselineOf(path: string, images: Values['image']): FileWanted {
  return { kind: 'file', path, ...(images?.length === 1 && { inside: images[0] ?? '', saidOnce: true }) };
}

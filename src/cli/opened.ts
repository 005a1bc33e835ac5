/** The image that a command names. */
import type { Writable } from 'node:stream';
import { ITSELF } from '../session/containers/innerNames.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { chosenImage, isItself } from './chosenImage.ts';
import type { FileWanted, ImageWanted } from './command.ts';
import type { Container } from './container.ts';
import { openPath } from './openPath.ts';
import { UsageError } from './refusal.ts';

/** An image; a container of which no image is meant; or both, where that is an ELF file. */
export interface OpenedWanted {
  readonly image?: OpenedImage;
  readonly container?: Container;
}

/**
 * @param meansImage whether an image in a container is meant, though none was named
 * @param errors what is told beside a report
 */
export async function openedWanted(
  wanted: ImageWanted,
  meansImage: (container: Container) => boolean,
  errors: () => Writable,
): Promise<OpenedWanted> {
  switch (wanted.kind) {
    case 'process':
      return openedMapped(wanted.pid);
    case 'live':
      return openedMapped(undefined);
    case 'file':
      return openedFile(wanted, meansImage, errors);
  }
}

/** What reads a process is loaded when it is asked for: it is of no use to a file. @param pid undefined for our own */
async function openedMapped(pid: number | undefined): Promise<OpenedWanted> {
  const { openLive, openProcess } = await import('../sources/liveImage.ts');
  const { nodeProcFs } = await import('../sources/nodeProcFs.ts');
  return { image: await (pid === undefined ? openLive(nodeProcFs) : openProcess(nodeProcFs, pid)) };
}

async function openedFile(
  wanted: FileWanted,
  meansImage: (container: Container) => boolean,
  errors: () => Writable,
): Promise<OpenedWanted> {
  const { path, inside, saidOnce = false } = wanted;
  const { file, container } = await openPath(path);
  let kept = false;
  try {
    if (container === undefined && inside !== undefined && inside !== ITSELF && !saidOnce)
      throw new UsageError('noContainer', { path });
    if (container === undefined || isItself(wanted, container)) {
      kept = true;
      return file === undefined ? {} : { image: file };
    }
    if (inside !== undefined || meansImage(container)) {
      const image = await chosenImage(container, inside, errors);
      if (image !== undefined) return { image };
    }
    kept = true;
    return { container, ...(file && { image: file }) };
  } finally {
    if (!kept) await file?.source.dispose();
  }
}

/** The one image that a command is about: of a container the only one. Rejects with an error whose message is a sentence. */
export async function opened(
  wanted: ImageWanted,
  errors: () => Writable = () => process.stderr,
): Promise<OpenedImage> {
  const { image } = await openedWanted(wanted, () => true, errors);
  if (image === undefined) throw new TypeError('an image was meant');
  return image;
}

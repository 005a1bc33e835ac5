/** A file or folder by its path: an image, what holds images, or both. */
import { mayBeImage } from '../sources/containers/image.ts';
import { openFile } from '../sources/fileSource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { SourceError } from '../sources/sourceError.ts';
import type { Container } from './container.ts';

/** Bytes by which an image is told from a kernel, and one kernel from another. */
const HEAD = 1024;

/** A file, and the container that it is, if it is one. The file of an image in it is closed with the image. */
export interface OpenedPath {
  /** Absent for a folder. */
  readonly file?: OpenedImage;
  readonly container?: Container;
}

/** Whoever opened it disposes the file's source. Rejects with a SourceError. */
export async function openPath(path: string): Promise<OpenedPath> {
  let file: OpenedImage;
  try {
    file = await openFile(nodeFiles, path);
  } catch (error) {
    if (error instanceof SourceError && error.code === 'fileIsDirectory')
      return { container: (await looking()).folderOf(path) };
    throw error;
  }
  try {
    const container = await containerOf(path, file);
    return container === undefined ? { file } : { file, container };
  } catch (error) {
    await file.source.dispose();
    throw error;
  }
}

async function containerOf(path: string, file: OpenedImage): Promise<Container | undefined> {
  const head = await file.source.read(0, Math.min(HEAD, file.source.size));
  // gVisor and user-mode Linux link their image where kernels lie.
  return mayBeImage(head) ? undefined : (await looking()).containerWith(head, path, file);
}

/** What looks into containers knows every format of them: loaded for what is no image by itself. */
function looking() {
  return import('./lookedInto.ts');
}

/** A file or folder that holds images, opened by its path. */
import { realpath } from 'node:fs/promises';
import type { InnerImage } from '../elf/innerImage.ts';
import { isElf } from '../elf/problems/foreignFormat.ts';
import { innerInfo } from '../session/containers/innerInfo.ts';
import { type CoreDump, readCoreDump } from '../sources/containers/core/coreFile.ts';
import { mayBeImage } from '../sources/containers/image.ts';
import { containerKind, imagesIn, innerSource } from '../sources/containers/imagesIn.ts';
import type { ContainerKind, Found } from '../sources/containers/model.ts';
import { openFile } from '../sources/fileSource.ts';
import { imagesInFolder } from '../sources/imagesInFolder.ts';
import { memorySource } from '../sources/memorySource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeFolders } from '../sources/nodeFolders.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { SourceError } from '../sources/sourceError.ts';
import { Refusal } from './refusal.ts';

/** Bytes by which an image is told from a kernel, and one kernel from another. */
const HEAD = 1024;

export interface Container {
  readonly path: string;
  readonly kind: ContainerKind;
  /** Bytes; absent for a folder. */
  readonly size?: number;
  /** First bytes; absent for a folder. */
  readonly head?: Uint8Array;
  /** It is an ELF file and has a report of its own. */
  readonly isElf: boolean;
  /** Of a core dump. */
  readonly dump?: CoreDump | undefined;
  /** Images as they are found, and notices. */
  found(): AsyncGenerator<Found>;
  /** One of them as an image to report on. @param bytes its own, where they are at hand still */
  opened(image: InnerImage, bytes: Uint8Array | undefined): Promise<OpenedImage>;
}

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
      return { container: folderOf(path) };
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
  const { source } = file;
  const head = await source.read(0, Math.min(HEAD, source.size));
  // gVisor and user-mode Linux link their image where kernels lie.
  const kind = mayBeImage(head) ? undefined : await containerKind(source, path);
  if (kind === undefined) return undefined;
  const dump = kind === 'core' ? await readCoreDump(source) : undefined;
  return {
    path,
    kind,
    size: source.size,
    head,
    isElf: isElf(head),
    dump,
    found: () => imagesIn(source, path),
    opened: async (image, bytes) =>
      innerImage(path, kind, image, bytes ?? (await readAgain(path, image)), file, dump),
  };
}

/** Out of its container, which is closed by now. Rejects with a SourceError where it is no longer there. */
async function readAgain(path: string, image: InnerImage): Promise<Uint8Array> {
  const { source } = await openFile(nodeFiles, path);
  try {
    const inner = await innerSource(source, path, image);
    if (inner === undefined) throw new SourceError('fileReplaced', { path });
    return await inner.read(0, inner.size);
  } finally {
    await source.dispose();
  }
}

/** The image's own file is closed already: its bytes are here. */
function innerImage(
  path: string,
  kind: ContainerKind | undefined,
  image: InnerImage,
  bytes: Uint8Array,
  { identity }: Pick<OpenedImage, 'identity'>,
  dump?: CoreDump,
): OpenedImage {
  return {
    source: memorySource(bytes),
    info: innerInfo(path, kind, image, dump),
    // What the image is read from is the whole file: it is not to be written over.
    ...(identity && { identity }),
  };
}

function folderOf(path: string): Container {
  return {
    path,
    kind: 'folder',
    isElf: false,
    // By what it is and not by a way that leads to it: /proc is left alone by its name.
    found: async function* () {
      yield* imagesInFolder(await realpath(path), { folders: nodeFolders, files: nodeFiles });
    },
    async opened(image, kept) {
      const [below = '', ...members] = image.members;
      const file = `${path.replace(/(?<=.)\/+$/, '')}/${below}`;
      const bytes = kept ?? (await readAgain(file, { ...image, members }));
      const { source, identity, info } = await openFile(nodeFiles, file);
      try {
        if (members.length === 0 && image.offset === 0 && image.size === source.size)
          return { source: memorySource(bytes), info, ...(identity && { identity }) };
        const kind = await containerKind(source, file);
        const dump = kind === 'core' ? await readCoreDump(source) : undefined;
        return innerImage(file, kind, { ...image, members }, bytes, { ...(identity && { identity }) }, dump);
      } finally {
        await source.dispose();
      }
    },
  };
}

export function noImages(
  { path, kind, isElf: readable, head }: Container,
  notices: readonly string[],
): Refusal {
  return new Refusal('noImages', { path, kind, head: readable ? undefined : head, notices });
}

/** Containers and folders as what they hold. */
import { realpath } from 'node:fs/promises';
import type { InnerImage } from '../elf/innerImage.ts';
import { isElf } from '../elf/problems/foreignFormat.ts';
import { innerInfo } from '../session/containers/innerInfo.ts';
import { type CoreDump, readCoreDump } from '../sources/containers/core/coreFile.ts';
import { containerKind, imagesIn, innerSource } from '../sources/containers/imagesIn.ts';
import type { ContainerKind } from '../sources/containers/model.ts';
import { openFile } from '../sources/fileSource.ts';
import { imagesInFolder } from '../sources/imagesInFolder.ts';
import { memorySource } from '../sources/memorySource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeFolders } from '../sources/nodeFolders.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { SourceError } from '../sources/sourceError.ts';
import type { Container } from './container.ts';

/** The container that a file is, undefined where it is none. @param head its first bytes, for who tells kernels apart */
export async function containerWith(
  head: Uint8Array,
  path: string,
  file: OpenedImage,
): Promise<Container | undefined> {
  const { source } = file;
  const kind = await containerKind(source, path);
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

export function folderOf(path: string): Container {
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

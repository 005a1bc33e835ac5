/** What stands in a matrix of the terminal: all images of what was named, one at a time. */
import path from 'node:path';
import type { InnerImage } from '../elf/innerImage.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { isOtherJson, OTHER_JSON_HEAD } from '../report/comparison/otherJson.ts';
import { isCalled } from '../session/containers/innerNames.ts';
import { noticeSentence } from '../sources/containers/english.ts';
import { openFile } from '../sources/fileSource.ts';
import { MAX_FILES_IN_FOLDER } from '../sources/imagesInFolder.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeFolders } from '../sources/nodeFolders.ts';
import { isItself, listLines } from './chosenImage.ts';
import type { ImageWanted } from './command.ts';
import { type ComparedAs, comparedFile, comparedInside, comparedOf } from './comparedInput.ts';
import { type Container, noImages } from './container.ts';
import { opened } from './opened.ts';
import { openPath } from './openPath.ts';
import { errorSentence, UsageError } from './refusal.ts';

export interface MatrixAs extends ComparedAs {
  /** Takes a sentence about what could not be read, though the others were. */
  failed(sentence: string): Promise<void>;
  /** Whether there is no room for another image. Asked before one more is read, which is left out then. */
  isFull(): boolean;
}

/**
 * All images of one input: of a file or folder that is none by itself those in it, or those that were named. What a
 * folder has in it that cannot be compared is told, and the others are compared all the same. Rejects with a sentence
 * where there is no image.
 */
export async function* comparedImages(wanted: ImageWanted, how: MatrixAs): AsyncGenerator<ComparedImage> {
  if (how.isFull()) return;
  if (wanted.kind !== 'file') {
    yield comparedOf(await opened(wanted), how);
    return;
  }
  const { path: where, inside } = wanted;
  const { file, container } = await openPath(where);
  try {
    if (container !== undefined && !isItself(wanted, container)) {
      let count = 0;
      const found =
        container.kind === 'folder' ? inFolder(container, inside, how) : imagesOf(container, inside, how);
      for await (const image of found) {
        count++;
        yield image;
      }
      if (count > 0) return;
      if (inside !== undefined) throw new UsageError('noSuchImage', { path: where, image: inside });
      if (!container.isElf) throw noImages(container, []);
    }
    yield comparedFile(file, wanted, how);
  } finally {
    await file?.source.dispose();
  }
}

/** The reports that lie in a folder, and the vDSO images below it: of what else is ELF nobody looks anything up. */
async function* inFolder(
  folder: Container,
  inside: string | undefined,
  how: MatrixAs,
): AsyncGenerator<ComparedImage> {
  const entries = await nodeFolders.list(folder.path, MAX_FILES_IN_FOLDER);
  const names = entries.flatMap(({ kind, name }) => (kind === 'file' && name.endsWith('.json') ? name : []));
  for (const name of names.sort()) {
    const report = path.join(folder.path, name);
    if (await isOther(report)) continue;
    try {
      yield* comparedImages({ kind: 'file', path: report }, how);
    } catch (error) {
      await how.failed(errorSentence(error));
    }
  }
  yield* imagesOf(folder, inside, how, ({ role }) => role === 'vdso' || how.asVdso);
}

/** False also for what cannot be read: whoever reads it all tells why. */
async function isOther(file: string): Promise<boolean> {
  try {
    const { source } = await openFile(nodeFiles, file);
    try {
      return isOtherJson(await source.read(0, Math.min(OTHER_JSON_HEAD, source.size)));
    } finally {
      await source.dispose();
    }
  } catch {
    return false;
  }
}

async function* imagesOf(
  container: Container,
  inside: string | undefined,
  how: MatrixAs,
  wants: (image: ComparedImage) => boolean = () => true,
): AsyncGenerator<ComparedImage> {
  let isFound = false;
  const others: InnerImage[] = [];
  for await (const each of container.found()) {
    if (each.kind === 'notice') {
      await how.told(noticeSentence(each.notice));
      continue;
    }
    if (inside !== undefined && !isCalled(each.image, inside)) {
      others.push(each.image);
      continue;
    }
    if (how.isFull()) return;
    const image = await comparedInside(await container.opened(each.image, each.bytes), each.image, how);
    if (wants(image)) {
      isFound = true;
      yield image;
    }
    // A number means one image: whatever follows is another.
    if (inside === `${each.image.index}`) break;
  }
  if (!isFound && others.length > 0) for (const line of listLines(others)) await how.told(line);
}

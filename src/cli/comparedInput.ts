/** What `diff` and `matrix` compare: images, images in containers and folders, and saved reports. */
import path from 'node:path';
import type { Selection } from '../consumers/model.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { MOST_IMAGES } from '../report/comparison/matrix.ts';
import {
  beginsAsJson,
  JSON_HEAD,
  MOST_REPORT_BYTES,
  type RefusedReport,
  savedReport,
  savedReportSentence,
} from '../report/comparison/savedReport.ts';
import { ITSELF, innerLabel, isCalled } from '../session/containers/innerNames.ts';
import { openLocal } from '../session/openLocal.ts';
import { english } from '../session/words.ts';
import { noticeSentence } from '../sources/containers/english.ts';
import { MAX_FILES_IN_FOLDER } from '../sources/imagesInFolder.ts';
import { nodeFolders } from '../sources/nodeFolders.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { pieces } from '../sources/pieces.ts';
import type { FileWanted, ImageWanted } from './arguments.ts';
import { isItself, listLines } from './chosenImage.ts';
import { type Container, noImages, openPath } from './container.ts';
import { opened } from './opened.ts';
import { errorSentence, Refusal, UsageError } from './refusal.ts';
import { sha256 } from './wholeImage.ts';

export interface ComparedAs {
  readonly selection: Selection;
  readonly asVdso: boolean;
  /** Also what the code is: it takes the disassembler, and most of the time. */
  readonly code: boolean;
  readonly generator: string;
  /** Takes a sentence about what could not be read, though the others were. */
  failed(sentence: string): Promise<void>;
  /** Takes one about what was left out. */
  told(sentence: string): Promise<void>;
}

/** Larger files are told apart by what is compared of them. */
const MOST_DIGESTED = 64 * 1024 * 1024;

/**
 * All images of one input: of a file or folder that is none by itself those in it, or those that were named. What a
 * folder has in it that cannot be compared is told, and the others are compared all the same. Rejects with a sentence
 * where there is no image.
 */
export async function comparedImages(
  wanted: ImageWanted,
  how: ComparedAs,
): Promise<readonly ComparedImage[]> {
  if (wanted.kind !== 'file') return [await comparedOf(await opened(wanted), how)];
  const { path: where, inside } = wanted;
  const { file, container } = await openPath(where);
  try {
    if (container !== undefined && !isItself(wanted, container)) {
      const found =
        container.kind === 'folder'
          ? await inFolder(container, inside, how)
          : await imagesOf(container, inside, how);
      if (found.length > 0) return found;
      if (inside !== undefined) throw new UsageError('noSuchImage', { path: where, image: inside });
      if (!container.isElf) throw noImages(container, []);
    }
    return [await comparedFile(file, wanted, how)];
  } finally {
    await file?.source.dispose();
  }
}

/** A saved report, or an image that is a file of its own, which is the caller's. Rejects with a sentence. */
export async function comparedFile(
  file: OpenedImage | undefined,
  wanted: FileWanted,
  how: ComparedAs,
): Promise<ComparedImage> {
  const { path: where, inside = ITSELF, saidOnce = false } = wanted;
  if (file === undefined) throw new TypeError('a path that is neither a file nor a container');
  if (inside !== ITSELF && !saidOnce) throw new UsageError('noContainer', { path: where });
  const isReport = beginsAsJson(await file.source.read(0, JSON_HEAD));
  return isReport ? reportAt(file.source, where) : comparedOf(file, how);
}

/** The reports that lie in a folder, and the vDSO images below it: of what else is ELF nobody looks anything up. */
async function inFolder(
  folder: Container,
  inside: string | undefined,
  how: ComparedAs,
): Promise<readonly ComparedImage[]> {
  const found: ComparedImage[] = [];
  const entries = await nodeFolders.list(folder.path, MAX_FILES_IN_FOLDER);
  const names = entries.flatMap(({ kind, name }) => (kind === 'file' && name.endsWith('.json') ? name : []));
  for (const name of names.sort()) {
    if (found.length >= MOST_IMAGES) {
      await how.told(english.report.comparison.imagesLeftOut(MOST_IMAGES));
      return found;
    }
    const report = path.join(folder.path, name);
    try {
      found.push(...(await comparedImages({ kind: 'file', path: report }, how)));
    } catch (error) {
      await how.failed(errorSentence(error));
    }
  }
  const rest = MOST_IMAGES - found.length;
  const isWanted = ({ role }: ComparedImage): boolean => role === 'vdso' || how.asVdso;
  return [...found, ...(await imagesOf(folder, inside, how, isWanted, rest))];
}

async function imagesOf(
  container: Container,
  inside: string | undefined,
  how: ComparedAs,
  wants: (image: ComparedImage) => boolean = () => true,
  most = MOST_IMAGES,
): Promise<readonly ComparedImage[]> {
  const found: ComparedImage[] = [];
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
    if (found.length >= most) {
      await how.told(english.report.comparison.imagesLeftOut(MOST_IMAGES));
      break;
    }
    const image = await comparedInside(await container.opened(each.image, each.bytes), each.image, how);
    if (wants(image)) found.push(image);
    // A number means one image: whatever follows is another.
    if (inside === `${each.image.index}`) break;
  }
  if (found.length === 0 && others.length > 0) for (const line of listLines(others)) await how.told(line);
  return found;
}

/** One that lies in a container, by what it is called there; its source is disposed. */
export function comparedInside(
  { info, ...opened }: OpenedImage,
  image: InnerImage,
  how: ComparedAs,
): Promise<ComparedImage> {
  return comparedOf({ ...opened, info: { ...info, label: innerLabel(info, image) } }, how);
}

/** Its source is disposed. */
export async function comparedOf(
  { source, info, host }: OpenedImage,
  { selection, asVdso, code, generator }: ComparedAs,
): Promise<ComparedImage> {
  try {
    const digest = source.size <= MOST_DIGESTED ? { sha256: await sha256(pieces(source, info.label)) } : {};
    const options = { selection, asVdso, symtab: false };
    const session = await openLocal({ source, info: { ...info, ...digest }, host, options, generator });
    return await session.compared(code);
  } finally {
    await source.dispose();
  }
}

async function reportAt(source: ByteSource, file: string): Promise<ComparedImage> {
  const refuse = (refused: RefusedReport): Refusal => {
    const { saved } = english.report.comparison;
    return new Refusal('savedReport', {
      sentence: savedReportSentence(saved, { ...refused, name: shown(file) }),
    });
  };
  if (source.size > MOST_REPORT_BYTES) throw refuse({ why: 'too-large' });
  const text = new TextDecoder().decode(await source.read(0, source.size));
  const found = savedReport(text, path.basename(file));
  if (found.kind === 'image') return { ...found.image, path: file };
  throw refuse(found);
}

/** The images that a command is about, each by its name and not opened yet. */
import path from 'node:path';
import type { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { shown } from '../elf/bytes/printable.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import { noCommand } from '../report/formats/workflowCommand.ts';
import type { ImagePlace } from '../report/output/imagePlace.ts';
import { ITSELF } from '../session/containers/innerNames.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { meantLine } from './chosenImage.ts';
import type { FileWanted, ImageWanted } from './command.ts';
import { type Container, noImages } from './container.ts';
import { insideContainer } from './insideContainer.ts';
import { opened } from './opened.ts';
import { openPath } from './openPath.ts';
import { lines, tryWriting } from './output.ts';

/** An image that a process has mapped is no file; this is its name in the editor. */
const LIVE_IMAGE = 'linux-vdso.so.1';

export interface NamedImage {
  readonly place: ImagePlace;
  /** The whole path of its file, or the name of what is none: what stands before a line for a problem matcher. */
  readonly path: string;
  /** Rejects with an error whose message is a sentence. */
  open(): Promise<OpenedImage>;
}

/**
 * Of a container every image that it holds, unless one is chosen. What cannot be opened, and what holds none, is an image
 * that rejects when it is.
 * @param errors what is told beside the verdicts: what of a container could not be looked into
 */
export async function namedImages(
  wanted: readonly ImageWanted[],
  errors: () => Writable,
): Promise<readonly NamedImage[]> {
  const images: NamedImage[] = [];
  for (const each of wanted) images.push(...(await imagesOfOne(each, errors)));
  return images;
}

async function imagesOfOne(image: ImageWanted, errors: () => Writable): Promise<readonly NamedImage[]> {
  if (image.kind !== 'file' || image.inside !== undefined) return [namedImage(image, errors)];
  try {
    const { file, container } = await openPath(image.path);
    try {
      return container === undefined
        ? [namedImage(image, errors)]
        : await imagesInside(image, container, errors);
    } finally {
      await file?.source.dispose();
    }
  } catch (error) {
    return [{ ...namedImage(image, errors), open: () => Promise.reject(error) }];
  }
}

async function imagesInside(
  image: FileWanted,
  container: Container,
  errors: () => Writable,
): Promise<readonly NamedImage[]> {
  const whole = namedImage({ ...image, inside: ITSELF }, errors);
  const { images: inside, notices } = await insideContainer(container);
  const names = new Set<string>();
  const images = inside.map(({ image: inner, open }): NamedImage => {
    const place = innerPlace(image.path, container, inner, names);
    names.add(place.name);
    return { place, path: path.resolve(place.file), open };
  });
  const [only] = inside.length === 1 ? inside : [];
  if (only !== undefined) await tryWriting(errors, lines([meantLine(image.path, only.image)]));
  if (images.length === 0 && !container.isElf)
    return [{ ...whole, open: () => Promise.reject(noImages(container, notices)) }];
  await tryWriting(errors, lines(notices.map((notice) => noCommand(shown(notice)))));
  return images.length === 0 ? [whole] : images;
}

/**
 * A folder's images are files, or lie in files, of their own.
 * @param names those before it: a kernel has one image of 64 bits and one of 32, called alike
 */
function innerPlace(
  container: string,
  { kind }: Container,
  { members, name, index }: InnerImage,
  names: ReadonlySet<string>,
) {
  const [first = '', ...rest] = members;
  const file = kind === 'folder' ? path.join(container, first) : container;
  const place = filePlace(file, sourcesFolder());
  if (kind === 'folder' && rest.length === 0) return { name: file, ...place };
  const inside = [...(kind === 'folder' ? rest : members), name].filter(Boolean).join(': ') || String(index);
  const part = names.has(`${file}: ${inside}`) ? `${inside} (${index})` : inside;
  return { name: `${file}: ${part}`, part, ...place };
}

function namedImage(image: ImageWanted, errors: () => Writable): NamedImage {
  const open = () => opened(image, errors);
  if (image.kind === 'file') {
    const place = { name: image.path, ...filePlace(image.path, sourcesFolder()) };
    return { place, path: path.resolve(image.path), open };
  }
  const own = image.kind === 'live';
  const name = own ? LIVE_IMAGE : `${LIVE_IMAGE} (${image.pid})`;
  const uri = own ? `vdso:/live/${LIVE_IMAGE}` : `vdso:/process/${image.pid}/${LIVE_IMAGE}`;
  return { place: { name, uri }, path: name, open };
}

/** Of a file below `folder` the path from there, with slashes, so that it is the same on every machine. */
export function filePlace(file: string, folder: string): { readonly file: string; readonly uri: string } {
  const whole = path.resolve(file);
  const parts = path.relative(folder, whole).split(path.sep);
  if (parts[0] === '..' || parts[0] === '' || path.isAbsolute(parts.join(path.sep)))
    return { file: whole, uri: pathToFileURL(whole).href };
  return { file: parts.join('/'), uri: parts.map(encodeURIComponent).join('/') };
}

/** The runner of GitHub Actions tells where the sources lie; a step may work in a folder of them. */
function sourcesFolder(): string {
  return process.env['GITHUB_WORKSPACE'] || process.cwd();
}

/** The images that a command is about, each by its name and not opened yet. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImagePlace } from '../report/output/imagePlace.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import type { ImageWanted } from './arguments.ts';
import { opened } from './opened.ts';

/** An image that a process has mapped is no file; this is its name in the editor. */
const LIVE_IMAGE = 'linux-vdso.so.1';

export interface NamedImage {
  readonly place: ImagePlace;
  /** The whole path of its file, or the name of what is none: what stands before a line for a problem matcher. */
  readonly path: string;
  /** Rejects with an error whose message is a sentence. */
  open(): Promise<OpenedImage>;
}

export async function namedImages(wanted: readonly ImageWanted[]): Promise<readonly NamedImage[]> {
  return wanted.map(namedImage);
}

function namedImage(image: ImageWanted): NamedImage {
  const open = () => opened(image);
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
export function filePlace(file: string, folder: string): Required<Pick<ImagePlace, 'file' | 'uri'>> {
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

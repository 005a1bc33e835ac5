/**
 * The file that a process's image was made from, known by its build id: where kernels install their images
 * (make vdso_install), where distributions and debuggers keep files by build id, and what debuginfod's client has
 * fetched. Nothing is asked of a network.
 */

import { codeSections } from '../elf/headers/codeSections.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { buildIdOf } from '../elf/notes/buildId.ts';
import { readElf } from '../elf/readElf.ts';
import type { FileReader } from './fileReader.ts';
import { openFile } from './fileSource.ts';
import { memorySource } from './memorySource.ts';
import type { ProcFs } from './procFs.ts';

/** Folders, in the order in which they are looked into. */
export interface ImagePlaces {
  /** Of images, whatever their names. */
  readonly images: readonly string[];
  /** Of files by build id: the first byte is a folder, the rest the name. */
  readonly byBuildId: readonly string[];
  /** Of debuginfod's client: the build id is a folder. */
  readonly fetched: readonly string[];
}

export interface ImageFile {
  readonly path: string;
  readonly image: ElfImage;
  /** In memory: the file is closed. */
  readonly source: ByteSource;
}

/** Bytes. An image with all its debug information has some hundred kilobytes. */
export const MAX_IMAGE_FILE = 8 << 20;
/** Files of a folder that are looked at. */
const MOST_FILES = 16;
/** Of an 8-byte id at least; 20 bytes as a rule. */
const BUILD_ID = /^[\da-f]{16,128}$/;

/**
 * @param kernelRelease uname -r
 * @param environment of the process that asks; debuginfod(7) has the names
 */
export function imagePlaces(
  kernelRelease: string,
  environment: Readonly<Record<string, string | undefined>>,
): ImagePlaces {
  const { HOME: home = '', XDG_CACHE_HOME: cache, DEBUGINFOD_CACHE_PATH: fetched } = environment;
  const isName = /^[^/]+$/.test(kernelRelease) && !/^\.+$/.test(kernelRelease);
  const modules = isName
    ? [`/lib/modules/${kernelRelease}/vdso`, `/usr/lib/debug/lib/modules/${kernelRelease}/vdso`]
    : [];
  const folder = cache ?? (home === '' ? undefined : `${home}/.cache`);
  const known = fetched ?? (folder === undefined ? undefined : `${folder}/debuginfod_client`);
  return {
    images: modules,
    byBuildId: ['/usr/lib/.build-id', '/usr/lib/debug/.build-id'],
    fetched: known === undefined ? [] : [known],
  };
}

/** The first file of this build id that has code in it. Never rejects: what cannot be read is not there. */
export async function imageOfBuild(
  proc: Pick<ProcFs, 'list'>,
  files: FileReader,
  places: ImagePlaces,
  buildId: string,
): Promise<ImageFile | undefined> {
  if (!BUILD_ID.test(buildId)) return undefined;
  for (const folder of places.images)
    for (const name of await namesIn(proc, folder)) {
      const found = await readImage(files, `${folder}/${name}`, buildId);
      if (found !== undefined) return found;
    }
  const [first, rest] = [buildId.slice(0, 2), buildId.slice(2)];
  const paths = [
    ...places.byBuildId.flatMap((folder) => [
      `${folder}/${first}/${rest}`,
      `${folder}/${first}/${rest}.debug`,
    ]),
    ...places.fetched.flatMap((folder) => [
      `${folder}/${buildId}/executable`,
      `${folder}/${buildId}/debuginfo`,
    ]),
  ];
  for (const path of paths) {
    const found = await readImage(files, path, buildId);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function namesIn(proc: Pick<ProcFs, 'list'>, folder: string): Promise<readonly string[]> {
  try {
    return (await proc.list(folder)).filter((name) => /\.so(?:\.|$)/.test(name)).slice(0, MOST_FILES);
  } catch {
    return [];
  }
}

async function readImage(files: FileReader, path: string, buildId: string): Promise<ImageFile | undefined> {
  try {
    const { source: file } = await openFile(files, path);
    let bytes: Uint8Array;
    try {
      if (file.size > MAX_IMAGE_FILE) return undefined;
      bytes = await file.read(0, file.size);
    } finally {
      await file.dispose();
    }
    const source = memorySource(bytes);
    const read = await readElf(source);
    if (read.kind !== 'elf' || buildIdOf(read.image) !== buildId || codeSections(read.image, 1).length === 0)
      return undefined;
    return { path, image: read.image, source };
  } catch {
    return undefined;
  }
}

/** Where a file that a model names really lies. Its text is no proof: links, drives and shares lead elsewhere. */
import { errnoOf } from '../sources/errno.ts';
import { type FileNames, isBelow } from './fileNames.ts';
import { leadsToShare } from './shares.ts';

export interface FilePlace {
  /** Absolute, as it was asked for. */
  readonly path: string;
  /** What that leads to. Absent where it does not exist, and where finding out would contact another machine. */
  readonly real?: string;
  /** In an open folder, and a file like others there. */
  readonly inWorkspace: boolean;
  /** Why it cannot be opened, when looking at it has shown that. */
  readonly failure?: unknown;
}

/** Opens nothing. @param folders absolute paths of the open folders */
export async function filePlaceOf(
  path: string,
  folders: readonly string[],
  names: FileNames,
): Promise<FilePlace> {
  if (await leadsToShare(path, folders, names)) return { path, inWorkspace: false };
  const found = await realPathOf(path, names);
  const real = found.failure === undefined ? { real: found.path } : { failure: found.failure };
  const ordinary = ![path, found.path].some((each) => isSpecial(each, names));
  return { path, ...real, inWorkspace: ordinary && (await isInside(found.path, folders, names)) };
}

interface Found {
  readonly path: string;
  readonly failure?: unknown;
}

/** For what does not exist: where it would be. An empty path, which is nowhere, when that cannot be told either. */
async function realPathOf(path: string, names: FileNames): Promise<Found> {
  try {
    return { path: await names.realpath(path) };
  } catch (failure) {
    const parent = names.path.dirname(path);
    if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(failure)) || parent === path) return { path: '', failure };
    const folder = (await realPathOf(parent, names)).path;
    return { path: folder && names.path.join(folder, names.path.basename(path)), failure };
  }
}

async function isInside(real: string, folders: readonly string[], names: FileNames): Promise<boolean> {
  if (real === '') return false;
  for (const folder of folders) {
    // A folder that is not there has no files.
    const realFolder = await names.realpath(folder).catch(() => undefined);
    if (realFolder !== undefined && isBelow(real, realFolder, names)) return true;
  }
  return false;
}

/** Files of other processes and devices, which lie in the workspace when that is the root of the file system. */
function isSpecial(path: string, { path: { sep } }: FileNames): boolean {
  return sep === '/' && /^\/(proc|sys|dev)(\/|$)/.test(path);
}

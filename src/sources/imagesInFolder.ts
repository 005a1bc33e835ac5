/** The images below a folder: files that are images, and those in containers among the files. */
import type { ByteSource } from '../elf/imageSource.ts';
import { isWanted } from './containers/archives/wanted.ts';
import { ContainerError } from './containers/containerError.ts';
import { HEAD } from './containers/format.ts';
import { containerFormat } from './containers/formats.ts';
import { mayBeImage } from './containers/image.ts';
import { containerKind, imagesIn } from './containers/imagesIn.ts';
import { withinList } from './containers/listLimit.ts';
import type { ContainerKind, Found, LookOptions } from './containers/model.ts';
import { Pace } from './containers/pace.ts';
import { errnoOf } from './errno.ts';
import type { FileReader } from './fileReader.ts';
import { openFile } from './fileSource.ts';
import type { FolderEntry, FolderReader } from './folderReader.ts';
import { SourceError } from './sourceError.ts';

/** Files, folders and links that are looked at below one folder. A root file system has some hundred thousand. */
export const MAX_FILES_IN_FOLDER = 200_000;
/** Folders in one another: paths are no longer than 4,096 bytes. */
const DEEPEST_FOLDER = 1024;

/** What the kernel makes up when somebody looks: reading it may have effects. */
const MADE_UP = /^\/(?:proc|sys|dev)(?:\/|$)/;
const MODULE = /\.ko$/;

export interface FolderMachine {
  readonly folders: FolderReader;
  readonly files: FileReader;
  /** For tests; MAX_FILES_IN_FOLDER without it. */
  readonly most?: number;
}

/** What was left out, and how far the walk is. */
class FolderWalk {
  readonly machine: FolderMachine;
  readonly options: LookOptions;
  readonly signal: AbortSignal | undefined;
  readonly pace: Pace;
  readonly device: bigint | undefined;
  found = 0;
  entries = 0;
  /** Entries listed, also those that were not gone through yet. */
  listed = 0;
  /** One was left because there were too many. */
  isFull = false;
  links = 0;
  otherDevices = 0;
  unreadable = 0;

  constructor(
    machine: FolderMachine,
    device: bigint | undefined,
    options: LookOptions,
    signal: AbortSignal | undefined,
  ) {
    this.machine = machine;
    this.device = device;
    this.options = options;
    this.signal = signal;
    this.pace = new Pace(options.scheduler, signal);
  }

  get most(): number {
    return this.machine.most ?? MAX_FILES_IN_FOLDER;
  }

  /** No more than may still be gone through, however many there are. Rejects as the machine does. */
  async list(path: string): Promise<readonly FolderEntry[]> {
    const room = this.most - this.listed;
    const entries = await this.machine.folders.list(path, room + 1);
    if (entries.length > room) this.isFull = true;
    const taken = entries.slice(0, room);
    this.listed += taken.length;
    return taken;
  }
}

/**
 * Walks through a folder in the order of names, of a very large one through some of it, and yields images as they are
 * found; the first of an image's members is its file, as a path from the folder on. It follows no links, stays on the
 * folder's device, and leaves /proc, /sys and /dev; the last notices say what it left out. `progress` counts what was
 * gone through, of which nobody knows how many there are. Rejects with a SourceError when the folder cannot be listed,
 * and when the work is no longer wanted.
 */
export async function* imagesInFolder(
  folder: string,
  machine: FolderMachine,
  options: LookOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<Found> {
  const device = await machine.folders.device(folder).catch(() => undefined);
  const walk = new FolderWalk(machine, device, options, signal);
  const entries = await walk.list(folder).catch((error: unknown) => {
    throw listingFailure(folder, error);
  });
  if (MADE_UP.test(folder)) walk.otherDevices++;
  else yield* withinList(inFolder(folder.replace(/(?<=.)\/+$/, ''), '', entries, 0, walk));
  yield* leftOut(walk);
}

async function* inFolder(
  root: string,
  below: string,
  entries: readonly FolderEntry[],
  depth: number,
  walk: FolderWalk,
): AsyncGenerator<Found> {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, kind } of sorted) {
    walk.entries++;
    await walk.pace.step();
    const path = below === '' ? name : `${below}/${name}`;
    if (kind === 'link') walk.links++;
    else if (kind === 'file') yield* inFile(root, path, walk);
    else if (kind === 'folder') {
      const inside = depth < DEEPEST_FOLDER ? await listed(at(root, path), walk) : undefined;
      if (inside !== undefined) yield* inFolder(root, path, inside, depth + 1, walk);
    }
  }
}

function at(root: string, path: string): string {
  return root === '/' ? `/${path}` : `${root}/${path}`;
}

async function listed(path: string, walk: FolderWalk): Promise<readonly FolderEntry[] | undefined> {
  const { folders } = walk.machine;
  try {
    if (MADE_UP.test(path) || (await folders.device(path)) !== walk.device) {
      walk.otherDevices++;
      return undefined;
    }
    return await walk.list(path);
  } catch {
    walk.unreadable++;
    return undefined;
  }
}

async function* inFile(root: string, path: string, walk: FolderWalk): AsyncGenerator<Found> {
  walk.options.progress?.(walk.entries, walk.entries);
  let source: ByteSource;
  try {
    source = (await openFile(walk.machine.files, at(root, path))).source;
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'fileEmpty') walk.unreadable++;
    return;
  }
  try {
    if (!isLookedInto(await source.read(0, HEAD), path)) return;
    const { scheduler } = walk.options;
    let kind: { readonly container?: ContainerKind } | undefined;
    for await (const found of imagesIn(source, path, { scheduler }, walk.signal)) {
      if (found.kind === 'notice') {
        yield withFile(found, path);
        continue;
      }
      kind ??= await kindOf(source, path, walk.signal);
      const members = [path, ...found.image.members];
      yield { ...found, ...kind, image: { ...found.image, index: walk.found++, members } };
    }
  } catch (error) {
    // A bad block costs one file and not the walk.
    if (!(error instanceof SourceError)) throw error;
    walk.unreadable++;
  } finally {
    await source.dispose();
  }
}

async function kindOf(source: ByteSource, path: string, signal: AbortSignal | undefined) {
  const container = await containerKind(source, path, signal);
  return container === undefined ? {} : { container };
}

/** Images and kernels by their first bytes, whatever they are called; what is packed or put together by its name as well. */
function isLookedInto(head: Uint8Array, path: string): boolean {
  if (mayBeImage(head)) return true;
  const format = containerFormat(head, path);
  if (format === undefined || MODULE.test(path)) return false;
  return format.kind === 'kernel' || format.kind === 'core' || isWanted(path);
}

function withFile({ notice }: Found & { readonly kind: 'notice' }, path: string): Found {
  const args = { ...notice.args, members: [path, ...notice.args.members] };
  return { kind: 'notice', notice: { code: notice.code, args } as typeof notice };
}

function* leftOut(walk: FolderWalk): Generator<Found> {
  const { isFull, most, links, otherDevices, unreadable } = walk;
  const errors = [
    ...(isFull ? [new ContainerError('folderFull', { limit: most })] : []),
    ...(links > 0 ? [new ContainerError('linksLeft', { count: links })] : []),
    ...(otherDevices > 0 ? [new ContainerError('devicesLeft', { count: otherDevices })] : []),
    ...(unreadable > 0 ? [new ContainerError('unreadableLeft', { count: unreadable })] : []),
  ];
  for (const error of errors) yield { kind: 'notice', notice: error.notice([]) };
}

function listingFailure(path: string, error: unknown): Error {
  return new SourceError('folderFailed', { path, errno: errnoOf(error) }, error);
}

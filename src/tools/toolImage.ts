/** Which image a tool is asked about, and a session on it. */
import { allConsumers } from '../consumers/catalog/index.ts';
import type { Selection } from '../consumers/model.ts';
import { parseNamed } from '../consumers/verdict/requirements.ts';
import type { ImageReads } from '../session/input.ts';
import type { Session } from '../session/model.ts';
import { openSession } from '../session/openSession.ts';
import { sameFile } from '../sources/fileReader.ts';
import { fileFailure, openFile } from '../sources/fileSource.ts';
import { openLive, openProcess } from '../sources/liveImage.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { SourceError } from '../sources/sourceError.ts';
import type { Described } from './failures.ts';
import { type FileNames, nodeNames } from './fileNames.ts';
import { type FilePlace, filePlaceOf } from './filePlace.ts';
import type { ImageInput } from './input.ts';
import { ToolError } from './toolError.ts';

export interface ToolPlace {
  /** "vdso-explorer 1.2.3" */
  readonly generator: string;
  /** dist/worker.cjs, for large files and other processes. */
  readonly worker: string;
  /** Absolute paths of the open folders. */
  readonly folders: readonly string[];
  /** Another one in tests, of another machine. */
  readonly names?: FileNames;
  /** Whether an image may be read: the user was asked about it, or needs not be. */
  covers(image: ToolImage): boolean;
}

export type ToolImage =
  | { readonly kind: 'live' }
  | { readonly kind: 'process'; readonly pid: number }
  | ({
      readonly kind: 'file';
      /** Which one of the images that lie in the file, by number, name or place. */
      readonly inside?: string;
    } & FilePlace);

/** Rejects with a sentence that says what to ask instead. Reads nothing of a file. */
export async function imageOf(
  { path: given, pid, image: inside }: ImageInput,
  place: ToolPlace,
): Promise<ToolImage> {
  const { folders, names = nodeNames } = place;
  if (given !== undefined && pid !== undefined) throw new ToolError('oneImage', {});
  const isNamed = inside !== undefined && inside !== '';
  if (isNamed && (given === undefined || given === '')) throw new ToolError('imageWithoutPath', {});
  if (pid !== undefined) return { kind: 'process', pid };
  if (given === undefined || given === '') return { kind: 'live' };
  const [first] = folders;
  if (!names.path.isAbsolute(given) && first === undefined)
    throw new ToolError('noWorkspace', { path: given });
  const filePlace = await filePlaceOf(names.path.resolve(first ?? '/', given), folders, names);
  return { kind: 'file', ...(isNamed && { inside }), ...filePlace };
}

/** As it was asked for: where a link leads, and whether it leads anywhere, is told to nobody before consent. */
function asAsked(image: ToolImage): Described {
  return image.kind === 'file' ? { kind: 'file', path: image.path } : image;
}

/** Own files and the machine's own vDSO are no secret; other files and processes are asked about. */
export function needsConsent(image: ToolImage): boolean {
  return image.kind === 'process' || (image.kind === 'file' && !image.inWorkspace);
}

/** Who opens it closes it. Rejects with a sentence. */
export async function openAsked(
  image: ToolImage,
  { covers, names = nodeNames }: ToolPlace,
): Promise<OpenedImage> {
  if (!covers(image)) throw new ToolError('notAsked', { image: asAsked(image) });
  return open(image, names);
}

/** For one answer, which somebody waits for until `signal` aborts; closes the image. Rejects with a sentence. */
export async function withSession<Answer>(
  opened: OpenedImage,
  selection: Selection,
  asVdso: boolean,
  { generator, worker }: ToolPlace,
  use: (session: Session) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  const options = { selection, asVdso, symtab: false };
  const input = { ...opened, generator, options, namedFiles: false };
  const session = await openSession(input, { script: worker, reads: await readsOf(opened) }, signal);
  try {
    return await use(session);
  } finally {
    await session.dispose();
  }
}

/** How a worker comes by the same bytes: by the file's path, or a copy of what was read of a process. */
async function readsOf({ source, info, identity }: OpenedImage): Promise<ImageReads> {
  const { kind, path } = info;
  if (kind === 'file' && path !== undefined) return { path, identity };
  return { bytes: await source.read(0, source.size) };
}

async function open(image: ToolImage, names: FileNames): Promise<OpenedImage> {
  switch (image.kind) {
    case 'live':
      return openLive(nodeProcFs);
    case 'process':
      return openProcess(nodeProcFs, image.pid);
    case 'file':
      return openPlace(image, names);
  }
}

/** Opens the file that was looked at, or none: its path may have come to lead elsewhere meanwhile. */
async function openPlace({ path, real, failure }: FilePlace, names: FileNames): Promise<OpenedImage> {
  if (failure !== undefined) throw fileFailure(path, failure);
  if (real === undefined) return openFile(nodeFiles, path);
  const opened = await openFile(nodeFiles, real);
  try {
    const stays = (await names.realpath(real)) === real;
    const { identity } = await nodeFiles.stat(real);
    if (!stays || !sameFile(identity, opened.identity)) throw new SourceError('fileReplaced', { path: real });
    return opened;
  } catch (error) {
    await opened.source.dispose();
    throw fileFailure(real, error);
  }
}

/** "go@1.21" and the like; all of the catalogue when nothing is asked for. Throws a sentence. */
export function selectionOf(wanted: readonly string[] | undefined): Selection {
  const known = allConsumers.map(({ id }) => id);
  if (wanted === undefined || wanted.length === 0) return known.map((id) => ({ id }));
  return [...new Set(wanted)].map((text) => {
    const [id = ''] = text.trim().split('@', 1);
    if (!known.includes(id)) throw new ToolError('unknownConsumer', { text: id, known });
    const named = parseNamed(text);
    if (named === undefined) throw new ToolError('badConsumer', { text, known });
    return named;
  });
}

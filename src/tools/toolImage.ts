/** Which image a tool is asked about, and a session on it. */
import path from 'node:path';
import { catalog } from '../consumers/catalog/index.ts';
import type { Selection } from '../consumers/model.ts';
import type { Session } from '../session/model.ts';
import { openSession } from '../session/openSession.ts';
import { openFile } from '../sources/fileSource.ts';
import { openLive, openProcess } from '../sources/liveImage.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { sentences } from './english.ts';

/** Fields that both tools have; VS Code has checked their types against the schema. */
export interface ImageInput {
  readonly path?: string;
  readonly pid?: number;
  readonly asVdso?: boolean;
}

export interface ToolPlace {
  /** "vdso-explorer 1.2.3" */
  readonly generator: string;
  /** dist/worker.cjs, for large files. */
  readonly worker: string;
  /** Absolute paths of the open folders. */
  readonly folders: readonly string[];
}

export type ToolImage =
  | { readonly kind: 'live' }
  | { readonly kind: 'process'; readonly pid: number }
  | { readonly kind: 'file'; readonly path: string; readonly inWorkspace: boolean };

/** Throws a sentence that says what to ask instead. */
export function imageOf({ path: given, pid }: ImageInput, { folders }: ToolPlace): ToolImage {
  if (given !== undefined && pid !== undefined) throw new Error(sentences.oneImage);
  if (pid !== undefined) return { kind: 'process', pid };
  if (given === undefined || given === '') return { kind: 'live' };
  const [first] = folders;
  if (!path.isAbsolute(given) && first === undefined) throw new Error(sentences.noWorkspace(given));
  const file = path.resolve(first ?? '/', given);
  const inWorkspace = folders.some((folder) => !path.relative(folder, file).startsWith('..'));
  return { kind: 'file', path: file, inWorkspace };
}

export function describe(image: ToolImage): string {
  switch (image.kind) {
    case 'live':
      return sentences.live;
    case 'process':
      return sentences.ofProcess(image.pid);
    case 'file':
      return sentences.file(image.path);
  }
}

/** Own files and the machine's own vDSO are no secret; other files and processes are asked about. */
export function needsConsent(image: ToolImage): boolean {
  return image.kind === 'process' || (image.kind === 'file' && !image.inWorkspace);
}

/** Opens the image for one answer, which somebody waits for until `signal` aborts. Rejects with a sentence. */
export async function withSession<Answer>(
  image: ToolImage,
  selection: Selection,
  asVdso: boolean,
  { generator, worker }: ToolPlace,
  use: (session: Session) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  const opened = await open(image);
  const input = { ...opened, generator, options: { selection, asVdso, symtab: false } };
  const place = image.kind === 'file' ? { script: worker, reads: { path: image.path } } : undefined;
  const session = await openSession(input, place, signal);
  try {
    return await use(session);
  } finally {
    await session.dispose();
  }
}

function open(image: ToolImage): Promise<OpenedImage> {
  switch (image.kind) {
    case 'live':
      return openLive(nodeProcFs);
    case 'process':
      return openProcess(nodeProcFs, image.pid);
    case 'file':
      return openFile(nodeFiles, image.path);
  }
}

/** "go@1.21" and the like; all of the catalogue when nothing is asked for. Throws a sentence. */
export function selectionOf(wanted: readonly string[] | undefined): Selection {
  const known = catalog.map(({ id }) => id);
  if (wanted === undefined || wanted.length === 0) return known.map((id) => ({ id }));
  return wanted.map((text) => {
    const [id = '', release] = text.trim().split('@', 2);
    if (!known.includes(id)) throw new Error(sentences.unknownConsumer(id, known));
    return { id, ...(release === undefined || release === '' ? {} : { release }) };
  });
}

/** From an address to a session: live snapshots, local files by position, other files through workspace.fs. */

import * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { cancelled, unlessAborted } from '../session/cancellation.ts';
import type { ImageReads } from '../session/input.ts';
import { openFile } from '../sources/fileSource.ts';
import { memorySource } from '../sources/memorySource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { SourceError } from '../sources/sourceError.ts';
import { EditorError } from './editorError.ts';
import type { HeldInner, InnerImages } from './innerImages.ts';
import type { LiveImages } from './liveImages.ts';
import type { Way } from './opening.ts';
import { parsePath, scheme } from './vdsoUri.ts';

/** workspace.fs reads whole files only; above this many bytes the user is asked first. */
export const wholeFileLimit = 64 * 1024 * 1024;

/** The file is large and would have to be read whole: the user decides. */
export class WholeFileQuestion extends EditorError<'tooLarge'> {
  constructor(uri: vscode.Uri, size: number) {
    super('tooLarge', { name: fileName(uri), size });
  }
}

/** No live image has this address. `imageName` is that of the owner's image, where there is one. */
export class UnknownAddress extends EditorError<'unknownAddress' | 'unknownLiveName'> {
  constructor(uri: vscode.Uri, imageName?: string) {
    if (imageName === undefined) super('unknownAddress', { path: shown(uri.path) });
    else super('unknownLiveName', { wanted: fileName(uri), name: imageName });
  }
}

/** Its last part, safe to show. */
export function fileName(uri: vscode.Uri): string {
  return shown(uri.path.slice(uri.path.lastIndexOf('/') + 1));
}

export interface OpenedDocument extends OpenedImage {
  /** Milliseconds since the epoch: the moment of which it is. */
  readonly readAt: number;
  /** How a worker comes by the same bytes. */
  readonly reads: ImageReads;
  /** Gives back what the address itself holds; the source is its session's to dispose. */
  release(): void;
}

/** @throws SourceError, WholeFileQuestion, UnknownAddress; a SessionError "cancelled" */
export async function openImage(
  uri: vscode.Uri,
  { live, inner }: OurImages,
  way: Way,
  signal?: AbortSignal,
): Promise<OpenedDocument> {
  const { whole } = way;
  const path = uri.scheme === scheme ? parsePath(uri.path) : undefined;
  if (path?.kind === 'inner') return openInnerImage(await inner.acquire(path.address, way, signal));
  if (uri.scheme === scheme) return openLiveImage(uri, live, way.anew);
  const readAt = Date.now();
  if (uri.scheme === 'file') {
    const opened = await openFile(nodeFiles, uri.fsPath);
    const reads = { path: uri.fsPath, identity: opened.identity };
    return { ...opened, reads, readAt, release() {} };
  }
  return { ...(await openVirtualFile(uri, whole, signal)), readAt };
}

/** Where images at our own addresses are. */
export interface OurImages {
  readonly live: LiveImages;
  readonly inner: InnerImages;
}

function openInnerImage({ bytes, info, takenAt, release }: HeldInner): OpenedDocument {
  return { source: memorySource(bytes), info, reads: { bytes }, readAt: takenAt, release };
}

async function openLiveImage(uri: vscode.Uri, images: LiveImages, anew: boolean): Promise<OpenedDocument> {
  const path = parsePath(uri.path);
  if (path?.kind !== 'image') throw new UnknownAddress(uri);
  const { owner } = path;
  const held = await (anew ? images.renew(owner) : images.acquire(owner));
  const { bytes, info, host, name, takenAt, release } = held;
  if (name !== path.name) {
    release();
    throw new UnknownAddress(uri, name);
  }
  return {
    source: memorySource(bytes),
    info,
    ...(host && { host }),
    reads: { bytes },
    readAt: takenAt,
    release,
  };
}

async function openVirtualFile(
  uri: vscode.Uri,
  whole: boolean,
  signal: AbortSignal | undefined,
): Promise<Omit<OpenedDocument, 'readAt'>> {
  const path = uri.toString(true);
  // A transfer that has begun cannot be called back: what it brings is dropped.
  const bytes = await unlessAborted(readWhole(uri, path, whole, signal), signal);
  if (bytes.length === 0) throw new SourceError('fileEmpty', { path });
  const info = { kind: 'file', label: path, path, size: bytes.length } as const;
  return { source: memorySource(bytes), info, reads: { bytes }, release() {} };
}

/** Through workspace.fs, which has no positions. Rejects with a SourceError or a WholeFileQuestion. */
export async function readWhole(
  uri: vscode.Uri,
  path: string,
  whole: boolean,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) throw new SourceError('fileIsDirectory', { path });
    if (size > wholeFileLimit && !whole) throw new WholeFileQuestion(uri, size);
    if (signal?.aborted) throw cancelled();
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw error instanceof vscode.FileSystemError ? asSourceError(path, error) : error;
  }
}

/** Providers fill the messages of their errors as they like, often with the path alone. */
function asSourceError(path: string, error: vscode.FileSystemError): SourceError {
  switch (error.code) {
    case 'FileNotFound':
      return new SourceError('fileNotFound', { path }, error);
    case 'NoPermissions':
      return new SourceError('fileAccess', { path, errno: error.code }, error);
    case 'FileIsADirectory':
      return new SourceError('fileIsDirectory', { path }, error);
    default:
      return new SourceError('fileFailed', { path, errno: error.code }, error);
  }
}

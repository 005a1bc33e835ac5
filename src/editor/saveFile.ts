/** Saves what a session exports, or the image itself, under a name that the user chooses. */
import * as vscode from 'vscode';
import { WriteError } from '../files/writeError.ts';
import { type Writing, writeFile } from '../files/writeFile.ts';
import { withCancellableProgress } from '../plainText/messages.ts';
import { isCancelled, withSignal } from '../session/cancellation.ts';
import type { ExportFormat } from '../session/model.ts';
import type { TablePage } from '../session/tablePage.ts';
import type { FileIdentity } from '../sources/fileReader.ts';
import { openFile } from '../sources/fileSource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeHost } from '../sources/nodeHost.ts';
import { pieces } from '../sources/pieces.ts';
import { SourceError } from '../sources/sourceError.ts';
import { editorWords } from './display.ts';
import { EditorError } from './editorError.ts';
import type { ImageDocument } from './imageDocument.ts';
import { scheme } from './vdsoUri.ts';

export async function saveReport(document: ImageDocument): Promise<void> {
  // Where there is no image, nobody is asked for a name.
  await document.session();
  const name = nameOf(document.uri);
  const target = await vscode.window.showSaveDialog({
    defaultUri: beside(document.uri, `${name}.json`),
    filters: { JSON: ['json'], Text: ['txt'] },
  });
  if (!target) return;
  const format: ExportFormat = target.path.endsWith('.json') ? 'json' : 'text';
  await withProgress(editorWords.savingReport(name), target, async (signal) => {
    const writing = { what: 'report' as const, source: await identityOf(document.uri), signal };
    await document.hold((session) => write(document.uri, target, session.export(format, signal), writing));
  });
}

/** What a page of no image shows, as the terminal writes it. @param title of the progress */
export async function saveTable(session: TablePage, name: string, title: string): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    defaultUri: inWorkspace(`${name}.json`),
    filters: { JSON: ['json'], Text: ['txt'] },
  });
  if (!target) return;
  const format: ExportFormat = target.path.endsWith('.json') ? 'json' : 'text';
  await withProgress(title, target, async (signal) => {
    const chunks = await session.export(format, signal);
    await write(undefined, target, chunks, { what: 'report', signal });
  });
}

export async function saveImage(document: ImageDocument): Promise<void> {
  const name = nameOf(document.uri);
  const target = await vscode.window.showSaveDialog({ defaultUri: beside(document.uri, name) });
  if (!target) return;
  await withProgress(editorWords.savingImage(name), target, (signal) =>
    copyImage(document.uri, target, signal),
  );
}

async function copyImage(uri: vscode.Uri, target: vscode.Uri, signal: AbortSignal): Promise<void> {
  const what = 'image' as const;
  if (uri.scheme !== 'file') {
    await write(uri, target, [await vscode.workspace.fs.readFile(uri)], { what, signal });
    return;
  }
  const { source, info, identity } = await openFile(nodeFiles, uri.fsPath);
  try {
    const { permissions: mode } = await nodeFiles.stat(uri.fsPath);
    const writing = { what, source: identity, mode, signal };
    await write(uri, target, pieces(source, info.label), writing);
  } finally {
    await source.dispose();
  }
}

/** Next to the image, where that is a place to write to. */
function beside(uri: vscode.Uri, name: string): vscode.Uri {
  return uri.scheme === scheme ? inWorkspace(name) : vscode.Uri.joinPath(uri, '..', name);
}

function inWorkspace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(nodeHost.home);
  return vscode.Uri.joinPath(folder, name);
}

async function withProgress(
  title: string,
  target: vscode.Uri,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    await withCancellableProgress(title, (token) => withSignal(token, work));
  } catch (error) {
    if (isCancelled(error)) return;
    if (error instanceof WriteError || error instanceof SourceError) throw error;
    throw new EditorError('saveFailed', { target: vscode.workspace.asRelativePath(target), failure: error });
  }
}

/** Where files can be written so, what was there before stays until all is written. */
async function write(
  from: vscode.Uri | undefined,
  target: vscode.Uri,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  writing: Omit<Writing, 'replace'>,
): Promise<void> {
  // The dialog has asked about a file that exists.
  if (target.scheme === 'file') return writeFile(target.fsPath, chunks, { ...writing, replace: true });
  if (from?.toString() === target.toString()) throw new WriteError('isSource', { path: target.path });
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    writing.signal?.throwIfAborted();
    parts.push(chunk);
  }
  writing.signal?.throwIfAborted();
  await vscode.workspace.fs.writeFile(target, joined(parts));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}

async function identityOf(uri: vscode.Uri): Promise<FileIdentity | undefined> {
  if (uri.scheme !== 'file') return undefined;
  // An image that has gone cannot be written over.
  return nodeFiles.stat(uri.fsPath).then(
    ({ identity }) => identity,
    () => undefined,
  );
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Saves what a session exports, or the image itself, under a name that the user chooses. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { cancelled, isCancelled, withSignal } from '../session/cancellation.ts';
import type { ExportFormat } from '../session/model.ts';
import { sentences } from './english.ts';
import type { ImageDocument } from './imageDocument.ts';
import { scheme } from './vdsoUri.ts';

export async function saveReport(document: ImageDocument): Promise<void> {
  const session = await document.session();
  const name = nameOf(document.uri);
  const target = await vscode.window.showSaveDialog({
    defaultUri: beside(document.uri, `${name}.json`),
    filters: { JSON: ['json'], Text: ['txt'] },
  });
  if (!target) return;
  const format: ExportFormat = target.path.endsWith('.json') ? 'json' : 'text';
  await withProgress(sentences.savingReport(name), target, async (signal) => {
    await writeChunks(target, session.export(format, signal), signal);
  });
}

export async function saveImage(document: ImageDocument): Promise<void> {
  const name = nameOf(document.uri);
  const target = await vscode.window.showSaveDialog({ defaultUri: beside(document.uri, name) });
  if (!target) return;
  await withProgress(sentences.savingImage(name), target, async () => {
    await vscode.workspace.fs.copy(document.uri, target, { overwrite: true });
  });
}

/** Next to the image, where that is a place to write to. */
function beside(uri: vscode.Uri, name: string): vscode.Uri {
  if (uri.scheme !== scheme) return vscode.Uri.joinPath(uri, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.Uri.joinPath(folder, name);
}

async function withProgress(
  title: string,
  target: vscode.Uri,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    await vscode.window.withProgress(options, (_progress, token) => withSignal(token, work));
  } catch (error) {
    if (isCancelled(error)) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(sentences.saveFailed(vscode.workspace.asRelativePath(target), reason));
  }
}

/** Chunk by chunk where files can be written so; what was there before stays until all is written. */
async function writeChunks(
  target: vscode.Uri,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  if (target.scheme !== 'file') {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    if (signal.aborted) throw cancelled();
    await vscode.workspace.fs.writeFile(target, Buffer.concat(parts));
    return;
  }
  const unfinished = `${target.fsPath}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(unfinished, 'wx');
  try {
    try {
      for await (const chunk of chunks) {
        if (signal.aborted) throw cancelled();
        await file.writeFile(chunk);
      }
      if (signal.aborted) throw cancelled();
    } finally {
      await file.close();
    }
    await rename(unfinished, target.fsPath);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

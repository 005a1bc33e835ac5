/** Containers as VS Code has them: local files are read at any position, others whole through workspace.fs. */
import * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import { withLateProgress } from '../plainText/messages.ts';
import { findings } from '../session/containers/findings.ts';
import type { ContainerLook, FoundImage, WantedImage } from '../session/containers/look.ts';
import { openWorkerLook } from '../session/worker/workerLook.ts';
import { openFile } from '../sources/fileSource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import type { FileState } from './changedFile.ts';
import { editorWords } from './display.ts';
import type { InnerAddress } from './innerUri.ts';
import { fileName, readWhole } from './openImage.ts';
import type { Way } from './opening.ts';
import { virtualFolders } from './virtualFolders.ts';

/** Milliseconds after which a notification says that an image is being taken out, and how far that is. */
const LATE_MS = 500;

export class Containers {
  /** dist/worker.cjs */
  readonly #script: string;

  constructor(script: string) {
    this.#script = script;
  }

  /** Ends with `dispose`. Rejects with a SourceError, a WholeFileQuestion, or as withdrawn. */
  async look(
    uri: vscode.Uri,
    { whole }: Pick<Way, 'whole'>,
    wanted?: WantedImage,
    signal?: AbortSignal,
  ): Promise<ContainerLook> {
    const place = { name: containerPath(uri), ...(wanted && { wanted }) };
    if (uri.scheme !== 'file') {
      const bytes = await readWhole(uri, uri.toString(true), whole, signal);
      return openWorkerLook({ ...place, reads: { bytes } }, this.#script, signal);
    }
    // What is no regular file is refused before a worker is started for it.
    const { source, identity } = await openFile(nodeFiles, uri.fsPath);
    await source.dispose();
    return openWorkerLook({ ...place, reads: { path: uri.fsPath, identity } }, this.#script, signal);
  }

  /** The same of a folder and all below it. Rejects with a SourceError, or as withdrawn. */
  async lookBelow(uri: vscode.Uri, signal?: AbortSignal): Promise<ContainerLook> {
    if (uri.scheme === 'file')
      return openWorkerLook({ name: '', reads: { folder: uri.fsPath } }, this.#script, signal);
    // A worker knows no workspace.fs: this thread walks, in slices, and loads what knows all formats for it.
    const { openLocalLook } = await import('../session/containers/localLook.ts');
    return openLocalLook({ name: '', reads: { folder: uri.path } }, virtualFolders(uri));
  }

  /** One image, with progress where it takes longer than a moment. */
  async takeOut(
    { container, members, index, name }: InnerAddress,
    known: InnerImage | undefined,
    way: Way,
    outer?: AbortSignal,
  ): Promise<FoundImage | undefined> {
    const uri = vscode.Uri.parse(container, true);
    const title = editorWords.takingOut(shown(name), fileName(uri));
    return withLateProgress(title, LATE_MS, outer, async ({ signal, report }) => {
      const look = await this.look(uri, way, { members, index, known }, signal);
      for await (const { images, passed, size } of findings(look, signal)) {
        if (images[0] !== undefined) return images[0];
        report(passed / size);
      }
      return undefined;
    });
  }
}

/** Of a container, for people: as every other file is called. */
export function containerPath(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}

/** Undefined where there is none, or it is a folder. */
export async function stateOf(uri: vscode.Uri): Promise<FileState | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
}

import * as vscode from 'vscode';

export type FileChange = 'changed' | 'vanished';

/** Calls back when the file's contents change or it goes; a file replaced by another one has changed. */
export function watchFile(uri: vscode.Uri, onChange: (event: FileChange) => void): vscode.Disposable {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  // Each glob character stands in a class of its own, and then for itself.
  const pattern = name.replace(/[*?[\]{}]/g, (character) => `[${character}]`);
  return watchFolder(folderOf(uri), pattern, (changed, event) => {
    if (changed.toString() === uri.toString()) onChange(event);
  });
}

/** The same of files that become known one by one, with one watcher for all that lie in one folder. */
export class FilesWatch {
  readonly #onChange: (uri: vscode.Uri, event: FileChange) => void;
  readonly #files = new Set<string>();
  readonly #folders = new Map<string, vscode.Disposable>();

  constructor(onChange: (uri: vscode.Uri, event: FileChange) => void) {
    this.#onChange = onChange;
  }

  add(uri: vscode.Uri): void {
    this.#files.add(uri.toString());
    const folder = folderOf(uri);
    const key = folder.toString();
    if (this.#folders.has(key)) return;
    const watcher = watchFolder(folder, '*', (changed, event) => {
      if (this.#files.has(changed.toString())) this.#onChange(changed, event);
    });
    this.#folders.set(key, watcher);
  }

  dispose(): void {
    for (const watcher of this.#folders.values()) watcher.dispose();
    this.#folders.clear();
    this.#files.clear();
  }
}

function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

function watchFolder(
  folder: vscode.Uri,
  pattern: string,
  onChange: (uri: vscode.Uri, event: FileChange) => void,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
  const when = (event: FileChange) => (uri: vscode.Uri) => onChange(uri, event);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(when('changed')),
    watcher.onDidCreate(when('changed')),
    watcher.onDidDelete(when('vanished')),
  );
}

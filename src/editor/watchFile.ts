import * as vscode from 'vscode';

/** Calls back when the file's contents change or it goes; a file replaced by another one has changed. */
export function watchFile(
  uri: vscode.Uri,
  onChange: (event: 'changed' | 'vanished') => void,
): vscode.Disposable {
  const folder = vscode.Uri.joinPath(uri, '..');
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  // Each glob character stands in a class of its own, and then for itself.
  const pattern = name.replace(/[*?[\]{}]/g, (character) => `[${character}]`);
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
  const when = (event: 'changed' | 'vanished') => (changed: vscode.Uri) => {
    if (changed.toString() === uri.toString()) onChange(event);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(when('changed')),
    watcher.onDidCreate(when('changed')),
    watcher.onDidDelete(when('vanished')),
  );
}

// The least a read-only custom editor over a read-only file system can be. What opening it costs is
// VS Code's own share of opening ours.
const vscode = require('vscode');

const uri = vscode.Uri.parse('benchempty:/live/empty.so.1');

const fileSystem = {
  onDidChangeFile: new vscode.EventEmitter().event,
  watch: () => new vscode.Disposable(() => {}),
  stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: 4 }),
  readDirectory: () => [],
  readFile: () => new Uint8Array(4),
  createDirectory: refuse,
  writeFile: refuse,
  delete: refuse,
  rename: refuse,
};

function refuse() {
  throw vscode.FileSystemError.NoPermissions();
}

/** @param {vscode.ExtensionContext} context */
exports.activate = (context) => {
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('benchempty', fileSystem, { isReadonly: true }),
    vscode.window.registerCustomEditorProvider('benchEmpty.editor', {
      openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
      resolveCustomEditor: (_document, panel) => {
        panel.webview.html = '<!DOCTYPE html><body><p id="bench-painted">empty</p></body>';
      },
    }),
    vscode.commands.registerCommand('benchEmpty.open', () =>
      vscode.commands.executeCommand('vscode.openWith', uri, 'benchEmpty.editor'),
    ),
  );
};

/** "Compare Many Images…": which ones, as many as are wanted. */
import * as vscode from 'vscode';
import { createPicker, separator } from '../plainText/inputs.ts';
import { listItem, type PlainItem } from '../plainText/listItem.ts';
import { editorWords } from './display.ts';

interface ManyChoice {
  readonly uri?: vscode.Uri;
  readonly ask?: 'files' | 'folders';
}

/** @param open images that are, by what their tabs are called @param live the address of this machine's own */
export async function pickMany(
  open: readonly { readonly uri: vscode.Uri; readonly label: string }[],
  live: vscode.Uri | undefined,
): Promise<readonly vscode.Uri[]> {
  const wanted: vscode.Uri[] = [];
  for (const { uri, ask } of await choices(open, live)) {
    if (uri !== undefined) wanted.push(uri);
    if (ask !== undefined) wanted.push(...(await askFor(ask)));
  }
  return wanted;
}

async function choices(
  open: readonly { readonly uri: vscode.Uri; readonly label: string }[],
  live: vscode.Uri | undefined,
): Promise<readonly ManyChoice[]> {
  const picker = createPicker<ManyChoice>();
  picker.title = editorWords.manyTitle;
  picker.placeholder = editorWords.manyPlaceholder;
  picker.canSelectMany = true;
  const entry = (icon: string, label: string, choice: ManyChoice): PlainItem & ManyChoice =>
    listItem({ icon, label, description: '', detail: '' }, choice);
  picker.items = [
    entry('file-binary', editorWords.manyFiles, { ask: 'files' }),
    entry('folder', editorWords.manyFolder, { ask: 'folders' }),
    ...(live === undefined ? [] : [entry('vm', editorWords.compareLive, { uri: live })]),
    ...(open.length === 0 ? [] : [separator(editorWords.openEditors)]),
    ...open.map(({ uri, label }) => entry('file-binary', label, { uri })),
  ];
  const chosen = new Promise<readonly ManyChoice[]>((resolve) => {
    picker.onDidAccept(() => {
      // Enter on a line that nobody has ticked means that line.
      const { selectedItems, activeItems } = picker;
      resolve(selectedItems.length > 0 ? [...selectedItems] : [...activeItems]);
      picker.hide();
    });
    picker.onDidHide(() => resolve([]));
  });
  picker.show();
  try {
    return await chosen;
  } finally {
    picker.dispose();
  }
}

/** A dialog for both has folders alone on most systems. */
async function askFor(what: 'files' | 'folders'): Promise<readonly vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return (
    (await vscode.window.showOpenDialog({
      canSelectMany: true,
      canSelectFiles: what === 'files',
      canSelectFolders: what === 'folders',
      openLabel: editorWords.manyHere,
      ...(folders[0] && { defaultUri: folders[0].uri }),
    })) ?? []
  );
}

/** "Compare with…": what an image can be compared with. */
import type * as vscode from 'vscode';
import { createPicker, separator } from '../plainText/inputs.ts';
import { listItem, type PlainItem } from '../plainText/listItem.ts';
import { editorWords } from './display.ts';

/** An image, or a way to choose one. */
export type CompareChoice = { readonly uri: vscode.Uri } | { readonly ask: 'process' | 'file' | 'inFile' };

/** @param others that are open in tabs, by what these are called @param live the address of this machine's own */
export async function pickOther(
  name: string,
  others: readonly { readonly uri: vscode.Uri; readonly label: string }[],
  live: vscode.Uri | undefined,
): Promise<CompareChoice | undefined> {
  const picker = createPicker<{ readonly choice: CompareChoice }>();
  picker.title = editorWords.compareTitle(name);
  picker.placeholder = editorWords.comparePlaceholder;
  picker.matchOnDescription = true;
  const entry = (icon: string, label: string, description: string, choice: CompareChoice) =>
    listItem({ icon, label, description, detail: '' }, { choice });
  const items: (PlainItem & { readonly choice?: CompareChoice })[] = [
    ...(live === undefined ? [] : [entry('vm', editorWords.compareLive, '', { uri: live })]),
    entry('server-process', editorWords.compareProcess, '', { ask: 'process' }),
    entry('file-binary', editorWords.compareFile, '', { ask: 'file' }),
    entry('file-zip', editorWords.compareInFile, '', { ask: 'inFile' }),
  ];
  if (others.length > 0) {
    items.push(separator(editorWords.openEditors));
    for (const { uri, label } of others) items.push(entry('file-binary', label, '', { uri }));
  }
  picker.items = items;
  const chosen = new Promise<CompareChoice | undefined>((resolve) => {
    picker.onDidAccept(() => {
      resolve((picker.selectedItems[0] ?? picker.activeItems[0])?.choice);
      picker.hide();
    });
    picker.onDidHide(() => resolve(undefined));
  });
  picker.show();
  try {
    return await chosen;
  } finally {
    picker.dispose();
  }
}

/** Hovers: Markdown without HTML and icons, that may run the commands named and no other. */
import * as vscode from 'vscode';

/** @param markdown of names made by report/markdown.ts; @param commands ids that its links may run */
export function hover(markdown: string, range: vscode.Range, commands: readonly string[]): vscode.Hover {
  const text = new vscode.MarkdownString(markdown, false);
  text.supportHtml = false;
  text.isTrusted = { enabledCommands: commands };
  return new vscode.Hover(text, range);
}

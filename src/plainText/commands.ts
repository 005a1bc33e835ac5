/** Commands: what they throw, VS Code shows as a notification. */
import * as vscode from 'vscode';
import { withPlainErrors } from './errors.ts';

export function registerCommand(
  id: string,
  run: (...args: unknown[]) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, (...args: unknown[]) => withPlainErrors(() => run(...args)));
}

/** Commands: what they throw, VS Code shows as a notification. */
import * as vscode from 'vscode';
import { plainError } from './errors.ts';
import type { Log } from './log.ts';
import { loggable } from './loggable.ts';

export function registerCommand(
  id: string,
  log: Log,
  run: (...args: unknown[]) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await run(...args);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) log.error(`${id} failed: ${loggable(error)}`);
      throw plainError(error);
    }
  });
}

/** Notifications, progress and the status bar. */
import * as vscode from 'vscode';
import { withoutIcons, withoutLinks, withoutLinksAndIcons } from './escape.ts';

/** Resolves with the action that was chosen; undefined when none was. */
export function inform<Action extends string>(
  sentence: string,
  ...actions: readonly Action[]
): Thenable<Action | undefined> {
  return vscode.window.showInformationMessage(withoutLinks(sentence), ...actions);
}

/** Whether the action was chosen in a dialog that is waited for. */
export async function askFirst(sentence: string, action: string): Promise<boolean> {
  const chosen = await vscode.window.showWarningMessage(withoutLinks(sentence), { modal: true }, action);
  return chosen === action;
}

/** As `inform`, of what was done in part. */
export function warn(sentence: string): Thenable<undefined> {
  return vscode.window.showWarningMessage<never>(withoutLinks(sentence));
}

/** As `inform`, of what failed. */
export function complain<Action extends string>(
  sentence: string,
  ...actions: readonly Action[]
): Thenable<Action | undefined> {
  return vscode.window.showErrorMessage(withoutLinks(sentence), ...actions);
}

/** @param milliseconds how long it stays */
export function showInStatusBar(text: string, milliseconds: number): void {
  vscode.window.setStatusBarMessage(withoutIcons(text), milliseconds);
}

/** Shows a notification that something goes on, with a button that cancels it. */
export function withCancellableProgress<Value>(
  title: string,
  work: (token: vscode.CancellationToken) => Thenable<Value>,
): Thenable<Value> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: withoutLinksAndIcons(title),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_progress, token) => work(token));
}

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

export interface LateProgress {
  readonly signal: AbortSignal;
  /** How much of it is done, of 1. */
  report(done: number): void;
}

/**
 * As withCancellableProgress, of what is mostly done before anybody would wait for it: the notification comes after
 * `milliseconds`. Cancelling it, or `outer`, aborts the signal of the work.
 */
export async function withLateProgress<Value>(
  title: string,
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (progress: LateProgress) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const abort = () => controller.abort(outer?.reason);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  let told = 0;
  let tell: ((done: number) => void) | undefined;
  const done = work({ signal: controller.signal, report: (share) => tell?.(share) });
  const timer = setTimeout(() => {
    void withCancellableProgress(title, (token, progress) => {
      token.onCancellationRequested(() => controller.abort());
      tell = (share) => {
        progress.report({ increment: Math.max(0, share - told) * 100 });
        told = Math.max(told, share);
      };
      return done.then(
        () => undefined,
        () => undefined,
      );
    });
  }, milliseconds);
  try {
    return await done;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', abort);
  }
}

/** Shows a notification that something goes on, with a button that cancels it. */
export function withCancellableProgress<Value>(
  title: string,
  work: (
    token: vscode.CancellationToken,
    progress: vscode.Progress<{ readonly increment: number }>,
  ) => Thenable<Value>,
): Thenable<Value> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: withoutLinksAndIcons(title),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => work(token, progress));
}

/** Whether the process whose image a tab shows is still there. Linux tells nobody: it is looked at while somebody looks. */
import type * as vscode from 'vscode';

/** Milliseconds between two looks at /proc/PID/stat. */
export const LOOK_MS = 2000;

/** @param look finds out, and tells who listens */
export function watchProcess(
  panel: Pick<vscode.WebviewPanel, 'visible' | 'onDidChangeViewState' | 'onDidDispose'>,
  look: () => Promise<void>,
): void {
  const lookIfSeen = () => {
    // What cannot be looked at now is looked at again.
    if (panel.visible) look().catch(() => undefined);
  };
  const timer = setInterval(lookIfSeen, LOOK_MS);
  panel.onDidChangeViewState(lookIfSeen);
  panel.onDidDispose(() => clearInterval(timer));
}

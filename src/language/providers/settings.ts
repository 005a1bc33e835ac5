import * as vscode from 'vscode';

/** Release of Go whose keys are looked up; undefined for the newest. */
export function goReleaseFor(uri: vscode.Uri): string | undefined {
  const release = vscode.workspace.getConfiguration('vdsoExplorer', uri).get('go.release', 'newest');
  return release === 'newest' ? undefined : release;
}

/**
 * Releases of source trees, each read once and kept: a hover does not wait for the disk a second time. They are
 * forgotten when a file changes that says a release: VS Code tells of those in the workspace, of those that it saves, and
 * whoever opens a document again has it read anew.
 */
import * as vscode from 'vscode';
import { isOfGo } from '../source/owners.ts';
import { findTreeRelease, headerRelease, type TreeRelease, treeMarkers } from '../source/treeRelease.ts';
import { isGo, languages } from '../syntax/languages.ts';
import { goReleaseFor } from './settings.ts';

/** A release is told in the first lines of a file, or in one that is not large. */
const longest = 1_000_000;
const mostFolders = 1000;
const known = new Map<string, Promise<TreeRelease | undefined>>();

/** Of the tree that a document is in, else of what it was copied from; undefined where nothing says. */
export async function treeReleaseOf(document: vscode.TextDocument): Promise<TreeRelease | undefined> {
  const { uri, languageId } = document;
  const text = document.getText();
  const ofGo = isGo(languageId, uri.path) && isOfGo(uri.path, text);
  return (await releaseAround(uri, ofGo)) ?? headerRelease(uri.path, ofGo, text);
}

function releaseAround(uri: vscode.Uri, ofGo: boolean): Promise<TreeRelease | undefined> {
  const folder = `${ofGo} ${folderOf(uri)}`;
  const before = known.get(folder);
  if (before) return before;
  const found = findTreeRelease(uri.path, ofGo, (path) => textOf(uri.with({ path })));
  if (known.size >= mostFolders) known.clear();
  known.set(folder, found);
  return found;
}

/** Release of Go for a document: the settings', or its tree's; undefined for the newest. */
export async function goReleaseIn(document: vscode.TextDocument): Promise<string | undefined> {
  const chosen = goReleaseFor(document.uri);
  if (chosen !== undefined) return chosen;
  const tree = await treeReleaseOf(document);
  return tree?.id === 'go' ? tree.release : undefined;
}

/** @param onForgotten what was made of a release is to be made anew */
export function watchTreeReleases(onForgotten: () => void): vscode.Disposable {
  const forget = () => {
    if (known.size === 0) return;
    known.clear();
    onForgotten();
  };
  const files = [...treeMarkers];
  // A pattern without a folder is answered by what VS Code watches in any case.
  const watcher = vscode.workspace.createFileSystemWatcher(`**/{${files.join(',')}}`);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(forget),
    watcher.onDidCreate(forget),
    watcher.onDidDelete(forget),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (files.some((file) => uri.path.endsWith(`/${file}`))) forget();
    }),
    vscode.workspace.onDidOpenTextDocument(({ uri, languageId }) => {
      if (!languages.some((each) => each === languageId)) return;
      for (const ofGo of [true, false]) known.delete(`${ofGo} ${folderOf(uri)}`);
    }),
  );
}

function folderOf(uri: vscode.Uri): string {
  return uri.with({ path: uri.path.replace(/\/[^/]*$/, '') }).toString();
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > longest) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Most folders have no such file.
    return undefined;
  }
}

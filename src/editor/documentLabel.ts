/** What an image is called in tabs and lists, by its address: the file's name alone is the same for many of ours. */
import * as vscode from 'vscode';
import { editorWords } from './display.ts';
import { fileName } from './openImage.ts';
import { ownerParts, parsePath, scheme } from './vdsoUri.ts';

/** Undefined where it is the file's own name. */
export function tabTitle(uri: vscode.Uri): string | undefined {
  const path = uri.scheme === scheme ? parsePath(uri.path) : undefined;
  if (path?.kind === 'inner') {
    const { name, container } = path.address;
    return editorWords.innerTitle(name, fileName(vscode.Uri.parse(container, true)));
  }
  if (path?.kind !== 'image') return undefined;
  const { process, number } = ownerParts(path.owner);
  const name = number === undefined ? path.name : editorWords.imageNumber(path.name, number);
  return process === 'live' ? editorWords.liveTitle(name) : editorWords.processTitle(name, process);
}

export function labelOf(uri: vscode.Uri): string {
  return tabTitle(uri) ?? fileName(uri);
}

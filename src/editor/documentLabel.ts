/** What an image is called in tabs and lists, by its address: the file's name alone is the same for many of ours. */
import * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { editorWords } from './display.ts';
import { fileName } from './openImage.ts';
import { ownerParts, parsePath, scheme } from './vdsoUri.ts';

/** Undefined where it is the file's own name. Safe to show: anybody may write an address, with any name at its end. */
export function tabTitle(uri: vscode.Uri): string | undefined {
  const path = uri.scheme === scheme ? parsePath(uri.path) : undefined;
  if (path?.kind === 'inner') {
    const { name, container } = path.address;
    return editorWords.innerTitle(shown(name), fileName(vscode.Uri.parse(container, true)));
  }
  if (path?.kind !== 'image') return undefined;
  const { process, number } = ownerParts(path.owner);
  const own = shown(path.name);
  const name = number === undefined ? own : editorWords.imageNumber(own, number);
  return process === 'live' ? editorWords.liveTitle(name) : editorWords.processTitle(name, process);
}

export function labelOf(uri: vscode.Uri): string {
  return tabTitle(uri) ?? fileName(uri);
}

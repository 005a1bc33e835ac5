/** Which file an image's address leads to. */
import * as vscode from 'vscode';
import { parsePath, scheme } from './vdsoUri.ts';

/** The file that an image of this address lies in; undefined for other images. */
export function containerOf(uri: vscode.Uri): vscode.Uri | undefined {
  const path = uri.scheme === scheme ? parsePath(uri.path) : undefined;
  return path?.kind === 'inner' ? vscode.Uri.parse(path.address.container, true) : undefined;
}

/** The file that the image is or lies in; undefined for that of a process. */
export function fileOf(uri: vscode.Uri): vscode.Uri | undefined {
  return uri.scheme === scheme ? containerOf(uri) : uri;
}

/** Errors that leave the extension: VS Code makes notifications of them, with links. */
import * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { sentenceIn } from '../elf/codedError.ts';
import { displayLanguage } from './displayLanguage.ts';
import { withoutLinks } from './escape.ts';

/** Why, in VS Code's display language. */
export function sentenceOf(error: unknown): string {
  return sentenceIn(displayLanguage, error);
}

/** The same error with a message that holds no link. A cancellation stays what it is. */
export function plainError(error: unknown): Error {
  if (error instanceof vscode.CancellationError) return error;
  const plain = new Error(withoutLinks(sentenceOf(error)));
  if (error instanceof Error && error.stack !== undefined) plain.stack = shownLines(error.stack);
  return plain;
}

/** Why a file system has no such file. A URI stands for itself, encoded. */
export const fileErrors = {
  notFound: (what: vscode.Uri | string) => vscode.FileSystemError.FileNotFound(plain(what)),
  notADirectory: (what: vscode.Uri) => vscode.FileSystemError.FileNotADirectory(plain(what)),
  isADirectory: (what: vscode.Uri) => vscode.FileSystemError.FileIsADirectory(plain(what)),
  noPermissions: (sentence: string) => vscode.FileSystemError.NoPermissions(plain(sentence)),
};

function plain(what: vscode.Uri | string): string {
  return withoutLinks(what.toString());
}

/** A text of several lines, each safe to show. */
export function shownLines(text: string): string {
  return text.split('\n').map(shown).join('\n');
}

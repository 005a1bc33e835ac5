/** The extension's log: texts of several lines (stacks), each safe to show. */
import * as vscode from 'vscode';
import { shownLines } from './errors.ts';

export interface Log extends vscode.Disposable {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
  show(): void;
}

/** @param first what it begins with: a log is never empty */
export function createLog(name: string, first: string): Log {
  const channel = vscode.window.createOutputChannel(name, { log: true });
  channel.info(shownLines(first));
  return {
    info: (text) => channel.info(shownLines(text)),
    warn: (text) => channel.warn(shownLines(text)),
    error: (text) => channel.error(shownLines(text)),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}

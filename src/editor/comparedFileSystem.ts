/** `vdso-compared:`, the read-only texts of comparisons: files, so that their tabs are restored. */
import * as vscode from 'vscode';
import { fileErrors, sentenceOf } from '../plainText/errors.ts';
import type { Log } from '../plainText/log.ts';
import { loggable } from '../plainText/loggable.ts';
import { parseCompared } from './comparedUri.ts';
import type { Comparisons } from './comparisons.ts';

export class ComparedFileSystem {
  readonly #comparisons: Comparisons;
  readonly #log: Log;
  /** When each was compared: another time, and VS Code reads it again. */
  readonly #times = new Map<string, number>();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();

  /** A text was made anew: who shows it reads it again. */
  readonly onDidChange = this.#changes.event;

  constructor(comparisons: Comparisons, log: Log) {
    this.#comparisons = comparisons;
    this.#log = log;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length: size } = await this.readFile(uri);
    const mtime = this.#times.get(uri.toString()) ?? 0;
    return { type: vscode.FileType.File, ctime: 0, mtime, size, permissions: vscode.FilePermission.Readonly };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const path = parseCompared(uri);
    if (path === undefined) throw fileErrors.notFound(uri);
    try {
      const text = await this.#comparisons.text(path);
      return new TextEncoder().encode(text);
    } catch (error) {
      const log = this.#log;
      log.warn(`${uri.toString(true)} could not be made: ${loggable(error)}`);
      throw fileErrors.notFound(sentenceOf(error));
    }
  }

  /** It was compared anew. */
  touch(uri: vscode.Uri): void {
    this.#times.set(uri.toString(), Date.now());
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }
}

/** `vdso:`, the read-only file system of live images. */

import * as vscode from 'vscode';
import { fileErrors, sentenceOf } from '../plainText/errors.ts';
import type { Log } from '../plainText/log.ts';
import { loggable } from '../plainText/loggable.ts';
import { editorWords } from './display.ts';
import type { InnerImages } from './innerImages.ts';
import type { LiveImages, Snapshot } from './liveImages.ts';
import type { OurImages } from './openImage.ts';
import { ownerParts, parsePath, type VdsoPath } from './vdsoUri.ts';

export class VdsoFileSystem {
  readonly #images: LiveImages;
  readonly #inner: InnerImages;
  readonly #log: Log;
  readonly #created = Date.now();

  constructor({ live, inner }: OurImages, log: Log) {
    this.#images = live;
    this.#inner = inner;
    this.#log = log;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const path = parsePath(uri.path);
    if (path?.kind === 'image' || path?.kind === 'inner') {
      const { bytes, takenAt } = await this.#file(uri, path);
      return {
        type: vscode.FileType.File,
        ctime: takenAt,
        mtime: takenAt,
        size: bytes.length,
        permissions: vscode.FilePermission.Readonly,
      };
    }
    await this.readDirectory(uri);
    return {
      type: vscode.FileType.Directory,
      ctime: this.#created,
      mtime: this.#created,
      size: 0,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  /** `/process` lists the processes looked at: those of the whole machine are no folder to walk through. */
  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const path = parsePath(uri.path);
    switch (path?.kind) {
      case 'root':
        return [
          ['live', vscode.FileType.Directory],
          ['process', vscode.FileType.Directory],
        ];
      case 'processes':
        return [...new Set(this.#images.owners().map((owner) => ownerParts(owner).process))]
          .filter((process) => process !== 'live')
          .map((pid) => [String(pid), vscode.FileType.Directory]);
      case 'folder':
        return [[(await this.#image(uri)).name, vscode.FileType.File]];
      case 'image':
      case 'inner':
        await this.#file(uri, path);
        throw fileErrors.notADirectory(uri);
      default:
        throw fileErrors.notFound(uri);
    }
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const path = parsePath(uri.path);
    if (path === undefined) throw fileErrors.notFound(uri);
    if (path.kind !== 'image' && path.kind !== 'inner') throw fileErrors.isADirectory(uri);
    // A copy: extensions of the same host are handed the very array.
    return (await this.#file(uri, path)).bytes.slice();
  }

  /** What would change anything. */
  refuse(): never {
    throw fileErrors.noPermissions(editorWords.readOnly);
  }

  async #file(
    uri: vscode.Uri,
    path: VdsoPath & { readonly kind: 'image' | 'inner' },
  ): Promise<Pick<Snapshot, 'bytes' | 'takenAt'>> {
    if (path.kind === 'image') return this.#image(uri);
    return this.#orNotFound(uri, this.#inner.get(path.address));
  }

  async #orNotFound<Found>(uri: vscode.Uri, found: Promise<Found>): Promise<Found> {
    try {
      return await found;
    } catch (error) {
      const log = this.#log;
      log.warn(`${uri.toString(true)} could not be read: ${loggable(error)}`);
      throw fileErrors.notFound(sentenceOf(error));
    }
  }

  /** The image at `uri`, or the only one in the folder `uri`. A process that cannot be read has none. */
  async #image(uri: vscode.Uri): Promise<Snapshot> {
    const path = parsePath(uri.path);
    if (path?.kind !== 'image' && path?.kind !== 'folder') throw fileErrors.notFound(uri);
    const snapshot = await this.#orNotFound(uri, this.#images.get(path.owner));
    if (path.kind === 'image' && path.name !== snapshot.name) throw fileErrors.notFound(uri);
    return snapshot;
  }
}

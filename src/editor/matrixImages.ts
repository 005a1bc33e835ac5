/** What stands in a matrix: files, images in containers and below folders, and saved reports. */
import * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { isElf } from '../elf/problems/foreignFormat.ts';
import { displayLanguage } from '../plainText/displayLanguage.ts';
import { sentenceOf } from '../plainText/errors.ts';
import type { Log } from '../plainText/log.ts';
import { loggable } from '../plainText/loggable.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { MatrixRoom } from '../report/comparison/matrixRoom.ts';
import { isOtherJson } from '../report/comparison/otherJson.ts';
import type { UnreadImage } from '../report/views/matrixTable.ts';
import { cancelled, isCancelled } from '../session/cancellation.ts';
import type { MatrixImage, MatrixImages } from '../session/matrixSession.ts';
import { IN_PLACE_BYTES } from '../session/openSession.ts';
import { sessionLanguages } from '../session/words.ts';
import { ReusedWorker } from '../session/worker/reusedWorker.ts';
import type { ContainerNotice } from '../sources/containers/notices.ts';
import { sourcesWords } from '../sources/words.ts';
import type { ComparedReader } from './comparedReader.ts';
import { editorWords } from './display.ts';
import { labelOf } from './documentLabel.ts';
import { EditorError } from './editorError.ts';
import { fileOf } from './fileOf.ts';
import type { Listed } from './imagesPicker.ts';
import type { ListedImages } from './listedImages.ts';
import { fileName } from './openImage.ts';
import { parsePath, scheme } from './vdsoUri.ts';

/** Remarks that stand beside the table; all of them are logged. */
const REMARKS = 20;

export interface MatrixReading {
  readonly reader: ComparedReader;
  readonly listed: ListedImages;
  readonly log: Log;
}

/** How a look goes on. */
export interface LookOn {
  readonly code: boolean;
  readonly signal: AbortSignal;
  /** How much of it is done, of 1. */
  report(done: number): void;
  /** What is shown of this file is what is read now; of one file it may be said twice. */
  reads(file: vscode.Uri): void;
}

/** Of a folder its reports and the vDSO images below it; of a file that is no small image those in it, if any. */
export async function matrixImages(
  wanted: readonly vscode.Uri[],
  reading: MatrixReading,
  on: LookOn,
): Promise<MatrixImages> {
  const reused = new ReusedWorker();
  const look = new MatrixLook(reading, on, reused);
  try {
    for (const [at, uri] of wanted.entries()) {
      if (look.isFull()) break;
      const share = (part: number): void => on.report((at + Math.min(1, part)) / wanted.length);
      await look.tried(uri, () => look.all(uri, share));
      share(1);
    }
  } finally {
    await reused.end();
  }
  return look.found(wanted);
}

class MatrixLook {
  readonly #reading: MatrixReading;
  readonly #on: LookOn;
  readonly #reused: ReusedWorker;
  readonly #images = new Map<string, MatrixImage>();
  readonly #unread: UnreadImage[] = [];
  readonly #remarks: string[] = [];
  readonly #room = new MatrixRoom();

  constructor(reading: MatrixReading, on: LookOn, reused: ReusedWorker) {
    this.#reading = reading;
    this.#on = on;
    this.#reused = reused;
  }

  isFull(): boolean {
    return this.#room.isFull();
  }

  /** What cannot be read is a column with its sentence: the others stand beside it. */
  async tried(uri: vscode.Uri, read: () => Promise<unknown>): Promise<void> {
    this.#follow(uri);
    await this.#told(uri, read);
  }

  async #told(uri: vscode.Uri, read: () => Promise<unknown>): Promise<void> {
    const { log } = this.#reading;
    try {
      await read();
    } catch (error) {
      if (this.#on.signal.aborted) throw cancelled();
      // Who would not have this one read whole wants the others all the same.
      const why = isCancelled(error) ? new EditorError('readingCancelled', {}) : error;
      log.warn(`${uri.toString(true)} is not compared: ${loggable(why)}`);
      this.#room.takeUnread();
      this.#unread.push({ label: labelOf(uri), why: sentenceOf(why) });
    }
  }

  async all(uri: vscode.Uri, share: (part: number) => void): Promise<void> {
    if (uri.scheme === scheme) return this.#image(uri);
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) return this.#folder(uri);
    if (await this.#report(uri)) return;
    // A vDSO, as they are made: what is larger may hold some.
    if (size <= IN_PLACE_BYTES && (await this.#isImage(uri))) return this.#image(uri);
    const count = await this.#inside(this.#reading.listed.of(uri), share);
    if (count === 0) await this.#image(uri);
  }

  found(wanted: readonly vscode.Uri[]): MatrixImages {
    const images = labelled([...this.#images.values()]);
    const unread = this.#unread;
    if (images.length + unread.length === 0)
      throw new EditorError('noImagesIn', { names: wanted.map(fileName) });
    const { comparison } = sessionLanguages.in(displayLanguage).report;
    return {
      images,
      unread,
      notes: [
        ...(this.#room.leftOut ? [comparison.imagesLeftOut(this.#room.columns)] : []),
        ...this.#remarks.slice(0, REMARKS),
      ],
    };
  }

  async #folder(folder: vscode.Uri): Promise<void> {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const names = entries.flatMap(([name, type]) =>
      type & vscode.FileType.File && name.endsWith('.json') ? name : [],
    );
    for (const name of names.sort()) {
      if (this.isFull()) return;
      const uri = vscode.Uri.joinPath(folder, name);
      await this.#told(uri, () => this.#inFolder(uri));
    }
    await this.#inside(this.#reading.listed.below(folder), () => {}, isVdso);
  }

  /** What has a report's name and may have been one is told, as if it was cut short: a host would be missing unseen. */
  async #inFolder(uri: vscode.Uri): Promise<void> {
    if (this.#on.signal.aborted) throw cancelled();
    let isOther = false;
    const wants = (head: Uint8Array): boolean => {
      isOther = isOtherJson(head);
      // What is not shown may change.
      if (!isOther) this.#follow(uri);
      return !isOther;
    };
    try {
      if ((await this.#report(uri, wants)) || isOther) return;
      await this.#image(uri, isVdso);
    } catch (error) {
      this.#follow(uri);
      throw error;
    }
  }

  #follow(uri: vscode.Uri): void {
    // Not after it was given up: nobody would end that.
    const file = this.#on.signal.aborted ? undefined : fileOf(uri);
    if (file !== undefined) this.#on.reads(file);
  }

  /** @returns how many images there are */
  async #inside(
    { findings, keep }: Listed,
    share: (part: number) => void,
    wants: (image: ComparedImage) => boolean = () => true,
  ): Promise<number> {
    let count = 0;
    for await (const { images, notices, passed, size } of findings(this.#on.signal)) {
      if (size > 0) share(passed / size);
      for (const notice of notices) this.#remark(notice);
      for (const each of images) {
        count++;
        if (this.isFull()) return count;
        const uri = await keep(each);
        await this.tried(uri, () => this.#image(uri, wants));
      }
    }
    return count;
  }

  async #isImage(uri: vscode.Uri): Promise<boolean> {
    return isElf(await this.#reading.reader.head(uri, this.#on.signal));
  }

  async #image(uri: vscode.Uri, wants: (image: ComparedImage) => boolean = () => true): Promise<void> {
    const { code, signal } = this.#on;
    const { reader } = this.#reading;
    const image = await reader.image(uri, code, signal, { reused: this.#reused });
    if (wants(image)) this.#add(uri, image, false);
  }

  /** @returns whether it is one */
  async #report(uri: vscode.Uri, wants?: (head: Uint8Array) => boolean): Promise<boolean> {
    const image = await this.#reading.reader.report(uri, this.#on.signal, false, wants);
    if (image !== undefined) this.#add(uri, image, true);
    return image !== undefined;
  }

  #add(uri: vscode.Uri, image: ComparedImage, isReport: boolean): void {
    if (this.#on.signal.aborted) throw cancelled();
    const id = uri.toString();
    if (this.#images.has(id)) return;
    const kept = this.#room.take(image);
    if (kept !== undefined) this.#images.set(id, { id, isReport, image: { ...kept, path: longName(uri) } });
  }

  #remark({ code, args }: ContainerNotice): void {
    const { log } = this.#reading;
    const sentences = sourcesWords.in(displayLanguage).containerNotices;
    const sentence = (sentences[code] as (of: ContainerNotice['args']) => string)(args);
    log.warn(sentence);
    this.#remarks.push(sentence);
  }
}

/** Of what else is ELF nobody looks anything up. */
function isVdso({ role }: ComparedImage): boolean {
  return role === 'vdso';
}

/** Where several are called alike, where they lie tells them apart, or their number. */
function labelled(images: readonly MatrixImage[]): readonly MatrixImage[] {
  const words = sessionLanguages.in(displayLanguage);
  const named = (name: (image: MatrixImage) => string): readonly (readonly MatrixImage[])[] => {
    const groups = new Map<string, MatrixImage[]>();
    for (const each of images) groups.set(name(each), [...(groups.get(name(each)) ?? []), each]);
    return [...groups.values()].filter(({ length }) => length > 1);
  };
  const labels = new Map<MatrixImage, string>();
  for (const group of named(({ image }) => words.elf.label(image.label)))
    for (const each of group) labels.set(each, each.image.path ?? each.id);
  for (const group of named((each) => labels.get(each) ?? each.id))
    for (const [at, each] of group.entries())
      labels.set(each, editorWords.imageNumber(words.elf.label(each.image.label), at + 1));
  return images.map((each) => {
    const label = labels.get(each);
    return label === undefined ? each : { ...each, image: { ...each.image, label } };
  });
}

/** "boot/vmlinuz-6.12: vdso64.so": where it lies, seen from the workspace. */
function longName(uri: vscode.Uri): string {
  const path = uri.scheme === scheme ? parsePath(uri.path) : undefined;
  if (path?.kind !== 'inner') return path === undefined ? vscode.workspace.asRelativePath(uri) : labelOf(uri);
  const { container, name } = path.address;
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(container, true))}: ${shown(name)}`;
}

/** A look through a container or a folder in this thread. The worker does the same one. */

import type { ByteSource } from '../../elf/imageSource.ts';
import type { InnerImage } from '../../elf/innerImage.ts';
import { containerKind, foundAgain, imagesIn } from '../../sources/containers/imagesIn.ts';
import type { ContainerKind, Found, LookOptions } from '../../sources/containers/model.ts';
import type { ContainerNotice } from '../../sources/containers/notices.ts';
import { openFile } from '../../sources/fileSource.ts';
import { type FolderMachine, imagesInFolder } from '../../sources/imagesInFolder.ts';
import { memorySource } from '../../sources/memorySource.ts';
import { nodeFiles } from '../../sources/nodeFiles.ts';
import { nodeFolders } from '../../sources/nodeFolders.ts';
import { cancelled, unlessAborted } from '../cancellation.ts';
import { SliceScheduler } from '../rows/sliceScheduler.ts';
import type { ContainerLook, ContainerPlace, Findings, FoundImage, WantedImage } from './look.ts';

/** Images that wait for somebody to take them before the look goes on: some MB. */
const WAITING = 16;
/** Of the container's size: how much further it has come before that is told; of a folder so many files. */
const STEPS = 100;

const thisMachine: FolderMachine = { folders: nodeFolders, files: nodeFiles };

/** Rejects with a SourceError. @param machine where a folder and its files are */
export async function openLocalLook(
  { name, reads, wanted }: ContainerPlace,
  machine = thisMachine,
): Promise<ContainerLook> {
  if ('folder' in reads) return new LocalLook(0, folderWork(reads.folder, machine));
  const source =
    'path' in reads
      ? (await openFile(machine.files, reads.path, reads.identity)).source
      : memorySource(reads.bytes);
  return new LocalLook(source.size, fileWork(source, name, wanted));
}

/** Yields what it finds, with what its file holds images as. */
type Work = (
  options: LookOptions,
  signal: AbortSignal,
) => AsyncGenerator<readonly [Found, ContainerKind | undefined]>;

function fileWork(source: ByteSource, name: string, wanted: WantedImage | undefined): Work {
  return async function* (options, signal) {
    try {
      const kind = await containerKind(source, name, signal);
      const found =
        wanted === undefined
          ? imagesIn(source, name, options, signal)
          : wantedIn(source, name, wanted, options, signal);
      for await (const each of found) yield [each, kind];
    } finally {
      await source.dispose();
    }
  };
}

function folderWork(folder: string, machine: FolderMachine): Work {
  return async function* (options, signal) {
    for await (const found of imagesInFolder(folder, machine, options, signal))
      yield [found, found.kind === 'image' ? found.container : undefined];
  };
}

class LocalLook implements ContainerLook {
  readonly #size: number;
  readonly #controller = new AbortController();
  readonly #ended: Promise<void>;
  #images: FoundImage[] = [];
  #notices: ContainerNotice[] = [];
  #passed = 0;
  #told = 0;
  #done = false;
  #failure: unknown;
  /** Who waits: for something to tell, and for it to be taken. */
  #wake: (() => void) | undefined;
  #taken: (() => void) | undefined;

  constructor(size: number, work: Work) {
    this.#size = size;
    this.#ended = this.#run(work);
  }

  async next(signal?: AbortSignal): Promise<Findings> {
    while (!this.#hasNews) {
      const news = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      await unlessAborted(news, signal);
    }
    const [images, notices] = [this.#images, this.#notices];
    // What was found before it failed is told before that.
    const failed = this.#failure !== undefined;
    if (failed && images.length + notices.length === 0) throw this.#failure;
    this.#images = [];
    this.#notices = [];
    this.#told = this.#passed;
    this.#taken?.();
    return { images, notices, passed: this.#passed, size: this.#size, done: this.#done && !failed };
  }

  async dispose(): Promise<void> {
    this.#controller.abort(cancelled());
    this.#taken?.();
    await this.#ended;
  }

  get #hasNews(): boolean {
    const further = this.#passed - this.#told > Math.max(STEPS, this.#size / STEPS);
    return this.#done || further || this.#images.length > 0 || this.#notices.length > 0;
  }

  async #run(work: Work): Promise<void> {
    const { signal } = this.#controller;
    const options: LookOptions = {
      scheduler: new SliceScheduler(signal),
      progress: (passed) => {
        this.#passed = passed;
        if (this.#hasNews) this.#wake?.();
      },
    };
    try {
      for await (const [found, kind] of work(options, signal)) {
        if (found.kind === 'notice') this.#notices.push(found.notice);
        else {
          const { image, bytes, dump } = found;
          this.#images.push({ image, bytes, kind, ...(dump && { dump }) });
        }
        this.#wake?.();
        while (this.#images.length >= WAITING && !signal.aborted)
          await new Promise<void>((resolve) => {
            this.#taken = resolve;
          });
      }
    } catch (error) {
      this.#failure = signal.aborted ? cancelled() : error;
      if (!signal.aborted) return;
      this.#images = [];
      this.#notices = [];
    } finally {
      this.#done = true;
      this.#wake?.();
    }
  }
}

/** Where it was, or else the one of its number and its members. */
async function* wantedIn(
  source: ByteSource,
  name: string,
  { members, index, known }: WantedImage,
  options: LookOptions,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const again = known && (await foundAgain(source, name, known, options, signal));
  if (known !== undefined && again !== undefined) {
    yield { ...again, image: known };
    return;
  }
  for await (const found of imagesIn(source, name, options, signal)) {
    if (found.kind === 'notice') yield found;
    else if (isIt(found.image, members, index)) {
      yield found;
      return;
    }
  }
}

function isIt(image: InnerImage, members: readonly string[], index: number): boolean {
  return (
    image.index === index &&
    image.members.length === members.length &&
    members.every((member, at) => member === image.members[at])
  );
}

/**
 * Images that lie in containers, as they were when they were taken out: so that the file system and the editors show the
 * same bytes under the same modification time, and nothing is unpacked twice for one tab. Those of the last few
 * containers are kept.
 */

import type { SourceInfo } from '../elf/imageSource.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import { isCancelled } from '../session/cancellation.ts';
import { innerInfo } from '../session/containers/innerInfo.ts';
import type { FoundImage } from '../session/containers/look.ts';
import type { FileState } from './changedFile.ts';
import { EditorError } from './editorError.ts';
import { type InnerAddress, innerAddress, innerPath } from './innerUri.ts';
import type { Way } from './opening.ts';

/** Containers of which images are kept. */
export const CONTAINERS_KEPT = 8;
/** Bytes of images that are kept in all. */
export const BYTES_KEPT = 64 * 1024 * 1024;

export interface InnerSnapshot {
  readonly bytes: Uint8Array;
  readonly info: SourceInfo;
  readonly image: InnerImage;
  /** Of the container, when it was taken out. */
  readonly state: FileState;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
}

export interface HeldInner extends InnerSnapshot {
  release(): void;
}

export interface InnerImagesOptions {
  /** Path or URI of a container, for people. */
  label(container: string): string;
  /** Undefined where there is none. */
  state(container: string): Promise<FileState | undefined>;
  takeOut(
    address: InnerAddress,
    known: InnerImage | undefined,
    way: Way,
    signal?: AbortSignal,
  ): Promise<FoundImage | undefined>;
  /** Where it was found: remembered over a reload of the window. */
  readonly known: KnownPlaces;
  now?(): number;
}

export interface KnownPlaces {
  get(path: string): InnerImage | undefined;
  set(path: string, image: InnerImage): void;
}

function isSame(one: FileState, other: FileState): boolean {
  return one.size === other.size && one.mtime === other.mtime;
}

interface Entry {
  readonly snapshot: InnerSnapshot;
  /** Editors that show it. */
  users: number;
}

export class InnerImages {
  readonly #options: InnerImagesOptions;
  /** By container and then by path; the container used last is the last one. */
  readonly #containers = new Map<string, Map<string, Entry>>();
  readonly #reading = new Map<string, Promise<InnerSnapshot>>();

  constructor(options: InnerImagesOptions) {
    this.#options = options;
  }

  /** Keeps what a look through the container has found. */
  keep(container: string, state: FileState, { image, bytes, kind, dump }: FoundImage): InnerAddress {
    const address = innerAddress(container, image);
    const path = innerPath(address);
    const label = this.#options.label(container);
    const kept = this.#containers.get(container)?.get(path)?.snapshot;
    // Listed again: what is shown stays the same file.
    if (kept?.image.sha256 === image.sha256 && isSame(kept.state, state)) return address;
    const takenAt = this.#now();
    const info = innerInfo(label, kind, image, dump);
    this.#store(container, path, { bytes, info, image, state, takenAt });
    return address;
  }

  /** One that somebody shows, or of the container as it is now. */
  async get(address: InnerAddress): Promise<InnerSnapshot> {
    return (await this.#current(address, { whole: false, anew: false })).snapshot;
  }

  /** As `get`, and keeps it until it is released. @param way anew: it is taken out again, whatever is kept */
  async acquire(address: InnerAddress, way: Way, signal?: AbortSignal): Promise<HeldInner> {
    const path = innerPath(address);
    const entry = way.anew
      ? await this.#takeOut(address, path, way, signal)
      : await this.#current(address, way, signal);
    this.#options.known.set(path, entry.snapshot.image);
    entry.users++;
    let held = true;
    const release = () => {
      if (held) entry.users--;
      held = false;
      this.#makeRoom();
    };
    return { ...entry.snapshot, release };
  }

  async #current(address: InnerAddress, way: Way, signal?: AbortSignal): Promise<Entry> {
    const { container } = address;
    const path = innerPath(address);
    const kept = this.#containers.get(container)?.get(path);
    if (kept !== undefined && (kept.users > 0 || (await this.#isAsItWas(container, kept)))) {
      this.#touch(container);
      return kept;
    }
    return this.#takeOut(address, path, way, signal);
  }

  async #isAsItWas(container: string, { snapshot }: Entry): Promise<boolean> {
    const state = await this.#options.state(container).catch(() => undefined);
    return state !== undefined && isSame(state, snapshot.state);
  }

  /** The file system and an editor ask for one image at a time: it is taken out once. */
  async #takeOut(address: InnerAddress, path: string, way: Way, signal?: AbortSignal): Promise<Entry> {
    const others = this.#reading.get(path);
    const reading = others ?? this.#read(address, path, way, signal);
    this.#reading.set(path, reading);
    try {
      return this.#store(address.container, path, await reading);
    } catch (error) {
      // Withdrawn by who asked first, and still wanted here.
      if (others === undefined || !isCancelled(error) || signal?.aborted) throw error;
    } finally {
      if (this.#reading.get(path) === reading) this.#reading.delete(path);
    }
    return this.#takeOut(address, path, way, signal);
  }

  async #read(address: InnerAddress, path: string, way: Way, signal?: AbortSignal): Promise<InnerSnapshot> {
    const { container, index } = address;
    const label = this.#options.label(container);
    // Before it is read: what changes meanwhile has changed since.
    const state = (await this.#options.state(container)) ?? { size: 0, mtime: 0 };
    const known = this.#options.known.get(path);
    const found = await this.#options.takeOut(address, known, way, signal);
    if (found === undefined)
      throw new EditorError('innerGone', { container: label, members: address.members, number: index + 1 });
    const { image, bytes, kind, dump } = found;
    return { bytes, info: innerInfo(label, kind, image, dump), image, state, takenAt: this.#now() };
  }

  #store(container: string, path: string, snapshot: InnerSnapshot): Entry {
    const images = this.#containers.get(container) ?? new Map<string, Entry>();
    const known = images.get(path);
    if (known?.snapshot === snapshot) return known;
    const entry: Entry = { snapshot, users: 0 };
    images.set(path, entry);
    this.#containers.set(container, images);
    this.#touch(container);
    this.#makeRoom();
    return entry;
  }

  #touch(container: string): void {
    const images = this.#containers.get(container);
    if (images === undefined) return;
    this.#containers.delete(container);
    this.#containers.set(container, images);
  }

  /** What an editor shows stays: its session has the bytes in any case. */
  #makeRoom(): void {
    let bytes = 0;
    let rank = 0;
    for (const [container, images] of [...this.#containers].reverse()) {
      rank++;
      for (const [path, { snapshot, users }] of [...images].reverse()) {
        bytes += snapshot.bytes.length;
        if (users > 0 || (rank <= CONTAINERS_KEPT && bytes <= BYTES_KEPT)) continue;
        images.delete(path);
        bytes -= snapshot.bytes.length;
      }
      if (images.size === 0) this.#containers.delete(container);
    }
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

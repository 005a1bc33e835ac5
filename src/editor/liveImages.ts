/**
 * Snapshots of live images: one for each process, read once, so that the file system and the editors show the
 * same bytes under the same modification time.
 */
import type { HostInfo, SourceInfo } from '../elf/imageSource.ts';
import type { Owner } from './vdsoUri.ts';

export interface LiveImage {
  readonly bytes: Uint8Array;
  readonly info: SourceInfo;
  readonly host?: HostInfo;
  /** Its soname as a file name. */
  readonly name: string;
}

export interface Snapshot extends LiveImage {
  readonly owner: Owner;
  /** Milliseconds since the epoch: the file's modification time. */
  readonly takenAt: number;
}

interface Entry {
  readonly snapshot: Promise<Snapshot>;
  /** Editors that show it. */
  users: number;
}

export class LiveImages {
  readonly #read: (owner: Owner) => Promise<LiveImage>;
  readonly #entries = new Map<Owner, Entry>();

  constructor(read: (owner: Owner) => Promise<LiveImage>) {
    this.#read = read;
  }

  /** The owner's snapshot, taken now if there is none. A failure is not kept: the next call tries again. */
  get(owner: Owner): Promise<Snapshot> {
    return this.#entry(owner).snapshot;
  }

  /** As `get`, and keeps another process's snapshot until `release`. */
  acquire(owner: Owner): Promise<Snapshot> {
    const entry = this.#entry(owner);
    entry.users++;
    return entry.snapshot;
  }

  /** After the last editor a process's snapshot goes: its id may later belong to another process. */
  release(owner: Owner): void {
    const entry = this.#entries.get(owner);
    if (entry && --entry.users <= 0 && owner !== 'live') this.#entries.delete(owner);
  }

  /** Processes with a snapshot. */
  owners(): readonly Owner[] {
    return [...this.#entries.keys()];
  }

  #entry(owner: Owner): Entry {
    const known = this.#entries.get(owner);
    if (known) return known;
    const snapshot = this.#read(owner).then((image) => ({ ...image, owner, takenAt: Date.now() }));
    const entry = { snapshot, users: 0 };
    this.#entries.set(owner, entry);
    snapshot.catch(() => {
      if (this.#entries.get(owner) === entry) this.#entries.delete(owner);
    });
    return entry;
  }
}

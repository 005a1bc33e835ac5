/**
 * Snapshots of live images: one for each process, read once, so that the file system and the editors show the
 * same bytes under the same modification time.
 */
import type { HostInfo, SourceInfo } from '../elf/imageSource.ts';
import { type Owner, ownerParts } from './vdsoUri.ts';

export interface LiveSnapshot {
  readonly bytes: Uint8Array;
  readonly info: SourceInfo;
  readonly host?: HostInfo;
  /** Its soname as a file name. */
  readonly name: string;
  /** When its process began (sources/processStart.ts): process ids are used again. */
  readonly started?: bigint;
}

export interface Snapshot extends LiveSnapshot {
  readonly owner: Owner;
  /** Milliseconds since the epoch: the file's modification time. */
  readonly takenAt: number;
}

/** A snapshot that stays for as long as an editor shows it, whatever becomes of its process. */
export interface HeldSnapshot extends Snapshot {
  release(): void;
}

/** What became of the process whose snapshot an editor shows. */
export type ProcessEnd = 'ended' | 'replaced';

export interface LiveImagesOptions {
  read(owner: Owner): Promise<LiveSnapshot>;
  /** When the process began that has this id now; undefined for none. */
  startOf(pid: number): Promise<bigint | undefined>;
  now?(): number;
}

/** Snapshots kept that no editor shows: whoever asks for many processes in turn (`stat`) gets the last ones again. */
export const UNUSED_KEPT = 16;
/** How long those are kept, in milliseconds: the same process may run another program by then. */
export const UNUSED_MS = 60_000;

/** Of the process that this runs in: it has one image for as long as it runs. */
function isOwn(owner: Owner): boolean {
  return ownerParts(owner).process === 'live';
}

interface Entry {
  readonly owner: Owner;
  readonly snapshot: Promise<Snapshot>;
  readonly since: number;
  /** Editors that show it. */
  users: number;
  /** What they know of its process. */
  told?: ProcessEnd;
}

export class LiveImages {
  readonly #options: LiveImagesOptions;
  /** The one used last is the last one. */
  readonly #entries = new Map<Owner, Entry>();
  readonly #listeners = new Set<(owner: Owner, end: ProcessEnd) => void>();

  constructor(options: LiveImagesOptions) {
    this.#options = options;
  }

  /** The owner's snapshot, taken now if there is none. A failure is not kept: the next call tries again. */
  async get(owner: Owner): Promise<Snapshot> {
    return (await this.#current(owner)).snapshot;
  }

  /** As `get`, and keeps another process's until it is released. */
  async acquire(owner: Owner): Promise<HeldSnapshot> {
    return this.#hold(await this.#current(owner));
  }

  /** As `acquire`, of the process as it is now. Where it has ended this rejects, and the snapshot that there is stays. */
  async renew(owner: Owner): Promise<HeldSnapshot> {
    if (isOwn(owner)) return this.acquire(owner);
    const entry = this.#entry(owner);
    await entry.snapshot;
    this.#keep(entry);
    return this.#hold(entry);
  }

  /** Looks whether the process is still there whose snapshot an editor shows. */
  async look(owner: Owner): Promise<void> {
    const entry = this.#entries.get(owner);
    if (!isOwn(owner) && entry !== undefined && entry.users > 0) await this.#isOf(owner, entry);
  }

  async #hold(entry: Entry): Promise<HeldSnapshot> {
    const { owner } = entry;
    entry.users++;
    let held = true;
    const release = () => {
      if (held && --entry.users === 0 && !isOwn(owner)) this.#forget(entry);
      held = false;
    };
    return { ...(await entry.snapshot), release };
  }

  /** Calls back, once for each snapshot that an editor shows, when its process is found to be another or none. */
  onDidEnd(listener: (owner: Owner, end: ProcessEnd) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Processes with a snapshot. */
  owners(): readonly Owner[] {
    return [...this.#entries.keys()];
  }

  async #current(owner: Owner): Promise<Entry> {
    this.#expire();
    const known = this.#entries.get(owner);
    if (known === undefined) return this.#take(owner);
    if (!isOwn(owner) && !(await this.#isOf(owner, known)))
      return this.#entries.get(owner) ?? this.#take(owner);
    if (this.#entries.get(owner) === known) this.#keep(known);
    return known;
  }

  /** Whether a snapshot is still of the process with this owner's id; forgets it if it is not. */
  async #isOf(owner: Owner, entry: Entry): Promise<boolean> {
    const snapshot = await entry.snapshot.catch(() => undefined);
    if (snapshot === undefined) return false;
    const { process } = ownerParts(owner);
    const started = process === 'live' ? undefined : await this.#options.startOf(process);
    if (started === snapshot.started) return true;
    this.#tell(entry, started === undefined ? 'ended' : 'replaced');
    // Who shows the image of a process that ended may still copy it.
    if (started === undefined && entry.users > 0) return true;
    this.#forget(entry);
    return false;
  }

  #tell(entry: Entry, end: ProcessEnd): void {
    if (entry.users === 0 || entry.told === end) return;
    entry.told = end;
    for (const listener of this.#listeners) listener(entry.owner, end);
  }

  #take(owner: Owner): Entry {
    const entry = this.#entry(owner);
    this.#keep(entry);
    this.#expire();
    return entry;
  }

  #entry(owner: Owner): Entry {
    const since = this.#now();
    const snapshot = this.#options.read(owner).then((image) => ({ ...image, owner, takenAt: since }));
    const entry: Entry = { owner, snapshot, since, users: 0 };
    snapshot.catch(() => this.#forget(entry));
    return entry;
  }

  #keep(entry: Entry): void {
    this.#entries.delete(entry.owner);
    this.#entries.set(entry.owner, entry);
  }

  #forget(entry: Entry): void {
    if (this.#entries.get(entry.owner) === entry) this.#entries.delete(entry.owner);
  }

  #expire(): void {
    const unused = [...this.#entries.values()].filter(({ owner, users }) => !isOwn(owner) && users === 0);
    const oldest = this.#now() - UNUSED_MS;
    unused.forEach((entry, at) => {
      if (at < unused.length - UNUSED_KEPT || entry.since < oldest) this.#forget(entry);
    });
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** Reads a changed file anew by itself: when it has come to rest, and not too often. */

/** Milliseconds for which it must not have changed: a linker writes a file piece by piece. */
export const UNCHANGED_MS = 500;
/** Milliseconds from one reading to the next. */
export const APART_MS = 2000;

/** What tells one content of a file from another without reading it. */
export interface FileState {
  readonly size: number;
  readonly mtime: number;
}

export interface ChangingFile {
  /** Undefined where there is none. */
  state(): Promise<FileState | undefined>;
  /** Whether one of this size is read without being asked to. */
  isReadUnasked(size: number): boolean;
  /** Says that what is shown is of before. */
  mark(): void;
  read(): Promise<void>;
}

export class ChangedFile {
  readonly #file: ChangingFile;
  #timer: NodeJS.Timeout | undefined;
  /** Since when it is not at rest; undefined: nothing is to be done. */
  #since: number | undefined;
  #seen: FileState | undefined;
  /** After the last change that was told. */
  #asked: Promise<FileState | undefined> | undefined;
  #lastRead = Number.NEGATIVE_INFINITY;
  #disposed = false;

  constructor(file: ChangingFile) {
    this.#file = file;
  }

  /** It was told to have changed. */
  changed(): void {
    if (this.#disposed) return;
    this.#since ??= Date.now();
    this.#seen = undefined;
    this.#lookLater();
    const asked = this.#state();
    this.#asked = asked;
    void asked.then((state) => {
      if (this.#asked === asked) this.#seen = state;
    });
  }

  /** It is gone: there is nothing to wait for. */
  vanished(): void {
    clearTimeout(this.#timer);
    this.#since = undefined;
  }

  dispose(): void {
    this.#disposed = true;
    this.vanished();
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    const wait = Math.max(UNCHANGED_MS, this.#lastRead + APART_MS - Date.now());
    this.#timer = setTimeout(() => void this.#look(), wait);
  }

  async #look(): Promise<void> {
    const before = this.#seen;
    const now = await this.#state();
    const since = this.#since;
    // Gone, or changed again, while it was looked at.
    if (this.#disposed || since === undefined || this.#seen !== before) return;
    if (now === undefined) return this.vanished();
    if (!this.#file.isReadUnasked(now.size)) {
      this.vanished();
      this.#file.mark();
      return;
    }
    if (before?.size !== now.size || before.mtime !== now.mtime) {
      this.#seen = now;
      // Who waits for the end of it is told that there is something to wait for.
      if (Date.now() - since >= APART_MS) this.#file.mark();
      this.#lookLater();
      return;
    }
    this.#since = undefined;
    this.#lastRead = Date.now();
    await this.#file.read();
  }

  #state(): Promise<FileState | undefined> {
    return this.#file.state().catch(() => undefined);
  }
}

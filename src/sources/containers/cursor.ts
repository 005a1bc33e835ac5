/** Bytes one after another, of a file or of what is unpacked on the way: what readers of archives and packings go by. */
import type { ByteSource } from '../../elf/imageSource.ts';
import type { ByteStream } from './model.ts';

/** Bytes of one read of a file. */
const PIECE = 1 << 18;
const NOTHING = new Uint8Array(0);

/** Where a cursor's bytes come from. */
interface Supply {
  /** The next piece, of at least one byte; undefined at the end. */
  next(): Promise<Uint8Array | undefined>;
  /** Passes over so many bytes at most, and says how many; 0 where they have to be read for it. */
  jump(length: number): number;
  /** Nobody asks any more. */
  close(): Promise<void>;
}

export class Cursor {
  readonly #supply: Supply;
  #piece: Uint8Array = NOTHING;
  #at = 0;
  #passed = 0;

  private constructor(supply: Supply) {
    this.#supply = supply;
  }

  /** Over a part of a file, which is read where somebody looks. */
  static of(source: ByteSource, start = 0, end = source.size): Cursor {
    let at = Math.min(start, source.size);
    const last = Math.min(end, source.size);
    return new Cursor({
      async next() {
        if (at >= last) return undefined;
        const piece = await source.read(at, Math.min(PIECE, last - at));
        at += piece.length;
        return piece.length === 0 ? undefined : piece;
      },
      jump(length) {
        const jumped = Math.min(length, last - at);
        at += jumped;
        return jumped;
      },
      close: async () => {},
    });
  }

  static over(stream: ByteStream): Cursor {
    const pieces = stream[Symbol.asyncIterator]();
    return new Cursor({
      next: async () => (await pieces.next()).value,
      jump: () => 0,
      close: async () => void (await pieces.return?.()),
    });
  }

  /** Bytes passed so far. */
  get position(): number {
    return this.#passed;
  }

  /** Up to so many bytes, fewer at the end only. They are the caller's until the cursor is asked again. */
  async take(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    this.#pass(bytes.length);
    return bytes;
  }

  /** The same without passing them. */
  async peek(length: number): Promise<Uint8Array> {
    if (this.#piece.length - this.#at < length) await this.#gather(length);
    return this.#piece.subarray(this.#at, this.#at + length);
  }

  /** Whatever is at hand, up to `most` bytes; nothing at the end alone. */
  async some(most: number = Number.MAX_SAFE_INTEGER): Promise<Uint8Array> {
    if (this.#at === this.#piece.length) {
      this.#piece = (await this.#supply.next()) ?? NOTHING;
      this.#at = 0;
    }
    const bytes = this.#piece.subarray(this.#at, Math.min(this.#piece.length, this.#at + most));
    this.#pass(bytes.length);
    return bytes;
  }

  /** Passes over so many bytes, and says how many there were. */
  async skip(length: number): Promise<number> {
    const start = this.#passed;
    for (let left = length; left > 0; left = length - (this.#passed - start)) {
      if (this.#at === this.#piece.length) {
        const jumped = this.#supply.jump(left);
        this.#passed += jumped;
        if (jumped === left) break;
      }
      if ((await this.some(left)).length === 0) break;
    }
    return this.#passed - start;
  }

  /** The next bytes as a stream of their own, up to so many. It moves the cursor. */
  async *stream(length: number = Number.MAX_SAFE_INTEGER): AsyncGenerator<Uint8Array, void, undefined> {
    for (let left = length; left > 0; ) {
      const bytes = await this.some(left);
      if (bytes.length === 0) return;
      left -= bytes.length;
      yield bytes;
    }
  }

  async close(): Promise<void> {
    await this.#supply.close();
  }

  /** Puts pieces together until there are so many bytes. A length that lies costs no more than what is there. */
  async #gather(length: number): Promise<void> {
    const left = this.#piece.length - this.#at;
    let gathered = new Uint8Array(Math.min(length, left + PIECE));
    gathered.set(this.#piece.subarray(this.#at));
    let filled = left;
    for (let next = left < length ? await this.#supply.next() : undefined; next !== undefined; ) {
      if (filled + next.length > gathered.length) {
        const larger = new Uint8Array(Math.max(filled + next.length, Math.min(length, 2 * gathered.length)));
        larger.set(gathered.subarray(0, filled));
        gathered = larger;
      }
      gathered.set(next, filled);
      filled += next.length;
      next = filled < length ? await this.#supply.next() : undefined;
    }
    this.#piece = gathered.subarray(0, filled);
    this.#at = 0;
  }

  #pass(length: number): void {
    this.#at += length;
    this.#passed += length;
  }
}

/** A stream that is read as a file is, from its first byte to its last: what lies before what was read last is gone. */
import type { ByteSource } from '../../elf/imageSource.ts';
import { ContainerError } from './containerError.ts';
import { Cursor } from './cursor.ts';
import type { ByteStream } from './model.ts';

export class Passing implements ByteSource {
  readonly #cursor: Cursor;
  readonly #most: number;
  #error: ContainerError | undefined;

  /** @param most bytes of it that are read */
  constructor(stream: ByteStream, most: number) {
    this.#most = most;
    this.#cursor = Cursor.over(this.#untilError(stream));
  }

  /** Nobody knows before its end: what is read behind that is nothing. */
  get size(): number {
    return this.#most;
  }

  /** What ended it before its end. Known once it was read that far. */
  get error(): ContainerError | undefined {
    return this.#error;
  }

  /** How many bytes there are, up to so many, from where it was read last. */
  async ahead(length: number): Promise<number> {
    return (await this.#cursor.peek(length)).length;
  }

  /** @param offset never before that of the last read */
  async read(offset: number, length: number): Promise<Uint8Array> {
    await this.#cursor.skip(offset - this.#cursor.position);
    if (this.#cursor.position < offset) return new Uint8Array(0);
    // A copy: what unpacks it goes on in the same bytes.
    return (await this.#cursor.peek(length)).slice();
  }

  /** Reads to the end. @returns bytes of all of it */
  async pass(): Promise<number> {
    await this.#cursor.skip(this.#most);
    return this.#cursor.position;
  }

  dispose(): Promise<void> {
    return this.#cursor.close();
  }

  async *#untilError(stream: ByteStream): ByteStream {
    let given = 0;
    try {
      for await (const piece of stream) {
        const taken = piece.subarray(0, this.#most - given);
        given += taken.length;
        if (taken.length > 0) yield taken;
        if (taken.length < piece.length) throw new ContainerError('memberTooLarge', { limit: this.#most });
      }
    } catch (error) {
      if (!(error instanceof ContainerError)) throw error;
      this.#error = error;
    }
  }
}

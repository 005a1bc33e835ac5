/** The bytes of what is a stream, for what has to be read at any position. */
import type { ByteSource } from '../../elf/imageSource.ts';
import { ContainerError } from './containerError.ts';
import type { Cursor } from './cursor.ts';
import type { Pace } from './pace.ts';

/** Most bytes of one member that are looked at where all of it is looked through. */
export const LARGEST_MEMBER = 256 * 1024 * 1024;
const CHUNK = 1 << 20;

export interface Collected {
  /** What could be read; `dispose` gives the memory back. */
  readonly source: ByteSource;
  /** What ended it before the end of the stream. */
  readonly error?: ContainerError;
}

/** As far as it can be read, and as there is memory for it. */
export async function collect(cursor: Cursor, pace: Pace): Promise<Collected> {
  const kept = new Chunks(pace);
  try {
    for (;;) {
      const piece = await cursor.some();
      if (piece.length === 0) return { source: kept };
      if (kept.size + piece.length > LARGEST_MEMBER || !kept.add(piece))
        throw new ContainerError('memberTooLarge', { limit: kept.size });
      await pace.step();
    }
  } catch (error) {
    if (error instanceof ContainerError) return { source: kept, error };
    await kept.dispose();
    throw error;
  }
}

/** In pieces: one that grows would be there twice while it does. */
class Chunks implements ByteSource {
  readonly #pace: Pace;
  #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  get size(): number {
    return this.#size;
  }

  /** A copy. False where there is no room for all of it: then some of it is there. */
  add(piece: Uint8Array): boolean {
    for (let done = 0; done < piece.length; ) {
      const at = this.#size % CHUNK;
      if (at === 0) {
        if (!this.#pace.memory.take(CHUNK)) return false;
        this.#chunks.push(new Uint8Array(CHUNK));
      }
      const part = piece.subarray(done, done + CHUNK - at);
      this.#chunks.at(-1)?.set(part, at);
      this.#size += part.length;
      done += part.length;
    }
    return true;
  }

  /** What lies in one chunk is shared and must not be written to. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(this.#size, offset + length);
    const at = offset % CHUNK;
    const first = this.#chunks[(offset - at) / CHUNK];
    if (first === undefined || end <= offset) return new Uint8Array(0);
    if (at + end - offset <= CHUNK) return first.subarray(at, at + end - offset);
    const bytes = new Uint8Array(end - offset);
    for (let next = offset; next < end; next += CHUNK - (next % CHUNK)) {
      const chunk = this.#chunks[Math.floor(next / CHUNK)] as Uint8Array;
      bytes.set(chunk.subarray(next % CHUNK, (next % CHUNK) + end - next), next - offset);
    }
    return bytes;
  }

  async dispose(): Promise<void> {
    this.#pace.memory.give(this.#chunks.length * CHUNK);
    this.#chunks = [];
    this.#size = 0;
  }
}

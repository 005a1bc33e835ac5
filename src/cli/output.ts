/** Writing to a pipe: as fast as the reader reads, and no further once it has gone (`| head`). */
import type { Writable } from 'node:stream';
import { errnoOf } from '../sources/errno.ts';

/** One listener for each stream, however often it is written to. */
const listened = new WeakSet<Writable>();

/**
 * Writes all pieces, asking for the next when one has gone out: its memory may be used again. Resolves with false when
 * the reader has closed the pipe; rejects with a sentence otherwise.
 */
export async function writeAll(stream: Writable, pieces: Iterable<string | Uint8Array>): Promise<boolean> {
  // What failed is told to the writer as well; without a listener it would end the process.
  if (!listened.has(stream)) stream.on('error', () => undefined);
  listened.add(stream);
  for (const piece of pieces) {
    const failure = await new Promise<unknown>((resolve) => stream.write(piece, resolve));
    if (!failure) continue;
    if (errnoOf(failure) === 'EPIPE') return false;
    // With its sentence come those of everything else, which `--version` need not wait for.
    const { Refusal } = await import('./refusal.ts');
    throw new Refusal('outputFailed', { errno: errnoOf(failure) });
  }
  return true;
}

export function* lines(of: Iterable<string>): Generator<string> {
  for (const line of of) yield `${line}\n`;
}

/**
 * The same for what is said beside the report: nothing can be said about its failing, and the exit status says enough.
 * The stream is fetched here since even that can fail (a terminal that has gone).
 */
export async function tryWriting(stream: () => Writable, pieces: Iterable<string>): Promise<void> {
  try {
    await writeAll(stream(), pieces);
  } catch {
    // Whoever started the program closed its ears.
  }
}

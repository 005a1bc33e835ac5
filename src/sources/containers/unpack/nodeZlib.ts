/** zstd where Node has it. In the build for browsers src/web/zlib.ts stands in for it (esbuild.mjs). */
import type { Duplex } from 'node:stream';
import * as zlib from 'node:zlib';
import type { ByteStream } from '../model.ts';

/** Bytes that come out at once. */
const chunkSize = 1 << 18;

/** Which error it is when the packed bytes are broken, or end in the middle. */
export type Failure = (isCut: boolean) => Error;

/** From Node 22.15 on, and 23.8; the types are those of the Node that VS Code runs at least. */
const { createZstdDecompress } = zlib as unknown as {
  createZstdDecompress?: (options: { chunkSize: number; params: Record<number, number> }) => Duplex;
};
const ZSTD_D_WINDOW_LOG_MAX = 100;

/** Undefined where this Node cannot. @param largestWindow power of two: bytes that a frame may want to be kept */
export function unzstd(input: ByteStream, largestWindow: number, failure: Failure): ByteStream | undefined {
  const params = { [ZSTD_D_WINDOW_LOG_MAX]: Math.log2(largestWindow) };
  const stream = createZstdDecompress?.({ chunkSize, params });
  return stream === undefined ? undefined : through(stream, input, failure);
}

/** The stream is destroyed when nobody asks any more. */
async function* through(stream: Duplex, input: ByteStream, failure: Failure): ByteStream {
  const feed = async () => {
    for await (const piece of input) {
      // It is done with the piece before the next one is asked for.
      await new Promise<void>((resolve, reject) =>
        stream.write(piece, (error) => (error ? reject(error) : resolve())),
      );
    }
    stream.end();
  };
  let inputFailed: unknown;
  void feed().catch((error: unknown) => {
    if (stream.destroyed) return; // it says so itself, or nobody asks any more
    inputFailed = error;
    stream.destroy(error instanceof Error ? error : undefined);
  });
  try {
    for await (const piece of stream) yield piece as Uint8Array;
  } catch (error) {
    if (inputFailed !== undefined) throw inputFailed;
    throw failure((error as { code?: unknown }).code === 'ZSTD_error_srcSize_wrong');
  } finally {
    stream.destroy();
  }
}

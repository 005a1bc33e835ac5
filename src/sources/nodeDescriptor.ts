/**
 * Files by their descriptors, and not by `node:fs/promises`: a worker that is ended while such an `open` is on its way
 * leaves the file open for as long as the process lives (Node 20 to 24: AfterOpenFileHandle in src/node_file.cc drops
 * it). What `fs.open` has opened the worker closes when it ends (`trackUnmanagedFds`), but for what is to be closed and
 * waits for its turn (ReqWrap::Cancel): a worker closes at once. The editor's own thread, which does not end before its
 * process, waits for no medium.
 */
import { type BigIntStats, close, closeSync, fstat, open, read, readFile, stat } from 'node:fs';
import { promisify } from 'node:util';

export interface Descriptor {
  stat(): Promise<BigIntStats>;
  /** @param position as a bigint where no number says it, in a process's memory @returns bytes read, 0 at the end */
  read(target: Uint8Array, position: number | bigint): Promise<number>;
  /** When what runs has ended: its number may be another file's afterwards. A second time it does nothing. */
  close(): Promise<void>;
}

type Done<Result> = (error: Error | null, result: Result) => void;

const opened = promisify(open);
let closed: (fd: number) => Promise<void> | void = promisify(close);

/** For workers, which say so themselves: Node's module that knows it takes a tenth of the start of a program. */
export function closeAtOnce(): void {
  closed = closeSync;
}

/** Of what a path leads to. @throws the system's error */
export const statOf: (path: string) => Promise<BigIntStats> = (path) =>
  promisify(stat)(path, { bigint: true });

/** The whole of a file, such as one of /proc. @throws the system's error */
export const readWholeFile: (path: string) => Promise<Buffer> = promisify(readFile);

/** @throws the system's error, also from what it returns; EBADF once it is closed */
export async function openDescriptor(path: string, flags: string | number): Promise<Descriptor> {
  const fd = await opened(path, flags);
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const run = async <Result>(start: (done: Done<Result>) => void): Promise<Result> => {
    if (closing !== undefined) throw Object.assign(new Error('EBADF'), { code: 'EBADF' });
    const work = new Promise<Result>((resolve, reject) =>
      start((error, result) => (error === null ? resolve(result) : reject(error))),
    );
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  };

  return {
    stat: () => run<BigIntStats>((done) => fstat(fd, { bigint: true }, done)),
    // Not a FileHandle's: up to Node 20 it takes a BigInt position for "where the file stands now" without a word.
    read: (target, position) => run<number>((done) => read(fd, target, 0, target.length, position, done)),
    close: () => (closing ??= Promise.allSettled(running).then(() => closed(fd))),
  };
}

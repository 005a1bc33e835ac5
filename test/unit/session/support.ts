/** Sessions for tests: the same image in this thread and in a worker. */
import { existsSync } from 'node:fs';
import type { SessionInput } from '../../../src/session/input.ts';
import type { Session } from '../../../src/session/model.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { openFile } from '../../../src/sources/fileSource.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { nodeFiles } from '../../../src/sources/nodeFiles.ts';
import { workerScript } from '../../support/started.ts';

export const options = { selection: [{ id: 'go' }], asVdso: false, symtab: false };

/** A large library that every Linux machine has somewhere. */
export const libc = [
  '/lib/x86_64-linux-gnu/libc.so.6',
  '/lib/aarch64-linux-gnu/libc.so.6',
  '/lib64/libc.so.6',
  '/usr/lib/libc.so.6',
].find(existsSync);
export const noLibc = libc === undefined && 'libc.so.6 is not where it is usually found';

/** A signal that aborts when it has been asked so often; `asked` counts. */
export function abortsAfter(looks: number) {
  const state = { asked: 0 };
  const signal = {
    get aborted() {
      return ++state.asked > looks;
    },
    addEventListener() {},
    removeEventListener() {},
  } as unknown as AbortSignal;
  return { signal, state };
}

export function memoryInput(bytes: Uint8Array): SessionInput {
  return {
    source: memorySource(bytes),
    info: { kind: 'file', label: 'image.so', path: '/images/image.so', size: bytes.length },
    options,
    generator: 'vdso-explorer 0.0.0',
  };
}

export async function fileInput(path: string): Promise<SessionInput> {
  const { source, info } = await openFile(nodeFiles, path);
  return { source, info, options, generator: 'vdso-explorer 0.0.0' };
}

/** Opens the file twice, uses both sessions, and closes them. */
export async function withBoth(
  path: string,
  use: (local: Session, worker: Session) => Promise<void>,
): Promise<void> {
  const local = await openSession(await fileInput(path));
  try {
    const worker = await openSession(await fileInput(path), { script: workerScript, reads: { path } });
    try {
      await use(local, worker);
    } finally {
      await worker.dispose();
    }
  } finally {
    await local.dispose();
  }
}

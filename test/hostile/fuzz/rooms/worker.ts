/** A session in a worker: hostile files opened, asked, and closed at any time. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSession } from '../../../../src/session/openSession.ts';
import { ReusedWorker } from '../../../../src/session/worker/reusedWorker.ts';
import { workerScript } from '../../../support/started.ts';
import { fileInput } from '../../../unit/session/support.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';
import { scratch } from '../scratch.ts';
import { request } from './session.ts';

/** What is larger goes to a worker (IN_PLACE_BYTES). */
const LARGE = 64 * 1024 + 1;
const MOST_REQUESTS = 6;
const MOST_TABS = 8;

export const worker: Room = {
  name: 'worker',
  weight: 1,
  limitSeconds: 240,
  input: imageInput((corpus) => corpus.images),
  async run({ bytes }, random) {
    const file = path.join(scratch(), 'large.so');
    const padded = new Uint8Array(Math.max(bytes.length, LARGE));
    padded.set(bytes);
    await writeFile(file, padded);
    const tabs = random.chance(4) ? 2 + random.below(MOST_TABS) : 1;
    const use = (reused?: ReusedWorker) => useTab(file, padded.length, random, reused);
    const met = await Promise.all(Array.from({ length: tabs }, () => use()));
    if (random.chance(4)) met.push(...(await inOneWorker(use)));
    return new Set(met.flat());
  },
};

/** One after another, as the images of a matrix. */
async function inOneWorker(use: (reused: ReusedWorker) => Promise<string[]>): Promise<string[][]> {
  const reused = new ReusedWorker();
  try {
    return [await use(reused), await use(reused), await use(reused)];
  } finally {
    await reused.end();
  }
}

/** Opens the file, asks at once for several things, and closes it; or is closed before it is open. */
async function useTab(
  file: string,
  size: number,
  random: Random,
  reused: ReusedWorker | undefined,
): Promise<string[]> {
  const input = { ...(await fileInput(file)), ...(random.chance(2) ? { preview: 1 } : {}) };
  const place = { script: workerScript, reads: { path: file }, reused };
  const controller = new AbortController();
  const opening = orRefusal(
    () => openSession(input, place, controller.signal),
    ['SessionError', 'SourceError'],
  );
  if (random.chance(4)) setTimeout(() => controller.abort(), random.below(100));
  const session = await opening;
  if (session === undefined) return [controller.signal.aborted ? 'closed before it was open' : 'refused'];
  try {
    const count = 1 + random.below(MOST_REQUESTS);
    return await Promise.all(Array.from({ length: count }, () => request(session, size, random)));
  } finally {
    await session.dispose();
  }
}

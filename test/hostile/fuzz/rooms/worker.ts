/** A session in a worker: hostile files opened, asked, and closed at any time. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSession } from '../../../../src/session/openSession.ts';
import { fileInput, workerScript } from '../../../unit/session/support.ts';
import { imageInput } from '../imageInput.ts';
import { orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';
import { scratch } from '../scratch.ts';
import { request } from './session.ts';

/** What is larger goes to a worker (IN_PLACE_BYTES). */
const LARGE = 64 * 1024 + 1;
const MOST_REQUESTS = 6;

export const worker: Room = {
  name: 'worker',
  weight: 1,
  limitSeconds: 120,
  input: imageInput((corpus) => corpus.images),
  async run({ bytes }, random) {
    const file = path.join(scratch(), 'large.so');
    const padded = new Uint8Array(Math.max(bytes.length, LARGE));
    padded.set(bytes);
    await writeFile(file, padded);
    const input = { ...(await fileInput(file)), ...(random.chance(2) ? { glance: 1 } : {}) };
    const place = { script: workerScript, reads: { path: file } };
    const session = await orRefusal(() => openSession(input, place), ['SessionError', 'SourceError']);
    if (session === undefined) return ['refused'];
    try {
      const asked = Array.from({ length: 1 + random.below(MOST_REQUESTS) }, () =>
        request(session, padded.length, random),
      );
      return new Set(await Promise.all(asked));
    } finally {
      await session.dispose();
    }
  },
};

/** As session/worker/workerSession.ts: the extension host of a browser is a worker, and images are opened in it. */
import { unlessAborted } from '../session/cancellation.ts';
import type { SessionInput } from '../session/input.ts';
import type { Session } from '../session/model.ts';
import { openLocal } from '../session/openLocal.ts';
import type { WorkerSetup } from '../session/worker/setup.ts';

function openInPlace(input: SessionInput, _place: WorkerSetup, signal?: AbortSignal): Promise<Session> {
  return unlessAborted(openLocal(input, signal), signal);
}

export { openInPlace as openWorker };

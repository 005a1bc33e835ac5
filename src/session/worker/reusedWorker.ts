/** One worker for many images that are read one after another: to start it costs more than to read a vDSO's code. */
import type { Client } from '../../rpc/client.ts';
import { SessionError } from '../sessionError.ts';
import type { WorkerApi } from './api.ts';
import type { StartedWorker } from './startWorker.ts';

export class ReusedWorker {
  /** What read the last image and is asked nothing. */
  #free: StartedWorker | undefined;
  #isOver = false;

  /** The worker of the image before, or, where there was none or it is busy, one of `start`. */
  take(start: () => StartedWorker): StartedWorker {
    const taken = this.#free ?? start();
    this.#free = undefined;
    return this.#lent(taken);
  }

  /** No more images are read. */
  async end(): Promise<void> {
    this.#isOver = true;
    const free = this.#free;
    this.#free = undefined;
    await free?.end();
  }

  /** Its end is that of its image; of the worker where something failed, or was withdrawn, or is still waited for. */
  #lent(worker: StartedWorker): StartedWorker {
    let waits = 0;
    let isSound = true;
    let isClosed = false;
    const call: Client<WorkerApi>['call'] = async (...asked) => {
      // By now it may have another image.
      if (isClosed) throw new SessionError('closed', {});
      waits++;
      try {
        return await worker.client.call(...asked);
      } catch (error) {
        isSound = false;
        throw error;
      } finally {
        waits--;
      }
    };
    const end = async (): Promise<void> => {
      if (isClosed) return;
      isClosed = true;
      if (waits > 0 || !isSound) return worker.end();
      await this.#keep(worker);
    };
    return { client: { ...worker.client, call }, ended: worker.ended, end };
  }

  async #keep(worker: StartedWorker): Promise<void> {
    try {
      await worker.client.call('close', []);
    } catch {
      return worker.end();
    }
    if (this.#isOver || this.#free !== undefined) return worker.end();
    this.#free = worker;
    void worker.ended.then(() => {
      if (this.#free === worker) this.#free = undefined;
    });
  }
}

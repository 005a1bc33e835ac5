import type { ImageReads } from '../input.ts';
import type { ReusedWorker } from './reusedWorker.ts';

/** How a worker can be had for larger images, and for code. */
export interface WorkerSetup {
  /** The worker's script: dist/worker.cjs, or worker.ts in tests. */
  readonly script: string | URL;
  readonly reads: ImageReads;
  /** Where many images are read one after another. */
  readonly reused?: ReusedWorker | undefined;
}

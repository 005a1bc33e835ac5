/** A saved report, which may have been written of 500,000 symbols, read where it keeps nobody waiting. */
import type { SavedReport } from '../../report/comparison/savedReport.ts';
import { unlessAborted } from '../cancellation.ts';
import { openLocalReport } from '../localReport.ts';
import { startWorker } from './startWorker.ts';

/** Up to so many bytes, some milliseconds, it is read at once: a worker takes longer to start. */
export const SMALL_REPORT = 512 * 1024;

/** @param name of its file @param script dist/worker.cjs @throws SessionError when the worker fails */
export async function openSavedReport(
  bytes: Uint8Array,
  name: string,
  script: string | URL,
  signal?: AbortSignal,
): Promise<SavedReport> {
  if (bytes.length <= SMALL_REPORT) return openLocalReport(bytes, name);
  const { client, end } = startWorker(script);
  try {
    return await unlessAborted(client.call('savedReport', [bytes, name], signal), signal);
  } finally {
    await end();
  }
}

/** A saved report, read in this thread. */
import { type SavedReport, savedReport } from '../report/comparison/savedReport.ts';

/** @param bytes of the file @param name of the file */
export async function openLocalReport(bytes: Uint8Array, name: string): Promise<SavedReport> {
  return savedReport(new TextDecoder().decode(bytes), name);
}

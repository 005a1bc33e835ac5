/** A saved report, read in this thread. */
import { type SavedReport, savedReport } from '../report/comparison/savedReport.ts';

/** @param bytes of the file @param label what the report is called */
export async function openLocalReport(bytes: Uint8Array, label: string): Promise<SavedReport> {
  return savedReport(new TextDecoder().decode(bytes), label);
}

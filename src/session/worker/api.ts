/** What a worker is asked. Everything is structured clone: bigint and typed arrays pass as they are. */
import type { SavedReport } from '../../report/comparison/savedReport.ts';
import type { ContainerPlace, Findings } from '../containers/look.ts';
import type { ImageReads, SessionInput } from '../input.ts';
import type { SessionMethods } from '../methods.ts';
import type { ExportFormat } from '../model.ts';

export interface WorkerStart extends Omit<SessionInput, 'source'> {
  readonly reads: ImageReads;
}

export interface WorkerApi extends SessionMethods {
  /** The first request, or the first after `close`. Answered when the image is read, or its preview. */
  open(start: WorkerStart, signal?: AbortSignal): Promise<void>;
  /** The next piece of an export, which the first request for it begins; undefined after the last. The reader sets the pace. */
  exportPiece(
    id: number,
    format: ExportFormat,
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** No more of an export is wanted. */
  endExport(id: number): Promise<void>;
  /** The image is not read any more: the worker may be asked to open another one. */
  close(): Promise<void>;
  /** In place of `open`: this worker looks through a container. */
  look(place: ContainerPlace, signal?: AbortSignal): Promise<void>;
  /** In place of `open`: this worker reads a saved report. */
  savedReport(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<SavedReport>;
  /** What was found since the last time. */
  found(signal?: AbortSignal): Promise<Findings>;
}

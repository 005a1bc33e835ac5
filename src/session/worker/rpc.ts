/**
 * Messages between a session in this thread and the one in its worker. Everything is structured clone: bigint and
 * typed arrays pass as they are.
 */
import type { HostInfo, SourceInfo } from '../../elf/imageSource.ts';
import type { WorkerSetup } from '../input.ts';
import type { Session, SessionOptions } from '../model.ts';
import type { SessionErrorCode } from '../sessionError.ts';

/** Session's methods that ask once and get one answer. */
export type CallName = Exclude<keyof Session, 'export' | 'dispose' | 'ended'>;

export interface WorkerStart {
  readonly reads: WorkerSetup['reads'];
  readonly info: SourceInfo;
  readonly host?: HostInfo | undefined;
  readonly options: SessionOptions;
  readonly preview?: number | undefined;
  readonly generator: string;
}

export type ToWorker =
  | { readonly type: 'call'; readonly id: number; readonly name: CallName; readonly args: readonly unknown[] }
  /** Begins an export under this id, or asks for its next piece: the reader sets the pace. */
  | { readonly type: 'export'; readonly id: number; readonly format: 'text' | 'json' }
  | { readonly type: 'next'; readonly id: number }
  /** The answer is no longer wanted. */
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly type: 'open' }
  | { readonly type: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly type: 'piece'; readonly id: number; readonly piece?: Uint8Array<ArrayBuffer> }
  | {
      readonly type: 'error';
      readonly id?: number;
      readonly code?: SessionErrorCode;
      readonly message: string;
    };

/**
 * An image that is read in this thread, with a worker for its code, which starts with the first question about it: the
 * disassembler takes more memory and time than the thread of the extension host has to give.
 */
import { memorySource } from '../../sources/memorySource.ts';
import { unlessAborted } from '../cancellation.ts';
import { keepClockCode, keptClockCode, sha256Of } from '../clock/keptCode.ts';
import { isCodeTable } from '../code/codeTables.ts';
import type { SessionInput } from '../input.ts';
import { methodsBy, type SessionMethod } from '../methods.ts';
import type { Session, SessionOptions } from '../model.ts';
import type { WorkerSetup } from './setup.ts';
import { openWorker } from './workerSession.ts';

export function withCodeWorker(session: Session, input: SessionInput, place: WorkerSetup): Session {
  let { symtab } = input.options;
  let worker: Promise<Session> | undefined;

  const open = (): Promise<Session> => {
    worker ??= start();
    return worker;
  };

  const start = (): Promise<Session> => {
    // Consumers are not asked about code, and what is read the worker opens for itself.
    const options = { selection: [], asVdso: false, symtab };
    const opened = openWorker({ ...input, options, source: memorySource(new Uint8Array(0)) }, place);
    const forget = (): void => {
      if (worker === opened) worker = undefined;
    };
    opened.then(({ ended }) => ended.then(forget), forget);
    return opened;
  };

  const close = async (): Promise<void> => {
    const opened = worker;
    worker = undefined;
    await opened?.then(
      (code) => code.dispose(),
      () => undefined,
    );
  };

  /** What was found out once about the same bytes is not asked again; a worker that starts for it ends with it. */
  const clock: Session['clock'] = async ({ measure }, signal) => {
    const digest = await sha256Of(input.source);
    const known = keptClockCode(digest);
    if (known !== undefined && !measure) return session.clock({ measure, parts: { code: known } }, signal);
    const opening = worker ?? start();
    try {
      const asked = await unlessAborted(opening, signal);
      const parts = await asked.clockParts({ measure, code: known === undefined }, signal);
      const code = known ?? parts.code;
      if (code !== undefined) keepClockCode(digest, code);
      return await session.clock({ measure, parts: { ...parts, ...(code && { code }) } }, signal);
    } finally {
      if (opening !== worker)
        void opening.then(
          (own) => own.dispose(),
          () => undefined,
        );
    }
  };

  /** Consumers are asked here, the code is read there. */
  const compared: Session['compared'] = async (code, signal) => {
    const image = await session.compared(false, signal);
    if (!code) return image;
    const asked = await unlessAborted(open(), signal);
    const read = await asked.compared(true, signal);
    return { ...image, ...(read.code && { code: read.code }), leftOut: read.leftOut };
  };

  return {
    ...methodsBy(async (name, args, signal) => {
      const asked = isOfCode(name, args) ? await unlessAborted(open(), signal) : session;
      const answer: unknown = await Reflect.apply(asked[name], asked, [...args, signal]);
      if (name === 'configure' && (args[0] as SessionOptions).symtab !== symtab) {
        ({ symtab } = args[0] as SessionOptions);
        await close();
      }
      return answer;
    }),
    clock,
    compared,
    ended: session.ended,
    export: (format, signal) => session.export(format, signal),
    dispose: async () => {
      await Promise.all([close(), session.dispose()]);
    },
  };
}

function isOfCode(name: SessionMethod, [first]: readonly unknown[]): boolean {
  if (name === 'code' || name === 'instructions') return true;
  if (name === 'detail' || name === 'find') return isCodeTable(first);
  return (
    (name === 'rows' || name === 'copy' || name === 'locate') &&
    isCodeTable((first as { table: unknown }).table)
  );
}

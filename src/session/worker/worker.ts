/** The worker: a local session behind the wire. It opens the file itself; nothing is shared with its creator. */
import { parentPort } from 'node:worker_threads';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { Channel, ToClient } from '../../rpc/messages.ts';
import { connectServer } from '../../rpc/server.ts';
import { openFile } from '../../sources/fileSource.ts';
import { memorySource } from '../../sources/memorySource.ts';
import { closeAtOnce } from '../../sources/nodeDescriptor.ts';
import { nodeFiles } from '../../sources/nodeFiles.ts';
import { codedOf, errorText } from '../coded.ts';
import type { ContainerLook } from '../containers/look.ts';
import { handlersBy, sessionMethods } from '../methods.ts';
import type { Session } from '../model.ts';
import { openLocal } from '../openLocal.ts';
import type { WorkerApi, WorkerStart } from './api.ts';
import { Exports } from './exports.ts';

closeAtOnce();

const channel: Channel<ToClient<never>> = {
  post: (message) => parentPort?.postMessage(message, moved(message)),
  onMessage: (listener) => parentPort?.on('message', listener),
};

let opened: Session | undefined;
let looking: ContainerLook | undefined;
const session = async (): Promise<Session> => {
  if (opened === undefined) throw new TypeError('asked before it was opened');
  return opened;
};
const runningExports = new Exports(session);

connectServer<WorkerApi>(
  channel,
  {
    ...handlersBy(sessionMethods, session),
    async open(signal, start) {
      opened = await openLocal({ ...start, source: await source(start) }, signal);
    },
    async close() {
      const closed = opened;
      opened = undefined;
      await closed?.dispose();
    },
    exportPiece: (signal, id, format) => runningExports.piece(id, format, signal),
    endExport: async (_signal, id) => runningExports.end(id),
    async look(_signal, place) {
      // Loaded when asked for: no image needs what unpacks kernels and archives.
      looking = await (await import('../containers/localLook.ts')).openLocalLook(place);
    },
    async savedReport(_signal, bytes, name) {
      return (await import('../localReport.ts')).openLocalReport(bytes, name);
    },
    async found(signal) {
      if (looking === undefined) throw new TypeError('asked before it looked');
      return looking.next(signal);
    },
  },
  {
    failed: (error) => ({ message: errorText(error), cause: codedOf(error) }),
    unknown: (name) => ({ message: name }),
    stray: (message) => {
      throw new TypeError(`no message: ${typeof message}`);
    },
  },
);

async function source({ reads }: WorkerStart): Promise<ByteSource> {
  return 'path' in reads
    ? (await openFile(nodeFiles, reads.path, reads.identity)).source
    : memorySource(reads.bytes);
}

/** Bytes are answered for exports alone, each piece in memory of its own: it moves. */
function moved(message: ToClient<never>): readonly ArrayBuffer[] {
  return message.type === 'result' && message.ok instanceof Uint8Array
    ? [message.ok.buffer as ArrayBuffer]
    : [];
}

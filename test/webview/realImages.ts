/** Pages of real images: a session answers what the page asks, as the extension host has it. */
import { readFile } from 'node:fs/promises';
import { chosenConsumers } from '../../src/editor/selection.ts';
import type { CopyQuery, FirstRows, InitialState, RowQuery, TableId } from '../../src/protocol.ts';
import type { Session, SessionOptions } from '../../src/session/model.ts';
import { openSession } from '../../src/session/openSession.ts';
import { openFile } from '../../src/sources/fileSource.ts';
import { openLive, openProcess } from '../../src/sources/liveImage.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import type { OpenedImage } from '../../src/sources/openedImage.ts';
import { projectRoot } from '../support/workbench/paths.ts';
import type { Answer } from './harness.ts';

export const live = () => openLive(nodeProcFs);
export const ofProcess = (pid: number) => openProcess(nodeProcFs, pid);
export const file = (path: string) => openFile(nodeFiles, path);

/** As if the bytes were a file. */
export async function named(path: string, bytes: Uint8Array): Promise<OpenedImage> {
  const info = { kind: 'file', label: path, path, size: bytes.length } as const;
  return { source: memorySource(bytes), info };
}

/** @param more consumers that are chosen beside those of the setting's default, "musl@1.2.5" */
export async function answersOf(opened: OpenedImage, more: readonly string[] = []): Promise<Answer> {
  const manifest = JSON.parse(await readFile(`${projectRoot}/package.json`, 'utf8'));
  const { default: usual } = manifest.contributes.configuration.properties['vdsoExplorer.consumers'];
  let options: SessionOptions = {
    selection: chosenConsumers([...more, ...usual], 'newest'),
    asVdso: false,
    symtab: false,
  };
  const session = await openSession({ ...opened, options, generator: 'test' });
  const configure = (change: Partial<SessionOptions>) => {
    options = { ...options, ...change };
    return session.configure(options);
  };
  const answers: Readonly<Record<string, (...args: never[]) => unknown>> = {
    ready: (first?: RowQuery) => state(session, first),
    clock: (measure: boolean) => session.clock({ measure }),
    configure,
    chooseRelease: (consumer: string, release: string) =>
      configure({
        selection: options.selection.map((each) => (each.id === consumer ? { ...each, release } : each)),
      }),
    copy: async (query: CopyQuery) => (await session.copy(query)).text,
    detail: (table: TableId, index: number) => session.detail(table, index),
  };
  return async (name, args) => {
    const own = answers[name];
    if (own !== undefined) return own(...(args as never[]));
    const read = session[name as keyof Session] as (...args: unknown[]) => Promise<unknown>;
    return read.apply(session, args);
  };
}

async function state(session: Session, query: RowQuery | undefined): Promise<InitialState> {
  const summary = await session.summary();
  if (query === undefined) return { kind: 'image', summary };
  const first: FirstRows = { query, window: await session.rows(query) };
  return { kind: 'image', summary, first };
}

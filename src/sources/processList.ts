import { processTarget, requireLinux } from './liveImage.ts';
import { absent, type Target } from './processFailure.ts';
import { openMemory, requireVdso } from './processFiles.ts';
import { type ProcessStatus, readStatus } from './processStatus.ts';
import type { ProcFs } from './procFs.ts';
import { SourceError } from './sourceError.ts';

/** A process to choose from. Its texts are its own and unchecked: show them escaped. */
export interface ProcessEntry {
  readonly pid: number;
  readonly own: boolean;
  readonly name: string;
  /** Program and arguments with blanks between them, shortened; '' when it has none to show. */
  readonly command: string;
  readonly uid?: number;
  /** Why its image cannot be read, as far as can be told without reading it; absent when it should be. */
  readonly refusal?: SourceError;
}

const COMMAND_LIMIT = 1000;
/** Processes looked at together: enough to keep the thread pool busy, few open files. */
const TOGETHER = 16;

/** All processes that /proc shows, by id. Those that end meanwhile are left out. Rejects with a SourceError. */
export async function listProcesses(proc: ProcFs): Promise<readonly ProcessEntry[]> {
  requireLinux(proc);
  const own = { pid: proc.pid, own: true };
  const names = await proc.list('/proc').catch((error: unknown) => {
    throw new SourceError('noProc', own, error);
  });
  const pids = names.filter((name) => /^[1-9]\d*$/.test(name)).map(Number);
  pids.sort((a, b) => a - b);
  const entries: ProcessEntry[] = [];
  for (let from = 0; from < pids.length; from += TOGETHER) {
    const some = pids.slice(from, from + TOGETHER).map((pid) => describe(proc, processTarget(proc, pid)));
    for (const entry of await Promise.all(some)) if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

async function describe(proc: ProcFs, target: Target): Promise<ProcessEntry | undefined> {
  const status = await readStatus(proc, target.dir);
  if (status === undefined) return undefined;
  const refusal = await refusalOf(proc, target, status);
  if (refusal?.code === 'noSuchProcess') return undefined;
  const uid = status.uids[1];
  return {
    pid: target.pid,
    own: target.own,
    name: status.name,
    command: await commandLine(proc, target.dir),
    ...(uid === undefined ? {} : { uid }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

async function refusalOf(
  proc: ProcFs,
  target: Target,
  status: ProcessStatus,
): Promise<SourceError | undefined> {
  if (!status.hasMemory) return absent(proc, target, 'auxv');
  try {
    await requireVdso(proc, target);
    // Opening asks for the right; nothing is read.
    await (await openMemory(proc, target)).close();
    return undefined;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

async function commandLine(proc: ProcFs, dir: string): Promise<string> {
  try {
    const text = new TextDecoder().decode(await proc.readFile(`${dir}/cmdline`));
    return text.replace(/\0+$/, '').replaceAll('\0', ' ').slice(0, COMMAND_LIMIT);
  } catch {
    return '';
  }
}

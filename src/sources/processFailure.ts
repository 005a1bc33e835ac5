/**
 * Why the kernel did not yield a file of a process, told apart by what it lets everyone know.
 * The rules: Linux kernel/ptrace.c __ptrace_may_access(), security/yama/yama_lsm.c. `auxv` and `maps` need
 * the right to look (PTRACE_MODE_READ), `mem` the right to take over (PTRACE_MODE_ATTACH), which Yama restricts.
 */

import { errnoOf } from './errno.ts';
import type { SourceFailures } from './failures.ts';
import { readStatus } from './processStatus.ts';
import type { ProcFs } from './procFs.ts';
import { SourceError } from './sourceError.ts';

/** A process under /proc. */
export interface Target {
  readonly pid: number;
  readonly own: boolean;
  /** "/proc/self" or "/proc/4711" */
  readonly dir: string;
}

export type ProcFileName = 'auxv' | 'maps' | 'mem';

export async function processFailure(
  proc: ProcFs,
  target: Target,
  name: ProcFileName,
  error: unknown,
): Promise<SourceError> {
  const errno = errnoOf(error);
  if (errno === 'EACCES' || errno === 'EPERM') return refused(proc, target, name, error);
  if (errno === 'ENOENT' || errno === 'ESRCH') return absent(proc, target, name, error);
  return new SourceError('procFailed', { ...place(target, name), errno }, error);
}

/** For a process that has no memory, or none any more: whether it ended, or never had any. */
export async function absent(
  proc: ProcFs,
  target: Target,
  name: ProcFileName,
  error?: unknown,
): Promise<SourceError> {
  const { pid, own, file } = place(target, name);
  const status = await readStatus(proc, target.dir);
  if (status === undefined) {
    const procThere = !own && (await readStatus(proc, '/proc/self')) !== undefined;
    return procThere
      ? new SourceError('noSuchProcess', { pid }, error)
      : new SourceError('noProc', { pid, own }, error);
  }
  if (status.state === 'Z' || status.state === 'X') return new SourceError('zombie', { pid, own }, error);
  if (!status.hasMemory) return new SourceError('kernelThread', { pid, own }, error);
  return new SourceError('procFileMissing', { pid, own, file }, error);
}

/** CAP_SYS_PTRACE overrules users, the dumpable state and capabilities, and Yama up to scope 2. */
const CAP_SYS_PTRACE = 1n << 19n;

async function refused(
  proc: ProcFs,
  target: Target,
  name: ProcFileName,
  error: unknown,
): Promise<SourceError> {
  const at = place(target, name);
  const status = await readStatus(proc, target.dir);
  // Kernel threads and zombies refuse everyone but root, who would find nothing either.
  if (status?.hasMemory === false) return absent(proc, target, name, error);
  const effective = (await readStatus(proc, '/proc/self'))?.effective ?? 0n;
  if ((effective & CAP_SYS_PTRACE) === 0n) {
    const uid = status?.uids.find((id) => id !== proc.uid);
    if (!target.own && uid !== undefined && proc.uid !== undefined) {
      return new SourceError('otherUser', { pid: at.pid, file: at.file, uid, ownUid: proc.uid }, error);
    }
    // fs/proc/base.c task_dump_owner(): files of a process that is not dumpable belong to root, its folder does not.
    const owner = await proc.owner(at.file).catch(() => proc.uid);
    if (owner !== proc.uid) return new SourceError('notDumpable', at, error);
    // security/commoncap.c cap_ptrace_access_check(): all that the other may do, this one must be able to do.
    const beyond = (status?.permitted ?? 0n) & ~effective;
    if (!target.own && beyond !== 0n) return new SourceError('moreCapable', at, error);
  }
  const scope = name === 'mem' && !target.own ? await yamaScope(proc) : 0;
  if (scope > 0) return new SourceError('yama', { file: at.file, scope }, error);
  return new SourceError('accessRefused', { ...at, errno: errnoOf(error) }, error);
}

async function yamaScope(proc: ProcFs): Promise<number> {
  const text = await proc.readFile('/proc/sys/kernel/yama/ptrace_scope').catch(() => new Uint8Array());
  return Number.parseInt(new TextDecoder().decode(text), 10) || 0;
}

function place({ pid, own, dir }: Target, name: ProcFileName): SourceFailures['procFileMissing'] {
  return { pid, own, file: `${dir}/${name}` };
}

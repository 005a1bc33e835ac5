/** The live image of this process, or that of another one, with its soname for a file name. */
import { readElf } from '../elf/readElf.ts';
import type { Scheduler } from '../elf/reading/scheduler.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import { openLive, openProcess } from '../sources/liveImage.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { readStartTime } from '../sources/processStart.ts';
import type { ProcFs } from '../sources/procFs.ts';
import { SourceError } from '../sources/sourceError.ts';
import type { LiveSnapshot } from './liveImages.ts';
import type { Owner } from './vdsoUri.ts';

/** For an image without a soname, or with one that is no file name. */
const fallbackName = 'vdso.so';

/** Rejects with a SourceError. */
export async function readLiveImage(
  owner: Owner,
  proc: ProcFs = nodeProcFs,
  scheduler: Scheduler = new SliceScheduler(),
): Promise<LiveSnapshot> {
  if (owner === 'live') return imageOf(await openLive(proc), scheduler);
  const started = await readStartTime(proc, owner);
  const image = await imageOf(await openProcess(proc, owner), scheduler);
  // Its files under /proc were opened one after the other: they are of one process only if it is still there.
  if ((await readStartTime(proc, owner)) !== started)
    throw new SourceError('noSuchProcess', { pid: owner, own: false });
  return started === undefined ? image : { ...image, started };
}

/** When the process began that has this id now. */
export function startOf(pid: number): Promise<bigint | undefined> {
  return readStartTime(nodeProcFs, pid);
}

async function imageOf({ source, info, host }: OpenedImage, scheduler: Scheduler): Promise<LiveSnapshot> {
  const bytes = await source.read(0, source.size);
  const result = await readElf(source, { symtab: false, scheduler });
  const soname = result.kind === 'elf' ? result.image.soname : undefined;
  const name = soname !== undefined && /^[\w+-][\w.+-]{0,99}$/.test(soname) ? soname : fallbackName;
  return { bytes, info, name, ...(host && { host }) };
}

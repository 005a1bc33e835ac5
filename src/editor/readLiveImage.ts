/** The live image of this process, or that of another one, with its soname for a file name. */
import type { Budget } from '../elf/reading/budget.ts';
import { readSoname } from '../elf/readSoname.ts';
import { openLive, openProcess } from '../sources/liveImage.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { readStartTime } from '../sources/processStart.ts';
import type { ProcFs } from '../sources/procFs.ts';
import { SourceError } from '../sources/sourceError.ts';
import type { LiveSnapshot } from './liveImages.ts';
import { type Owner, ownerParts } from './vdsoUri.ts';

/** For an image without a soname, or with one that is no file name. */
const fallbackName = 'vdso.so';

/**
 * The image is parsed by the session that shows it: of it the address needs the soname alone. Rejects with a SourceError.
 * @param budget for tests: what the parsing cost is counted here
 */
export async function readLiveImage(
  owner: Owner,
  proc: ProcFs = nodeProcFs,
  budget?: Budget,
): Promise<LiveSnapshot> {
  const { process: pid, number } = ownerParts(owner);
  if (pid === 'live') return imageOf(await openLive(proc, number), budget);
  const started = await readStartTime(proc, pid);
  const image = await imageOf(await openProcess(proc, pid, number), budget);
  // Its files under /proc were opened one after the other: they are of one process only if it is still there.
  if ((await readStartTime(proc, pid)) !== started) throw new SourceError('noSuchProcess', { pid });
  return started === undefined ? image : { ...image, started };
}

/** When the process began that has this id now. */
export function startOf(pid: number): Promise<bigint | undefined> {
  return readStartTime(nodeProcFs, pid);
}

async function imageOf({ source, info, host }: OpenedImage, budget?: Budget): Promise<LiveSnapshot> {
  const bytes = await source.read(0, source.size);
  const soname = await readSoname(source, budget);
  const name = soname !== undefined && /^[\w+-][\w.+-]{0,99}$/.test(soname) ? soname : fallbackName;
  return { bytes, info, name, ...(host && { host }) };
}

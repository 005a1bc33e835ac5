/** The live image of this process, or that of another one, with its soname for a file name. */
import { readElf } from '../elf/readElf.ts';
import { openLive, openProcess } from '../sources/liveImage.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import type { LiveImage } from './liveImages.ts';
import type { Owner } from './vdsoUri.ts';

/** For an image without a soname, or with one that is no file name. */
const fallbackName = 'vdso.so';

/** Rejects with a SourceError. */
export async function readLiveImage(owner: Owner): Promise<LiveImage> {
  const { source, info, host } =
    owner === 'live' ? await openLive(nodeProcFs) : await openProcess(nodeProcFs, owner);
  const bytes = await source.read(0, source.size);
  const result = await readElf(source, { symtab: false });
  const soname = result.kind === 'elf' ? result.image.soname : undefined;
  const name = soname !== undefined && /^[\w+-][\w.+-]{0,99}$/.test(soname) ? soname : fallbackName;
  return { bytes, info, name, ...(host && { host }) };
}

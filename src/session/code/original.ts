/** What a process's image is held against: its file, or else the same image of the process that reads. */
import type { Original } from '../../code/compared.ts';
import type { SourceInfo } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import { buildIdOf } from '../../elf/notes/buildId.ts';
import { readElf } from '../../elf/readElf.ts';
import type { FileReader } from '../../sources/fileReader.ts';
import { type ImagePlaces, imageOfBuild, imagePlaces } from '../../sources/imageFiles.ts';
import { openLive } from '../../sources/liveImage.ts';
import { nodeFiles } from '../../sources/nodeFiles.ts';
import { nodeHost } from '../../sources/nodeHost.ts';
import { nodeProcFs } from '../../sources/nodeProcFs.ts';
import type { ProcFs } from '../../sources/procFs.ts';

interface Machine {
  readonly proc: ProcFs;
  readonly files: FileReader;
}

/** Undefined for what no process has mapped, and where nothing of the same build is known. Never rejects. */
export async function originalOf(
  image: ElfImage,
  { kind, pid }: Pick<SourceInfo, 'kind' | 'pid'>,
  places: ImagePlaces = imagePlaces(nodeProcFs.kernelRelease, nodeHost.environment),
  { proc, files }: Machine = { proc: nodeProcFs, files: nodeFiles },
): Promise<Original | undefined> {
  const buildId = kind === 'live' || kind === 'process' ? buildIdOf(image) : undefined;
  if (buildId === undefined) return undefined;
  const file = await imageOfBuild(proc, files, places, buildId);
  if (file !== undefined) return { from: { kind: 'file', path: file.path }, ...file };
  return kind === 'process' && pid !== proc.pid ? ours(proc, buildId) : undefined;
}

async function ours(proc: ProcFs, buildId: string): Promise<Original | undefined> {
  try {
    const { source } = await openLive(proc);
    const read = await readElf(source);
    if (read.kind !== 'elf' || buildIdOf(read.image) !== buildId) return undefined;
    return { from: { kind: 'live' }, image: read.image, source };
  } catch {
    return undefined;
  }
}

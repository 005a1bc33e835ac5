/** What belongs to an image beside it; what finds that is loaded for images which can have some. */
import type { ConsumerFinding } from '../consumers/model.ts';
import type { ProcessRuntimes } from '../consumers/runtimes.ts';
import { roleOf } from '../consumers/verdict/role.ts';
import type { ByteSource, SourceInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';

/** As findPrograms (session/program/programOf.ts) has them. */
export async function programsOf(
  image: ElfImage,
  source: ByteSource,
  info: SourceInfo,
): Promise<readonly ConsumerFinding[]> {
  // The vDSO in a file is no program, and nobody runs it.
  if (info.kind === 'file' && roleOf(image, info) === 'vdso') return [];
  const { findPrograms } = await import('../session/program/programOf.ts');
  return findPrograms(image, source, info);
}

/** As findRuntimes (session/program/processRuntimes.ts) has them. */
export async function runtimesOf(info: SourceInfo): Promise<ProcessRuntimes | undefined> {
  if (info.kind !== 'process') return undefined;
  const { findRuntimes } = await import('../session/program/processRuntimes.ts');
  return findRuntimes(info);
}

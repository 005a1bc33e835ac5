/** What is known of an image that lies in a container. */
import type { SourceInfo } from '../../elf/imageSource.ts';
import type { InnerImage } from '../../elf/innerImage.ts';
import type { ContainerKind, Dumped } from '../../sources/containers/model.ts';
import { MAX_ELSEWHERE } from '../../sources/maps.ts';

/**
 * @param path of the container
 * @param kind what it holds images as; undefined for a program that brings one along
 * @param dump of the process, where the image lies in a core dump: it is called after that
 */
export function innerInfo(
  path: string,
  kind: ContainerKind | undefined,
  { members, size, sha256, base }: InnerImage,
  dump?: Dumped,
): SourceInfo {
  const process = kind === 'core' ? dump?.process : undefined;
  return {
    kind: kind === 'kernel' || kind === 'core' ? kind : 'archive',
    label: process
      ? { pid: process.pid, own: false, name: process.name }
      : path.slice(path.lastIndexOf('/') + 1),
    path,
    ...(members.length > 0 && { members }),
    ...(process && { pid: process.pid, elsewhere: dump?.mappings.slice(0, MAX_ELSEWHERE) ?? [] }),
    size,
    sha256,
    ...(base !== undefined && { base }),
  };
}

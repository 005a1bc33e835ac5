/** What is known of an image that lies in a container. */
import type { SourceInfo } from '../../elf/imageSource.ts';
import type { InnerImage } from '../../elf/innerImage.ts';
import type { ContainerKind } from '../../sources/containers/model.ts';

/** @param path of the container @param kind what it holds images as; undefined for a program that brings one along */
export function innerInfo(
  path: string,
  kind: ContainerKind | undefined,
  { members, size, sha256, base }: InnerImage,
): SourceInfo {
  return {
    kind: kind === 'kernel' || kind === 'core' ? kind : 'archive',
    label: path.slice(path.lastIndexOf('/') + 1),
    path,
    ...(members.length > 0 && { members }),
    size,
    sha256,
    ...(base !== undefined && { base }),
  };
}

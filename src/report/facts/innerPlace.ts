import { labelText } from '../../elf/english.ts';
import type { SourceInfo } from '../../elf/imageSource.ts';
import { shown } from '../format.ts';

/** Of an image in a container, in any language: "/srv/foo.deb: data.tar.xz: boot/vmlinuz". */
export function innerPlace({ path, label, members = [] }: SourceInfo): string {
  return [labelText(path ?? label), ...members.map(shown)].join(': ');
}

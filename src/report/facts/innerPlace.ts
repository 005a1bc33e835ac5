import type { SourceInfo } from '../../elf/imageSource.ts';
import { shown } from '../format.ts';

/** Of an image in a container, in any language: "/srv/foo.deb: data.tar.xz: boot/vmlinuz". */
export function innerPlace({ path, label, members = [] }: SourceInfo): string {
  const container = path ?? (typeof label === 'string' ? label : '');
  return [container, ...members].map(shown).join(': ');
}

/** By what people ask for an image in a container, and how they are told of it. */
import path from 'node:path';
import { shown } from '../../elf/bytes/printable.ts';
import type { SourceInfo } from '../../elf/imageSource.ts';
import type { InnerImage } from '../../elf/innerImage.ts';

/** Stands for the container itself, where it is an ELF file. */
export const ITSELF = 'self';

/** By its number, its name, or where it lies. */
export function isCalled({ index, name, members }: InnerImage, wanted: string): boolean {
  if (/^\d+$/.test(wanted)) return wanted === `${index}`;
  return wanted === name || wanted === members.at(-1) || wanted === members.join(': ');
}

/** "vmlinuz-6.12: linux-vdso.so.1": several of one container have other names. */
export function innerLabel({ label, kind }: SourceInfo, { members, name }: InnerImage): SourceInfo['label'] {
  if (kind === 'file' || typeof label !== 'string') return label;
  // What a kernel is packed in is named after its place in the file.
  const member = kind === 'kernel' ? [] : members.slice(-1).map((each) => path.posix.basename(each));
  return shown([...new Set([label, ...member, name])].filter(Boolean).join(': '));
}

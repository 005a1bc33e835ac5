/** How archives are told, and by what they are read. */
import type { ArchiveFormat } from '../format.ts';
import { arMembers } from './ar.ts';
import { cpioMembers } from './cpio.ts';
import { rpmPayload } from './rpm.ts';
import { isTarHeader, TAR_BLOCK, tarMembers } from './tar.ts';
import { isWanted, wantedOfAr } from './wanted.ts';

export const archiveFormats: readonly ArchiveFormat[] = [
  {
    kind: 'archive',
    matches: (head) => begins(head, '!<arch>\n') || begins(head, '!<thin>\n'),
    read: (bytes) => wantedOfAr(arMembers(bytes)),
  },
  {
    kind: 'archive',
    matches: (head) => begins(head, '\u00ed\u00ab\u00ee\u00db'),
    read: rpmPayload,
  },
  {
    kind: 'archive',
    matches: (head) => ['070701', '070702', '070707'].some((magic) => begins(head, magic)),
    wants: isWanted,
    read: cpioMembers,
  },
  // The oldest format has no magic number, and the sum of its header is sign enough.
  {
    kind: 'archive',
    matches: (head) => isTarHeader(head.subarray(0, TAR_BLOCK)),
    wants: isWanted,
    read: tarMembers,
  },
];

function begins(head: Uint8Array, magic: string): boolean {
  return [...magic].every((character, at) => head[at] === character.charCodeAt(0));
}

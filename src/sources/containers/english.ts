/** The sentences of notices: what in a container could not be looked into, and what that means. */
import { hex } from '../../elf/bytes/hex.ts';
import { shortened, shown } from '../../elf/bytes/printable.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { byteSize, count, plural } from '../../elf/english.ts';
import type { ContainerNotice, ContainerNotices } from './notices.ts';

/** "boot/vmlinuz in data.tar.xz": the innermost first, as people say where something is. */
function place(members: readonly string[]): string {
  return members.length === 0 ? 'The file' : members.toReversed().map(memberName).join(' in ');
}

/** Names in archives have no end. */
export function memberName(name: string): string {
  return shortened(shown(name), LONGEST_NAME);
}

const LONGEST_NAME = 200;

/** Of what the notices of a walk are about. */
function folder(members: readonly string[]): string {
  return members.length === 0 ? 'The folder' : place(members);
}

export const containerSentences: Sentences<ContainerNotices> = {
  damaged: ({ members, format, offset }) =>
    `${place(members)} is damaged: what stands at byte ${hex(offset)} cannot be in a file of format ${shown(format)}. What came before it was looked at.`,
  cutShort: ({ members, format, size }) =>
    `${place(members)} is cut short: it ends after ${plural(size, 'byte')}, in the middle of what format ${shown(format)} begins there. What came before it was looked at.`,
  cannotUnpack: ({ members, format }) =>
    `${place(members)} is packed with ${format}, which cannot be unpacked here: unpack it with the program ${format} and open what it gives.`,
  unknownFilter: ({ members, filter }) =>
    `${place(members)} is packed by xz with filter ${hex(filter)}, which is not known here: unpack it with the program xz and open what it gives.`,
  windowTooLarge: ({ members, format, window, limit }) =>
    `${place(members)} is packed by ${format} in such a way that ${byteSize(window)} have to be kept at once to unpack it: no more than ${byteSize(limit)} can be kept of it, so what follows was not looked at.`,
  memberTooLarge: ({ members, limit }) =>
    `${place(members)} is larger than the ${byteSize(limit)} that can be kept of it at once: only those were looked at.`,
  passedTooMany: ({ members, limit }) =>
    `${place(members)} becomes more than ${byteSize(limit)} when it is unpacked: what follows was not looked at.`,
  inflatesTooMuch: ({ members, packed, unpacked, ratio }) =>
    `${place(members)} was left: its first ${plural(packed, 'byte')} become ${count(unpacked)}, more than ${count(ratio)} times as many, as in files that are made to fill a memory.`,
  nestedTooDeep: ({ members, limit }) =>
    `${place(members)} was not looked into: it is a container in ${plural(limit, 'other')}.`,
  payloadOutside: ({ members, offset, length, size }) =>
    `${place(members)} is a kernel whose header says that what it holds packed begins at byte ${hex(offset)} and has ${plural(length, 'byte')}, but there are only ${count(size)} bytes. It was searched for instead.`,
  tooManyPlaces: ({ members, limit }) =>
    `${place(members)} has more than ${count(limit)} places that look like an image: the others were not looked at.`,
  tooManyPayloads: ({ members, limit }) =>
    `${place(members)} has more than ${count(limit)} places that look like something packed: the others were not tried.`,
  listFull: ({ members, limit }) =>
    `${place(members)} has so many images, or so much that cannot be looked into, that a list of them is larger than ${byteSize(limit)}: what follows was not looked at.`,
  thinArchive: ({ members }) =>
    `${place(members)} is a thin archive: it names the files that belong to it and holds none. Look into those, or into the folder that they are in.`,
  sparseMember: ({ members, name }) =>
    `${place([...members, name])} was stored without its holes and was not looked into: take it out with tar and open it.`,
  coreImageMissing: ({ members, base }) =>
    `${place(members)} says that the image of its process was at ${hex(base)} (AT_SYSINFO_EHDR) and has no memory of there: it was cut or filtered, or the image was unmapped. The memory that there is was searched instead.`,
  coreImageTooLarge: ({ members, base, size, limit }) =>
    `${place(members)} says that the image of its process was at ${hex(base)} (AT_SYSINFO_EHDR), where memory goes on for ${plural(size, 'byte')}: no image is larger than ${plural(limit, 'byte')}. Other memory was searched instead.`,
  coreImageNoElf: ({ members, base }) =>
    `${place(members)} says that the image of its process was at ${hex(base)} (AT_SYSINFO_EHDR), and what it has of there does not begin as an ELF file. Other memory was searched instead.`,
  coreRangesLeft: ({ members, limit }) =>
    `${place(members)} does not say where the image of its process was, and has more than ${count(limit)} stretches of memory that could be it: the others were not looked at.`,
  folderFull: ({ members, limit }) =>
    `${folder(members)} has more than ${plural(limit, 'file')}: the others were not looked at. Give a folder inside it.`,
  linksLeft: ({ members, count: left }) =>
    `${folder(members)} has ${plural(left, 'symbolic link')}, which are not followed: what they lead to is looked at where it is.`,
  devicesLeft: ({ members, count: left }) =>
    `${folder(members)} has ${plural(left, 'folder')} that were not entered: other devices are mounted there, or they are the kernel's own (/proc, /sys, /dev).`,
  unreadableLeft: ({ members, count: left }) =>
    `${folder(members)} has ${plural(left, 'file')} or folders that could not be read by this user, or that went away.`,
};

export function noticeSentence<Code extends ContainerNotice['code']>({
  code,
  args,
}: ContainerNotice & { readonly code: Code }): string {
  return (containerSentences[code] as (given: typeof args) => string)(args);
}

/** Why an image lacks what is looked for. */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { monthText, plural } from '../../elf/english.ts';
import type { Causes, Maker } from '../reasons.ts';
import { abiText } from './abis.ts';
import { makerNames } from './words.ts';

/** What Linux does beside another maker: "Linux does since 6.11". */
function linuxToo({ since, last, oldest }: Causes['maker-never']): string {
  if (since === undefined) return 'nor does Linux';
  if (last !== undefined) return `Linux did up to ${last}`;
  return since === oldest ? 'Linux does' : `Linux does since ${since}`;
}

export const causeSentences: Sentences<Causes> = {
  'never-exported': (a) =>
    `No ${kernelOf(a.who)} checked (${a.oldest} to ${a.newest}) exports ${a.symbol} on ${abiText(a.abi)}.`,
  proposed: (a) =>
    `${a.symbol} is proposed for Linux on ${abiText(a.abi)} (patches of ${monthText(a.since)}); no kernel checked (${a.oldest} to ${a.newest}) exports it yet.`,
  'exported-in-other-node': (a) =>
    `${makerNames[a.who]} exports ${a.symbol} in the node ${a.kernelNode}, not in ${a.node}.`,
  'exported-by-all': (a) =>
    `Every Linux kernel checked from ${a.since} on exports ${a.symbol} here; this image has no Linux version note and may be another's, or older.`,
  'exported-since': (a) =>
    `Linux exports ${a.symbol} here since ${a.since}; this image has no Linux version note that would say how old it is.`,
  'exported-until': (a) =>
    `Linux exported ${a.symbol} here up to ${a.last} and does not any more; this image has no Linux version note that would say how new it is.`,
  'kernel-unread': (a) =>
    `The kernel (${a.kernel}) is older than ${a.since}, the oldest one checked, which exports ${a.symbol}: it may be too old for it.`,
  'kernel-older': (a) =>
    `The kernel (${a.kernel}) is older than ${a.since}, the first to export ${a.symbol}.`,
  'kernel-maybe-older': (a) =>
    `The kernel (${a.kernel}) may be too old: ${a.symbol} is absent in ${makerNames[a.who]} ${a.before} and present in ${a.since}.`,
  'kernel-dropped': (a) =>
    `The kernel (${a.kernel}) is newer than ${a.last}, the last one checked that exports ${a.symbol}.`,
  'kernel-newer': (a) =>
    `The kernel (${a.kernel}) is newer than ${a.newest}, the newest one checked, which exports ${a.symbol}: it may have ended, or this one was changed or configured to leave it out.`,
  'kernel-configured-off': (a) =>
    `${makerNames[a.who]} ${a.kernel} exports ${a.symbol} only with ${a.condition}; this one was built without.`,
  'kernel-without': (a) =>
    `${makerNames[a.who]} exports ${a.symbol} here from ${a.since} on, but this image (${a.kernel}) does not: its kernel was changed or configured to leave it out.`,
  'kernel-between': (a) =>
    `Linux ${a.release} lies between releases that are known and differ in this; it was not read itself.`,
  'kernel-blanked': (a) =>
    `The kernel blanked out ${plural(a.count, 'name')} of this image at boot, as 32-bit ARM kernels do when the counter cannot be used from user space: ${a.symbol} was one of them.`,

  // Of makers without a history
  'maker-never': (a) =>
    `${makerNames[a.who]} makes this image, and does not export ${a.symbol} (${checked(a.who)} checked); ${linuxToo(a)}.`,
  'maker-changed': (a) =>
    `${makerNames[a.who]} exports ${a.symbol} (${checked(a.who)} checked), but this image does not: it is of another release, or was changed.`,
  'maker-unread': (a) =>
    `${makerNames[a.who]} makes this image; what it exports on ${abiText(a.abi)} was not checked.`,

  // Of notes
  'note-of-linux': (a) =>
    `${makerNames[a.who]} makes this image; only Linux writes the release of its kernel into a note.`,
  'note-gone': () =>
    "Every Linux kernel writes this note into its image: this image is another's, or its notes were taken out.",
  'note-out-of-step': (a) =>
    `The note is there, at file offset ${hex(a.offset)}, but a note before it is padded to 8 bytes: whoever steps from note to note by 4 loses the way.`,
};

/** Releases of makers without a history that were looked at (catalog/otherExports.ts). */
const CHECKED: Readonly<Partial<Record<Maker, string>>> = {
  gvisor: 'its release of July 2024',
  qemu: '10.0 and 11.1',
  rr: '5.6',
};

function checked(who: Maker): string {
  return CHECKED[who] ?? '';
}

function kernelOf(who: Maker): string {
  return who === 'uml' ? 'kernel of user-mode Linux' : 'Linux kernel';
}

/** Why an image lacks what is looked for. */
import { type Args, plural, type Sentence, signed, text } from './words.ts';

/** What Linux does beside another maker: "Linux does since 6.11". */
function linuxToo(args: Args): string {
  const since = text(args, 'since');
  if (since === '') return 'nor does Linux';
  if (text(args, 'last') !== '') return `Linux did up to ${text(args, 'last')}`;
  return since === text(args, 'oldest') ? 'Linux does' : `Linux does since ${since}`;
}

export const causeSentences: Readonly<Record<string, Sentence>> = {
  'never-exported': (a) =>
    `No ${kernelOf(a)} checked (${text(a, 'oldest')} to ${text(a, 'newest')}) exports ${text(a, 'symbol')} on ${text(a, 'abi')}.`,
  proposed: (a) =>
    `${text(a, 'symbol')} is proposed for Linux on ${text(a, 'abi')} (patches of ${text(a, 'since')}); no kernel checked (${text(a, 'oldest')} to ${text(a, 'newest')}) exports it yet.`,
  'exported-in-other-node': (a) =>
    `${text(a, 'who')} exports ${text(a, 'symbol')} in the node ${text(a, 'kernelNode')}, not in ${text(a, 'node')}.`,
  'exported-by-all': (a) =>
    `Every Linux kernel checked from ${text(a, 'since')} on exports ${text(a, 'symbol')} here; this image has no Linux version note and may be another's, or older.`,
  'exported-since': (a) =>
    `Linux exports ${text(a, 'symbol')} here since ${text(a, 'since')}; this image has no Linux version note that would say how old it is.`,
  'exported-until': (a) =>
    `Linux exported ${text(a, 'symbol')} here up to ${text(a, 'last')} and does not any more; this image has no Linux version note that would say how new it is.`,
  'kernel-unread': (a) =>
    `The kernel (${text(a, 'kernel')}) is older than ${text(a, 'since')}, the oldest one checked, which exports ${text(a, 'symbol')}: it may be too old for it.`,
  'kernel-older': (a) =>
    `The kernel (${text(a, 'kernel')}) is older than ${text(a, 'since')}, the first to export ${text(a, 'symbol')}.`,
  'kernel-maybe-older': (a) =>
    `The kernel (${text(a, 'kernel')}) may be too old: ${text(a, 'symbol')} is absent in ${text(a, 'who')} ${text(a, 'before')} and present in ${text(a, 'since')}.`,
  'kernel-dropped': (a) =>
    `The kernel (${text(a, 'kernel')}) is newer than ${text(a, 'last')}, the last one checked that exports ${text(a, 'symbol')}.`,
  'kernel-newer': (a) =>
    `The kernel (${text(a, 'kernel')}) is newer than ${text(a, 'newest')}, the newest one checked, which exports ${text(a, 'symbol')}: it may have ended, or this one was changed or configured to leave it out.`,
  'kernel-configured-off': (a) =>
    `${text(a, 'who')} ${text(a, 'kernel')} exports ${text(a, 'symbol')} only with ${text(a, 'condition')}; this one was built without.`,
  'kernel-without': (a) =>
    `${text(a, 'who')} exports ${text(a, 'symbol')} here from ${text(a, 'since')} on, but this image (${text(a, 'kernel')}) does not: its kernel was changed or configured to leave it out.`,
  'kernel-between': (a) =>
    `Linux ${text(a, 'release')} lies between releases that are known and differ in this; it was not read itself.`,
  'kernel-blanked': (a) =>
    `The kernel blanked out ${plural(a, 'count', 'name')} of this image at boot, as 32-bit ARM kernels do when the counter cannot be used from user space: ${text(a, 'symbol')} was one of them.`,

  // Of makers without a history
  'maker-never': (a) =>
    `${text(a, 'who')} makes this image, and does not export ${text(a, 'symbol')} (${text(a, 'checked')} checked); ${linuxToo(a)}.`,
  'maker-changed': (a) =>
    `${text(a, 'who')} exports ${text(a, 'symbol')} (${text(a, 'checked')} checked), but this image does not: it is of another release, or was changed.`,
  'maker-unread': (a) =>
    `${text(a, 'who')} makes this image; what it exports on ${text(a, 'abi')} was not checked.`,

  // Of notes
  'note-of-linux': (a) =>
    `${text(a, 'who')} makes this image; only Linux writes the release of its kernel into a note.`,
  'note-gone': () =>
    "Every Linux kernel writes this note into its image: this image is another's, or its notes were taken out.",
  'note-out-of-step': (a) =>
    `The note is there, at file offset ${signed(a, 'offset')}, but a note before it is padded to 8 bytes: whoever steps from note to note by 4 loses the way.`,
};

function kernelOf(args: Args): string {
  return text(args, 'who') === 'Linux' ? 'Linux kernel' : 'kernel of user-mode Linux';
}

/** Why an image lacks what is looked for. */
import { type Args, pluralArg, type Sentence, signed, textArg } from './words.ts';

/** What Linux does beside another maker: "Linux does since 6.11". */
function linuxToo(args: Args): string {
  const since = textArg(args, 'since');
  if (since === '') return 'nor does Linux';
  if (textArg(args, 'last') !== '') return `Linux did up to ${textArg(args, 'last')}`;
  return since === textArg(args, 'oldest') ? 'Linux does' : `Linux does since ${since}`;
}

export const causeSentences: Readonly<Record<string, Sentence>> = {
  'never-exported': (a) =>
    `No ${kernelOf(a)} checked (${textArg(a, 'oldest')} to ${textArg(a, 'newest')}) exports ${textArg(a, 'symbol')} on ${textArg(a, 'abi')}.`,
  proposed: (a) =>
    `${textArg(a, 'symbol')} is proposed for Linux on ${textArg(a, 'abi')} (patches of ${textArg(a, 'since')}); no kernel checked (${textArg(a, 'oldest')} to ${textArg(a, 'newest')}) exports it yet.`,
  'exported-in-other-node': (a) =>
    `${textArg(a, 'who')} exports ${textArg(a, 'symbol')} in the node ${textArg(a, 'kernelNode')}, not in ${textArg(a, 'node')}.`,
  'exported-by-all': (a) =>
    `Every Linux kernel checked from ${textArg(a, 'since')} on exports ${textArg(a, 'symbol')} here; this image has no Linux version note and may be another's, or older.`,
  'exported-since': (a) =>
    `Linux exports ${textArg(a, 'symbol')} here since ${textArg(a, 'since')}; this image has no Linux version note that would say how old it is.`,
  'exported-until': (a) =>
    `Linux exported ${textArg(a, 'symbol')} here up to ${textArg(a, 'last')} and does not any more; this image has no Linux version note that would say how new it is.`,
  'kernel-unread': (a) =>
    `The kernel (${textArg(a, 'kernel')}) is older than ${textArg(a, 'since')}, the oldest one checked, which exports ${textArg(a, 'symbol')}: it may be too old for it.`,
  'kernel-older': (a) =>
    `The kernel (${textArg(a, 'kernel')}) is older than ${textArg(a, 'since')}, the first to export ${textArg(a, 'symbol')}.`,
  'kernel-maybe-older': (a) =>
    `The kernel (${textArg(a, 'kernel')}) may be too old: ${textArg(a, 'symbol')} is absent in ${textArg(a, 'who')} ${textArg(a, 'before')} and present in ${textArg(a, 'since')}.`,
  'kernel-dropped': (a) =>
    `The kernel (${textArg(a, 'kernel')}) is newer than ${textArg(a, 'last')}, the last one checked that exports ${textArg(a, 'symbol')}.`,
  'kernel-newer': (a) =>
    `The kernel (${textArg(a, 'kernel')}) is newer than ${textArg(a, 'newest')}, the newest one checked, which exports ${textArg(a, 'symbol')}: it may have ended, or this one was changed or configured to leave it out.`,
  'kernel-configured-off': (a) =>
    `${textArg(a, 'who')} ${textArg(a, 'kernel')} exports ${textArg(a, 'symbol')} only with ${textArg(a, 'condition')}; this one was built without.`,
  'kernel-without': (a) =>
    `${textArg(a, 'who')} exports ${textArg(a, 'symbol')} here from ${textArg(a, 'since')} on, but this image (${textArg(a, 'kernel')}) does not: its kernel was changed or configured to leave it out.`,
  'kernel-between': (a) =>
    `Linux ${textArg(a, 'release')} lies between releases that are known and differ in this; it was not read itself.`,
  'kernel-blanked': (a) =>
    `The kernel blanked out ${pluralArg(a, 'count', 'name')} of this image at boot, as 32-bit ARM kernels do when the counter cannot be used from user space: ${textArg(a, 'symbol')} was one of them.`,

  // Of makers without a history
  'maker-never': (a) =>
    `${textArg(a, 'who')} makes this image, and does not export ${textArg(a, 'symbol')} (${textArg(a, 'checked')} checked); ${linuxToo(a)}.`,
  'maker-changed': (a) =>
    `${textArg(a, 'who')} exports ${textArg(a, 'symbol')} (${textArg(a, 'checked')} checked), but this image does not: it is of another release, or was changed.`,
  'maker-unread': (a) =>
    `${textArg(a, 'who')} makes this image; what it exports on ${textArg(a, 'abi')} was not checked.`,

  // Of notes
  'note-of-linux': (a) =>
    `${textArg(a, 'who')} makes this image; only Linux writes the release of its kernel into a note.`,
  'note-gone': () =>
    "Every Linux kernel writes this note into its image: this image is another's, or its notes were taken out.",
  'note-out-of-step': (a) =>
    `The note is there, at file offset ${signed(a, 'offset')}, but a note before it is padded to 8 bytes: whoever steps from note to note by 4 loses the way.`,
};

function kernelOf(args: Args): string {
  return textArg(args, 'who') === 'Linux' ? 'Linux kernel' : 'kernel of user-mode Linux';
}

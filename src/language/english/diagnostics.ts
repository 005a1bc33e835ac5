/** The words of diagnostics, quick fixes, hints and commands in source files: plain text. */

import { list } from '../../elf/english.ts';

export const diagnosticWords = {
  source: 'vDSO Explorer',
  hash: { sysv: 'SysV hash', gnu: 'GNU hash' },
  message: (sentences: readonly string[]) => sentences.join(' '),
  wrong: (number: string, hash: string, name: string, right: string) =>
    `${number} is not the ${hash} of ${name}, which is ${right}.`,
  belongsTo: (number: string, hash: string, names: string) => `${number} is the ${hash} of ${names}.`,
  /** What comes of it in a program built with Go's runtime. */
  goFollows: {
    sysv: 'With it Go looks in the bucket of another name, in an image that has only DT_HASH.',
    gnu: 'With it Go finds nothing in an image that has DT_GNU_HASH.',
    version: 'With it no version definition matches, and every call is a system call.',
  },
  fix: (right: string, hash: string, name: string) => `Write ${right}, the ${hash} of ${name}`,
  idle: 'This comment silences nothing: no hash constant in the line that it is for is wrong.',
  unknown: 'This comment silences nothing: there are ignore-line and ignore-next-line.',
  removeIdle: 'Remove the comment',
  ignore: 'Ignore what is marked in this line',
  fixAll: (count: number) => `Correct all ${count} hash constants in this file`,
} as const;

/** What a quick fix writes; the same in every language. */
export const ignoreComment = '// vdso-explorer: ignore-next-line';

export const hintWords = {
  found: (offset: string, version: string | undefined) =>
    version === undefined ? `→ ${offset}` : `→ ${offset}, ${version}`,
  version: (index: number) => `→ version index ${index}`,
  absent: "→ not in this machine's image",
  missedByHash: "→ in this machine's image, but not found with these constants",
  missed: "→ in this machine's image, but not found",
  /** In a file for several architectures: where the name is known. */
  absentBut: (archs: readonly string[]) =>
    `→ not in this machine's image, but on ${archs.length > 3 ? `${archs.length} other architectures` : list(archs)}`,
  foreign: (arch: string, nodes: readonly string[]) => `→ ${arch}: ${list(nodes)}`,
  of: (name: string, label: string) => `${name} ${label}`,
  nowhere: (arch: string) => `→ no Linux has it on ${arch}`,
  wrongHash: (label: string) => `${label}; not found with these constants`,
  offset: 'Offset in the live image of this machine',
  foreignTooltip: "By the catalogue: this machine's image is for another architecture.",
} as const;

export const showWords = {
  nothing:
    'There is no vDSO name at the cursor. Put it on a name such as "__vdso_clock_gettime", "LINUX_2.6" or vdsoClockgettimeSym.',
  absent: (name: string) => `The live image has no ${name}.`,
  foreign: (name: string, arch: string) =>
    `${name} is for ${arch} in this file, and this machine's live image is not.`,
  open: 'Open the Live Image',
} as const;

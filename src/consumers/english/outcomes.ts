/**
 * The English catalogue of this layer: outcomes of a search. Steps are in englishSteps.ts,
 * causes in englishCauses.ts. A translation is a second set of these files.
 */

import type { Reason, ReplayStep } from '../model.ts';
import { causeSentences } from './causes.ts';
import { checkSentences } from './checks.ts';
import { stepSentences } from './steps.ts';
import { decimal, hexArg, pluralArg, type Sentence, signed, textArg } from './words.ts';

const outcomes: Readonly<Record<string, Sentence>> = {
  // Of a consumer
  'all-found': (a) => `Finds ${pluralArg(a, 'total', 'key', 'all keys')} it looks for.`,
  'some-found': (a) =>
    `Finds ${decimal(a, 'found')} of ${pluralArg(a, 'total', 'key')}; missing: ${textArg(a, 'missing')}.`,
  'none-found': (a) =>
    `Finds none of the ${pluralArg(a, 'total', 'key')} it looks for (${textArg(a, 'missing')}).`,
  'none-found-version': (a) =>
    `The image does not define the version node ${textArg(a, 'version')}, so no symbol can match.`,
  'no-keys': () => 'It looks for nothing in this release.',
  'no-port': (a) =>
    `${textArg(a, 'consumer')} has no port for ${textArg(a, 'abi')}, so it never meets this image.`,
  'port-without-vdso': (a) =>
    `${textArg(a, 'consumer')}'s ${textArg(a, 'arch')} port (${textArg(a, 'abi')}) does not use the vDSO: it always makes system calls.`,
  'arch-since': (a) =>
    `${textArg(a, 'consumer')} ${textArg(a, 'release')} looks up nothing on ${textArg(a, 'arch')}; ${textArg(a, 'since')} is the first release that does.`,
  'arch-until': (a) =>
    `${textArg(a, 'consumer')} ${textArg(a, 'release')} looks up nothing on ${textArg(a, 'arch')} any more; the last release that did is ${textArg(a, 'until')}.`,
  'release-too-old': (a) =>
    `No source of a release as old as ${textArg(a, 'consumer')} ${textArg(a, 'release')} was read; ${textArg(a, 'oldest')} is the oldest that was.`,
  'release-between': (a) =>
    `What ${textArg(a, 'consumer')} ${textArg(a, 'release')} looks up is not known: it changed between ${textArg(a, 'before')} and ${textArg(a, 'after')}, and in which release was not read.`,

  // Of a program's own table
  'program-table-not-found': (a) =>
    `The vDSO keys of this ${textArg(a, 'goVersion')} program were not found: it has no symbol runtime.vdsoSymbolKeys, and nothing in its data looks like one.`,
  'program-data-left-out': (a) =>
    `The vDSO keys of this ${textArg(a, 'goVersion')} program were not found: its writable segments or relocations are not as a linker writes them (too many, overlapping, or larger than the file), and what could not be used was left out.`,
  'program-search-given-up': (a) =>
    `The vDSO keys of this ${textArg(a, 'goVersion')} program were not found: its data is full of look-alikes, and the search was given up after ${decimal(a, 'steps')} steps.`,
  'program-other-abi': (a) =>
    `The program is for ${textArg(a, 'program')} and ${textArg(a, 'searched')} is for ${textArg(a, 'image')}: its keys are shown, and cannot be tried here.`,
  'not-tried': () => 'Not tried here; its hash constants are right.',
  'not-tried-wrong-hash': (a) =>
    `Not tried here, and its hash constants are not those of ${textArg(a, 'name')}: it looks in the wrong place.`,
  'program-no-live-image': (a) => `There is no live image to look its keys up in. ${textArg(a, 'reason')}`,

  // Of a key that was found
  'key-found': (a) => `Symbol ${decimal(a, 'symbol')} passes every test; its value is ${hexArg(a, 'value')}.`,
  'key-found-by-luck': (a) =>
    `Symbol ${decimal(a, 'symbol')} is found although the source's hash constants are not those of ${textArg(a, 'name')}: its chain happens to be reached all the same.`,

  // Of a key that is not searched for
  'not-asked-for': (a) => `This release does not look for ${textArg(a, 'symbol')}.`,

  // Of a key of a group
  'served-by': (a) =>
    `${textArg(a, 'symbol')} is not found, and is not missed: ${textArg(a, 'by')} serves the same calls.`,
  'not-searched': (a) => `${textArg(a, 'symbol')} is not looked for: ${textArg(a, 'by')} is found.`,
  'dropped-without': (a) =>
    `${textArg(a, 'symbol')} is found and not used, because ${textArg(a, 'missing')} is missing.`,

  // Of a key that was not
  'not-in-image': (a) => `The image has no symbol ${textArg(a, 'symbol')}.`,
  'wrong-hash': (a) =>
    `The source searches with ${hexArg(a, 'used')}, which is not the hash of ${textArg(a, 'symbol')} (that is ${hexArg(a, 'right')}), so it looks in the wrong place.`,
  'version-never-matches': (a) =>
    `${textArg(a, 'symbol')} is there, but the version node wanted is not defined in the image, so no symbol's version can match.`,
  'not-reached-by-table': (a) => `The image's hash table does not lead to a symbol ${textArg(a, 'symbol')}.`,

  // Ends of the program
  'no-verdef': (a) =>
    `The image has no DT_VERDEF, and the null pointer that stands for it is followed (address ${decimal(a, 'address')}): a segmentation fault at start-up.`,
  'null-pointer': (a) =>
    `Reads ${textArg(a, 'what')} through a null pointer (address ${decimal(a, 'address')}): a segmentation fault at start-up.`,
  'read-outside': (a) =>
    `Reads ${textArg(a, 'what')} at image offset ${signed(a, 'offset')}, outside the ${hexArg(a, 'mapped')} bytes mapped: a segmentation fault at start-up.`,
  'divides-by-zero': (a) =>
    `${textArg(a, 'table')} has no buckets, and the hash is divided by their number without a test: an integer division by zero at start-up.`,
  'slice-panic': (a) =>
    `The counts in ${textArg(a, 'table')} do not fit the slices taken of it: a bounds panic at start-up.`,
  'index-panic': (a) =>
    `Index ${decimal(a, 'index')} in ${textArg(a, 'what')} is beyond its ${decimal(a, 'limit')} elements: a bounds panic at start-up.`,
  'chain-cycle': (a) =>
    `The chain of bucket ${decimal(a, 'bucket')} comes back to symbol ${decimal(a, 'symbol')}: the search never ends, and the program hangs at start-up.`,
  'verdef-cycle': (a) =>
    `The version definitions come back to the one at image offset ${signed(a, 'offset')}: the search never ends, and the program hangs at start-up.`,
  'not-read': (a) =>
    `Reads ${textArg(a, 'what')} at image offset ${signed(a, 'offset')}, and those bytes were not read from the source: what follows is not known.`,
  'too-long': (a) =>
    `The search takes far more steps than in the images of kernels: it was given up after ${decimal(a, 'steps')} of them, and what it would find is not known.`,
};

const sentences: Readonly<Record<string, Sentence>> = {
  ...stepSentences,
  ...checkSentences,
  ...outcomes,
  ...causeSentences,
};

/** The sentence for a reason or a step; an unknown code shows itself. */
export function reasonSentence(reason: Reason): string {
  const sentence = sentences[reason.code];
  return sentence === undefined ? reason.code : sentence(reason.args);
}

export function stepSentence(step: ReplayStep): string {
  return reasonSentence(step);
}

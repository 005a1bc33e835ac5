/**
 * The English catalogue of this layer: outcomes of a search. Steps and checks are in steps.ts and checks.ts, causes in
 * causes.ts, needs in needs.ts. A translation is a second set of these files.
 */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { all, andList, count, list, orList, plural } from '../../elf/english.ts';
import { asker, brief } from '../namesInSentences.ts';
import type { Outcomes, Reason, Reasons } from '../reasons.ts';
import { abiText } from './abis.ts';
import { causeSentences } from './causes.ts';
import { checkSentences } from './checks.ts';
import { needSentences } from './needs.ts';
import { liveImageOf } from './programs.ts';
import { stepSentences } from './steps.ts';
import { partText, type Sentence } from './words.ts';

const outcomes: Sentences<Outcomes> = {
  // Of a consumer
  'all-found': (a) => `Finds ${all(a.total, 'the one key', 'both keys', 'keys')} it looks for.`,
  'some-found': (a) => `Finds ${count(a.found)} of ${plural(a.total, 'key')}; missing: ${list(a.missing)}.`,
  'none-found': (a) =>
    `Finds ${a.total === 2 ? 'neither of the two keys' : `none of the ${plural(a.total, 'key')}`} it looks for (${list(a.missing)}).`,
  'none-found-version': (a) =>
    `The image does not define the version node ${a.version}, so no symbol can match.`,
  'no-keys': () => 'It looks for nothing in this release.',
  'no-port': (a) => `${a.consumer} has no port for ${abiText(a.abi)}, so it never meets this image.`,
  'port-without-vdso': (a) =>
    `${a.consumer}'s ${a.arch} port (${abiText(a.abi)}) does not use the vDSO: it always makes system calls.`,
  'arch-since': (a) =>
    `${a.consumer} ${a.release} looks up nothing on ${a.arch}; ${a.since} is the first release that does.`,
  'arch-until': (a) =>
    `${a.consumer} ${a.release} looks up nothing on ${a.arch} any more; the last release that did is ${a.until}.`,
  'release-too-old': (a) =>
    `No source of a release as old as ${a.consumer} ${a.release} was read; ${a.oldest} is the oldest that was.`,
  'release-between': (a) =>
    `What ${a.consumer} ${a.release} looks up is not known: it changed between ${a.before} and ${a.after}, and in which release was not read.`,

  // Of a program's own table
  'program-table-not-found': (a) =>
    `The vDSO keys of this ${a.goVersion} program were not found: it has no symbol runtime.vdsoSymbolKeys, and nothing in its data looks like one.`,
  'program-data-left-out': (a) =>
    `The vDSO keys of this ${a.goVersion} program were not found: its writable segments or relocations are not as a linker writes them (too many, overlapping, or larger than the file), and what could not be used was left out.`,
  'program-search-given-up': (a) =>
    `The vDSO keys of this ${a.goVersion} program were not found: its data is full of look-alikes, and the search was given up after ${count(a.steps)} steps.`,
  'program-other-abi': (a) =>
    `The program is for ${abiText(a.program)} and ${a.searched === undefined ? 'this image' : liveImageOf(a.searched)} is for ${abiText(a.image)}: its keys are shown, and cannot be tried here.`,
  'not-tried': () => 'Not tried here; its hash constants are right.',
  'not-tried-wrong-hash': (a) =>
    `Not tried here, and its hash constants are not those of ${a.name}: it looks in the wrong place.`,
  'program-no-live-image': () => 'There is no live image to look its keys up in.',

  // Of a key that was found
  'key-found': (a) => `Symbol ${a.symbol} passes every test; its value is ${hex(a.value)}.`,
  'key-found-by-luck': (a) =>
    `Symbol ${a.symbol} is found although the source's hash constants are not those of ${a.name}: its chain happens to be reached all the same.`,

  // Of a key that is not searched for
  'not-asked-for': (a) => `This release does not look for ${a.symbol}.`,

  // Of a key of a group
  'served-by': (a) => `${a.symbol} is not found, and is not missed: ${a.by} serves the same calls.`,
  'not-searched': (a) => `${a.symbol} is not looked for: ${a.by} is found.`,
  'dropped-without': (a) => `${a.symbol} is found and not used, because ${a.missing} is missing.`,

  // Of a key that was not
  'not-in-image': (a) => `The image has no symbol ${a.symbol}.`,
  'wrong-hash': (a) =>
    `The source searches with ${hex(a.used)}, which is not the hash of ${a.symbol} (that is ${hex(a.right)}), so it looks in the wrong place.`,
  'version-never-matches': (a) =>
    `${a.symbol} is there, but the image does not define ${a.wanted}, which ${asker(a)} asks for, so no symbol's version can match.`,
  'other-version': (a) => `${a.symbol} has version ${a.version}; ${asker(a)} asks for ${a.wanted}.`,
  'tables-not-read': (a) =>
    `The image has ${a.has.length === 0 ? 'no hash table' : `only ${andList(a.has)}`}; ${asker(a)} reads ${orList(a.wanted)}${a.wanted.length === 1 ? ' only' : ''}.`,
  'not-reached-by-table': (a) => `The image's hash table does not lead to a symbol ${a.symbol}.`,

  // Ends of the program
  'no-verdef': (a) =>
    `The image has no DT_VERDEF, and the null pointer that stands for it is followed (address ${a.address}): a segmentation fault at start-up.`,
  'null-pointer': (a) =>
    `Reads ${partText(a)} through a null pointer (address ${a.address}): a segmentation fault at start-up.`,
  'read-outside': (a) =>
    `Reads ${partText(a)} at image offset ${hex(a.offset)}, outside the ${hex(a.mapped)} bytes mapped: a segmentation fault at start-up.`,
  'divides-by-zero': (a) =>
    `${a.table} has no buckets, and the hash is divided by their number without a test: an integer division by zero at start-up.`,
  'slice-panic': (a) =>
    `The counts in ${a.table} do not fit the slices taken of it: a bounds panic at start-up.`,
  'index-panic': (a) =>
    `Index ${a.index} in ${partText(a)} is beyond its ${count(a.limit)} elements: a bounds panic at start-up.`,
  'chain-cycle': (a) =>
    `The chain of bucket ${a.bucket} comes back to symbol ${a.symbol}: the search never ends, and the program hangs at start-up.`,
  'verdef-cycle': (a) =>
    `The version definitions come back to the one at image offset ${hex(a.offset)}: the search never ends, and the program hangs at start-up.`,
  'not-read': (a) =>
    `Reads ${partText(a)} at image offset ${hex(a.offset)}, and those bytes were not read from the source: what follows is not known.`,
  'too-long': (a) =>
    `The search takes far more steps than in the images of kernels: it was given up after ${count(a.steps)} of them, and what it would find is not known.`,
};

const sentences: Sentences<Reasons> = {
  ...stepSentences,
  ...checkSentences,
  ...outcomes,
  ...needSentences,
  ...causeSentences,
};

/** The sentence for a reason or a step; an unknown code shows itself. */
export function reasonSentence({ code, args }: Reason): string {
  return Object.hasOwn(sentences, code) ? (sentences[code] as Sentence)(brief(args)) : code;
}

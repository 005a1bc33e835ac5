/** What the tools say beside their JSON. A model reads these sentences and acts on them. */
import { quoted, shortened, shown } from '../elf/bytes/printable.ts';
import type { Sentences } from '../elf/catalogue.ts';
import { count, labelled, labelText, list, listOfLists, noted, paragraph, plural } from '../elf/english.ts';
import type { SourceInfo } from '../elf/imageSource.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import { insideWords } from '../report/english/inside.ts';
import { whereText } from '../report/output/insideReport.ts';
import { headerAbiText } from '../report/words.ts';
import { english } from '../session/words.ts';
import type { Described, SeveralImages, ToolFailures, Wanted } from './failures.ts';

/** Notes beside an answer, and characters of each: a file has as much that cannot be looked into as it likes. */
const MOST_NOTES = 3;
const MOST_OF_A_NOTE = 250;
/** Images that are listed, of all files together. */
const MOST_LISTED = 16;
/** Characters of a name and of a place in a file: there are names without end. */
const MOST_OF_A_NAME = 80;

export const toolFailures: Sentences<ToolFailures> = {
  noObject: () => 'The arguments must be one object, such as {"path": "build/vdso.so"}.',
  unknownArgument: ({ name, known }) =>
    `There is no argument ${quoted(start(name))}. Known are ${list(known)}.`,
  wrongArgument: ({ name, wanted }) => `${quoted(name)} must be ${wantedText(wanted)}.`,
  oneImage: () => 'Give path or pid or neither, not both: neither means the live vDSO of this machine.',
  twoImages: () =>
    'Give at least one image of the two: fromPath or fromPid, toPath or toPid. The one that is not given is the live vDSO of this machine.',
  imageWithoutPath: () =>
    'Give the path of the file that holds the image as well: a process and the live vDSO are images themselves.',
  noContainer: ({ path, argument }) =>
    `${quoted(start(path))} holds no other images: ask without ${quoted(argument)}.`,
  noImages: ({ path, notices }) =>
    paragraph([`${quoted(start(path))} holds no vDSO image.`, ...fewNotes(notices)]),
  noSuchImage: ({ path, image, images }) =>
    `${quoted(start(path))} holds no image ${quoted(start(image))}, but ${plural(images.length, 'image')}: ${imagesText(images, MOST_LISTED)}.`,
  whichImage: ({ sides }) => paragraph(sides.map((side) => severalText(side, MOST_LISTED / sides.length))),
  noWorkspace: ({ path }) =>
    `${quoted(path)} is a relative path and no folder is open: give an absolute path.`,
  notAsked: ({ image }) =>
    `The user has not been asked about ${imageText(image)}: it lies outside the open folders, or has come to since. Ask again.`,
  unknownConsumer: ({ text, known }) =>
    `No consumer ${quoted(text)} is known. Known are ${list(known)}. Write ID or ID@RELEASE, such as ${example(known)}.`,
  badConsumer: ({ text, known }) =>
    `${quoted(text)} names no release. Write ID or ID@RELEASE, such as ${example(known)}, with a release as its project tags it: 1.2.5, 20260526, 2025-03-26.`,
  badRequirement: ({ text, known }) =>
    `${quoted(text)} is no requirement. Write ID, ID@RELEASE, or either followed by :all (every key must be found), with an ID of ${list(known)}.`,
  badName: ({ text }) =>
    `${quoted(start(text))} is no name to look up. Write NAME or NAME@VERSION, such as __vdso_time@LINUX_2.6.`,
};

export const toolWords = {
  notEvaluated:
    'This file is no vDSO image, so no consumer was evaluated. Ask again with "asVdso": true to evaluate it as if the kernel had mapped it.',
  leftOut:
    'Some rows were left out to keep this short (leftOut says how many). Ask inspect_vdso again with "parts" and "filter" to see others.',
  changesLeftOut:
    'Some changes were left out to keep this short (leftOut says how many), harmless ones first. Ask again with "parts" to see others.',
  comparing: (from: Described, to: Described): string => `Comparing ${imageText(from)} with ${imageText(to)}`,
  inspecting: (image: Described): string => `Reading ${imageText(image)}`,
  checking: (image: Described): string => `Looking up what runtimes find in ${imageText(image)}`,
  imageMeant: (path: string, image: InnerImage): string =>
    `The image in ${shortName(path)} is meant: ${innerName(image)}, at ${shortened(whereText(image), MOST_OF_A_NAME)}.`,
  ofSeveral: (label: SourceInfo['label']): string =>
    `Of several images ${shortName(labelText(label))} was compared.`,
  holdsImages:
    'This file may hold vDSO images of its own: ask again with "image" for one of them, by its number ("0") or name.',
  confirmTitle: 'Read outside the workspace?',
  confirm: (images: readonly Described[]): string =>
    `A language model asks for the ELF tables of ${list(images.map(imageText))}. Nothing is changed and nothing is run; what is read becomes part of the conversation.`,
};

function imageText(image: Described): string {
  switch (image.kind) {
    case 'live':
      return 'the live vDSO';
    case 'process':
      return `the vDSO of process ${image.pid}`;
    case 'file': {
      const { path, real, inside } = image;
      const file =
        real === undefined || real === path ? shown(path) : `${shown(path)}, which is ${shown(real)}`;
      return inside === undefined ? file : `image ${quoted(start(inside))} in ${file}`;
    }
  }
}

/** The first of them, and how many more there are. */
export function fewNotes(notes: readonly string[]): string[] {
  const whole = notes.length <= MOST_NOTES ? notes : notes.slice(0, MOST_NOTES - 1);
  const rest = notes.length - whole.length;
  return [
    ...whole.map((note) => shortened(shown(note), MOST_OF_A_NOTE)),
    ...(rest > 0 ? [`${plural(rest, 'other note')} were left out.`] : []),
  ];
}

function severalText({ path, argument, wanted, images }: SeveralImages, most: number): string {
  const called = wanted === undefined ? '' : ` of the name ${quoted(start(wanted))}`;
  return `${quoted(start(path))} holds ${plural(images.length, 'image')}${called}: say which with ${quoted(argument)}, by its number: ${imagesText(images, most)}.`;
}

/** "0: linux-vdso.so.1 (x86-64, Linux 6.12.9, data.tar: usr/lib/vdso64.so); 1: …" */
function imagesText(images: readonly InnerImage[], most: number): string {
  const rest = images.length - most;
  return listOfLists([
    ...images.slice(0, most).map((image) => labelled(`${image.index}`, innerText(image))),
    ...(rest > 0 ? [plural(rest, 'other')] : []),
  ]);
}

function innerText(image: InnerImage): string {
  const facts = [
    headerAbiText(english, image.header),
    ...(image.kernel === undefined ? [] : [`Linux ${shortName(image.kernel)}`]),
    shortened(whereText(image), MOST_OF_A_NAME),
  ];
  return noted(innerName(image), list(facts));
}

function innerName({ name }: InnerImage): string {
  return shortName(insideWords.named(name));
}

function shortName(name: string): string {
  return shortened(shown(name), MOST_OF_A_NAME);
}

function wantedText(wanted: Wanted): string {
  switch (wanted.kind) {
    case 'text':
      return `a text of at most ${count(wanted.most)} characters`;
    case 'process':
      return `the number of a process, from 1 to ${wanted.most}`;
    case 'flag':
      return 'true or false';
    case 'texts':
      return `a list of at most ${count(wanted.items)} texts of at most ${count(wanted.most)} characters`;
    case 'some-of':
      return `a list of some of ${list(wanted.known)}`;
  }
}

/** Enough of a text to know it again. */
function start(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}

function example(known: readonly string[]): string {
  return known.includes('go') ? 'go@1.21' : (known[0] ?? 'ID');
}

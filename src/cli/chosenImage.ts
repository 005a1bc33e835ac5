/** Which image of a container a command means: the only one, or the one of --image. */
import type { Writable } from 'node:stream';
import { shown } from '../elf/bytes/printable.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import { insideHead, insideRow, whereText } from '../report/output/insideReport.ts';
import { ITSELF, isCalled } from '../session/containers/innerNames.ts';
import { english } from '../session/words.ts';
import { noticeSentence } from '../sources/containers/english.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import type { FileWanted } from './command.ts';
import { type Container, noImages } from './container.ts';
import { cliWords } from './english.ts';
import { lines, tryWriting } from './output.ts';
import { UsageError } from './refusal.ts';

/** Whether the container itself was asked for, and can be meant. */
export function isItself({ inside }: FileWanted, { isElf }: Container): boolean {
  return inside === ITSELF && isElf;
}

/** How many of several images a list of them has, when none is chosen. */
const MOST_LISTED = 100;

/**
 * Without `wanted` the only one, which `errors` is told in a line. Rejects with a UsageError where there are several,
 * after the list, or none of that number or name, and with a Refusal where there are none at all; undefined where that is
 * an ELF file, which can be meant itself.
 */
export async function chosenImage(
  container: Container,
  wanted: string | undefined,
  errors: () => Writable,
): Promise<OpenedImage | undefined> {
  const { path } = container;
  const images: InnerImage[] = [];
  const notices: string[] = [];
  let match: { readonly image: InnerImage; readonly bytes: Uint8Array } | undefined;
  let matches = 0;
  for await (const found of container.found()) {
    if (found.kind === 'notice') {
      notices.push(noticeSentence(found.notice));
      continue;
    }
    images.push(found.image);
    if (wanted !== undefined && !isCalled(found.image, wanted)) continue;
    matches++;
    match ??= found;
    // A number means one image: whatever follows is another.
    if (wanted === `${found.image.index}`) break;
  }
  if (images.length > 0) await tryWriting(errors, lines(notices.map(shown)));
  if (match !== undefined && matches === 1) {
    if (wanted === undefined) await tryWriting(errors, lines([meantLine(path, match.image)]));
    return container.opened(match.image, match.bytes);
  }
  if (images.length === 0) {
    if (container.isElf && wanted === undefined) return undefined;
    throw noImages(container, notices);
  }
  await tryWriting(errors, lines(listLines(images)));
  if (matches === 0) throw new UsageError('noSuchImage', { path, image: wanted ?? '' });
  throw new UsageError('whichImage', { path, count: matches, image: wanted });
}

export function listLines(images: readonly InnerImage[]): readonly string[] {
  return [insideHead(), ...images.slice(0, MOST_LISTED).map((image) => insideRow(english, image))];
}

/** What is said beside what a command writes, where a file was given and its only image is meant. */
export function meantLine(path: string, image: InnerImage): string {
  const name = image.name === '' ? whereText(image) : shown(image.name);
  return cliWords.imageMeant({ path: shown(path), name, where: whereText(image) });
}

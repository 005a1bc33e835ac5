/** Which two images `diff` holds against each other. */
import { shown } from '../elf/bytes/printable.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { insideWords } from '../report/english/inside.ts';
import { isCalled } from '../session/containers/innerNames.ts';
import { architectureOf, type OfArchitecture, onlyPair } from '../session/containers/onlyPair.ts';
import { english } from '../session/words.ts';
import { isItself, listLines } from './chosenImage.ts';
import type { FileWanted, ImageWanted } from './command.ts';
import { type ComparedAs, comparedFile, comparedInside, comparedOf } from './comparedInput.ts';
import { type Container, noImages } from './container.ts';
import { cliWords } from './english.ts';
import { insideContainer } from './insideContainer.ts';
import { opened } from './opened.ts';
import { openPath } from './openPath.ts';
import { UsageError } from './refusal.ts';

/** An image that may be meant. */
interface Candidate extends OfArchitecture {
  compared(): Promise<ComparedImage>;
}

type Pair = readonly [Candidate, Candidate];

interface Side {
  readonly path: string;
  /** At least one. */
  readonly candidates: readonly Candidate[];
  /** What a list of them has: of a container. */
  readonly images: readonly InnerImage[];
}

/**
 * Of a container with several images the one that is named, or the only one of the other side's architecture, which is
 * told. Rejects with a UsageError, after the list, where several are left.
 */
export async function comparedPair(
  from: ImageWanted,
  to: ImageWanted,
  how: ComparedAs,
): Promise<readonly [ComparedImage, ComparedImage]> {
  const [olds, news] = [await sideOf(from, how), await sideOf(to, how)];
  const several = [olds, news].filter(({ candidates }) => candidates.length > 1);
  const pair = several.length === 0 ? firstOf(olds, news) : onlyPair(olds.candidates, news.candidates);
  if (pair === undefined) {
    for (const side of several) await list(side, how);
    throw new UsageError('whichPair', { paths: several.map(({ path }) => path) });
  }
  const both = [await pair[0].compared(), await pair[1].compared()] as const;
  for (const [side, { label }] of [[olds, both[0]] as const, [news, both[1]] as const])
    if (several.includes(side)) await how.told(cliWords.ofSeveral(english.elf.label(label)));
  return both;
}

function firstOf({ candidates: [one] }: Side, { candidates: [other] }: Side): Pair | undefined {
  return one && other && [one, other];
}

async function sideOf(wanted: ImageWanted, how: ComparedAs): Promise<Side> {
  if (wanted.kind !== 'file') return alone('', await comparedOf(await opened(wanted), how));
  const { file, container } = await openPath(wanted.path);
  try {
    const inside =
      container === undefined || isItself(wanted, container)
        ? undefined
        : await sideInside(container, wanted, how);
    return inside ?? alone(wanted.path, await comparedFile(file, wanted, how));
  } finally {
    await file?.source.dispose();
  }
}

function alone(path: string, image: ComparedImage): Side {
  return {
    path,
    candidates: [{ architecture: architectureOf(image.header), compared: async () => image }],
    images: [],
  };
}

/** Undefined for an ELF file without an image in it, which may be meant itself. */
async function sideInside(
  container: Container,
  { inside }: FileWanted,
  how: ComparedAs,
): Promise<Side | undefined> {
  const { path } = container;
  const found = await insideContainer(container);
  const images = found.images.map(({ image }) => image);
  if (images.length === 0 && container.isElf && inside === undefined) return undefined;
  if (images.length === 0) throw noImages(container, found.notices);
  for (const notice of found.notices) await how.told(notice);
  const candidates = found.images
    .filter(({ image }) => inside === undefined || isCalled(image, inside))
    .map(({ image, open }) => ({
      architecture: architectureOf(image.header),
      compared: async () => comparedInside(await open(), image, how),
    }));
  const side = { path, candidates, images };
  if (candidates.length > 0) return side;
  await list(side, how);
  throw new UsageError('noSuchImage', { path, image: inside ?? '' });
}

async function list({ path, images }: Side, { told }: ComparedAs): Promise<void> {
  for (const line of [insideWords.heading(shown(path)), ...listLines(images)]) await told(line);
}

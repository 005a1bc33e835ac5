/**
 * Which image a tool means, where a file holds others: a kernel, a core dump, a package or an archive. A worker looks for
 * them and unpacks what is packed; in this thread the first bytes of the file are read and no more.
 */
import type { InnerImage } from '../elf/innerImage.ts';
import { isElf } from '../elf/problems/foreignFormat.ts';
import { findings } from '../session/containers/findings.ts';
import { innerInfo } from '../session/containers/innerInfo.ts';
import { ITSELF, isCalled } from '../session/containers/innerNames.ts';
import type { FoundImage } from '../session/containers/look.ts';
import { architectureOf, type OfArchitecture } from '../session/containers/onlyPair.ts';
import { Turns } from '../session/worker/turns.ts';
import { openWorkerLook } from '../session/worker/workerLook.ts';
import { noticeSentence } from '../sources/containers/english.ts';
import { HEAD } from '../sources/containers/format.ts';
import { mayBeImage } from '../sources/containers/image.ts';
import { memorySource } from '../sources/memorySource.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { toolWords } from './english.ts';
import type { ImageArgument, SeveralImages } from './failures.ts';
import { ToolError } from './toolError.ts';
import { openAsked, type ToolImage, type ToolPlace } from './toolImage.ts';

/** A model may ask much at once, and a look keeps up to 256 MiB (containers/memory.ts). */
const LOOKS_AT_ONCE = 2;
const turns = new Turns(LOOKS_AT_ONCE);

/** Bytes of images that are kept until one of them is chosen. */
const MOST_KEPT = 64 * 1024 * 1024;

export interface AskedWith {
  /** What says which one of several. */
  readonly argument: ImageArgument;
  /** Whether one in a file is meant though none was named, where the file is ELF itself. */
  readonly meansInner: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Notes say what could not be looked into, or might be. */
export type Meant =
  | { readonly kind: 'itself'; readonly opened: OpenedImage; readonly notes: readonly string[] }
  | ({ readonly kind: 'inside' } & Inside);

interface Inside {
  /** Of the file that holds them. */
  readonly path: string;
  /** Those that are called as it was asked for, or all: at least one. */
  readonly meant: readonly MeantImage[];
  readonly notes: readonly string[];
}

export interface MeantImage extends OfArchitecture {
  readonly image: InnerImage;
  /** Of each architecture the first can be opened: of several the one that is meant has to be named. */
  readonly opened?: OpenedImage;
}

/** The only one. Rejects with a sentence where there are several, and where there is none. */
export async function onlyImage(
  image: ToolImage,
  place: ToolPlace,
  asked: AskedWith,
): Promise<{ readonly opened: OpenedImage; readonly notes: readonly string[] }> {
  const found = await meantImages(image, place, asked);
  if (found.kind === 'itself') return found;
  const [one, ...others] = found.meant;
  if (one?.opened === undefined || others.length > 0)
    throw new ToolError('whichImage', { sides: [severalOf(found, image, asked)] });
  const isNamed = wantedIn(image) !== undefined;
  return {
    opened: one.opened,
    notes: [...(isNamed ? [] : [toolWords.imageMeant(found.path, one.image)]), ...found.notes],
  };
}

/** What is said of several images, one of which has to be named. */
export function severalOf(
  { path, meant }: Inside,
  image: ToolImage,
  { argument }: Pick<AskedWith, 'argument'>,
): SeveralImages {
  return { path, argument, wanted: wantedIn(image), images: meant.map((each) => each.image) };
}

/** All that may be meant. Rejects with a sentence where there is none. */
export async function meantImages(image: ToolImage, place: ToolPlace, asked: AskedWith): Promise<Meant> {
  const opened = await openAsked(image, place);
  if (image.kind !== 'file') return { kind: 'itself', opened, notes: [] };
  let isItself = false;
  try {
    const meant = await lookFor(opened, image.inside, place.worker, asked);
    isItself = meant.kind === 'itself';
    return meant;
  } finally {
    if (!isItself) await opened.source.dispose();
  }
}

function wantedIn(image: ToolImage): string | undefined {
  return image.kind === 'file' ? image.inside : undefined;
}

async function lookFor(
  file: OpenedImage,
  wanted: string | undefined,
  script: string,
  { argument, meansInner, signal }: AskedWith,
): Promise<Meant> {
  const itself = (notes: readonly string[]): Meant => ({ kind: 'itself', opened: file, notes });
  const { path = '' } = file.info;
  const head = await file.source.read(0, HEAD);
  // What knows all formats is loaded when a file is asked about.
  const { containerFormat } = await import('../sources/containers/formats.ts');
  // gVisor and user-mode Linux link their image where kernels lie.
  if (mayBeImage(head) || containerFormat(head, path) === undefined) {
    if (wanted === undefined || wanted === ITSELF) return itself([]);
    throw new ToolError('noContainer', { path, argument });
  }
  const isReadable = isElf(head);
  if (isReadable && wanted === ITSELF) return itself([]);
  if (isReadable && wanted === undefined && !meansInner)
    // Modules of kernels hold none.
    return itself(path.endsWith('.ko') ? [] : [toolWords.holdsImages]);
  const { images, meant, notes } = await lookThrough(file, wanted, script, signal);
  if (meant.length > 0) return { kind: 'inside', path, meant, notes };
  if (wanted !== undefined && images.length > 0)
    throw new ToolError('noSuchImage', { path, image: wanted, images });
  if (isReadable && wanted === undefined) return itself(notes);
  throw new ToolError('noImages', { path, notices: notes });
}

async function lookThrough(
  { info, identity }: OpenedImage,
  wanted: string | undefined,
  script: string,
  signal: AbortSignal | undefined,
): Promise<Omit<Inside, 'path'> & { readonly images: readonly InnerImage[] }> {
  const { path = '' } = info;
  const images: InnerImage[] = [];
  const meant: MeantImage[] = [];
  const notes: string[] = [];
  const architectures = new Set<string>();
  let kept = 0;
  const endTurn = await turns.take(signal);
  try {
    const look = await openWorkerLook({ name: path, reads: { path, identity } }, script, signal);
    for await (const found of findings(look, signal)) {
      notes.push(...found.notices.map(noticeSentence));
      for (const each of found.images) {
        const { image, bytes } = each;
        images.push(image);
        if (wanted !== undefined && !isCalled(image, wanted)) continue;
        const architecture = architectureOf(image.header);
        const isKept = !architectures.has(architecture) && kept + bytes.length <= MOST_KEPT;
        architectures.add(architecture);
        if (isKept) kept += bytes.length;
        meant.push({ image, architecture, ...(isKept && { opened: openedInside(path, each) }) });
        // A number means one image: whatever follows is another.
        if (wanted === `${image.index}`) return { images, meant, notes };
      }
    }
    return { images, meant, notes };
  } finally {
    endTurn();
  }
}

/** It keeps nothing open: its bytes are here. */
function openedInside(path: string, { image, bytes, kind, dump }: FoundImage): OpenedImage {
  return { source: memorySource(bytes), info: innerInfo(path, kind, image, dump) };
}

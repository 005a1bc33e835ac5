/** The two images that a model wants compared: each a file or a process's by itself, or one of those in a file. */
import type { Selection } from '../consumers/model.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { comparedAnyway } from '../session/comparedAnyway.ts';
import { innerLabel } from '../session/containers/innerNames.ts';
import { architectureOf, type OfArchitecture, onlyPair } from '../session/containers/onlyPair.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { toolWords } from './english.ts';
import type { SeveralImages } from './failures.ts';
import type { ImageInput } from './input.ts';
import { meantImages, severalOf } from './meantImage.ts';
import { ToolError } from './toolError.ts';
import { imageOf, type ToolPlace, withSession } from './toolImage.ts';

export interface AskedComparison {
  readonly selection: Selection;
  readonly asVdso: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface TwoImages {
  readonly images: readonly [ComparedImage, ComparedImage];
  /** Which ones were meant, and what could not be looked into. */
  readonly notes: readonly string[];
}

/** An image that may be meant. */
interface Candidate extends OfArchitecture {
  /** Absent where it has to be named first. */
  readonly compared?: () => Promise<ComparedImage>;
}

interface Side {
  /** At least one. */
  readonly candidates: readonly Candidate[];
  readonly several: readonly SeveralImages[];
  readonly notes: readonly string[];
}

/**
 * Of a file with several images the one that is named, or the only one of the other side's architecture, which a note
 * says. Rejects with a sentence that has all of them where several are left.
 */
export async function twoImages(
  [from, to]: readonly [ImageInput, ImageInput],
  place: ToolPlace,
  how: AskedComparison,
): Promise<TwoImages> {
  // Each may take a worker: one after the other.
  const olds = await sideOf(from, 'fromImage', place, how);
  const news = await sideOf(to, 'toImage', place, how);
  const several = [...olds.several, ...news.several];
  const pair =
    several.length === 0
      ? [olds.candidates[0], news.candidates[0]]
      : onlyPair(olds.candidates, news.candidates);
  const [one, other] = pair?.map((each) => each?.compared) ?? [];
  if (one === undefined || other === undefined) throw new ToolError('whichImage', { sides: several });
  const [old, renewed] = [await one(), await other()];
  const chosen = ({ several: each }: Side, { label }: ComparedImage): readonly string[] =>
    each.length > 0 ? [toolWords.ofSeveral(label)] : [];
  const notes = [...chosen(olds, old), ...chosen(news, renewed), ...olds.notes, ...news.notes];
  return { images: [old, renewed], notes };
}

async function sideOf(
  input: ImageInput,
  argument: SeveralImages['argument'],
  place: ToolPlace,
  how: AskedComparison,
): Promise<Side> {
  const image = await imageOf(input, place);
  const found = await meantImages(image, place, { argument, meansInner: true, signal: how.signal });
  const { notes } = found;
  if (found.kind === 'itself') {
    const compared = await comparedOf(found.opened, place, how);
    return {
      candidates: [{ architecture: architectureOf(compared.header), compared: async () => compared }],
      several: [],
      notes,
    };
  }
  const candidates = found.meant.map(({ image: inner, architecture, opened }) => ({
    architecture,
    ...(opened && { compared: () => comparedOf(labelled(opened, inner), place, how) }),
  }));
  const several = candidates.length > 1 ? [severalOf(found, image, { argument })] : [];
  return { candidates, several, notes };
}

/** Several of one file are told apart. */
function labelled({ info, ...opened }: OpenedImage, image: InnerImage): OpenedImage {
  return { ...opened, info: { ...info, label: innerLabel(info, image) } };
}

function comparedOf(
  opened: OpenedImage,
  place: ToolPlace,
  { selection, asVdso, signal }: AskedComparison,
): Promise<ComparedImage> {
  return withSession(opened, selection, asVdso, place, (session) => comparedAnyway(session, signal), signal);
}

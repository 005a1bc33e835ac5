/** What is compared of images, kept for as long as somebody may look at it, and the texts that are made of it. */
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { compareInSlices } from '../report/comparison/compareImages.ts';
import type { ComparedPart } from '../report/comparison/comparison.ts';
import type { Words } from '../report/words.ts';
import { SharedTask } from '../session/code/sharedTask.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import type { ComparedPair, ComparedPath } from './comparedUri.ts';
import {
  comparisonSummary,
  type DifferingText,
  differingTexts,
  type ImageTexts,
  imageTexts,
  type SummaryText,
  textId,
} from './comparisonText.ts';

/** Images of which it is kept: of a vDSO some 100 kB. */
export const COMPARED_KEPT = 8;

export interface ComparisonsOptions {
  readonly words: () => Words;
  /** Reads an image for it. @param uri as its text @param asks whether somebody is there who can be asked something */
  read(uri: string, asks: boolean, signal?: AbortSignal): Promise<ComparedImage>;
}

export class Comparisons {
  readonly #options: ComparisonsOptions;
  /** The one used last is the last one. */
  readonly #images = new Map<string, SharedTask<ComparedImage>>();
  /** Made of images that are kept: VS Code asks for the size of a text, the text, and what leads on from it, one by one. */
  readonly #texts = new WeakMap<ComparedImage, ImageTexts>();
  readonly #summaries = new WeakMap<ComparedImage, WeakMap<ComparedImage, SummaryText>>();

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** As they are now: what is kept of them is read anew. */
  async anew({ from, to }: ComparedPair, signal?: AbortSignal): Promise<SummaryText> {
    for (const uri of [from, to]) this.#images.delete(uri);
    return this.#summary(await this.#both({ from, to }, true, signal), signal);
  }

  async summary(pair: ComparedPair, signal?: AbortSignal): Promise<SummaryText> {
    return this.#summary(await this.#both(pair, false, signal), signal);
  }

  async #summary(
    [from, to]: readonly [ComparedImage, ComparedImage],
    signal: AbortSignal | undefined,
  ): Promise<SummaryText> {
    const made = this.#summaries.get(from) ?? new WeakMap<ComparedImage, SummaryText>();
    const kept = made.get(to);
    if (kept !== undefined) return kept;
    const comparison = await new SliceScheduler(signal).run(compareInSlices(from, to));
    const summary = comparisonSummary(this.#options.words(), comparison, this.#differing(from, to));
    this.#summaries.set(from, made.set(to, summary));
    return summary;
  }

  /** Texts of both that differ. @param part absent: of all parts */
  async differing(pair: ComparedPair, part?: ComparedPart): Promise<readonly DifferingText[]> {
    const all = this.#differing(...(await this.#both(pair, false)));
    return part === undefined ? all : all.filter((each) => each.part === part);
  }

  /** '' for one that the image does not have. */
  async text(path: ComparedPath): Promise<string> {
    if (path.kind === 'summary') return (await this.summary(path)).text;
    const texts = this.#textsOf(await this.#image(path.image, false));
    return texts.get(textId(path.part, path.name))?.text ?? '';
  }

  #differing(from: ComparedImage, to: ComparedImage): readonly DifferingText[] {
    return differingTexts(this.#textsOf(from), this.#textsOf(to));
  }

  #textsOf(image: ComparedImage): ImageTexts {
    const texts = this.#texts.get(image) ?? imageTexts(this.#options.words(), image);
    this.#texts.set(image, texts);
    return texts;
  }

  /** One after the other: each may take a worker. */
  async #both(
    { from, to }: ComparedPair,
    asks: boolean,
    signal?: AbortSignal,
  ): Promise<[ComparedImage, ComparedImage]> {
    const first = await this.#image(from, asks, signal);
    return [first, await this.#image(to, asks, signal)];
  }

  /** Who leaves ends nobody else's; a failure is not kept: the next one tries again. */
  #image(uri: string, asks: boolean, signal?: AbortSignal): Promise<ComparedImage> {
    const image =
      this.#images.get(uri) ??
      new SharedTask<ComparedImage>((wanted) => this.#options.read(uri, asks, wanted));
    this.#images.delete(uri);
    this.#images.set(uri, image);
    for (const oldest of [...this.#images.keys()].slice(0, Math.max(0, this.#images.size - COMPARED_KEPT)))
      this.#images.delete(oldest);
    return image.wait(signal);
  }
}

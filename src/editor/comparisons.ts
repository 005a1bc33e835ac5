/** What is compared of images, kept for as long as somebody may look at it, and the texts that are made of it. */
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { compareInSlices } from '../report/comparison/compareImages.ts';
import type { ComparedPart, Comparison } from '../report/comparison/comparison.ts';
import type { Words } from '../report/words.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import type { ComparedPair, ComparedPath } from './comparedUri.ts';
import {
  comparisonSummary,
  type DifferingText,
  differingTexts,
  type SummaryText,
  textOf,
} from './comparisonText.ts';

/** Images of which it is kept: of a vDSO some 100 kB. */
export const COMPARED_KEPT = 8;

export interface ComparisonsOptions {
  readonly words: () => Words;
  /** Reads an image for it. @param uri as its text */
  read(uri: string, signal?: AbortSignal): Promise<ComparedImage>;
}

export class Comparisons {
  readonly #options: ComparisonsOptions;
  /** The one used last is the last one. */
  readonly #images = new Map<string, Promise<ComparedImage>>();

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** As they are now: what is kept of them is read anew. */
  async anew({ from, to }: ComparedPair, signal?: AbortSignal): Promise<SummaryText> {
    for (const uri of [from, to]) this.#images.delete(uri);
    return this.summary({ from, to }, signal);
  }

  async summary(pair: ComparedPair, signal?: AbortSignal): Promise<SummaryText> {
    return comparisonSummary(this.#options.words(), await this.#comparison(pair, signal));
  }

  /** Texts of both that differ. @param part absent: of all parts */
  async differing(pair: ComparedPair, part?: ComparedPart): Promise<readonly DifferingText[]> {
    const [from, to] = await this.#both(pair);
    const all = differingTexts(this.#options.words(), { from, to });
    return part === undefined ? all : all.filter((each) => each.part === part);
  }

  async text(path: ComparedPath): Promise<string> {
    if (path.kind === 'summary') return (await this.summary(path)).text;
    return textOf(this.#options.words(), await this.#image(path.image), path.part, path.name);
  }

  async #comparison(pair: ComparedPair, signal?: AbortSignal): Promise<Comparison> {
    const [from, to] = await this.#both(pair, signal);
    return new SliceScheduler(signal).run(compareInSlices(from, to));
  }

  /** One after the other: each may take a worker. */
  async #both({ from, to }: ComparedPair, signal?: AbortSignal): Promise<[ComparedImage, ComparedImage]> {
    const first = await this.#image(from, signal);
    return [first, await this.#image(to, signal)];
  }

  #image(uri: string, signal?: AbortSignal): Promise<ComparedImage> {
    const image = this.#images.get(uri) ?? this.#options.read(uri, signal);
    this.#images.delete(uri);
    this.#images.set(uri, image);
    for (const oldest of [...this.#images.keys()].slice(0, Math.max(0, this.#images.size - COMPARED_KEPT)))
      this.#images.delete(oldest);
    // A failure is not kept: the next one tries again.
    image.catch(() => {
      if (this.#images.get(uri) === image) this.#images.delete(uri);
    });
    return image;
  }
}

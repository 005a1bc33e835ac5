/**
 * Which kernel serves which consumer, without an image of it: each lookup replayed on an image written from what is
 * recorded of the kernel.
 */
import type { ElfImage } from '../../elf/model.ts';
import { readElf } from '../../elf/readElf.ts';
import { type KernelImage, kernelImages } from '../catalog/kernelImages.ts';
import type { ConsumerFinding, KeyFinding, Outcome, Provider, Reason, Selection } from '../model.ts';
import { evaluateInSlices } from '../verdict/evaluate.ts';
import { causeOfAbsence } from '../verdict/kernelHistory.ts';
import type { ImageFacts } from './imageFacts.ts';
import { type AtlasKernel, conditionOf, factsOf, kernelsOf } from './kernels.ts';
import { writeImage } from './writeImage.ts';

export interface Atlas {
  /** By architecture, oldest first. */
  readonly kernels: readonly AtlasKernel[];
  /** By architecture, consumer and kernel, oldest first. */
  readonly rows: readonly AtlasRow[];
}

export interface AtlasRow {
  readonly kernel: AtlasKernel;
  /** What the consumer is, and what comes of its lookup in the first of the images that the kernel may have. */
  readonly finding: ConsumerFinding;
  /** unknown where these differ. */
  readonly outcome: Outcome;
  readonly why: Reason;
  readonly keys: readonly AtlasKey[];
}

export interface AtlasKey {
  readonly symbol: string;
  /** Set when it is no symbol but a need, which `symbol` says in words. */
  readonly need?: KeyFinding['need'];
  readonly outcome: Outcome;
  /** Why it is not found. */
  readonly cause?: Reason;
  /** The configuration without which the kernel does not have it. */
  readonly needs?: string;
}

/** How a generator of slices is run to its end: at once, or with rests in which others run. */
export type RunSlices = <Result>(work: Generator<void, Result>) => Promise<Result>;

/** @param images the architectures; absent: all */
export async function makeAtlas(
  selection: Selection,
  run: RunSlices,
  images: readonly KernelImage[] = kernelImages,
): Promise<Atlas> {
  const kernels: AtlasKernel[] = [];
  const rows: AtlasRow[] = [];
  for (const image of images) {
    const lookups = new Lookups(selection, run);
    const found: (readonly AtlasRow[])[] = [];
    for (const kernel of kernelsOf(image)) {
      kernels.push(kernel);
      found.push(await rowsOn(kernel, lookups));
    }
    for (const position of selection.keys()) rows.push(...found.flatMap((each) => each[position] ?? []));
  }
  return { kernels, rows };
}

interface Replayed {
  readonly image: ElfImage;
  readonly findings: readonly ConsumerFinding[];
}

/** Kernels in a row mostly have the same image but for their release, which no lookup looks at. */
class Lookups {
  readonly #selection: Selection;
  readonly #run: RunSlices;
  readonly #known = new Map<string, Promise<Replayed>>();

  constructor(selection: Selection, run: RunSlices) {
    this.#selection = selection;
    this.#run = run;
  }

  on(facts: ImageFacts): Promise<Replayed> {
    const key = JSON.stringify({ ...facts, base: `${facts.base}`, release: '' });
    const replayed = this.#known.get(key) ?? this.#replay(facts);
    this.#known.set(key, replayed);
    return replayed;
  }

  async #replay(facts: ImageFacts): Promise<Replayed> {
    const image = await writtenImage(facts);
    const provider = makerOf(facts);
    const findings = await this.#run(evaluateInSlices(image, { role: 'vdso', provider }, this.#selection));
    return { image, findings };
  }
}

/** Of Linux's images user-mode Linux's alone is not linked at 0. */
function makerOf({
  base = 0n,
  release,
}: {
  readonly base?: bigint | undefined;
  readonly release: string;
}): Provider {
  return { kind: base === 0n ? 'linux' : 'uml', release };
}

/** The image as every face would open it. */
export async function writtenImage(facts: ImageFacts): Promise<ElfImage> {
  const bytes = writeImage(facts);
  const result = await readElf({
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    dispose: () => Promise.resolve(),
  });
  if (result.kind !== 'elf')
    throw new RangeError(`The image of ${facts.soname} ${facts.release} cannot be read.`);
  return result.image;
}

async function rowsOn(kernel: AtlasKernel, lookups: Lookups): Promise<readonly AtlasRow[]> {
  const replayed: Replayed[] = [];
  for (const facts of factsOf(kernel)) replayed.push(await lookups.on(facts));
  const [first] = replayed;
  if (first === undefined) return [];
  return first.findings.map((finding, position) => {
    const all = replayed.flatMap(({ findings }) => findings[position] ?? []);
    const outcome = agreed(all.map((each) => each.outcome));
    return {
      kernel,
      finding,
      outcome,
      why: outcome === finding.outcome ? finding.why : between(kernel),
      keys: finding.keys.map((key, i) =>
        keyOf(
          kernel,
          first.image,
          key,
          all.flatMap(({ keys }) => keys[i]?.outcome ?? []),
        ),
      ),
    };
  });
}

function keyOf(
  kernel: AtlasKernel,
  image: ElfImage,
  key: KeyFinding,
  outcomes: readonly Outcome[],
): AtlasKey {
  const { symbol, need } = key;
  const outcome = agreed(outcomes);
  const needs = conditionOf(kernel, symbol);
  const cause = outcome === key.outcome ? causeOf(kernel, image, key) : between(kernel);
  return {
    symbol,
    ...(need === undefined ? {} : { need }),
    outcome,
    ...(outcome === 'found' ? {} : { cause }),
    ...(needs === undefined ? {} : { needs }),
  };
}

/** Why the image lacks it, of this release and not of the one that was asked for it; else how the lookup ended. */
function causeOf({ release, image: { base } }: AtlasKernel, image: ElfImage, key: KeyFinding): Reason {
  if (key.cause === undefined) return key.why;
  return causeOfAbsence(image, makerOf({ base, release }), key.symbol, key.version) ?? key.cause;
}

function agreed(outcomes: readonly Outcome[]): Outcome {
  const [first = 'unknown'] = outcomes;
  return outcomes.every((outcome) => outcome === first) ? first : 'unknown';
}

function between({ release }: AtlasKernel): Reason {
  return { code: 'kernel-between', args: { release } };
}

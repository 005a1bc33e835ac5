/** What inputs are made from. Loaded once a thread; files made by tools are made once (made.ts). */

import { shapeName, shapes } from '../../../support/elf/index.ts';
import { packedProgram } from '../../../support/packedProgram.ts';
import type { Seed } from '../../mutate.ts';
import { fuzzSeeds } from '../../seeds.ts';
import { builtCores } from './cores.ts';
import { loadMade, type Missing } from './made.ts';
import { realSeed } from './realSeed.ts';
import { type SourceText, sourceTexts } from './sourceTexts.ts';

export interface Corpus {
  /** Everything below, and images of every shape that our builder makes. */
  readonly images: readonly Seed[];
  /** Those that a runtime would be asked about. */
  readonly vdsos: readonly Seed[];
  /** Go programs, with and without symbols, of several machines. */
  readonly programs: readonly Seed[];
  /** Small ones, for what is done many times to each. */
  readonly small: readonly Seed[];
  readonly sources: readonly SourceText[];
  /** What could not be made here, and why. */
  readonly missing: readonly Missing[];
}

/** Bytes of a small image. */
const SMALL = 24 * 1024;

let loaded: Promise<Corpus> | undefined;

/** @throws with CI=true when anything is missing */
export function loadCorpus(): Promise<Corpus> {
  loaded ??= load();
  return loaded;
}

/** Programs that UPX has packed, of our own builder. */
function packedSeeds(): Seed[] {
  return shapes.map((shape) => realSeed(`packed program ${shapeName(shape)}`, packedProgram(shape)));
}

async function load(): Promise<Corpus> {
  const { seeds, missing } = await loadMade();
  if (missing.length > 0 && process.env['CI'] === 'true')
    throw new Error(`Missing with CI=true: ${missing.map(({ what, why }) => `${what} (${why})`).join(', ')}`);
  const programs = seeds.filter(({ name }) => name.startsWith('Go program'));
  const images = [...fuzzSeeds(), ...builtCores(), ...packedSeeds(), ...seeds];
  return {
    images: [...images],
    vdsos: images.filter(({ name }) => /vDSO/.test(name)),
    programs,
    small: images.filter(({ bytes }) => bytes.length <= SMALL),
    sources: sourceTexts(),
    missing,
  };
}

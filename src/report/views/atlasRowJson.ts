/** What comes of one consumer's lookup on one kernel as JSON: in the atlas's report and in copies of its table. */
import type { AtlasKey, AtlasRow } from '../../consumers/atlas/atlas.ts';
import type { Json } from '../jsonValue.ts';
import { reasonText, type Words } from '../words.ts';

type Fields = { readonly [name: string]: Json };

export function atlasRowJson(words: Words, { kernel, finding, outcome, why, keys }: AtlasRow): Fields {
  const { id, release, requestedRelease } = finding;
  return {
    consumer: id,
    release,
    ...(requestedRelease === undefined ? {} : { requestedRelease: requestedRelease.name }),
    arch: kernel.image.arch,
    kernel: kernel.release,
    outcome,
    why: reasonText(words, why),
    keys: keys.map((key) => keyJson(words, key)),
  };
}

function keyJson(words: Words, { symbol, outcome, cause, needs }: AtlasKey): Fields {
  return {
    symbol,
    outcome,
    ...(cause === undefined ? {} : { cause: reasonText(words, cause) }),
    ...(needs === undefined ? {} : { needs }),
  };
}

/** What comes of one consumer's lookup on one kernel as JSON: in the atlas's report and in copies of its table. */
import type { AtlasKey, AtlasRow } from '../../consumers/atlas/atlas.ts';
import type { Json } from '../jsonValue.ts';
import { reasonText } from './replayView.ts';

type Fields = { readonly [name: string]: Json };

export function atlasRowJson({ kernel, finding, outcome, why, keys }: AtlasRow): Fields {
  const { id, release, requestedRelease } = finding;
  return {
    consumer: id,
    release,
    ...(requestedRelease === undefined ? {} : { requestedRelease: requestedRelease.name }),
    arch: kernel.image.arch,
    kernel: kernel.release,
    outcome,
    why: reasonText(why),
    keys: keys.map(keyJson),
  };
}

function keyJson({ symbol, outcome, cause, needs }: AtlasKey): Fields {
  return {
    symbol,
    outcome,
    ...(cause === undefined ? {} : { cause: reasonText(cause) }),
    ...(needs === undefined ? {} : { needs }),
  };
}

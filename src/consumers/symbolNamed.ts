import type { ElfImage } from '../elf/model.ts';

/** A vDSO has some dozens; a library with more is not worth a scan for one sentence. */
const MAX_SCANNED = 5000;

/** First index of each name, by image: every key of every consumer asks. */
const known = new WeakMap<ElfImage, ReadonlyMap<string, number>>();

/** Index of a symbol with this name, -1 when the image has none, undefined when it has too many to look. */
export function symbolNamed(image: ElfImage, name: string): number | undefined {
  if (image.symbols.length > MAX_SCANNED) return undefined;
  const indices = known.get(image) ?? firstIndices(image);
  known.set(image, indices);
  return indices.get(name) ?? -1;
}

function firstIndices({ symbols }: ElfImage): ReadonlyMap<string, number> {
  const indices = new Map<string, number>();
  for (let index = symbols.length - 1; index >= 0; index--) indices.set(symbols.name(index), index);
  return indices;
}

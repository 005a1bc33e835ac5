import type { ElfImage } from '../elf/model.ts';

/** A vDSO has some dozens; a library with more is not worth a scan for one sentence. */
const MAX_SCANNED = 5000;

/** The names of an image's symbols: every key of every consumer asks for one. */
const known = new WeakMap<ElfImage, ReadonlySet<string>>();

/** Whether the image has a symbol with this name; undefined when it has too many to look. */
export function hasSymbol(image: ElfImage, name: string): boolean | undefined {
  if (image.symbols.length > MAX_SCANNED) return undefined;
  const names = known.get(image) ?? namesOf(image);
  known.set(image, names);
  return names.has(name);
}

function namesOf({ symbols }: ElfImage): ReadonlySet<string> {
  const names = new Set<string>();
  for (let index = 0; index < symbols.length; index++) names.add(symbols.name(index));
  return names;
}

import type { ElfImage } from '../elf/model.ts';

/** A vDSO has some dozens; a library with more is not worth a scan for one sentence. */
const MAX_SCANNED = 5000;

/** Index of a symbol with this name, -1 when the image has none, undefined when it has too many to look. */
export function symbolNamed(image: ElfImage, name: string): number | undefined {
  const { symbols } = image;
  if (symbols.length > MAX_SCANNED) return undefined;
  for (let i = 0; i < symbols.length; i++) {
    if (symbols.name(i) === name) return i;
  }
  return -1;
}

import type { ElfImage } from '../elf/model.ts';

/** Whether the static symbols are all symbols there are (entry 0 is none): then nobody needs to ask for them. */
export function isSymtabAlone({ symbols, hasSymtab }: ElfImage): boolean {
  return hasSymtab && symbols.length <= 1;
}

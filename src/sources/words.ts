import type { Language } from '../elf/language.ts';
import { type SourcesCatalogue, sourcesEnglish } from './english.ts';

const catalogues: Readonly<Record<Language, SourcesCatalogue>> = { en: sourcesEnglish };

export function sourcesWords(language: Language): SourcesCatalogue {
  return catalogues[language];
}

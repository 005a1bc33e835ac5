import type { Language } from '../elf/language.ts';
import { type FilesCatalogue, filesEnglish } from './english.ts';

const catalogues: Readonly<Record<Language, FilesCatalogue>> = { en: filesEnglish };

export function filesWords(language: Language): FilesCatalogue {
  return catalogues[language];
}

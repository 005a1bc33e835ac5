import type { Language } from '../elf/language.ts';
import { type SessionCatalogue, sessionEnglish } from './english.ts';

const catalogues: Readonly<Record<Language, SessionCatalogue>> = { en: sessionEnglish };

export function sessionCatalogue(language: Language): SessionCatalogue {
  return catalogues[language];
}

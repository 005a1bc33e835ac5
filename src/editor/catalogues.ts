import type { Language } from '../elf/language.ts';
import { type EditorCatalogue, editorEnglish } from './english.ts';

/** The catalogue of a language, and which it is: errors of other layers are told in it too. */
export interface EditorWords extends EditorCatalogue {
  readonly language: Language;
}

const catalogues: Readonly<Record<Language, EditorCatalogue>> = { en: editorEnglish };

export function editorCatalogue(language: Language): EditorWords {
  return { ...catalogues[language], language };
}

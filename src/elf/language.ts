/** The languages of pages, hovers and notifications. A new one is asked for, by the compiler, in each layer's catalogue. */
export type Language = 'en';

/** @param tag as VS Code names its display language: "en", "en-GB", "de"; what has no catalogue is told in English */
export function languageOf(_tag: string | undefined): Language {
  return 'en';
}

/** Words of the filter of what is shown, which come with its script. */
import { type Catalogue, type Language, languageOf } from '../../src/protocol.ts';
import { findChinese } from './chinese.ts';
import { findEnglish } from './english.ts';

const catalogues: Readonly<Record<Language, Catalogue<typeof findEnglish>>> = {
  en: findEnglish,
  'zh-cn': findChinese,
};

export const findWords = catalogues[languageOf(document.documentElement.lang)];

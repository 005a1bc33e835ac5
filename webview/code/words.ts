/** The Code tab's words in the language of the page. */
import { type Catalogue, type Language, languageOf } from '../../src/protocol.ts';
import { codeTabChinese } from './chinese.ts';
import { codeTabEnglish } from './english.ts';

const catalogues: Readonly<Record<Language, Catalogue<typeof codeTabEnglish>>> = {
  en: codeTabEnglish,
  'zh-cn': codeTabChinese,
};

export const say = catalogues[languageOf(document.documentElement.lang)];

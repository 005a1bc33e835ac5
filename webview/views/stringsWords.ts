/** Words of the strings of a section, which come with their script. */
import { type Language, languageOf } from '../../src/protocol.ts';
import { stringsChinese } from './strings/chinese.ts';
import { stringsEnglish } from './strings/english.ts';

const catalogues: Readonly<Record<Language, Readonly<Record<keyof typeof stringsEnglish, string>>>> = {
  en: stringsEnglish,
  'zh-cn': stringsChinese,
};

export const stringsWords = catalogues[languageOf(document.documentElement.lang)];

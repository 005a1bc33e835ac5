/** The catalogues of one language, for reports and for what fails. */
import { clocksEnglish } from '../clocks/english.ts';
import { codeEnglish } from '../code/english.ts';
import { consumersEnglish } from '../consumers/english/catalogue.ts';
import type { Language } from '../elf/language.ts';
import { elfEnglish } from '../elf/problems/english.ts';
import { reportEnglish } from '../report/english/catalogue.ts';
import type { Words } from '../report/words.ts';
import { errorOf } from './coded.ts';
import { type SessionCatalogue, sessionEnglish } from './english.ts';

export interface SessionWords extends Words {
  readonly session: SessionCatalogue;
}

/** What the terminal, reports in files and tools are told with, whatever the language of a page is. */
export const english: SessionWords = {
  elf: elfEnglish,
  code: codeEnglish,
  consumers: consumersEnglish,
  clocks: clocksEnglish,
  report: reportEnglish,
  session: sessionEnglish,
  failure: (failure) => errorOf(failure).sentence('en'),
};

const catalogues: Readonly<Record<Language, SessionWords>> = { en: english };

export function wordsOf(language: Language): SessionWords {
  return catalogues[language];
}

/** The catalogues of one language, for reports and for what fails. */
import { clocksEnglish } from '../clocks/english.ts';
import { codeEnglish } from '../code/english.ts';
import { consumersEnglish } from '../consumers/english/catalogue.ts';
import { Catalogues } from '../elf/language.ts';
import { elfEnglish } from '../elf/problems/english.ts';
import { reportEnglish } from '../report/english/catalogue.ts';
import type { Words } from '../report/words.ts';
import { sourcesWords } from '../sources/words.ts';
import { sessionCatalogues } from './catalogues.ts';
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

/** With the words of whatever fails: a report hands failures on. */
export const sessionLanguages = new Catalogues<SessionWords>(english, {
  'zh-cn': async () => {
    const [{ reportWordsChinese }] = await Promise.all([
      import('./chinese.ts'),
      sessionCatalogues.read('zh-cn'),
      sourcesWords.read('zh-cn'),
    ]);
    return { ...reportWordsChinese, failure: (failure) => errorOf(failure).sentence('zh-cn') };
  },
});

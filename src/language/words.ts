/**
 * What hovers, diagnostics and hints are told with: the words of one language, VS Code's, for as long as the process
 * lives. They are read before the face is made (`tellIn`), and looked up when something is told.
 */
import type { AbiId } from '../consumers/abi.ts';
import type { Consequence, Reason } from '../consumers/model.ts';
import { Catalogues, type Language } from '../elf/language.ts';
import { english, type SessionWords, sessionLanguages } from '../session/words.ts';
import { type LanguageCatalogue, languageEnglish } from './english/catalogue.ts';

const catalogues = new Catalogues<LanguageCatalogue>(languageEnglish, {
  'zh-cn': async () => (await import('./chinese/catalogue.ts')).languageChinese,
});

export let words: SessionWords = english;
export let { hovers, kernel, diagnostics, hints, show, lookups }: LanguageCatalogue = languageEnglish;

export async function tellIn(language: Language): Promise<void> {
  words = await sessionLanguages.read(language);
  ({ hovers, kernel, diagnostics, hints, show, lookups } = await catalogues.read(language));
}

export const listText = (items: readonly string[]): string => words.elf.list(items);
export const archText = (arch: string): string => words.consumers.archName(arch);
export const abiWords = (abi: AbiId): string => words.consumers.abi(abi);
export const reasonWords = (reason: Reason): string => words.consumers.reason(reason);
export const consequenceWords = (consequence: Consequence): string =>
  words.consumers.consequence(consequence);

import { Catalogues } from '../elf/language.ts';
import { type SessionCatalogue, sessionEnglish } from './english.ts';

export const sessionCatalogues = new Catalogues<SessionCatalogue>(sessionEnglish, {
  'zh-cn': async () => (await import('./chinese.ts')).sessionChinese,
});

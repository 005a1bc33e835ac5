import { Catalogues } from '../elf/language.ts';
import { type SourcesCatalogue, sourcesEnglish } from './english.ts';

export const sourcesWords = new Catalogues<SourcesCatalogue>(sourcesEnglish, {
  'zh-cn': async () => (await import('./chinese.ts')).sourcesChinese,
});

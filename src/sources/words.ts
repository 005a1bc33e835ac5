import { Catalogues } from '../elf/language.ts';
import { type SourcesCatalogue, sourcesEnglish } from './english.ts';

export const sourcesWords: Catalogues<SourcesCatalogue> = new Catalogues(sourcesEnglish, {
  'zh-cn': async () => (await import('./chinese.ts')).sourcesChinese,
});

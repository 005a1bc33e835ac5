import { Catalogues } from '../elf/language.ts';
import { type FilesCatalogue, filesEnglish } from './english.ts';

export const filesWords = new Catalogues<FilesCatalogue>(filesEnglish, {
  'zh-cn': async () => (await import('./chinese.ts')).filesChinese,
});

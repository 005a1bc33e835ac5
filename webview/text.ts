/**
 * The webview's own words, in the language that its document is in: a page has one for as long as it lives, and reads
 * no other. Everything about the image arrives as finished text from the host.
 */
import { type Catalogue, Catalogues, languageOf } from '../src/protocol.ts';
import { pageEnglish } from './english.ts';

export type PageText = Catalogue<typeof pageEnglish>;

const catalogues = new Catalogues<PageText>(pageEnglish, {
  'zh-cn': async () => (await import('./chinese.ts')).pageChinese,
});

export const text: PageText = await catalogues.read(languageOf(document.documentElement.lang));

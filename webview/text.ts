/**
 * The webview's own words, in the language that its document is in: a page has one for as long as it lives. Everything
 * about the image arrives as finished text from the host.
 */
import { type Catalogue, type Language, languageOf } from '../src/protocol.ts';
import { pageEnglish } from './english.ts';

export type PageText = Catalogue<typeof pageEnglish>;

const catalogues: Readonly<Record<Language, PageText>> = { en: pageEnglish };

export const text: PageText = catalogues[languageOf(document.documentElement.lang)];

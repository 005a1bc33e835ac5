/** What this face says, in VS Code's display language. */
import { displayLanguage } from '../plainText/displayLanguage.ts';
import { editorCatalogue } from './catalogues.ts';

export const editorWords = editorCatalogue(displayLanguage);

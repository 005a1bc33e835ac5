import { Catalogues, type Language } from '../elf/language.ts';
import { filesWords } from '../files/words.ts';
import { sessionLanguages } from '../session/words.ts';
import { type EditorCatalogue, editorEnglish } from './english.ts';

/** The catalogue of a language, and which it is: errors of other layers are told in it too. */
export interface EditorWords extends EditorCatalogue {
  readonly language: Language;
}

const catalogues = new Catalogues<EditorCatalogue>(editorEnglish, {
  'zh-cn': async () => {
    const [{ editorChinese }] = await Promise.all([
      import('./chinese.ts'),
      sessionLanguages.read('zh-cn'),
      filesWords.read('zh-cn'),
    ]);
    return editorChinese;
  },
});

export function editorCatalogue(language: Language): EditorWords {
  return { ...catalogues.in(language), language };
}

/** With all that this face tells of other layers. */
export async function readEditorCatalogue(language: Language): Promise<void> {
  await catalogues.read(language);
}

/** What this face tells: another language has an object of the same shape. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { diagnosticWords, hintWords, showWords } from './diagnostics.ts';
import { hoverSentences } from './hovers.ts';
import { kernelSentences } from './kernel.ts';
import { genericWords, lookupWords, pointerWords } from './lookups.ts';

export const languageEnglish = {
  hovers: hoverSentences,
  kernel: kernelSentences,
  diagnostics: diagnosticWords,
  hints: hintWords,
  show: showWords,
  lookups: { words: lookupWords, pointer: pointerWords, generic: genericWords },
};

export type LanguageCatalogue = Catalogue<typeof languageEnglish>;

/** The Chinese catalogue of this layer, beside english/. */
import type { LanguageCatalogue } from '../english/catalogue.ts';
import { chineseDiagnostics, chineseHints, chineseShow } from './diagnostics.ts';
import { chineseHovers } from './hovers.ts';
import { chineseKernel } from './kernel.ts';
import { chineseGeneric, chineseLookups, chinesePointer } from './lookups.ts';

export const languageChinese: LanguageCatalogue = {
  hovers: chineseHovers,
  kernel: chineseKernel,
  diagnostics: chineseDiagnostics,
  hints: chineseHints,
  show: chineseShow,
  lookups: { words: chineseLookups, pointer: chinesePointer, generic: chineseGeneric },
};

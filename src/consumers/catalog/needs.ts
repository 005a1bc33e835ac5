/** Keys of consumers that take the whole image: a need in words, its check, and what follows without it. */
import type { CatalogKey, LookupRules } from '../model.ts';
import type { Need } from '../need.ts';
import { sectionScan } from './rules.ts';

/** No symbol is looked up; what is read, and where, is said by each need. */
export const wholeImageRules: LookupRules = {
  ...sectionScan,
  algorithm: 'needs',
  loadBias: 'first-load',
  dynamicAt: 'vaddr',
};

/** @param words what is needed, as a face shows it in the place of a symbol's name */
export function need(
  words: string,
  check: Need,
  fallback: string,
  more: Partial<CatalogKey> = {},
): CatalogKey {
  return { symbol: words, need: check, fallback, ...more };
}

/** The way a consumer searches: through the dynamic table, through the section headers, or for needs that are no symbols. */
import type { LookupRules } from '../model.ts';
import { dynamicSearch } from './dynamicSearch.ts';
import { checkHeader } from './headerChecks.ts';
import { needSearch } from './needs/needSearch.ts';
import type { Replay } from './replay.ts';
import type { Search } from './search.ts';
import { sectionSearch } from './sectionSearch.ts';

/** undefined: the consumer leaves the image alone; the last failed step says why. */
export function openSearch(replay: Replay, rules: LookupRules, machine: number): Search | undefined {
  if (!checkHeader(replay, rules, machine)) return undefined;
  if (rules.algorithm === 'needs') return needSearch(replay, rules);
  const { sections } = rules;
  if (sections === undefined || sections.by === 'count') return dynamicSearch(replay, rules, machine);
  return sectionSearch(replay, rules, sections);
}

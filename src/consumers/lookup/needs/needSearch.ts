/**
 * The third of the searches: no symbols, but needs of the image, each checked as the consumer checks it: what it reads
 * for it, and whether that is what it wants.
 */
import type { LookupRules } from '../../model.ts';
import type { Need } from '../../need.ts';
import type { Replay } from '../replay.ts';
import type { Search } from '../search.ts';
import { buildIdNeed } from './buildId.ts';
import { noTagsNeed, sonameNeed, symbolSizeNeed, tagsNeed } from './dynamic.ts';
import { hashTableNeed, symbolCountNeed } from './hashTables.ts';
import { inFirstPageNeed, layoutNeed, ownAddressNeed, pagesNeed } from './layout.ts';
import { noRelocationsNeed, versionDefinitionsNeed } from './linking.ts';
import type { NeedResult } from './needResult.ts';
import { noteNeed } from './note.ts';
import { sectionNeed } from './sections.ts';
import { staticSymbolNeed } from './staticSymbol.ts';
import { unwindTableNeed } from './unwindTable.ts';

export function needSearch(replay: Replay, rules: LookupRules): Search {
  return {
    bias: replay.memory.base,
    table: 'linear',
    versionIndex: () => 0,
    find: ({ need }) => (need === undefined ? {} : checkNeed(replay, rules, need)),
  };
}

function checkNeed(replay: Replay, rules: LookupRules, need: Need): NeedResult {
  switch (need.kind) {
    case 'note':
      return noteNeed(replay, need);
    case 'build-id':
      return buildIdNeed(replay, need);
    case 'section':
      return sectionNeed(replay, need);
    case 'unwind-table':
      return unwindTableNeed(replay, rules, need);
    case 'soname':
      return sonameNeed(replay, rules, need);
    case 'tags':
      return tagsNeed(replay, rules, need);
    case 'no-tags':
      return noTagsNeed(replay, rules, need);
    case 'no-relocations':
      return noRelocationsNeed(replay, rules);
    case 'symbol-size':
      return symbolSizeNeed(replay, rules);
    case 'hash-table':
      return hashTableNeed(replay, rules);
    case 'symbol-count':
      return symbolCountNeed(replay, rules, need);
    case 'version-definitions':
      return versionDefinitionsNeed(replay, rules);
    case 'static-symbol':
      return staticSymbolNeed(replay, need);
    case 'layout':
      return layoutNeed(replay, need);
    case 'pages':
      return pagesNeed(replay, need);
    case 'in-first-page':
      return inFirstPageNeed(replay, need);
    case 'own-address':
      return ownAddressNeed(replay);
  }
}

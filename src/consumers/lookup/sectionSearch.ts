/**
 * The second of the searches: symbols, strings and versions from the section headers, every symbol of SHT_DYNSYM in
 * turn, and no dynamic table. FEX, uClibc-ng, Shadow and the kernel's own early selftests search so. Addresses are
 * by the base alone: such an image is taken to be linked at 0.
 */
import type { LookupRules, SectionRules, SectionTable } from '../model.ts';
import { findSymbol } from './findSymbol.ts';
import { scanLinearly } from './linearScan.ts';
import type { Replay } from './replay.ts';
import type { Search } from './search.ts';
import { readSectionTables } from './sectionTables.ts';
import { symbolTables } from './symbolTables.ts';
import { findVersionIndex } from './versions.ts';

/** undefined: the consumer leaves the image alone. */
export function sectionSearch(
  replay: Replay,
  rules: LookupRules,
  sections: SectionRules,
): Search | undefined {
  const found = readSectionTables(replay, sections);
  if (found === undefined) return undefined;
  const { base } = replay.memory;
  const at = (table: SectionTable): bigint | undefined => {
    const place = found.tables.get(table);
    return place === undefined ? undefined : base + place.offset;
  };
  const tables = symbolTables(replay, rules, {
    symtab: at('dynsym') ?? 0n,
    strtab: at('strtab') ?? at('allocated-strtab') ?? 0n,
    versym: at('versym'),
    verdef: at('verdef'),
  });
  const { count } = found;
  return {
    bias: base,
    table: 'linear',
    versionIndex: (node) => findVersionIndex(replay, tables, node),
    find: (key) =>
      findSymbol(replay, tables, 'linear', key, (accept) =>
        scanLinearly(replay, { kind: 'section', count }, rules, accept),
      ),
  };
}

/** A symbol of the static table, as Go's debug/elf reads it: the first SHT_SYMTAB, names by its sh_link. */
import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import { SHN_UNDEF, SHT_SYMTAB, STB_LOCAL } from '../../../elf/format/constants.ts';
import type { Need } from '../../need.ts';
import type { Replay } from '../replay.ts';
import { sectionAt } from '../sectionTables.ts';
import { met, type NeedResult, unmet } from './needResult.ts';
import { namedSections } from './sections.ts';

export function staticSymbolNeed(
  replay: Replay,
  { name }: Extract<Need, { kind: 'static-symbol' }>,
): NeedResult {
  const { base } = replay.memory;
  const { shdr, sym } = replay.read;
  const table = firstSymtab(replay);
  if (table === undefined) return unmet(replay, 'need-no-symtab', {});
  const first = shdr.element(table.address, -table.index);
  const names = base + sectionAt(replay, first, table.link).offset;
  const wanted = Uint8Array.from(name, (character) => character.charCodeAt(0));
  const count = fileNumber(table.size / BigInt(sym.size));
  for (let index = 1; index < count; index++) {
    const symbol = sym.element(base + table.offset, index);
    const bind = sym.number(symbol, 'st_info') >> 4;
    if (bind === STB_LOCAL || sym.number(symbol, 'st_shndx') === SHN_UNDEF) continue;
    const at = names + sym.word(symbol, 'st_name');
    if (!replay.name(at, wanted, 'strcmp', ['symbol-name', index]).equal) continue;
    const value = sym.word(symbol, 'st_value');
    return met(replay, 'need-static-symbol', { name, index, value }, symbol, sym.size);
  }
  return unmet(replay, 'need-no-static-symbol', { name });
}

function firstSymtab(replay: Replay) {
  for (const section of namedSections(replay)) if (section.type === SHT_SYMTAB) return section;
  return undefined;
}

/** What Android's linker does with the image beyond its tables: version definitions, and relocations up to 2024. */
import * as elf from '../../../elf/format/constants.ts';
import type { LookupRules } from '../../model.ts';
import { type Replay, ReplayStop } from '../replay.ts';
import { dynamicValues, elfTagName, pointedAt } from './dynamic.ts';
import { met, type NeedResult, unmet } from './needResult.ts';

/** validate_verdef_section: DT_VERDEFNUM records, each of version 1 and, but for the base definition, with a name. */
export function versionDefinitionsNeed(replay: Replay, rules: LookupRules): NeedResult {
  const dynamic = dynamicValues(replay, rules);
  if (dynamic === undefined) return {};
  const start = pointedAt(replay, dynamic, elf.DT_VERDEF);
  const count = dynamic.values.get(elf.DT_VERDEFNUM) ?? 0n;
  if (start === undefined || count === 0n) return met(replay, 'need-definitions', { count: 0 });
  const { verdef } = replay.read;
  let definition = start;
  for (let index = 0n; index < count; index++) {
    const version = verdef.number(definition, 'vd_version');
    const flags = verdef.number(definition, 'vd_flags');
    const names = verdef.number(definition, 'vd_cnt');
    if (version !== 1)
      return unmet(replay, 'need-definition-version', { index, version }, definition, verdef.size);
    if ((flags & elf.VER_FLG_BASE) === 0 && names === 0) {
      return unmet(replay, 'need-definition-nameless', { index }, definition, verdef.size);
    }
    definition += verdef.word(definition, 'vd_next');
  }
  return met(replay, 'need-definitions', { count });
}

/** A relocation table: where it is, its bytes, and the bytes of an entry. */
const TABLES = {
  rela: [
    [elf.DT_RELA, elf.DT_RELASZ],
    [elf.DT_JMPREL, elf.DT_PLTRELSZ],
  ],
  rel: [
    [elf.DT_REL, elf.DT_RELSZ],
    [elf.DT_JMPREL, elf.DT_PLTRELSZ],
  ],
} as const;

/** Any relocation but R_*_NONE is written into the image, which is mapped without write permission. */
export function noRelocationsNeed(replay: Replay, rules: LookupRules): NeedResult {
  const dynamic = dynamicValues(replay, rules);
  if (dynamic === undefined) return met(replay, 'need-no-relocations', {});
  const wide = replay.memory.class === 64;
  const size = wide ? 24n : 8n;
  if ((dynamic.values.get(elf.DT_RELRSZ) ?? 0n) >= BigInt(replay.wordSize)) applied(elf.DT_RELR);
  for (const [tag, bytesTag] of TABLES[wide ? 'rela' : 'rel']) {
    const table = pointedAt(replay, dynamic, tag);
    if (table === undefined) continue;
    const count = (dynamic.values.get(bytesTag) ?? 0n) / size;
    for (let index = 0n; index < count; index++) {
      const info = table + index * size + BigInt(replay.wordSize);
      // ELF64_R_TYPE is the lower half, ELF32_R_TYPE the lowest byte; all of its machines are little-endian.
      const type = wide ? replay.u32(info, 'r_info') : replay.u8(info, 'r_info');
      if (type !== 0) applied(tag);
    }
  }
  return met(replay, 'need-no-relocations', {});
}

function applied(tag: number): never {
  throw new ReplayStop('crash', { code: 'need-relocations-applied', args: { tag: elfTagName(tag) } });
}

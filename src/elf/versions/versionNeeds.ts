import type { Quantity } from '../bytes/quantity.ts';
import { rangeOf, type Window } from '../bytes/window.ts';
import { VERSYM_HIDDEN } from '../format/constants.ts';
import { VERNAUX, VERNEED } from '../format/layouts.ts';
import type { VersionNeed } from '../model.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { recordAllowance, recordChain } from '../reading/recordChain.ts';
import type { VersionNames } from './versionNames.ts';

/** The same in both classes. */
const VN = VERNEED[64];
const VNA = VERNAUX[64];
const VERNEED_SIZE = VERNEED.size[64];
const VERNAUX_SIZE = VERNAUX.size[64];

/** DT_VERNEED: which versions are needed from which file; `declared` is DT_VERNEEDNUM. */
export function readVersionNeeds(
  context: ReadContext,
  window: Window,
  names: VersionNames,
  declared: Quantity | undefined,
): VersionNeed[] {
  const structure = 'DT_VERNEED' as const;
  const size = VERNEED_SIZE;
  const chain = {
    structure,
    start: 0,
    size,
    nextAt: VN.vn_next.offset,
    declared,
    allowance: recordAllowance(window, size),
  };
  const allowance = recordAllowance(window, VERNAUX_SIZE);
  return recordChain(context, window, chain).map((at, position) => {
    const where = ['version-need', position] as const;
    const record = window.slice(at, VERNEED_SIZE);
    names.checkRevision(record.u16(VN.vn_version.offset), where, record);
    const aux = {
      structure: where,
      start: at + record.u32(VN.vn_aux.offset),
      size: VERNAUX_SIZE,
      nextAt: VNA.vna_next.offset,
      declared: record.u16(VN.vn_cnt.offset),
      allowance,
    };
    const auxAt = record.u16(VN.vn_cnt.offset) === 0 ? [] : recordChain(context, window, aux);
    return {
      file: names.text(record.u32(VN.vn_file.offset), where, record),
      range: rangeOf(record),
      versions: auxAt.map((auxStart) => needOf(window.slice(auxStart, VERNAUX_SIZE), names, where)),
    };
  });
}

function needOf(aux: Window, names: VersionNames, where: StructureName): VersionNeed['versions'][number] {
  const hash = aux.u32(VNA.vna_hash.offset);
  const other = aux.u16(VNA.vna_other.offset);
  names.checkHash(aux.u32(VNA.vna_name.offset), hash, where, aux);
  return {
    index: other & ~VERSYM_HIDDEN,
    hidden: (other & VERSYM_HIDDEN) !== 0,
    name: names.text(aux.u32(VNA.vna_name.offset), where, aux),
    hash,
    flags: aux.u16(VNA.vna_flags.offset),
    range: rangeOf(aux),
  };
}

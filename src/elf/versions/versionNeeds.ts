import type { Quantity } from '../bytes/quantity.ts';
import { rangeOf, type Window } from '../bytes/window.ts';
import { VERSYM_HIDDEN } from '../format/constants.ts';
import { VERNAUX, VERNEED } from '../format/layouts.ts';
import type { VersionNeed } from '../model.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { VersionNames } from './versionNames.ts';
import { readVersionRecords, type VersionRecordLayout } from './versionRecords.ts';

/** The same in both classes. */
const VN = VERNEED[64];
const VNA = VERNAUX[64];
const NEED: VersionRecordLayout = {
  structure: 'DT_VERNEED',
  part: 'version-need',
  size: VERNEED.size[64],
  revision: VN.vn_version,
  auxCount: VN.vn_cnt,
  aux: VN.vn_aux,
  next: VN.vn_next,
  auxSize: VERNAUX.size[64],
  auxNext: VNA.vna_next,
};

/** DT_VERNEED: which versions are needed from which file; `declared` is DT_VERNEEDNUM. */
export function readVersionNeeds(
  context: ReadContext,
  window: Window,
  names: VersionNames,
  declared: Quantity | undefined,
): VersionNeed[] {
  return readVersionRecords(context, window, names, declared, NEED, ({ where, bytes, auxAt }) => ({
    file: names.text(bytes.u32(VN.vn_file.offset), where, bytes),
    range: rangeOf(bytes),
    versions: auxAt.map((at) => needOf(window.slice(at, NEED.auxSize), names, where)),
  }));
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

import type { Quantity } from '../bytes/quantity.ts';
import { rangeOf, type Window } from '../bytes/window.ts';
import { VERDAUX, VERDEF } from '../format/layouts.ts';
import type { VersionDefinition } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { VersionNames } from './versionNames.ts';
import { readVersionRecords, type VersionRecordLayout } from './versionRecords.ts';

/** The same in both classes. */
const VD = VERDEF[64];
const VDA = VERDAUX[64];
const DEFINITION: VersionRecordLayout = {
  structure: 'DT_VERDEF',
  part: 'version-definition',
  size: VERDEF.size[64],
  revision: VD.vd_version,
  auxCount: VD.vd_cnt,
  aux: VD.vd_aux,
  next: VD.vd_next,
  auxSize: VERDAUX.size[64],
  auxNext: VDA.vda_next,
};

/** DT_VERDEF with the parents of each definition; `declared` is DT_VERDEFNUM. */
export function readVersionDefinitions(
  context: ReadContext,
  window: Window,
  names: VersionNames,
  declared: Quantity | undefined,
): VersionDefinition[] {
  return readVersionRecords(context, window, names, declared, DEFINITION, ({ where, bytes, auxAt }) => {
    if (auxAt.length === 0)
      context.problems.add('error', 'version-nameless', { index: bytes.u16(VD.vd_ndx.offset) }, where, bytes);
    const [first, ...parents] = auxAt.map((aux) => window.u32(aux + VDA.vda_name.offset));
    const hash = bytes.u32(VD.vd_hash.offset);
    if (first !== undefined) names.checkHash(first, hash, where, bytes);
    return {
      index: bytes.u16(VD.vd_ndx.offset) & 0x7fff,
      flags: bytes.u16(VD.vd_flags.offset),
      version: bytes.u16(VD.vd_version.offset),
      hash,
      name: first === undefined ? '' : names.text(first, where, bytes),
      parents: parents.map((parent) => names.text(parent, where, bytes)),
      range: rangeOf(bytes),
    };
  });
}

import type { Quantity } from '../bytes/quantity.ts';
import { rangeOf, type Window } from '../bytes/window.ts';
import { VERDAUX, VERDEF } from '../format/layouts.ts';
import type { VersionDefinition } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { recordAllowance, recordChain } from '../reading/recordChain.ts';
import type { VersionNames } from './versionNames.ts';

/** The same in both classes. */
const VD = VERDEF[64];
const VDA = VERDAUX[64];
const VERDEF_SIZE = VERDEF.size[64];
const VERDAUX_SIZE = VERDAUX.size[64];

/** DT_VERDEF with the parents of each definition; `declared` is DT_VERDEFNUM. */
export function readVersionDefinitions(
  context: ReadContext,
  window: Window,
  names: VersionNames,
  declared: Quantity | undefined,
): VersionDefinition[] {
  const structure = 'DT_VERDEF' as const;
  const size = VERDEF_SIZE;
  const chain = {
    structure,
    start: 0,
    size,
    nextAt: VD.vd_next.offset,
    declared,
    allowance: recordAllowance(window, size),
  };
  const allowance = recordAllowance(window, VERDAUX_SIZE);
  return recordChain(context, window, chain).map((at, position) => {
    const where = ['version-definition', position] as const;
    const record = window.slice(at, VERDEF_SIZE);
    names.checkRevision(record.u16(VD.vd_version.offset), where, record);
    const aux = {
      structure: where,
      start: at + record.u32(VD.vd_aux.offset),
      size: VERDAUX_SIZE,
      nextAt: VDA.vda_next.offset,
      declared: record.u16(VD.vd_cnt.offset),
      allowance,
    };
    const auxAt = record.u16(VD.vd_cnt.offset) === 0 ? [] : recordChain(context, window, aux);
    if (auxAt.length === 0)
      context.problems.add(
        'error',
        'version-nameless',
        { index: record.u16(VD.vd_ndx.offset) },
        where,
        record,
      );
    const [first, ...parents] = auxAt.map((aux) => window.u32(aux + VDA.vda_name.offset));
    const hash = record.u32(VD.vd_hash.offset);
    if (first !== undefined) names.checkHash(first, hash, where, record);
    return {
      index: record.u16(VD.vd_ndx.offset) & 0x7fff,
      flags: record.u16(VD.vd_flags.offset),
      version: record.u16(VD.vd_version.offset),
      hash,
      name: first === undefined ? '' : names.text(first, where, record),
      parents: parents.map((parent) => names.text(parent, where, record)),
      range: rangeOf(record),
    };
  });
}

import { VERSYM_HIDDEN } from './constants.ts';
import type { VersionNeed } from './model.ts';
import type { Reading } from './reading.ts';
import { recordAllowance, recordChain } from './recordChain.ts';
import type { VersionNames } from './versionNames.ts';
import type { Window } from './window.ts';

/** Verneed and Vernaux records (LSB, "Symbol Versioning"); the same in both classes. */
const VERNEED_SIZE = 16;
const VERNAUX_SIZE = 16;

/** DT_VERNEED: which versions are needed from which file; `declared` is DT_VERNEEDNUM. */
export function readVersionNeeds(
  reading: Reading,
  window: Window,
  names: VersionNames,
  declared: number | undefined,
): VersionNeed[] {
  const structure = 'DT_VERNEED';
  const size = VERNEED_SIZE;
  const chain = { structure, start: 0, size, nextAt: 12, declared, allowance: recordAllowance(window, size) };
  const allowance = recordAllowance(window, VERNAUX_SIZE);
  return recordChain(reading, window, chain).map((at, position) => {
    const where = `Verneed ${position}`;
    const record = window.slice(at, VERNEED_SIZE);
    names.checkRevision(record.u16(0), where, record);
    const aux = {
      structure: where,
      start: at + record.u32(8),
      size: VERNAUX_SIZE,
      nextAt: 12,
      declared: record.u16(2),
      allowance,
    };
    const auxAt = record.u16(2) === 0 ? [] : recordChain(reading, window, aux);
    return {
      file: names.text(record.u32(4), where, record),
      offset: record.offset,
      versions: auxAt.map((auxStart) => needOf(window.slice(auxStart, VERNAUX_SIZE), names, where)),
    };
  });
}

function needOf(aux: Window, names: VersionNames, where: string): VersionNeed['versions'][number] {
  const hash = aux.u32(0);
  const other = aux.u16(6);
  names.checkHash(aux.u32(8), hash, where, aux);
  return {
    index: other & ~VERSYM_HIDDEN,
    hidden: (other & VERSYM_HIDDEN) !== 0,
    name: names.text(aux.u32(8), where, aux),
    hash,
    flags: aux.u16(4),
    offset: aux.offset,
  };
}

import type { VersionDefinition } from './model.ts';
import type { Reading } from './reading.ts';
import { recordAllowance, recordChain } from './recordChain.ts';
import type { VersionNames } from './versionNames.ts';
import type { Window } from './window.ts';

/** Verdef and Verdaux records (LSB, "Symbol Versioning"); the same in both classes. */
const VERDEF_SIZE = 20;
const VERDAUX_SIZE = 8;

/** DT_VERDEF with the parents of each definition; `declared` is DT_VERDEFNUM. */
export function readVersionDefinitions(
  reading: Reading,
  window: Window,
  names: VersionNames,
  declared: number | undefined,
): VersionDefinition[] {
  const structure = 'DT_VERDEF';
  const size = VERDEF_SIZE;
  const chain = { structure, start: 0, size, nextAt: 16, declared, allowance: recordAllowance(window, size) };
  const allowance = recordAllowance(window, VERDAUX_SIZE);
  return recordChain(reading, window, chain).map((at, position) => {
    const where = `Verdef ${position}`;
    const record = window.slice(at, VERDEF_SIZE);
    names.checkRevision(record.u16(0), where, record);
    const aux = {
      structure: where,
      start: at + record.u32(12),
      size: VERDAUX_SIZE,
      nextAt: 4,
      declared: record.u16(6),
      allowance,
    };
    const auxAt = record.u16(6) === 0 ? [] : recordChain(reading, window, aux);
    if (auxAt.length === 0)
      reading.problems.add('error', 'version-nameless', { index: record.u16(4) }, where, record);
    const [first, ...parents] = auxAt.map((aux) => window.u32(aux));
    const hash = record.u32(8);
    if (first !== undefined) names.checkHash(first, hash, where, record);
    return {
      index: record.u16(4) & 0x7fff,
      flags: record.u16(2),
      version: record.u16(0),
      hash,
      name: first === undefined ? '' : names.text(first, where, record),
      parents: parents.map((parent) => names.text(parent, where, record)),
      offset: record.offset,
    };
  });
}

import type { Quantity } from '../bytes/quantity.ts';
import type { Window } from '../bytes/window.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { recordAllowance, recordChain } from '../reading/recordChain.ts';
import type { ByteRange } from '../table.ts';
import type { VersionNames } from './versionNames.ts';

/** Where Verdef and Verneed have what both have. */
export interface VersionRecordLayout {
  readonly structure: 'DT_VERDEF' | 'DT_VERNEED';
  readonly part: 'version-definition' | 'version-need';
  readonly size: number;
  readonly revision: ByteRange;
  readonly auxCount: ByteRange;
  readonly aux: ByteRange;
  readonly next: ByteRange;
  readonly auxSize: number;
  readonly auxNext: ByteRange;
}

export interface VersionRecord {
  readonly where: readonly [VersionRecordLayout['part'], number];
  readonly bytes: Window;
  /** Where its auxiliary records begin, in the table. */
  readonly auxAt: readonly number[];
}

/**
 * Records of DT_VERDEF or DT_VERNEED: a chain of them, each with a chain of auxiliary records of its own (Linux Standard
 * Base, "Symbol Versioning").
 * @param declared how many there are by DT_VERDEFNUM or DT_VERNEEDNUM
 */
export function readVersionRecords<Entry>(
  context: ReadContext,
  window: Window,
  names: VersionNames,
  declared: Quantity | undefined,
  layout: VersionRecordLayout,
  entryOf: (record: VersionRecord) => Entry,
): Entry[] {
  const { structure, part, size, auxSize } = layout;
  const chain = {
    structure,
    start: 0,
    size,
    nextAt: layout.next.offset,
    declared,
    allowance: recordAllowance(window, size),
  };
  const allowance = recordAllowance(window, auxSize);
  return recordChain(context, window, chain).map((at, position) => {
    const where = [part, position] as const;
    const bytes = window.slice(at, size);
    names.checkRevision(bytes.u16(layout.revision.offset), where, bytes);
    const auxCount = bytes.u16(layout.auxCount.offset);
    const aux = {
      structure: where,
      start: at + bytes.u32(layout.aux.offset),
      size: auxSize,
      nextAt: layout.auxNext.offset,
      declared: auxCount,
      allowance,
    };
    return entryOf({ where, bytes, auxAt: auxCount === 0 ? [] : recordChain(context, window, aux) });
  });
}

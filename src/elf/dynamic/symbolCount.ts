import type { Window } from '../bytes/window.ts';
import type { GnuHash } from '../hashTables/gnuHash.ts';
import type { SysvHash } from '../hashTables/sysvHash.ts';
import type { SymbolTable } from '../model.ts';
import type { SymbolCountOpinion } from '../problems/problem.ts';
import type { ReadContext } from '../reading/readContext.ts';

export interface SymbolCount {
  readonly count: number;
  readonly from: SymbolTable['countFrom'];
}

/** What each table says about the number of dynamic symbols; undefined where it says nothing. */
export interface CountEvidence {
  readonly sysv: SysvHash | undefined;
  readonly gnu: GnuHash | undefined;
  /** DT_MIPS_SYMTABNO */
  readonly mips: number | undefined;
  /** Size of the section at the same offset, in symbols. */
  readonly section: number | undefined;
  /** Symbols between DT_SYMTAB and the next table: linkers put no unnamed thing between. */
  readonly extent: number;
}

/**
 * The number of dynamic symbols, which the dynamic table does not hold. DT_HASH's nchain is what loaders
 * go by, then the end of the GNU chains (which says nothing when no symbol is hashed); the section
 * headers count when those are silent or when two opinions agree against one.
 */
export function countSymbols(context: ReadContext, evidence: CountEvidence): SymbolCount {
  const { sysv, gnu, section, mips } = evidence;
  const opinions: SymbolCountOpinion[] = [];
  if (sysv !== undefined && sysv.nchain > 0 && sysv.chains.length === sysv.nchain) {
    opinions.push({ count: sysv.nchain, from: 'sysv-hash' });
  }
  if (mips !== undefined && mips > 0) opinions.push({ count: mips, from: 'dynamic' });
  if (gnu?.ended === true && gnu.symbolEnd > 0) opinions.push({ count: gnu.symbolEnd, from: 'gnu-hash' });
  if (section !== undefined) opinions.push({ count: section, from: 'section' });

  const [first] = opinions;
  if (first === undefined) {
    // A GNU table of an image that exports nothing; its header still says how many are not in it.
    return evidence.extent > 0 ? { count: evidence.extent, from: 'extent' } : { count: 0, from: 'none' };
  }
  if (opinions.every(({ count }) => count === first.count)) return first;
  const chosen =
    opinions.find(({ count }) => opinions.filter((other) => other.count === count).length > 1) ?? first;
  const args = { opinions, count: chosen.count };
  context.problems.add('warning', 'symbol-count-disagrees', args, 'DT_SYMTAB');
  return chosen;
}

/** How many entries at the start of `window` can be symbols: names inside the strings, no zeros at the end. */
export function plausibleSymbols(window: Window, size: number, strings: number): number {
  const entries = Math.floor(window.length / size);
  let last = 0;
  for (let index = 0; index < entries; index++) {
    const at = index * size;
    const name = window.u32(at);
    if (name >= strings && strings > 0) break;
    if (name !== 0 || window.bytes.subarray(at, at + size).some((byte) => byte !== 0)) last = index;
  }
  return Math.min(entries, last + 1);
}

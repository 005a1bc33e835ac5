import { fileNumber } from '../bytes/fileNumber.ts';
import type { Quantity } from '../bytes/quantity.ts';
import type { Window } from '../bytes/window.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from './readContext.ts';

export interface ChainSpec {
  /** "DT_VERDEF", "Verdef 2": the structure in problems. */
  readonly structure: StructureName;
  /** Where the chain begins in the window. */
  readonly start: number;
  /** Bytes of one record. */
  readonly size: number;
  /** Position of the record's next field (u32, relative to the record; 0 ends the chain). */
  readonly nextAt: number;
  /** Records as another field declares them; undefined where none does. */
  readonly declared: Quantity | undefined;
  /** Records that all chains with this allowance may have together (see recordAllowance). */
  readonly allowance: { left: number };
}

/** As many records as a table has room for: chains that have more share or overlap theirs. */
export function recordAllowance(window: Window, size: number): { left: number } {
  return { left: Math.floor(window.length / size) };
}

/**
 * The positions of a chain of records as Verdef, Verdaux, Verneed and Vernaux make it. Like loaders, it
 * follows `next` to 0 and takes the declared count for a promise to check. It ends, reported, at a record
 * outside the table and at one it has seen: on 32-bit machines the addition wraps, so that chains can
 * lead backwards.
 */
export function recordChain(context: ReadContext, window: Window, spec: ChainSpec): number[] {
  const { structure, size, nextAt } = spec;
  const declared = spec.declared === undefined ? undefined : fileNumber(spec.declared);
  const { problems } = context;
  const positions: number[] = [];
  const seen = new Set<number>();
  let at = spec.start;
  let next = -1;
  while (next !== 0 && context.spend(1, structure)) {
    const range = { offset: window.offset + Math.min(at, window.length), length: size };
    if (seen.has(at)) {
      problems.add(
        'error',
        'record-chain-cycle',
        { index: positions.length, offset: range.offset },
        structure,
        range,
      );
      break;
    }
    if (at < 0 || at + size > window.length) {
      const args = { index: positions.length, at, length: window.length };
      problems.add('error', 'record-outside', args, structure, window);
      break;
    }
    if (spec.allowance.left-- <= 0) {
      problems.add('error', 'records-shared', { index: positions.length }, structure, range);
      break;
    }
    seen.add(at);
    positions.push(at);
    next = window.u32(at + nextAt);
    if (next !== 0 && next < size) {
      const args = { index: positions.length - 1, next, size };
      problems.add('error', 'record-overlap', args, structure, range);
    }
    // Declared a shorter chain: what follows may be another record's bytes.
    if (next !== 0 && declared !== undefined && positions.length >= declared + EXCESS) break;
    at += window.is64 ? next : next | 0;
  }
  if (spec.declared !== undefined && (declared !== positions.length || next > 0)) {
    const args = { declared: spec.declared, found: positions.length, more: next > 0 ? 1 : 0 };
    problems.add('warning', 'record-count-wrong', args, structure, {
      offset: window.offset + spec.start,
      length: size,
    });
  }
  return positions;
}

/** Records followed beyond the declared count: runtimes ignore the count, but a wrong link runs far. */
const EXCESS = 64;

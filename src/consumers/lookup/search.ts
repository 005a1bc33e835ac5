/** What a search is, whichever way it goes (openSearch.ts): one key as it is looked for, and what comes of it. */
import type { Reason } from '../model.ts';
import type { Need } from '../need.ts';
import type { WantedName } from './symbolTables.ts';

/** One consumer's search of one image, opened: its headers and tables were read as the consumer reads them. */
export interface Search {
  /** Added to a value that is found. */
  readonly bias: bigint;
  /** Where candidates come from: a hash table's buckets, or every symbol in turn. */
  readonly table: 'gnu' | 'sysv' | 'linear';
  /** Index of a version definition, for those who resolve their node once; -1 when no definition matches. */
  versionIndex(node: WantedName): number;
  find(key: SearchedKey): KeyHit;
}

export interface SearchedKey {
  readonly name: WantedName;
  readonly sysvHash: number;
  readonly gnuHash: number;
  /** Its node: an index resolved before, a name to compare, or nothing to check. */
  readonly version: { readonly index: number } | { readonly name: WantedName } | undefined;
  readonly types: readonly number[] | 'any';
  readonly need?: Need;
}

export interface KeyHit {
  readonly bucket?: number;
  readonly symbol?: number;
  readonly value?: bigint;
  /** The load bias is not added to the value. */
  readonly absolute?: true;
  /** Why a need is fulfilled. */
  readonly met?: Reason;
}

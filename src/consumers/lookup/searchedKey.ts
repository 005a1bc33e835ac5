/** One key as it is looked for, and what the search comes to. */
import type { CatalogKey } from '../model.ts';
import type { WantedName } from './symbolTables.ts';

export interface SearchedKey {
  readonly name: WantedName;
  readonly sysvHash: number;
  readonly gnuHash: number;
  /** Its node: an index resolved before, a name to compare, or nothing to check. */
  readonly version: { readonly index: number } | { readonly name: WantedName } | undefined;
  readonly types: readonly number[] | 'any';
  readonly note?: CatalogKey['note'];
}

export interface KeyHit {
  readonly bucket?: number;
  readonly symbol?: number;
  readonly value?: bigint;
  /** The load bias is not added to the value. */
  readonly absolute?: true;
  /** The number a note holds. */
  readonly note?: number;
}

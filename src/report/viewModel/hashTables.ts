/** Hash tables, as they are drawn. */
import type { FieldView } from './fields.ts';
import type { ImageTableId } from './tableId.ts';
import type { Tone } from './tone.ts';

export interface HashView {
  readonly kind: 'gnu' | 'sysv';
  readonly title: string;
  readonly fields: readonly FieldView[];
  /** How many buckets hold chains of a length; length 0 is an empty bucket. */
  readonly histogram: readonly {
    readonly chainLength: number;
    readonly buckets: number;
    readonly text: string;
  }[];
  /** Runtime keys and the bucket each lands in. */
  readonly keys: readonly {
    readonly bucket: number;
    readonly symbol: string;
    readonly text: string;
    readonly tone: Tone;
  }[];
  readonly bucketTable: ImageTableId;
  readonly bloomTable?: ImageTableId;
}

/** One bucket as drawn: the chain's entries in order. Comes with rows of gnuBuckets and sysvBuckets. */
export interface ChainView {
  readonly bucket: number;
  readonly entries: readonly {
    readonly symbolIndex: number;
    readonly name: string;
    readonly hash: string;
    /** "Go · vdsoClockgettimeSym" for runtime keys, '' otherwise. */
    readonly lookedUpBy: string;
    readonly last: boolean;
  }[];
  /** Set when the chain is longer than what is drawn, or damaged. */
  readonly note?: string;
}

/** Bloom words as drawn: which bits are set. */
export interface BloomView {
  readonly index: number;
  /** Hexadecimal word, and its bits from the least significant one as '0'/'1'. */
  readonly word: string;
  readonly bits: string;
}

/** A vDSO name in a source with the numbers beside it. */

export interface NumberSlot {
  /** The field's or the constant's name; undefined by position. */
  readonly field?: string;
  /** What its column in a table is told by, where that is not its field: what of a constant's name is its role. */
  readonly column?: string;
  /** As written, with digit separators and suffix. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface KeyEntry {
  readonly kind: 'symbol' | 'version';
  readonly name: string;
  /** The type or function before the bracket, or before the one around it. */
  readonly head: string;
  /** Variable whose address the entry holds: &vdsoClockgettimeSym. */
  readonly variable?: string;
  readonly numbers: readonly NumberSlot[];
  /** Offsets of the whole entry, brackets included. */
  readonly start: number;
  readonly end: number;
}

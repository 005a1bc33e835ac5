/** A region of the memory map; start and end are fractions of the whole strip (0..1). */
export interface MapRegionView {
  readonly label: string;
  readonly kind: 'mapping' | 'segment' | 'table' | 'section' | 'gap';
  /** Strip 0 is the mapping or file, 1 the segments, 2 the tables and sections. */
  readonly lane: number;
  readonly start: number;
  readonly end: number;
  /** "0x2a8 – 0x2e4 · 60 bytes" */
  readonly text: string;
  readonly offset?: number;
  readonly length?: number;
}

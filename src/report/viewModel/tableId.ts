/** Which tables there are. */

/** Tables of an image. */
export type ImageTableId =
  | 'symbols'
  | 'symtab'
  | 'versions'
  | 'gnuBuckets'
  | 'gnuBloom'
  | 'sysvBuckets'
  | 'keys'
  | 'segments'
  | 'sections'
  | 'dynamic'
  | 'relocations'
  | 'notes'
  | 'problems';

/** Tables of what the code does: made when the code is looked at. */
export type CodeTableId = 'functions' | 'clockPaths' | 'patched';

/** The strings of a section, by its index: looked for when the table is first asked for. */
export type StringsTableId = `strings/${number}`;

/** Tables of pages that are of no image. */
export type PageTableId = 'atlas' | 'matrix';

/** Tables that there is one of. */
export type SingleTableId = ImageTableId | CodeTableId | PageTableId;

export type TableId = SingleTableId | StringsTableId;

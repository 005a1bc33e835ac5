/** What a problem is in, or a range of the file belongs to. english.ts has the words for those without a name. */

/** Names that are the same in every language: "DT_GNU_HASH", "PT_DYNAMIC", ".dynstr". */
export type FormatName = `${'DT' | 'PT' | 'SHT'}_${string}` | `.${string}`;

export type SingleStructure =
  | 'file'
  | 'image'
  | 'elf-header'
  | 'program-headers'
  | 'section-headers'
  | 'notes'
  | 'upx-header';

/** Structures told apart by an index. */
export type IndexedStructure =
  | 'program-header'
  | 'section'
  | 'dynamic-entry'
  | 'symbol'
  | 'version'
  | 'version-definition'
  | 'version-need';

export type StructureName =
  | FormatName
  | SingleStructure
  | readonly [structure: IndexedStructure, index: number];

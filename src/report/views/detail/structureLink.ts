/** From what a problem is in to where it is shown. */

import type { ElfImage } from '../../../elf/model.ts';
import type { FormatName, SingleStructure, StructureName } from '../../../elf/problems/structure.ts';
import { onceFor } from '../../onceFor.ts';
import type { Subject } from '../../subject.ts';
import { versionRows } from '../../tables/versions.ts';
import type { LinkTarget, LinkView } from '../../viewModel/links.ts';
import type { ImageTableId } from '../../viewModel/tableId.ts';

const TABLES: Readonly<Partial<Record<FormatName | SingleStructure, ImageTableId>>> = {
  DT_GNU_HASH: 'gnuBuckets',
  DT_MIPS_XHASH: 'gnuBuckets',
  DT_HASH: 'sysvBuckets',
  DT_STRTAB: 'symbols',
  DT_SYMTAB: 'symbols',
  DT_SYMENT: 'symbols',
  DT_SYMTAB_SHNDX: 'symbols',
  DT_VERSYM: 'symbols',
  DT_VERDEF: 'versions',
  DT_VERNEED: 'versions',
  '.dynsym': 'symbols',
  '.dynstr': 'symbols',
  '.symtab': 'symtab',
  '.strtab': 'symtab',
  '.dynamic': 'dynamic',
  PT_DYNAMIC: 'dynamic',
  PT_NOTE: 'notes',
  notes: 'notes',
  'program-headers': 'segments',
  'section-headers': 'sections',
};

/** Undefined for what has no place of its own: the file, and tables that are not there. */
export function structureLink(subject: Subject, structure: StructureName | undefined): LinkView | undefined {
  if (structure === undefined) return undefined;
  const to = targetOf(subject, structure);
  return to === undefined || ('table' in to && !hasRow(subject, to.table, to.index ?? 0))
    ? undefined
    : { text: '', to };
}

function targetOf({ image }: Subject, structure: StructureName): LinkTarget | undefined {
  if (structure === 'elf-header') return { part: 'header' };
  if (typeof structure === 'string') {
    const table = TABLES[structure] ?? (structure.startsWith('DT_') ? 'dynamic' : undefined);
    return table && { table };
  }
  const [kind, index] = structure;
  switch (kind) {
    case 'program-header':
      return { table: 'segments', index };
    case 'section':
      return { table: 'sections', index };
    case 'dynamic-entry':
      return { table: 'dynamic', index };
    case 'symbol':
      return { table: 'symbols', index };
    case 'version-definition':
      return { table: 'versions', index };
    case 'version-need':
      return { table: 'versions', index: needPlaces(image)[index] ?? 0 };
    case 'version': {
      const at = versionRows(image).findIndex(({ record }) => record.index === index);
      return at < 0 ? undefined : { table: 'versions', index: at };
    }
  }
}

/** The first row of each Verneed. */
const needPlaces = onceFor(({ versionDefinitions, versionNeeds }: ElfImage) => {
  let row = versionDefinitions.length;
  return versionNeeds.map(({ versions }) => {
    row += versions.length;
    return row - versions.length;
  });
});

function hasRow({ image }: Subject, table: ImageTableId, index: number): boolean {
  const rows: Partial<Record<ImageTableId, number>> = {
    symbols: image.symbols.length,
    symtab: image.symtab?.length ?? 0,
    versions: versionRows(image).length,
    gnuBuckets: image.gnuHash?.buckets.length ?? 0,
    sysvBuckets: image.sysvHash?.buckets.length ?? 0,
    segments: image.segments.length,
    sections: image.sections.length,
    dynamic: image.dynamic.length,
    notes: image.notes.length,
  };
  return index < (rows[table] ?? 0);
}

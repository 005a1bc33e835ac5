/** All tables of a report. Made at once: a table costs nothing until its rows are asked for. */
import type { Subject } from '../subject.ts';
import { bloomTable, bucketTable } from './hashes.ts';
import { keyTable } from './keys.ts';
import { noteTable } from './notes.ts';
import { problemTable } from './problems.ts';
import { relocationTable } from './relocations.ts';
import { dynamicTable, sectionTable, segmentTable } from './structure.ts';
import { symbolTable } from './symbols.ts';
import type { ReportTable } from './table.ts';
import { versionTable } from './versions.ts';

/** In the order in which faces show them. */
export function allTables(subject: Subject): readonly ReportTable[] {
  const { image } = subject;
  const { symtab, gnuHash, sysvHash } = image;
  return [
    symbolTable(subject, 'symbols', image.symbols),
    ...(symtab === undefined ? [] : [symbolTable(subject, 'symtab', symtab)]),
    versionTable(subject),
    keyTable(subject),
    ...(gnuHash === undefined
      ? []
      : [bucketTable(subject, { kind: 'gnu', table: gnuHash }), bloomTable(subject, gnuHash)]),
    ...(sysvHash === undefined ? [] : [bucketTable(subject, { kind: 'sysv', table: sysvHash })]),
    segmentTable(subject),
    sectionTable(subject),
    dynamicTable(subject),
    relocationTable(subject),
    noteTable(subject),
    problemTable(subject),
  ];
}

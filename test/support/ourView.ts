import { relocationTypeName } from '../../src/elf/format/names.ts';
import type { ElfImage, SymbolTable } from '../../src/elf/model.ts';
import type { Table } from '../../src/elf/table.ts';
import type { Row, View } from './view.ts';

export function rowsOf<Item>(table: Table<Item>): Item[] {
  const rows: Item[] = [];
  for (let index = 0; index < table.length; index++) {
    const row = table.at(index);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** Our model in the form in which it is compared. */
export function ourView(image: ElfImage): View {
  return {
    header: [{ ...image.header, littleEndian: image.header.littleEndian ? 1 : 0 }],
    segments: rowsOf(image.segments).map((segment) => ({ ...segment, access: segment.flags & 7 })),
    sections: rowsOf(image.sections).map((section) => ({ ...section })),
    dynamic: rowsOf(image.dynamic).map((entry) => ({ ...entry })),
    symbols: symbolRows(image.symbols),
    symtab: image.symtab === undefined ? [] : symbolRows(image.symtab),
    definitions: image.versionDefinitions.map(({ parents, range: _, ...rest }) => ({
      ...rest,
      parents: parents.join(', '),
    })),
    needs: image.versionNeeds.map(({ file, versions }) => ({ file, count: versions.length })),
    neededVersions: image.versionNeeds.flatMap(({ versions }) =>
      versions.map(({ index, name, hash, flags }) => ({ index, name, hash, flags })),
    ),
    ...sysvRows(image),
    ...gnuRows(image),
    ...mipsRows(image),
    ...relocationRows(image),
    notes: inNoteOrder(
      image.notes.map(({ owner, type, size, description, meaning }) => ({
        owner,
        type,
        size,
        bytes: Buffer.from(description).toString('hex'),
        ...(meaning?.kind === 'build-id' ? { buildId: meaning.id } : {}),
      })),
    ),
  };
}

/** Tables whose entries are packed: readelf does not know them. */
const PACKED: ReadonlySet<string> = new Set(['crel', 'android_rela', 'android_rel']);

function relocationRows({ relocations, header }: ElfImage): View {
  const view = relocationView(
    rowsOf(relocations).map((relocation) => {
      const { index: _, ...row } = relocation;
      const typeName = relocationTypeName(row.type, header.machine);
      const addend = BigInt.asUintN(header.class, row.addend ?? 0n);
      return { ...row, typeName, addend, symbolName: relocations.symbolName(relocation) };
    }),
  );
  // Their names may be those of sections.
  const { relocations: rows = [], ...others } = view;
  return { ...others, relocations: rows.map(({ typeName: _, symbolName: _name, ...row }) => row) };
}

/**
 * Those of the dynamic table, packed or not, and those that only section headers name, under the number of their
 * section.
 */
export function relocationView(rows: readonly (Row & { readonly table: string })[]): View {
  const of = (wanted: (table: string) => boolean) => rows.filter(({ table }) => wanted(table));
  return {
    relocations: byTable(of((table) => table !== 'section' && !PACKED.has(table))),
    packedRelocations: of((table) => PACKED.has(table)),
    sectionRelocations: of((table) => table === 'section'),
  };
}

/** Notes in an order of their own: the peers follow the section headers, we the segments first. */
export function inNoteOrder(rows: readonly Row[]): Row[] {
  const key = ({ size, buildId, owner }: Row) =>
    `${String(size).padStart(10, '0')} ${buildId ?? ''} ${String(owner).slice(0, 2)}`;
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Relocations in an order that does not depend on which table is listed first. */
export function byTable<Relocation extends { readonly table: string }>(
  rows: readonly Relocation[],
): Relocation[] {
  return rows.toSorted((a, b) => (a.table < b.table ? -1 : a.table > b.table ? 1 : 0));
}

function symbolRows(symbols: SymbolTable): Row[] {
  return rowsOf(symbols).map((symbol) => {
    const version = symbols.version(symbol.index);
    const versym = symbols.versym(symbol.index);
    return {
      index: symbol.index,
      nameOffset: symbols.nameOffset(symbol.index),
      fullName: symbol.name + suffix(version, symbol.shndx),
      name: symbol.name,
      value: symbol.value,
      size: symbol.size,
      bind: symbol.bind,
      type: symbol.type,
      visibility: symbol.visibility,
      other: symbol.other,
      // As the peers show it: after SHN_XINDEX.
      shndx: symbol.sectionIndex,
      versym,
      versionIndex: versym === undefined ? undefined : versym & 0x7fff,
    };
  });
}

/** The peers' way of writing versions: `@@` for a definition's default, `@` for everything else. */
export function suffix(version: ReturnType<SymbolTable['version']>, shndx: number): string {
  if (version?.name === undefined || version.index < 2) return '';
  const isDefault = version.kind === 'definition' && !version.hidden && shndx !== 0;
  return (isDefault ? '@@' : '@') + version.name;
}

const values = (items: Iterable<number | bigint>): Row[] => [...items].map((value) => ({ value }));

function sysvRows({ sysvHash }: ElfImage): View {
  if (sysvHash === undefined) return {};
  const { nbucket, nchain, wordSize } = sysvHash;
  return {
    sysvHash: [{ nbucket, nchain, wordSize }],
    sysvBuckets: values(rowsOf(sysvHash.buckets)),
    sysvChains: values(rowsOf(sysvHash.chains)),
    sysvHistogram: histogram(sysvHash),
  };
}

function mipsRows({ mipsHash }: ElfImage): View {
  return mipsHash === undefined ? {} : { mipsHistogram: histogram(mipsHash) };
}

function gnuRows({ gnuHash }: ElfImage): View {
  if (gnuHash === undefined) return {};
  const { nbuckets, symoffset, bloomSize, bloomShift } = gnuHash;
  return {
    gnuHash: [{ nbuckets, symoffset, bloomSize, bloomShift }],
    gnuBloom: values(rowsOf(gnuHash.bloom)),
    gnuBuckets: values(rowsOf(gnuHash.buckets)),
    gnuChains: values(rowsOf(gnuHash.chains)),
    gnuHistogram: histogram(gnuHash),
  };
}

/** How many buckets have how many symbols, as readelf's histogram counts them. */
function histogram(table: { buckets: Table<number>; chainOf(bucket: number): number[] }): Row[] {
  const counts: number[] = [];
  for (let bucket = 0; bucket < table.buckets.length; bucket++) {
    const length = table.chainOf(bucket).length;
    while (counts.length <= length) counts.push(0);
    counts[length] = (counts[length] ?? 0) + 1;
  }
  return counts.map((count, length) => ({ length, count }));
}

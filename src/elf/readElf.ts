import { fileNumber } from './bytes/fileNumber.ts';
import { checkTableSections } from './checks/sectionChecks.ts';
import { DynamicTable } from './dynamic/dynamicTable.ts';
import { checkDynamicAddress, findDynamic } from './dynamic/findDynamic.ts';
import { type DynamicTables, readDynamicTables } from './dynamic/readTables.ts';
import { locateTables } from './dynamic/tablePlaces.ts';
import { ET_REL, PT_DYNAMIC, PT_INTERP, SHT_DYNAMIC, SHT_SYMTAB } from './format/constants.ts';
import { EHDR } from './format/layouts.ts';
import { glanceAtTables } from './glance/glance.ts';
import { AddressMap } from './headers/addressMap.ts';
import { readHeader } from './headers/header.ts';
import { readCounts, readInterpreter, wantHeaders } from './headers/headerTables.ts';
import { readSectionNames, readSections, sectionNameTable, sectionsWithTables } from './headers/sections.ts';
import { readSegments } from './headers/segments.ts';
import { readUpx } from './headers/upx.ts';
import type { ByteSource } from './imageSource.ts';
import type { ElfImage, Section, Segment, SymbolTable } from './model.ts';
import { noteStretches } from './notes/noteRanges.ts';
import { readNotes } from './notes/notes.ts';
import { firstBytes, foreignFormat, isElf } from './problems/foreignFormat.ts';
import type { Problem } from './problems/problem.ts';
import { ProblemList } from './problems/problems.ts';
import { Allocator } from './reading/allocation.ts';
import { Budget } from './reading/budget.ts';
import type { Meters, Pace } from './reading/pace.ts';
import { Reading } from './reading/readContext.ts';
import { MAX_RESIDENT_BYTES, ResidentBytes } from './reading/residentBytes.ts';
import { Unpacking } from './relocations/packed/unpacker.ts';
import { locateRelocations } from './relocations/relocationPlaces.ts';
import { concatenated, readRelocations, wantRelocations, wantRestOfCrel } from './relocations/relocations.ts';
import { locateSectionRelocations, SectionRelocations } from './relocations/sectionRelocations.ts';
import { MAX_NAME_BYTES } from './strings/stringTable.ts';
import {
  nameOrSection,
  otherSymtabs,
  readSymtab,
  symbolTablesBySection,
  wantSymtab,
} from './symbols/staticSymbols.ts';
import type { Table } from './table.ts';

/** Sources up to this size are read whole at once: cheaper than finding out what of them is needed. */
const WHOLE_BYTES = 512 * 1024;
/** First read of larger ones: headers, notes and often the first tables. */
const HEAD_BYTES = 64 * 1024;
/** First read after that one has failed: a bad block behind the headers must not cost what can be read. */
const PAGE_BYTES = 4096;

export interface ReadOptions {
  /** Read .symtab and .strtab as well, and relocations left for a linker. Those of object files are read anyway. */
  readonly symtab?: boolean;
  /**
   * Take a first glance at images with at least so many dynamic symbols, whose names take long to hash and to check.
   * Images read as a whole at once, those whose tables make no sense, and those read with .symtab get none.
   */
  readonly glance?: number | undefined;
  /** Lets others run while a large image is read. */
  readonly pace?: Pace | undefined;
  /** For tests: what the reading cost is counted here. */
  readonly budget?: Budget;
  readonly allocator?: Allocator;
  /** Most bytes kept, MAX_RESIDENT_BYTES otherwise. */
  readonly maxResident?: number;
  /** For tests: bytes of the first read, to have small images read in stages as large ones are. */
  readonly firstRead?: number;
}

/** The dynamic tables: a glance has no hash tables. */
type Tables = Omit<DynamicTables, 'symbols'> & { readonly symbols: SymbolTable };

export type ReadResult =
  | { readonly kind: 'elf'; readonly image: ElfImage }
  | { readonly kind: 'not-elf'; readonly problem: Problem };

/**
 * Reads an ELF image. Whatever the bytes are, the result is a model and its problems; the promise rejects
 * only when the image's first page cannot be read. Anything that begins with the ELF magic is kind 'elf', a truncated
 * header too (missing fields are 0, reported as header-truncated).
 */
export async function readElf(source: ByteSource, options: ReadOptions = {}): Promise<ReadResult> {
  const problems = new ProblemList(source.size);
  const meters: Meters = {
    budget: options.budget ?? new Budget(),
    allocator: options.allocator ?? new Allocator(),
    pace: options.pace,
  };
  const resident = new ResidentBytes(source, problems, meters, options.maxResident ?? MAX_RESIDENT_BYTES);
  const first = options.firstRead ?? (source.size <= WHOLE_BYTES ? source.size : HEAD_BYTES);
  if (source.size > 0) await loadStart(resident, Math.min(first, source.size));

  const head = resident.clipped(0, HEAD_BYTES);
  if (!isElf(head)) return { kind: 'not-elf', problem: notElf(head) };
  const header = await readCounts(resident, readHeader(head, problems), problems);
  const reading = new Reading(resident, problems, meters, header);
  const glance = first < source.size && options.symtab !== true ? options.glance : undefined;
  return { kind: 'elf', image: await readImage(reading, source, options.symtab === true, glance) };
}

async function loadStart(resident: ResidentBytes, length: number): Promise<void> {
  try {
    await resident.loadFirst(length);
  } catch (error) {
    if (length <= PAGE_BYTES) throw error;
    await resident.loadFirst(PAGE_BYTES);
  }
}

function notElf(head: Uint8Array): Problem {
  const args = { format: foreignFormat(head), bytes: firstBytes(head) };
  return {
    severity: 'error',
    code: 'not-elf',
    args,
    structure: 'file',
    offset: 0,
    length: Math.min(4, head.length),
  };
}

async function readImage(
  reading: Reading,
  source: ByteSource,
  askedForSymtab: boolean,
  leastForGlance: number | undefined,
): Promise<ElfImage> {
  const { resident, problems, header } = reading;
  const withSymtab = askedForSymtab || header.type === ET_REL;
  reading.found('ELF header', { offset: 0, length: Math.min(EHDR.size[header.class], reading.size) });
  wantHeaders(reading);
  await resident.load();
  const segments = readSegments(reading);
  const sectionRecords = readSections(reading);
  const nameTable = sectionNameTable(reading, sectionRecords);
  const tableSections = sectionsWithTables(reading, sectionRecords);
  const stretches = noteStretches(reading, segments, tableSections);
  wantNamedRanges(reading, nameTable, segments, tableSections);
  for (const { offset, length } of stretches) resident.want(offset, length);
  const otherTables = withSymtab ? otherSymtabs(reading, tableSections) : [];
  if (withSymtab) wantSymtab(reading, tableSections, otherTables);
  await resident.load();

  const sections = readSectionNames(reading, sectionRecords, nameTable);
  const named = tableSections.map((section) => sections.at(section.index) ?? section);
  checkTableSections(reading, sectionRecords, sections);
  const map = new AddressMap(reading, segments, sections);
  const place = findDynamic(reading, segments, named);
  const dynamic = new DynamicTable(reading, place.from, place.range);
  if (place.from === 'segment') checkDynamicAddress(reading, segments, map);
  const places = locateTables(reading, dynamic, map, named);
  const glance =
    leastForGlance === undefined
      ? undefined
      : await glanceAtTables(reading, source, dynamic, places, leastForGlance);
  const relocationPlaces = glance ? [] : locateRelocations(reading, dynamic, map);
  wantRelocations(reading, relocationPlaces);
  const tables: Tables = glance ?? (await readDynamicTables(reading, dynamic, places));
  wantRestOfCrel(reading, relocationPlaces);
  // In a stage of their own: however many places they are strewn over, the dynamic tables have been read.
  const left = glance ? [] : locateSectionRelocations(reading, sectionRecords, relocationPlaces, withSymtab);
  await resident.load();

  const entries = dynamic.entries(reading, tables.strings);
  dynamic.checkTexts(reading, tables.strings);
  const symtab = withSymtab ? await readSymtab(reading, named) : undefined;
  const symbolTables = symbolTablesBySection(reading, named, tables.symbols, symtab, otherTables);
  const unpacking = new Unpacking(reading);
  const relocations = concatenated([
    readRelocations(reading, relocationPlaces, tables.symbols.length, unpacking),
    new SectionRelocations(
      reading,
      { records: sectionRecords, named: sections },
      left,
      symbolTables,
      unpacking,
    ),
  ]);
  const notes = readNotes(reading, stretches);
  const interpreter = readInterpreter(reading, segments);
  const packed = await readUpx(reading, map);
  const soname = dynamic.soname(tables.strings);
  return {
    size: reading.size,
    header,
    segments,
    sections,
    dynamic: entries,
    dynamicFrom: place.from,
    symbols: tables.symbols,
    ...(symtab === undefined ? {} : { symtab }),
    hasSymtab: named.some(({ type }) => type === SHT_SYMTAB),
    versionDefinitions: tables.definitions,
    versionNeeds: tables.needs,
    ...(tables.sysvHash === undefined ? {} : { sysvHash: tables.sysvHash }),
    ...(tables.gnuHash === undefined ? {} : { gnuHash: tables.gnuHash }),
    ...(tables.mipsHash === undefined ? {} : { mipsHash: tables.mipsHash }),
    relocations: {
      ...relocations,
      symbolName: (relocation) => {
        const link = relocation.section === undefined ? undefined : sections.at(relocation.section)?.link;
        const table = link === undefined ? tables.symbols : symbolTables.get(link);
        return table === undefined ? '' : nameOrSection(table, sections, relocation.symbol);
      },
    },
    notes,
    ...(soname === undefined ? {} : { soname }),
    ...(interpreter === undefined ? {} : { interpreter }),
    ...(packed === undefined ? {} : { packed }),
    problems: glance ? [] : problems.list(),
    ...(glance && { glance: { load: (start, count) => glance.symbols.load(start, count) } }),
    tableRanges: reading.tableRanges,
    bytes: (offset, length) => {
      const bytes = resident.clipped(offset, length);
      return bytes.length === length ? bytes : undefined;
    },
    offsetOf: (vaddr) => map.offsetOf(vaddr),
  };
}

/** What the headers give place and size of: section names, dynamic table, interpreter. */
function wantNamedRanges(
  reading: Reading,
  nameTable: Section | undefined,
  segments: Table<Segment>,
  sections: readonly Section[],
): void {
  const { resident } = reading;
  if (nameTable !== undefined) resident.want(fileNumber(nameTable.offset), fileNumber(nameTable.size));
  for (const section of sections) {
    if (section.type === SHT_DYNAMIC) resident.want(fileNumber(section.offset), fileNumber(section.size));
  }
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type === PT_DYNAMIC) resident.want(fileNumber(segment.offset), fileNumber(segment.filesz));
    if (segment?.type === PT_INTERP) resident.want(fileNumber(segment.offset), MAX_NAME_BYTES);
  }
}

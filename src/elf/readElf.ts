import { fileNumber } from './bytes/fileNumber.ts';
import { checkTableSections } from './checks/sectionChecks.ts';
import { DynamicTable } from './dynamic/dynamicTable.ts';
import { checkDynamicAddress, findDynamic, wantDynamic } from './dynamic/findDynamic.ts';
import { type DynamicTables, readDynamicTables } from './dynamic/readTables.ts';
import { locateTables } from './dynamic/tablePlaces.ts';
import { ET_REL, SHT_SYMTAB } from './format/constants.ts';
import { EHDR } from './format/layouts.ts';
import { AddressMap } from './headers/addressMap.ts';
import { readInterpreter, wantHeaders, wantInterpreter } from './headers/headerTables.ts';
import { readSectionNames, readSections, sectionNameTable, sectionsWithTables } from './headers/sections.ts';
import { readSegments } from './headers/segments.ts';
import { readUpx } from './headers/upx.ts';
import type { ByteSource } from './imageSource.ts';
import type { ElfImage, Preview, SymbolTable } from './model.ts';
import { noteStretches } from './notes/noteRanges.ts';
import { readNotes } from './notes/notes.ts';
import { type PreviewTables, previewAtTables } from './preview/preview.ts';
import { firstBytes, foreignFormat } from './problems/foreignFormat.ts';
import type { Problem } from './problems/problem.ts';
import { ProblemList } from './problems/problems.ts';
import { contextOf } from './readHeaders.ts';
import { Allocator } from './reading/allocation.ts';
import { Budget } from './reading/budget.ts';
import { FileRanges, MAX_RESIDENT_BYTES } from './reading/fileRanges.ts';
import type { ReadContext } from './reading/readContext.ts';
import type { Meters, Scheduler } from './reading/scheduler.ts';
import { Unpacking } from './relocations/packed/unpacker.ts';
import { locateRelocations } from './relocations/relocationPlaces.ts';
import { concatenated, readRelocations, wantRelocations, wantRestOfCrel } from './relocations/relocations.ts';
import { locateSectionRelocations, SectionRelocations } from './relocations/sectionRelocations.ts';
import {
  nameOrSection,
  otherSymtabs,
  readSymtab,
  symbolTablesBySection,
  wantSymtab,
} from './symbols/staticSymbols.ts';

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
   * Take a preview of images with at least so many dynamic symbols, whose names take long to hash and to check.
   * Images read as a whole at once, those whose tables make no sense, and those read with .symtab get none.
   */
  readonly preview?: number | undefined;
  /** Lets others run while a large image is read. */
  readonly scheduler?: Scheduler | undefined;
  /** For tests: what the reading cost is counted here. */
  readonly budget?: Budget;
  readonly allocator?: Allocator;
  /** Most bytes kept, MAX_RESIDENT_BYTES otherwise. */
  readonly maxResident?: number;
  /** For tests: bytes of the first read, to have small images read in stages as large ones are. */
  readonly firstRead?: number;
}

/** The dynamic tables: a preview has no hash tables. */
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
    scheduler: options.scheduler,
  };
  const resident = new FileRanges(source, problems, meters, options.maxResident ?? MAX_RESIDENT_BYTES);
  const first = options.firstRead ?? (source.size <= WHOLE_BYTES ? source.size : HEAD_BYTES);
  if (source.size > 0) await loadStart(resident, Math.min(first, source.size));

  const context = await contextOf(resident, problems, meters);
  if (context === undefined) return { kind: 'not-elf', problem: notElf(resident.view(0, HEAD_BYTES)) };
  const preview = first < source.size && options.symtab !== true ? options.preview : undefined;
  return { kind: 'elf', image: await readImage(context, source, options.symtab === true, preview) };
}

async function loadStart(resident: FileRanges, length: number): Promise<void> {
  try {
    await resident.fetchFirst(length);
  } catch (error) {
    if (length <= PAGE_BYTES) throw error;
    await resident.fetchFirst(PAGE_BYTES);
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

/** In stages, since each tells where the bytes of the next are: headers, tables of the dynamic linker, what those lead to. */
async function readImage(
  context: ReadContext,
  source: ByteSource,
  askedForSymtab: boolean,
  leastForPreview: number | undefined,
): Promise<ElfImage> {
  const withSymtab = askedForSymtab || context.header.type === ET_REL;
  const headers = await readHeaderStage(context, withSymtab);
  const linked = await readDynamicStage(context, source, headers, withSymtab, leastForPreview);
  const rest = await readRestStage(context, headers, linked, withSymtab);
  return imageOf(context, headers, linked, rest);
}

type Headers = Awaited<ReturnType<typeof readHeaderStage>>;
type Linked = Awaited<ReturnType<typeof readDynamicStage>>;
type Rest = Awaited<ReturnType<typeof readRestStage>>;

/** Segments and sections with their names; what they alone give the place of is resident after it. */
async function readHeaderStage(context: ReadContext, withSymtab: boolean) {
  const { resident, header } = context;
  context.noteTableRange('elf-header', {
    offset: 0,
    length: Math.min(EHDR.size[header.class], context.size),
  });
  wantHeaders(context);
  await resident.fetch();
  const segments = readSegments(context);
  const records = readSections(context);
  const nameTable = sectionNameTable(context, records);
  const tableSections = sectionsWithTables(context, records);
  const stretches = noteStretches(context, segments, tableSections);
  if (nameTable !== undefined) resident.request(fileNumber(nameTable.offset), fileNumber(nameTable.size));
  wantDynamic(context, segments, tableSections);
  wantInterpreter(context, segments);
  for (const { offset, length } of stretches) resident.request(offset, length);
  const otherTables = withSymtab ? otherSymtabs(context, tableSections) : [];
  if (withSymtab) wantSymtab(context, tableSections, otherTables);
  await resident.fetch();
  const sections = readSectionNames(context, records, nameTable);
  const named = tableSections.map((section) => sections.at(section.index) ?? section);
  checkTableSections(context, records, sections);
  return { segments, records, sections, named, stretches, otherTables };
}

function previewOf({ symbols, firstHashed }: PreviewTables): Preview {
  return {
    load: (start, count) => symbols.load(start, count),
    ...(firstHashed !== undefined && { firstHashed }),
  };
}

/** The dynamic table and the tables it leads to, or a preview of them; relocations are resident after it. */
async function readDynamicStage(
  context: ReadContext,
  source: ByteSource,
  { segments, records, sections, named }: Headers,
  withSymtab: boolean,
  leastForPreview: number | undefined,
) {
  const map = new AddressMap(context, segments, sections);
  const place = findDynamic(context, segments, named);
  const dynamic = new DynamicTable(context, place.from, place.range);
  if (place.from === 'segment') checkDynamicAddress(context, segments, map);
  const places = locateTables(context, dynamic, map, named);
  const preview =
    leastForPreview === undefined
      ? undefined
      : await previewAtTables(context, source, dynamic, places, leastForPreview);
  const relocationPlaces = preview ? [] : locateRelocations(context, dynamic, map);
  wantRelocations(context, relocationPlaces);
  const tables: Tables = preview ?? (await readDynamicTables(context, dynamic, places));
  wantRestOfCrel(context, relocationPlaces);
  // In a stage of their own: however many places they are strewn over, the dynamic tables have been read.
  const left = preview ? [] : locateSectionRelocations(context, records, relocationPlaces, withSymtab);
  await context.resident.fetch();
  return { map, dynamic, from: place.from, tables, preview, relocationPlaces, left };
}

/** What is read by the names, symbols and places found before. */
async function readRestStage(
  context: ReadContext,
  { segments, records, sections, named, stretches, otherTables }: Headers,
  { map, dynamic, tables, relocationPlaces, left }: Linked,
  withSymtab: boolean,
) {
  const entries = dynamic.entries(context, tables.strings);
  dynamic.checkTexts(context, tables.strings);
  const symtab = withSymtab ? await readSymtab(context, named) : undefined;
  const symbolTables = symbolTablesBySection(context, named, tables.symbols, symtab, otherTables);
  const unpacking = new Unpacking(context);
  const relocations = concatenated([
    readRelocations(context, relocationPlaces, tables.symbols.length, unpacking),
    new SectionRelocations(context, { records, named: sections }, left, symbolTables, unpacking),
  ]);
  const notes = readNotes(context, stretches);
  const interpreter = readInterpreter(context, segments);
  const packed = await readUpx(context, map);
  const soname = dynamic.soname(tables.strings);
  return { entries, symtab, symbolTables, relocations, notes, interpreter, packed, soname };
}

function imageOf(
  context: ReadContext,
  { segments, sections, named }: Headers,
  { map, from, tables, preview }: Linked,
  { entries, symtab, symbolTables, relocations, notes, interpreter, packed, soname }: Rest,
): ElfImage {
  const { resident, problems, header } = context;
  return {
    size: context.size,
    header,
    segments,
    sections,
    dynamic: entries,
    dynamicFrom: from,
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
    problems: preview ? [] : problems.list(),
    ...(preview && { preview: previewOf(preview) }),
    tableRanges: context.tableRanges,
    bytes: (offset, length) => {
      const bytes = resident.view(offset, length);
      return bytes.length === length ? bytes : undefined;
    },
    offsetOf: (vaddr) => map.offsetOf(vaddr),
  };
}

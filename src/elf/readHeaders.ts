import { fileNumber } from './bytes/fileNumber.ts';
import type { Window } from './bytes/window.ts';
import { AddressMap } from './headers/addressMap.ts';
import { readHeader } from './headers/header.ts';
import { readCounts, readInterpreter, wantHeaders, wantInterpreter } from './headers/headerTables.ts';
import { readSectionNames, readSections, sectionNameTable } from './headers/sections.ts';
import { readSegments } from './headers/segments.ts';
import { readUpx } from './headers/upx.ts';
import type { ByteSource } from './imageSource.ts';
import type { ElfImage, Segment } from './model.ts';
import { isElf } from './problems/foreignFormat.ts';
import { ProblemList } from './problems/problems.ts';
import { Allocator } from './reading/allocation.ts';
import { Budget } from './reading/budget.ts';
import { FileRanges } from './reading/fileRanges.ts';
import { ReadContext } from './reading/readContext.ts';
import type { Meters } from './reading/scheduler.ts';
import type { FileTable } from './table.ts';

/** The part of an image that its headers alone give: what recognising a program needs. */
export type ElfHeaders = Pick<
  ElfImage,
  'size' | 'header' | 'segments' | 'sections' | 'interpreter' | 'packed' | 'offsetOf'
>;

/** First read: the headers of most programs, and all of it for those whose sections come first. */
const HEAD_BYTES = 4096;
/** Most that is kept, in bytes: 65,536 section headers of 64 bits. Programs have some dozens. */
const MAX_HEADER_BYTES = 1 << 22;

/** The ELF header with the segments and the records of the sections, whose names are not read yet. */
export interface OpenedHeaders {
  readonly context: ReadContext;
  readonly segments: FileTable<Segment>;
  readonly records: FileTable<Window>;
}

/** What all reading begins with, of a file whose first bytes are resident: its header, with the counts of its tables. */
export async function contextOf(
  resident: FileRanges,
  problems: ProblemList,
  meters: Meters,
): Promise<ReadContext | undefined> {
  const head = resident.view(0, HEAD_BYTES);
  if (!isElf(head)) return undefined;
  const header = await readCounts(resident, readHeader(head, problems), problems);
  return new ReadContext(resident, problems, meters, header);
}

/**
 * Reads the header tables and nothing that they lead to. Undefined when the bytes are no ELF file.
 * @param maxResident most bytes that are kept of it, with what is asked of its context later
 */
export async function openHeaders(
  source: ByteSource,
  budget: Budget = new Budget(),
  maxResident = MAX_HEADER_BYTES,
): Promise<OpenedHeaders | undefined> {
  const problems = new ProblemList(source.size);
  const meters = { budget, allocator: new Allocator() };
  const resident = new FileRanges(source, problems, meters, maxResident);
  if (source.size > 0) await resident.fetchFirst(Math.min(source.size, HEAD_BYTES));
  const context = await contextOf(resident, problems, meters);
  if (context === undefined) return undefined;
  wantHeaders(context);
  await resident.fetch();
  return { context, segments: readSegments(context), records: readSections(context) };
}

/** Reads headers and the interpreter's name and no table. Undefined when the bytes are no ELF file. */
export async function readElfHeaders(source: ByteSource): Promise<ElfHeaders | undefined> {
  const opened = await openHeaders(source);
  if (opened === undefined) return undefined;
  const { context, segments, records } = opened;
  const { header, resident } = context;
  const nameTable = sectionNameTable(context, records);
  if (nameTable !== undefined) resident.request(fileNumber(nameTable.offset), fileNumber(nameTable.size));
  wantInterpreter(context, segments);
  await resident.fetch();
  const sections = readSectionNames(context, records, nameTable);
  const map = new AddressMap(context, segments, sections);
  const interpreter = readInterpreter(context, segments);
  const packed = await readUpx(context, map);
  return {
    size: context.size,
    header,
    segments,
    sections,
    ...(interpreter === undefined ? {} : { interpreter }),
    ...(packed === undefined ? {} : { packed }),
    offsetOf: (vaddr) => map.offsetOf(vaddr),
  };
}

import { DynamicTable } from './dynamic/dynamicTable.ts';
import { findDynamic, wantDynamic } from './dynamic/findDynamic.ts';
import { locateTables } from './dynamic/tablePlaces.ts';
import { DT_SONAME, DT_STRSZ } from './format/constants.ts';
import { AddressMap } from './headers/addressMap.ts';
import { sectionOf, sectionsWithTables } from './headers/sections.ts';
import type { ByteSource } from './imageSource.ts';
import type { Section } from './model.ts';
import { type OpenedHeaders, openHeaders } from './readHeaders.ts';
import type { Budget } from './reading/budget.ts';
import { MAX_NAME_BYTES, StringTable } from './strings/stringTable.ts';
import type { Table } from './table.ts';

/**
 * DT_SONAME, as readElf has it, at the price of the headers, the dynamic table and the name: nothing is read or checked
 * that grows with symbols. Undefined without one, and when the bytes are no ELF file.
 * @param budget for tests: what it cost is counted here
 */
export async function readSoname(source: ByteSource, budget?: Budget): Promise<string | undefined> {
  const opened = await openHeaders(source, budget);
  if (opened === undefined) return undefined;
  const { context, segments } = opened;
  const sections = sectionsWithTables(context, opened.records);
  wantDynamic(context, segments, sections);
  await context.resident.fetch();
  const map = new AddressMap(context, segments, namelessSections(opened));
  const { from, range } = findDynamic(context, segments, sections);
  const dynamic = new DynamicTable(context, from, range);
  const at = dynamic.number(DT_SONAME);
  const { strings } = locateTables(context, dynamic, map, sections);
  if (at === undefined || strings === undefined) return undefined;
  const declared = dynamic.number(DT_STRSZ) ?? strings.sectionSize ?? strings.limit;
  const length = Math.min(declared, strings.rest) - at;
  if (length <= 0) return undefined;
  const name = { offset: strings.offset + at, length: Math.min(length, MAX_NAME_BYTES) };
  context.resident.request(name.offset, name.length);
  await context.resident.fetch();
  const window = context.window(name.offset, name.length);
  return window.length === 0 ? undefined : new StringTable(context, window, 'DT_STRTAB').text(0);
}

/** Where there are no segments the sections say where an address lies: they need no names for it. */
function namelessSections({ records }: OpenedHeaders): Table<Section> {
  return {
    length: records.length,
    at: (index: number) => {
      const record = records.at(index);
      return record && sectionOf(index, record, '');
    },
  };
}

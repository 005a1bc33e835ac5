/**
 * Tables, or only the number of symbols, from the section headers (gABI chapter 4, "Sections"). In a vDSO they
 * lie behind the end of the PT_LOAD, and a tool may have stripped them.
 */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import * as elf from '../../elf/format/constants.ts';
import type { SectionRules, SectionTable } from '../model.ts';
import type { Reasons } from '../reasons.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';

export interface SectionTables {
  /** Entries of SHT_DYNSYM. */
  readonly count: number;
  /** Offsets in the image, and entries, of the tables found. */
  readonly tables: ReadonlyMap<SectionTable, { readonly offset: bigint; readonly entries: number }>;
}

export interface SectionFields {
  readonly index: number;
  readonly address: bigint;
  readonly nameOffset: number;
  readonly type: number;
  readonly addr: bigint;
  readonly offset: bigint;
  readonly size: bigint;
  readonly link: number;
  readonly entsize: bigint;
}

const TYPES: Readonly<Record<SectionTable, number>> = {
  dynsym: elf.SHT_DYNSYM,
  strtab: elf.SHT_STRTAB,
  'allocated-strtab': elf.SHT_STRTAB,
  versym: elf.SHT_GNU_VERSYM,
  verdef: elf.SHT_GNU_VERDEF,
  dynamic: elf.SHT_DYNAMIC,
};

const NAMES: Readonly<Record<SectionTable, string>> = {
  dynsym: '.dynsym',
  strtab: '.dynstr',
  'allocated-strtab': '.dynstr',
  versym: '.gnu.version',
  verdef: '.gnu.version_d',
  dynamic: '.dynamic',
};

/** Where the section headers are, in memory. Consumers use their own structure size and do not look at e_shentsize. */
export function sectionHeaders(replay: Replay): { shoff: bigint; shnum: number; first: bigint } {
  const { base } = replay.memory;
  const { ehdr, shdr } = replay.read;
  const shoff = ehdr.word(base, 'e_shoff');
  const shnum = ehdr.number(base, 'e_shnum');
  const first = base + shoff;
  replay.info('section-headers', { shoff, shnum }, first, shnum * shdr.size);
  return { shoff, shnum, first };
}

/** undefined: the consumer leaves the image alone. */
export function readSectionTables(replay: Replay, wanted: SectionRules): SectionTables | undefined {
  const { base } = replay.memory;
  const { ehdr, shdr } = replay.read;
  const { shoff, shnum, first } = sectionHeaders(replay);
  if (shoff === 0n && wanted.missing === 'fatal') throw fatal('headers');
  let names: bigint | undefined;
  if (wanted.by === 'name') {
    const shstrndx = ehdr.number(base, 'e_shstrndx');
    if (wanted.missing === 'fatal' && shstrndx === 0) throw fatal('names');
    names = base + sectionAt(replay, first, shstrndx).offset;
  }
  const tables = new Map<SectionTable, { offset: bigint; entries: number }>();
  for (let index = 0; index < shnum; index++) {
    if (wanted.by === 'type' && tables.size === wanted.wanted.length) break;
    const section = sectionAt(replay, first, index);
    const table = wanted.wanted.find((each) => isTable(replay, section, each, wanted, names));
    if (table === undefined) continue;
    if (wanted.missing === 'fatal' && tables.has(table)) continue;
    const entries = table === 'dynsym' || table === 'dynamic' ? entriesOf(replay, section, wanted) : 0;
    replay.info(
      'section-table',
      { index, table: NAMES[table], offset: section.offset },
      section.address,
      shdr.size,
    );
    tables.set(table, { offset: section.offset, entries });
  }
  const { by } = wanted;
  const needed: readonly SectionTable[] = by === 'count' ? ['dynsym'] : wanted.wanted.slice(0, 2);
  for (const table of needed) {
    if (tables.has(table)) continue;
    if (wanted.missing === 'fatal') throw fatal({ section: NAMES[table] });
    // Its first reading is sh_size, of the string table sh_offset.
    if (wanted.missing === 'followed') shdr.word(0n, table === 'dynsym' ? 'sh_size' : 'sh_offset');
    replay.fail('no-section', { table: NAMES[table] });
    return undefined;
  }
  const count = tables.get('dynsym')?.entries ?? 0;
  if (wanted.crossChecked && !agrees(replay, tables)) return undefined;
  return { count, tables };
}

function fatal(missing: Reasons['sections-fatal']['missing']): ReplayStop {
  return new ReplayStop('refuses', { code: 'sections-fatal', args: { missing } });
}

/** The header of one section, of which the first is at `first`. */
export function sectionAt(replay: Replay, first: bigint, index: number): SectionFields {
  const { shdr } = replay.read;
  const address = shdr.element(first, index);
  return {
    index,
    address,
    nameOffset: shdr.number(address, 'sh_name'),
    type: shdr.number(address, 'sh_type'),
    addr: shdr.word(address, 'sh_addr'),
    offset: shdr.word(address, 'sh_offset'),
    size: shdr.word(address, 'sh_size'),
    link: shdr.number(address, 'sh_link'),
    entsize: shdr.word(address, 'sh_entsize'),
  };
}

function isTable(
  replay: Replay,
  section: SectionFields,
  table: SectionTable,
  { by, missing }: SectionRules,
  names: bigint | undefined,
): boolean {
  // Shadow goes by the name alone, uClibc-ng by both.
  if (missing !== 'fatal' && section.type !== TYPES[table]) return false;
  if (table === 'allocated-strtab' && section.addr === 0n) return false;
  if (by !== 'name' || names === undefined) return true;
  const wanted = Uint8Array.from(NAMES[table], (character) => character.charCodeAt(0));
  const at = names + BigInt(section.nameOffset);
  return replay.name(at, wanted, 'strcmp', ['section-name', section.index]).equal;
}

function entriesOf(replay: Replay, section: SectionFields, { divisor }: SectionRules): number {
  if (divisor === 'entsize') {
    if (section.entsize !== 0n) return fileNumber(section.size / section.entsize);
    throw new ReplayStop('crash', { code: 'entsize-zero', args: { section: section.index } });
  }
  return fileNumber(section.size / BigInt(replay.read.sym.size));
}

/** uClibc-ng: what the dynamic table says of the same tables, with the base alone added, must be the same. */
function agrees(replay: Replay, tables: SectionTables['tables']): boolean {
  const checked: readonly (readonly [bigint, SectionTable])[] = [
    [BigInt(elf.DT_STRTAB), 'strtab'],
    [BigInt(elf.DT_SYMTAB), 'dynsym'],
    [BigInt(elf.DT_VERDEF), 'verdef'],
    [BigInt(elf.DT_VERSYM), 'versym'],
  ];
  const dynamic = tables.get('dynamic');
  const { dyn } = replay.read;
  const start = replay.memory.base + (dynamic?.offset ?? 0n);
  for (let i = 0; i < (dynamic?.entries ?? 0); i++) {
    const entry = dyn.element(start, i);
    const tag = dyn.word(entry, 'd_tag');
    const table = checked.find(([value]) => value === tag)?.[1];
    if (table === undefined) continue;
    const value = dyn.word(entry, 'd_val');
    const offset = tables.get(table)?.offset;
    const args = { table: NAMES[table], value, offset: offset ?? 0n };
    if (!replay.test(value === offset, 'section-agrees', args, entry, dyn.size)) return false;
  }
  return true;
}

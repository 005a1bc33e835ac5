/**
 * Tables, or only the number of symbols, from the section headers (gABI chapter 4, "Sections"). In a vDSO they
 * lie behind the end of the PT_LOAD, and a tool may have stripped them.
 */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import * as elf from '../../elf/format/constants.ts';
import type { LookupRules, SectionRules, SectionTable } from '../model.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';

export interface SectionTables {
  /** Entries of SHT_DYNSYM. */
  readonly count: number;
  /** Offsets in the image, and entries, of the tables found. */
  readonly tables: ReadonlyMap<SectionTable, { readonly offset: bigint; readonly entries: number }>;
}

interface Section {
  readonly index: number;
  readonly address: bigint;
  readonly nameOffset: number;
  readonly type: number;
  readonly addr: bigint;
  readonly offset: bigint;
  readonly size: bigint;
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

/** undefined: the consumer leaves the image alone. */
export function readSectionTables(replay: Replay, rules: LookupRules): SectionTables | undefined {
  const wanted = rules.sections;
  if (wanted === undefined) return undefined;
  const wide = replay.memory.class === 64;
  const { base } = replay.memory;
  const shoff = replay.word(base + (wide ? 0x28n : 0x20n), 'e_shoff');
  const shnum = replay.u16(base + (wide ? 0x3cn : 0x30n), 'e_shnum');
  const size = wide ? 64n : 40n;
  const first = base + shoff;
  replay.info('section-headers', { shoff, shnum }, first, shnum * fileNumber(size));
  if (shoff === 0n && wanted.missing === 'fatal') throw fatal('no section headers');
  let names: bigint | undefined;
  if (wanted.by === 'name') {
    const shstrndx = replay.u16(base + (wide ? 0x3en : 0x32n), 'e_shstrndx');
    if (wanted.missing === 'fatal' && shstrndx === 0) throw fatal('no section names');
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
      { index, table: NAMES[table], offset: section.offset, entries },
      section.address,
      fileNumber(size),
    );
    tables.set(table, { offset: section.offset, entries });
  }
  const { by } = wanted;
  const needed: readonly SectionTable[] = by === 'count' ? ['dynsym'] : wanted.wanted.slice(0, 2);
  for (const table of needed) {
    if (tables.has(table)) continue;
    if (wanted.missing === 'fatal') throw fatal(`no ${NAMES[table]}`);
    replay.fail('no-section', { table: NAMES[table] });
    return undefined;
  }
  const count = tables.get('dynsym')?.entries ?? 0;
  if (wanted.crossChecked && !agrees(replay, tables)) return undefined;
  return { count, tables };
}

function fatal(what: string): ReplayStop {
  return new ReplayStop('refuses', { code: 'sections-fatal', args: { what } });
}

function sectionAt(replay: Replay, first: bigint, index: number): Section {
  const wide = replay.memory.class === 64;
  const word = BigInt(replay.wordSize);
  const address = first + BigInt(index) * (wide ? 64n : 40n);
  // sh_name, sh_type, then in words: sh_flags, sh_addr, sh_offset, sh_size.
  const words = address + 8n;
  return {
    index,
    address,
    nameOffset: replay.u32(address, 'sh_name'),
    type: replay.u32(address + 4n, 'sh_type'),
    addr: replay.word(words + word, 'sh_addr'),
    offset: replay.word(words + 2n * word, 'sh_offset'),
    size: replay.word(words + 3n * word, 'sh_size'),
    entsize: replay.word(address + (wide ? 56n : 36n), 'sh_entsize'),
  };
}

function isTable(
  replay: Replay,
  section: Section,
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
  return replay.name(at, wanted, 'strcmp', `name of section ${section.index}`).equal;
}

function entriesOf(replay: Replay, section: Section, { divisor }: SectionRules): number {
  if (divisor === 'entsize') {
    if (section.entsize !== 0n) return fileNumber(section.size / section.entsize);
    throw new ReplayStop('crash', { code: 'entsize-zero', args: { section: section.index } });
  }
  return fileNumber(section.size / (replay.memory.class === 64 ? 24n : 16n));
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
  const step = BigInt(2 * replay.wordSize);
  for (let i = 0; i < (dynamic?.entries ?? 0); i++) {
    const entry = replay.memory.base + (dynamic?.offset ?? 0n) + BigInt(i) * step;
    const tag = replay.word(entry, 'd_tag');
    const table = checked.find(([value]) => value === tag)?.[1];
    if (table === undefined) continue;
    const value = replay.word(entry + BigInt(replay.wordSize), 'd_ptr');
    const offset = tables.get(table)?.offset;
    const args = { table: NAMES[table], value, offset: offset ?? 0n };
    if (!replay.test(value === offset, 'section-agrees', args, entry, Number(step))) return false;
  }
  return true;
}

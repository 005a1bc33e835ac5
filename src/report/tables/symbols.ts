/** .dynsym and .symtab. */
import type { ElfImage, SymbolTable, SymbolVersion } from '../../elf/model.ts';
import { specialSectionName, symbolBindName, symbolTypeName, visibilityName } from '../../elf/names.ts';
import { lookupLabel } from '../english/sentences.ts';
import { hex, hex32, repeated, shown } from '../format.ts';
import type { Lookup } from '../lookups.ts';
import type { Subject } from '../subject.ts';
import { type ColumnSpec, defineTable, indexTable, type Json, type ReportTable } from '../table.ts';
import type { Tone } from '../view.ts';

const SHN_UNDEF = 0;
const SHN_LORESERVE = 0xff00;
const SHN_XINDEX = 0xffff;
const STT_TLS = 6;
const NO_LOOKUPS: readonly Lookup[] = [];

/** What a row shows as its version: "LINUX_2.6", "GLIBC_2.4 (libc.so.6)"; '' for local and global. */
export function versionText(version: SymbolVersion | undefined): string {
  if (version === undefined || version.kind === 'local' || version.kind === 'global') return '';
  if (version.kind === 'unknown') return `(${version.index})`;
  const name = shown(repeated(version.name ?? ''));
  const hidden = version.hidden && version.kind === 'definition' ? '@' : '';
  return version.file === undefined || version.file === ''
    ? hidden + name
    : `${name} (${shown(repeated(version.file))})`;
}

export function sectionText(image: ElfImage, table: SymbolTable, index: number): string {
  const special = specialOf(table, index);
  if (special !== undefined) return special;
  const at = table.sectionIndex(index);
  const name = image.sections.at(at)?.name;
  return name === undefined || name === '' ? String(at) : shown(repeated(name));
}

/** "UNDEF", "ABS", ...; undefined for a symbol in a section. */
function specialOf(table: SymbolTable, index: number): string | undefined {
  const shndx = table.shndx(index);
  return shndx === SHN_XINDEX ? undefined : specialSectionName(shndx);
}

/** Address in the process the image is in; undefined for what is no address of the image. */
export function addressOf(subject: Subject, table: SymbolTable, index: number): bigint | undefined {
  const { loadBias, image } = subject;
  const shndx = table.shndx(index);
  if (loadBias === undefined || shndx === SHN_UNDEF) return undefined;
  if (shndx >= SHN_LORESERVE && shndx !== SHN_XINDEX) return undefined;
  if ((table.info(index) & 15) === STT_TLS) return undefined;
  return BigInt.asUintN(image.header.class, loadBias + table.value(index));
}

/** Sizes of symbols are numbers; what a double cannot hold stays exact as text. */
function exact(value: bigint): number | string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : hex(value);
}

function versionJson({ index, name, hidden, kind, file }: SymbolVersion): Json {
  return {
    index,
    ...(name === undefined ? {} : { name: repeated(name) }),
    hidden,
    kind,
    ...(file === undefined ? {} : { file: repeated(file) }),
  };
}

export function symbolTable(subject: Subject, id: 'symbols' | 'symtab', symbols: SymbolTable): ReportTable {
  const { image, role, asVdso } = subject;
  const entrySize = image.header.class === 64 ? 24 : 16;
  const dynamic = id === 'symbols';
  const annotated = dynamic && (role === 'vdso' || asVdso);
  const lookups = (index: number): readonly Lookup[] =>
    annotated ? subject.lookups().symbol(index) : NO_LOOKUPS;
  const type = (index: number): string => symbolTypeName(symbols.info(index) & 15);
  const bind = (index: number): string => symbolBindName(symbols.info(index) >> 4);

  const columns: ColumnSpec<number>[] = [
    { id: 'index', width: 5, align: 'end', cell: String, number: (i) => i },
    { id: 'name', width: 32, cell: (i) => shown(symbols.name(i)) },
    { id: 'version', width: 12, cell: (i) => versionText(symbols.version(i)) },
    {
      id: 'value',
      width: 10,
      align: 'end',
      cell: (i) => hex(symbols.value(i)),
      bigint: (i) => symbols.value(i),
    },
    {
      id: 'size',
      width: 7,
      align: 'end',
      cell: (i) => symbols.symbolSize(i).toString(),
      bigint: (i) => symbols.symbolSize(i),
    },
    { id: 'type', width: 8, cell: type },
    { id: 'bind', width: 8, cell: bind },
    {
      id: 'gnuHash',
      width: 11,
      cell: (i) => hashText(symbols, 'gnu', i),
      number: (i) => symbols.hashes().gnu[i] ?? 0,
    },
    { id: 'lookedUpBy', width: 36, mono: false, cell: (i) => lookups(i).map(lookupLabel).join(', ') },
    {
      id: 'sysvHash',
      width: 11,
      screenOnly: true,
      cell: (i) => hashText(symbols, 'sysv', i),
      number: (i) => symbols.hashes().sysv[i] ?? 0,
    },
    { id: 'section', width: 12, cell: (i) => sectionText(image, symbols, i) },
    { id: 'visibility', width: 9, screenOnly: true, cell: (i) => visibilityName(symbols.other(i) & 3) },
  ];

  return defineTable<number>({
    id,
    rows: indexTable(symbols.length),
    columns: annotated ? columns : columns.filter((column) => column.id !== 'lookedUpBy'),
    json(i) {
      const version = symbols.version(i);
      const address = addressOf(subject, symbols, i);
      return {
        index: i,
        name: symbols.name(i),
        value: hex(symbols.value(i)),
        ...(address === undefined ? {} : { address: hex(address) }),
        size: exact(symbols.symbolSize(i)),
        type: type(i),
        bind: bind(i),
        visibility: visibilityName(symbols.other(i) & 3),
        section: sectionJson(image, symbols, i),
        ...(version === undefined ? {} : { version: versionJson(version) }),
        ...hashesJson(symbols, i),
        lookedUpBy: lookups(i)
          .filter((lookup) => lookup.accepted)
          .map(lookupJson),
      };
    },
    name: (i) => symbols.name(i),
    range: (i) => ({ offset: symbols.range.offset + i * entrySize, length: entrySize }),
    tone: (i) => symbolTone(lookups(i), symbols.shndx(i)),
  });
}

function hashesJson(symbols: SymbolTable, index: number): { readonly [name: string]: Json } {
  const { sysv, gnu, hashed } = symbols.hashes();
  return index < hashed ? { sysvHash: hex(sysv[index] ?? 0), gnuHash: hex(gnu[index] ?? 0) } : {};
}

function sectionJson(image: ElfImage, table: SymbolTable, index: number): Json {
  const at = table.sectionIndex(index);
  const name = specialOf(table, index) ?? image.sections.at(at)?.name;
  return { index: at, ...(name === undefined ? {} : { name: repeated(name) }) };
}

export function lookupJson({ finding, variable }: Lookup): Json {
  return { consumer: finding.id, ...(variable === undefined ? {} : { variable }) };
}

function symbolTone(lookups: readonly Lookup[], shndx: number): Tone {
  if (lookups.length > 0) return lookups.every((lookup) => lookup.accepted) ? 'good' : 'warn';
  return shndx === SHN_UNDEF ? 'muted' : 'plain';
}

/** '' for names that the core refused to hash (reported as amplification). */
function hashText(symbols: SymbolTable, kind: 'sysv' | 'gnu', index: number): string {
  const hashes = symbols.hashes();
  return index < hashes.hashed ? hex32(hashes[kind][index] ?? 0) : '';
}

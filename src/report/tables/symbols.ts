/** .dynsym and .symtab. */

import { SHN_UNDEF } from '../../elf/format/constants.ts';
import { symbolBindName, symbolOtherText, symbolTypeName, visibilityName } from '../../elf/format/names.ts';
import type { ElfImage, SymbolTable, SymbolVersion } from '../../elf/model.ts';
import type { Lookup } from '../facts/lookups.ts';
import { hex, hex32, repeated, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { Tone } from '../viewModel/tone.ts';
import type { ColumnSpec } from './columnSpec.ts';
import { fileOffsets, isLinkedAtOffset } from './fileOffsets.ts';
import { sourceNameTest } from './sourceName.ts';
import { sectionCode, specialOf, versionCode } from './symbolCells.ts';
import { symbolJson } from './symbolJson.ts';
import { defineTable, indexTable, type ReportTable } from './table.ts';

const DECIMAL = '0123456789';
const HEXADECIMAL = '0123456789abcdefx';
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

/** The version alone; the file it is needed from only where it has no name of its own. */
function versionCell(version: SymbolVersion | undefined): string {
  if (version === undefined || version.file === undefined || (version.name ?? '') === '')
    return versionText(version);
  const { file: _, ...alone } = version;
  return versionText(alone);
}

function fileCell(version: SymbolVersion | undefined): string {
  return shown(repeated(version?.file ?? ''));
}

/** DT_GNU_HASH holds what is defined, and all that is not comes before it (symoffset). */
function firstHashed({ preview, gnuHash, symbols }: ElfImage): number | undefined {
  const first = (preview === undefined ? gnuHash?.symoffset : preview.firstHashed) ?? 0;
  if (!(first > 0 && first < symbols.length)) return undefined;
  // Of a preview no row may have been read yet.
  return preview !== undefined || symbols.shndx(first) !== SHN_UNDEF ? first : undefined;
}

export function sectionText(image: ElfImage, table: SymbolTable, index: number): string {
  const special = specialOf(table, index);
  if (special !== undefined) return special;
  const at = table.sectionIndex(index);
  const name = image.sections.at(at)?.name;
  return name === undefined || name === '' ? String(at) : shown(repeated(name));
}

export function symbolTable(subject: Subject, id: 'symbols' | 'symtab', symbols: SymbolTable): ReportTable {
  const { image, role, asVdso, words } = subject;
  const dynamic = id === 'symbols';
  const annotated = dynamic && (role === 'vdso' || asVdso);
  const lookups = (index: number): readonly Lookup[] =>
    annotated ? subject.lookups().symbol(index) : NO_LOOKUPS;
  // Thousands of rows may share their lookups (lookups.ts).
  const labels = new WeakMap<readonly Lookup[], string>();
  const lookedUpBy = (index: number): string => {
    const found = lookups(index);
    let label = labels.get(found);
    if (label === undefined) {
      label = words.report.lookupsLabel(found);
      labels.set(found, label);
    }
    return label;
  };
  const fileOffset = fileOffsets(image, symbols);
  const type = (index: number): string => symbolTypeName(symbols.info(index) & 15);
  const bind = (index: number): string => symbolBindName(symbols.info(index) >> 4);

  const linkedAtOffset = isLinkedAtOffset(image);

  const columns: ColumnSpec<number>[] = [
    {
      id: 'name',
      width: 32,
      cell: (i) => shown(symbols.name(i)),
      holds: (i, word) => symbols.nameHolds(i, word),
      also: sourceNameTest(
        (i) => symbols.name(i),
        (i, word) => symbols.nameHolds(i, word),
      ),
    },
    { id: 'version', width: 12, cell: (i) => versionCell(symbols.version(i)), code: versionCode(symbols) },
    { id: 'lookedUpBy', width: 36, mono: false, cell: lookedUpBy },
    {
      id: 'value',
      width: 10,
      align: 'end',
      cell: (i) => hex(symbols.value(i)),
      characters: HEXADECIMAL,
      bigint: (i) => symbols.value(i),
    },
    {
      id: 'fileOffset',
      width: 11,
      align: 'end',
      // It would be the value once more.
      hidden: linkedAtOffset,
      cell: (i) => offsetText(fileOffset(i)),
      characters: HEXADECIMAL,
      number: (i) => fileOffset(i) ?? -1,
    },
    {
      id: 'size',
      width: 7,
      align: 'end',
      cell: (i) => symbols.symbolSize(i).toString(),
      characters: DECIMAL,
      bigint: (i) => symbols.symbolSize(i),
    },
    { id: 'type', width: 8, cell: type, code: (i) => symbols.info(i) & 15 },
    { id: 'bind', width: 8, cell: bind, code: (i) => symbols.info(i) >> 4 },
    { id: 'index', width: 5, align: 'end', cell: String, characters: DECIMAL, number: (i) => i },
    {
      id: 'versionIndex',
      width: 8,
      align: 'end',
      hidden: true,
      screenOnly: true,
      cell: (i) => versionIndexText(symbols.versym(i)),
      code: versionCode(symbols),
      number: (i) => versionIndexOf(symbols.versym(i) ?? 0),
    },
    {
      id: 'file',
      width: 14,
      hidden: true,
      screenOnly: true,
      cell: (i) => fileCell(symbols.version(i)),
      code: versionCode(symbols),
    },
    {
      id: 'gnuHash',
      width: 11,
      hidden: true,
      cell: (i) => hashText(symbols, 'gnu', i),
      characters: HEXADECIMAL,
      number: (i) => symbols.hashes().gnu[i] ?? 0,
    },
    {
      id: 'sysvHash',
      width: 11,
      hidden: true,
      screenOnly: true,
      cell: (i) => hashText(symbols, 'sysv', i),
      characters: HEXADECIMAL,
      number: (i) => symbols.hashes().sysv[i] ?? 0,
    },
    {
      id: 'section',
      width: 12,
      hidden: true,
      cell: (i) => sectionText(image, symbols, i),
      code: sectionCode(symbols),
    },
    {
      id: 'visibility',
      width: 9,
      hidden: true,
      screenOnly: true,
      cell: (i) => visibilityName(symbols.other(i) & 3),
      code: (i) => symbols.other(i) & 3,
    },
    {
      id: 'other',
      width: 12,
      screenOnly: true,
      hidden: true,
      cell: (i) => symbolOtherText(symbols.other(i), image.header.machine),
      code: (i) => symbols.other(i),
    },
  ];

  // No loader looks .symtab up by hash, and GNU ld writes versions into its names.
  const leftOut = [
    ...(annotated ? [] : ['lookedUpBy']),
    ...(dynamic ? [] : ['gnuHash', 'sysvHash', 'versionIndex']),
  ];

  return defineTable<number>({
    id,
    words,
    rows: indexTable(symbols.length),
    opensAt: dynamic ? firstHashed(image) : undefined,
    columns: columns.filter(({ id: column }) => !leftOut.includes(column)),
    json: { rows: symbolJson(subject, symbols, lookups) },
    quick: {
      defined: (i) => i > 0 && symbols.shndx(i) !== SHN_UNDEF,
      imported: (i) => i > 0 && symbols.shndx(i) === SHN_UNDEF,
      ...(annotated ? { 'looked-up': (i: number) => lookups(i).length > 0 } : {}),
    },
    name: (i) => symbols.name(i),
    range: (i) => symbols.rangeOf(i),
    tone: (i) => symbolTone(lookups(i), symbols.shndx(i)),
  });
}

/** Without the hidden bit. */
function versionIndexOf(versym: number): number {
  return versym & 0x7fff;
}

function versionIndexText(versym: number | undefined): string {
  return versym === undefined ? '' : String(versionIndexOf(versym));
}

function offsetText(offset: number | undefined): string {
  return offset === undefined ? '' : hex(offset);
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

/**
 * Rows of a symbol table as JSON text. Written out instead of JSON.stringify of objects, which takes three times as
 * long: of all tables this is the one with rows by the hundred thousand.
 */

import { demangle } from '../../demangle/demangle.ts';
import { symbolBindName, symbolOtherText, symbolTypeName, visibilityName } from '../../elf/format/names.ts';
import type { ElfImage, SymbolTable, SymbolVersion } from '../../elf/model.ts';
import { MAX_NAME_BYTES } from '../../elf/strings/stringTable.ts';
import type { Lookup } from '../facts/lookups.ts';
import { hex, jsonOf, repeated } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Subject } from '../subject.ts';
import { type TextWriter, utf8Bytes } from '../utf8Writer.ts';
import { fileOffsets } from './fileOffsets.ts';
import { addressOf, sectionCode, specialOf, versionCode } from './symbolCells.ts';

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const PARTS = {
  first: utf8Bytes('{"index":'),
  next: utf8Bytes(',\n{"index":'),
  name: utf8Bytes(',"name":"'),
  quote: utf8Bytes('"'),
  value: utf8Bytes(',"value":"'),
  address: utf8Bytes('","address":"'),
  fileOffset: utf8Bytes('","fileOffset":"'),
  size: utf8Bytes('","size":'),
  sysvHash: utf8Bytes(',"sysvHash":"'),
  gnuHash: utf8Bytes('","gnuHash":"'),
  nobody: utf8Bytes(',"lookedUpBy":[]}'),
};

/** See ReportTable.jsonRows. */
export function symbolJson(
  subject: Subject,
  symbols: SymbolTable,
  lookups: (index: number) => readonly Lookup[],
): (start: number, end: number, out: TextWriter) => void {
  const middle = middleJson(subject.image, symbols);
  const fileOffsetOf = fileOffsets(subject.image, symbols);

  function writeName(index: number, out: TextWriter): void {
    const end = symbols.copyName(index, out.room(MAX_NAME_BYTES), out.end);
    if (end < 0) out.text(jsonOf(symbols.name(index)).slice(1));
    else {
      out.end = end;
      out.bytes(PARTS.quote);
    }
  }

  function writeRow(index: number, out: TextWriter): void {
    out.bytes(index === 0 ? PARTS.first : PARTS.next);
    out.decimal(index);
    out.bytes(PARTS.name);
    writeName(index, out);
    if (subject.demangle === true) {
      const found = demangle(symbols.name(index));
      if (found !== undefined) out.text(`,"demangled":${jsonOf(found)}`);
    }
    out.bytes(PARTS.value);
    const value = symbols.valueNumber(index);
    out.hex(value <= MAX_SAFE ? value : symbols.value(index));
    const address = addressOf(subject, symbols, index);
    if (address !== undefined) {
      out.bytes(PARTS.address);
      out.hex(address);
    }
    const fileOffset = fileOffsetOf(index);
    if (fileOffset !== undefined) {
      out.bytes(PARTS.fileOffset);
      out.hex(fileOffset);
    }
    out.bytes(PARTS.size);
    const size = symbols.sizeNumber(index);
    // Sizes of symbols are numbers; what a double cannot hold stays exact as text.
    if (size <= MAX_SAFE) out.decimal(size);
    else out.text(`"${hex(symbols.symbolSize(index))}"`);
    out.bytes(middle(index));
    const { sysv, gnu, hashed } = symbols.hashes();
    if (index < hashed) {
      out.bytes(PARTS.sysvHash);
      out.hexWord((sysv[index] ?? 0) | 0);
      out.bytes(PARTS.gnuHash);
      out.hexWord((gnu[index] ?? 0) | 0);
      out.bytes(PARTS.quote);
    }
    const found = lookups(index);
    if (found.length === 0) out.bytes(PARTS.nobody);
    else out.text(`,"lookedUpBy":${jsonOf(found.filter(({ accepted }) => accepted).map(lookupJson))}}`);
  }

  return (start, end, out) => {
    symbols.prefetchNames(start, end);
    for (let index = start; index < end; index++) writeRow(index, out);
  };
}

/** Texts kept by middleJson: real files have some tens of combinations. */
const KEPT = 4096;

/** Type, binding, visibility, section and version: combinations that thousands of rows share, each made once. */
function middleJson(image: ElfImage, symbols: SymbolTable): (index: number) => Uint8Array {
  const section = sectionCode(symbols);
  const version = versionCode(symbols);
  const made = new Map<number, Uint8Array>();
  return (index) => {
    const info = symbols.info(index);
    const other = symbols.other(index);
    const key = (section(index) * 0x10000 + info * 256 + other) * 0x10001 + version(index) + 1;
    const known = made.get(key);
    if (known !== undefined) return known;
    const text = utf8Bytes(
      `,"type":${jsonOf(symbolTypeName(info & 15))},"bind":${jsonOf(symbolBindName(info >> 4))},` +
        `"visibility":${jsonOf(visibilityName(other & 3))}${otherPart(other, image.header.machine)},"section":${jsonOf(sectionJson(image, symbols, index))}` +
        versionPart(symbols.version(index)),
    );
    if (made.size < KEPT && Number.isSafeInteger(key)) made.set(key, text);
    return text;
  };
}

/** Of few symbols. */
function otherPart(other: number, machine: number): string {
  return (other & 0xfc) === 0
    ? ''
    : `,"other":${jsonOf({ value: hex(other & 0xfc), name: symbolOtherText(other, machine) })}`;
}

function sectionJson(image: ElfImage, table: SymbolTable, index: number): Json {
  const at = table.sectionIndex(index);
  const name = specialOf(table, index) ?? image.sections.at(at)?.name;
  return { index: at, ...(name === undefined ? {} : { name: repeated(name) }) };
}

function versionPart(version: SymbolVersion | undefined): string {
  if (version === undefined) return '';
  const { index, name, hidden, kind, file } = version;
  return `,"version":${jsonOf({
    index,
    ...(name === undefined ? {} : { name: repeated(name) }),
    hidden,
    kind,
    ...(file === undefined ? {} : { file: repeated(file) }),
  })}`;
}

export function lookupJson({ finding, variable }: Lookup): Json {
  return { consumer: finding.id, ...(variable === undefined ? {} : { variable }) };
}

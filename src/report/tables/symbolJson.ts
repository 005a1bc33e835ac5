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
import { putBytes, putDecimal, putHex, putHexWord, type TextWriter, utf8Bytes } from '../utf8Writer.ts';
import { fileOffsets } from './fileOffsets.ts';
import { addressOf, sectionCode, specialOf, versionCode } from './symbolCells.ts';

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
/** More than a row takes without what it shares with others and without lookups: its name, eight numbers, PARTS. */
const ROW = MAX_NAME_BYTES + 1024;
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

  /** What follows `"name":"` where the name's bytes cannot stand there as they are. */
  function writeName(index: number, out: TextWriter): void {
    out.text(jsonOf(symbols.name(index)).slice(1));
  }

  function writeDemangled(index: number, out: TextWriter): void {
    const found = demangle(symbols.name(index));
    if (found !== undefined) out.text(`,"demangled":${jsonOf(found)}`);
  }

  function writeLookups(found: readonly Lookup[], out: TextWriter): void {
    out.text(`,"lookedUpBy":${jsonOf(found.filter(({ accepted }) => accepted).map(lookupJson))}}`);
  }

  /** The row's place is kept in a local variable and its room asked for at once: see putBytes. */
  function writeRow(index: number, out: TextWriter): void {
    const shared = middle(index);
    const most = ROW + shared.length;
    let target = out.room(most);
    let at = putBytes(target, out.end, index === 0 ? PARTS.first : PARTS.next);
    at = putDecimal(target, at, index);
    at = putBytes(target, at, PARTS.name);
    const named = symbols.copyName(index, target, at);
    if (named >= 0) at = putBytes(target, named, PARTS.quote);
    if (named < 0 || subject.demangle === true) {
      out.end = at;
      if (named < 0) writeName(index, out);
      if (subject.demangle === true) writeDemangled(index, out);
      target = out.room(most);
      at = out.end;
    }
    at = putBytes(target, at, PARTS.value);
    const value = symbols.valueNumber(index);
    at = putHex(target, at, value <= MAX_SAFE ? value : symbols.value(index));
    const address = addressOf(subject, symbols, index);
    if (address !== undefined) {
      at = putBytes(target, at, PARTS.address);
      at = putHex(target, at, address);
    }
    const fileOffset = fileOffsetOf(index);
    if (fileOffset !== undefined) {
      at = putBytes(target, at, PARTS.fileOffset);
      at = putHex(target, at, fileOffset);
    }
    at = putBytes(target, at, PARTS.size);
    const size = symbols.sizeNumber(index);
    // Sizes of symbols are numbers; what a double cannot hold stays exact as text.
    if (size <= MAX_SAFE) at = putDecimal(target, at, size);
    else at = putBytes(target, at, utf8Bytes(`"${hex(symbols.symbolSize(index))}"`));
    at = putBytes(target, at, shared);
    const { sysv, gnu, hashed } = symbols.hashes();
    if (index < hashed) {
      at = putBytes(target, at, PARTS.sysvHash);
      at = putHexWord(target, at, (sysv[index] ?? 0) | 0);
      at = putBytes(target, at, PARTS.gnuHash);
      at = putHexWord(target, at, (gnu[index] ?? 0) | 0);
      at = putBytes(target, at, PARTS.quote);
    }
    const found = lookups(index);
    out.end = found.length === 0 ? putBytes(target, at, PARTS.nobody) : at;
    if (found.length > 0) writeLookups(found, out);
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

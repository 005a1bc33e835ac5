/**
 * Rows of a symbol table as JSON text. Written out instead of JSON.stringify of an object, which takes three times as
 * long: of all tables this is the one with rows by the hundred thousand.
 */
import type { ElfImage, SymbolTable, SymbolVersion } from '../../elf/model.ts';
import { symbolBindName, symbolTypeName, visibilityName } from '../../elf/names.ts';
import { hex, jsonOf, jsonString, repeated } from '../format.ts';
import type { Lookup } from '../lookups.ts';
import type { Subject } from '../subject.ts';
import type { Json } from '../table.ts';
import { addressOf, sectionCode, specialOf, versionCode } from './symbolParts.ts';

export function symbolJson(
  subject: Subject,
  symbols: SymbolTable,
  lookups: (index: number) => readonly Lookup[],
): (index: number) => string {
  const { image } = subject;
  const kind = once(
    (i) => symbols.info(i),
    (i) => kindJson(symbols, i),
  );
  const visibility = once(
    (i) => symbols.other(i) & 3,
    (i) => jsonOf(visibilityName(symbols.other(i) & 3)),
  );
  const section = once(sectionCode(symbols), (i) => jsonOf(sectionJson(image, symbols, i)));
  const version = once(versionCode(symbols), (i) => versionPart(symbols.version(i)));
  return (i) => {
    const address = addressOf(subject, symbols, i);
    const at = address === undefined ? '' : `"address":"${hex(address)}",`;
    const accepted = lookups(i).filter((lookup) => lookup.accepted);
    return (
      `{"index":${i},"name":${jsonString(symbols.name(i))},"value":"${hex(symbols.value(i))}",${at}` +
      `"size":${sizeJson(symbols.symbolSize(i))},${kind(i)},"visibility":${visibility(i)},"section":${section(i)}` +
      `${version(i)}${hashesJson(symbols, i)},"lookedUpBy":${accepted.length === 0 ? '[]' : jsonOf(accepted.map(lookupJson))}}`
    );
  };
}

/** Text that all rows with the same code share, made once. */
function once(code: (index: number) => number, text: (index: number) => string): (index: number) => string {
  const made = new Map<number, string>();
  return (index) => {
    const key = code(index);
    let known = made.get(key);
    if (known === undefined) {
      known = text(index);
      made.set(key, known);
    }
    return known;
  };
}

function kindJson(symbols: SymbolTable, index: number): string {
  const info = symbols.info(index);
  return `"type":${jsonOf(symbolTypeName(info & 15))},"bind":${jsonOf(symbolBindName(info >> 4))}`;
}

/** Sizes of symbols are numbers; what a double cannot hold stays exact as text. */
function sizeJson(value: bigint): string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? value.toString() : `"${hex(value)}"`;
}

function hashesJson(symbols: SymbolTable, index: number): string {
  const { sysv, gnu, hashed } = symbols.hashes();
  return index < hashed ? `,"sysvHash":"${hex(sysv[index] ?? 0)}","gnuHash":"${hex(gnu[index] ?? 0)}"` : '';
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

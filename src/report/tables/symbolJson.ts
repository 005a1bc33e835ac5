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
  const middle = middleJson(image, symbols);
  return (i) => {
    const address = addressOf(subject, symbols, i);
    const at = address === undefined ? '' : `"address":"${hex(address)}",`;
    const accepted = lookups(i).filter((lookup) => lookup.accepted);
    const lookedUpBy = accepted.length === 0 ? '[]' : jsonOf(accepted.map(lookupJson));
    return (
      `{"index":${i},"name":${jsonString(symbols.name(i))},"value":"${hex(symbols.value(i))}",${at}` +
      `"size":${sizeJson(symbols.symbolSize(i))},${middle(i)}${hashesJson(symbols, i)},"lookedUpBy":${lookedUpBy}}`
    );
  };
}

/** Texts kept by middleJson: real files have some tens of combinations. */
const KEPT = 4096;

/** Type, binding, visibility, section and version: combinations that thousands of rows share, each made once. */
function middleJson(image: ElfImage, symbols: SymbolTable): (index: number) => string {
  const section = sectionCode(symbols);
  const version = versionCode(symbols);
  const made = new Map<number, string>();
  return (index) => {
    const info = symbols.info(index);
    const visibility = symbols.other(index) & 3;
    const key = (section(index) * 1024 + info * 4 + visibility) * 0x10001 + version(index) + 1;
    const known = made.get(key);
    if (known !== undefined) return known;
    const text =
      `"type":${jsonOf(symbolTypeName(info & 15))},"bind":${jsonOf(symbolBindName(info >> 4))},` +
      `"visibility":${jsonOf(visibilityName(visibility))},"section":${jsonOf(sectionJson(image, symbols, index))}` +
      versionPart(symbols.version(index));
    if (made.size < KEPT && Number.isSafeInteger(key)) made.set(key, text);
    return text;
  };
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Sizes of symbols are numbers; what a double cannot hold stays exact as text. */
function sizeJson(value: bigint): string {
  return value <= MAX_SAFE ? String(Number(value)) : `"${hex(value)}"`;
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

/** What is said of types and tags stands with the number of the name that it is about. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dynamicTagName, sectionTypeName, segmentTypeName } from '../../../src/elf/format/names.ts';
import { dynamicTerms, sectionTerms, segmentTerms } from '../../../src/report/english/terms.ts';

/** A word of the sentence, for each name. */
const segments: Readonly<Record<string, RegExp>> = {
  NULL: /^Unused/,
  LOAD: /^Mapped into memory/,
  DYNAMIC: /^The dynamic table/,
  INTERP: /interpreter/,
  NOTE: /^Notes/,
  PHDR: /^The program header table/,
  TLS: /thread-local/,
  GNU_EH_FRAME: /^PT_GNU_EH_FRAME/,
  GNU_STACK: /^PT_GNU_STACK/,
  GNU_RELRO: /^PT_GNU_RELRO/,
  GNU_PROPERTY: /^PT_GNU_PROPERTY/,
};
const sections: Readonly<Record<string, RegExp>> = {
  NULL: /^Inactive/,
  PROGBITS: /defined by the program/,
  SYMTAB: /not loaded/,
  STRTAB: /strings/,
  RELA: /with addends/,
  HASH: /DT_HASH/,
  DYNAMIC: /^The dynamic table/,
  NOTE: /^Notes/,
  NOBITS: /no bytes/,
  REL: /^Relocations without addends/,
  DYNSYM: /^The dynamic symbols/,
  INIT_ARRAY: /before the program/,
  FINI_ARRAY: /at its end/,
  GROUP: /group/,
  SYMTAB_SHNDX: /indices that do not fit/,
  RELR: /bitmaps/,
  CREL: /CREL/,
  ANDROID_REL: /Android.*without addends/,
  ANDROID_RELA: /Android.*with addends/,
  GNU_HASH: /DT_GNU_HASH/,
  GNU_verdef: /DT_VERDEF/,
  GNU_verneed: /DT_VERNEED/,
  GNU_versym: /DT_VERSYM/,
};
const tags: Readonly<Record<string, RegExp>> = {
  NULL: /^Ends the table/,
  NEEDED: /needs/,
  HASH: /SysV hash/,
  STRTAB: /Address of the string table/,
  SYMTAB: /Address of the symbol table/,
  RELA: /Address of the relocations with addends/,
  STRSZ: /Size of the string table/,
  SYMENT: /Size of a symbol/,
  SONAME: /^Soname:/,
  RPATH: /obsolete/,
  REL: /Address of the relocations without addends/,
  DEBUG: /^Debuggers/,
  JMPREL: /PLT/,
  RUNPATH: /^Library search path\. /,
  FLAGS: /\(DF_\.\.\.\)/,
  RELR: /bitmaps/,
  CREL: /CREL/,
  ANDROID_REL: /Android.*without addends/,
  ANDROID_RELA: /Android.*with addends/,
  GNU_HASH: /GNU hash/,
  VERSYM: /version indices/,
  FLAGS_1: /DF_1_/,
  VERDEF: /^Address of the version definitions/,
  VERDEFNUM: /^Number of version definitions/,
  VERNEED: /^Address of the version needs/,
  VERNEEDNUM: /^Number of files/,
};

for (const [what, terms, words, nameOf] of [
  ['segment type', segmentTerms, segments, (type: number) => segmentTypeName(type, 62)],
  ['section type', sectionTerms, sections, (type: number) => sectionTypeName(type, 62)],
  ['dynamic tag', dynamicTerms, tags, (tag: number) => dynamicTagName(BigInt(tag), 62)],
] as const) {
  test(`what is said of each ${what} is about the name that its number has`, () => {
    const said = Object.entries(terms).map(([number, text]) => [nameOf(Number(number)), text] as const);
    for (const [name, text] of said) assert.match(text, words[name] ?? /no such term/, name);
    assert.deepEqual(said.map(([name]) => name).toSorted(), Object.keys(words).toSorted());
  });
}

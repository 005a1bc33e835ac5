/**
 * Numbers of the gABI and its processor supplements, written down apart from src/elf so that a wrong
 * number there cannot hide behind the same wrong number here.
 */
export const symbolTypes = {
  NOTYPE: 0,
  OBJECT: 1,
  FUNC: 2,
  SECTION: 3,
  FILE: 4,
  COMMON: 5,
  TLS: 6,
  GNU_IFUNC: 10,
} as const;
export type SymbolType = keyof typeof symbolTypes;

export const symbolBinds = { LOCAL: 0, GLOBAL: 1, WEAK: 2, GNU_UNIQUE: 10 } as const;
export type SymbolBind = keyof typeof symbolBinds;

export const visibilities = { DEFAULT: 0, INTERNAL: 1, HIDDEN: 2, PROTECTED: 3 } as const;
export type Visibility = keyof typeof visibilities;

export const specialSections: Readonly<Record<string, number>> = { UND: 0, ABS: 0xfff1, COMMON: 0xfff2 };

export const machines = {
  sparc: 2,
  i386: 3,
  mips: 8,
  parisc: 15,
  ppc: 20,
  ppc64: 21,
  s390: 22,
  arm: 40,
  x86_64: 62,
  aarch64: 183,
  riscv: 243,
  loongarch: 258,
  alpha: 0x9026,
} as const;

export const segmentTypes = {
  NULL: 0,
  LOAD: 1,
  DYNAMIC: 2,
  INTERP: 3,
  NOTE: 4,
  PHDR: 6,
  TLS: 7,
  GNU_EH_FRAME: 0x6474e550,
  GNU_STACK: 0x6474e551,
  GNU_RELRO: 0x6474e552,
} as const;

export const sectionTypes = {
  NULL: 0,
  PROGBITS: 1,
  SYMTAB: 2,
  STRTAB: 3,
  RELA: 4,
  HASH: 5,
  DYNAMIC: 6,
  NOTE: 7,
  NOBITS: 8,
  REL: 9,
  DYNSYM: 11,
  SYMTAB_SHNDX: 18,
  RELR: 19,
  GNU_HASH: 0x6ffffff6,
  GNU_verdef: 0x6ffffffd,
  GNU_verneed: 0x6ffffffe,
  GNU_versym: 0x6fffffff,
} as const;

export const dynamicTags = {
  DT_NULL: 0,
  DT_NEEDED: 1,
  DT_PLTRELSZ: 2,
  DT_HASH: 4,
  DT_STRTAB: 5,
  DT_SYMTAB: 6,
  DT_RELA: 7,
  DT_RELASZ: 8,
  DT_RELAENT: 9,
  DT_STRSZ: 10,
  DT_SYMENT: 11,
  DT_SONAME: 14,
  DT_SYMBOLIC: 16,
  DT_REL: 17,
  DT_RELSZ: 18,
  DT_RELENT: 19,
  DT_PLTREL: 20,
  DT_JMPREL: 23,
  DT_RUNPATH: 29,
  DT_FLAGS: 30,
  DT_RELRSZ: 35,
  DT_RELR: 36,
  DT_RELRENT: 37,
  DT_CREL: 0x40000026,
  DT_ANDROID_REL: 0x6000000f,
  DT_ANDROID_RELSZ: 0x60000010,
  DT_ANDROID_RELA: 0x60000011,
  DT_ANDROID_RELASZ: 0x60000012,
  DT_GNU_HASH: 0x6ffffef5,
  DT_MIPS_SYMTABNO: 0x70000011,
  DT_MIPS_XHASH: 0x70000036,
  DT_VERSYM: 0x6ffffff0,
  DT_FLAGS_1: 0x6ffffffb,
  DT_VERDEF: 0x6ffffffc,
  DT_VERDEFNUM: 0x6ffffffd,
  DT_VERNEED: 0x6ffffffe,
  DT_VERNEEDNUM: 0x6fffffff,
} as const;
export type DynamicTag = keyof typeof dynamicTags;

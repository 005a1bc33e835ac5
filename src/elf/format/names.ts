/**
 * Standard names of the format's numbers, without their prefix ("X86_64", "GNU_HASH", "FUNC"). A number
 * without a name is given as text: decimal for small enumerations, hexadecimal for types and tags.
 */

import { fileNumber } from '../bytes/fileNumber.ts';
import { hex } from '../bytes/hex.ts';
import { EM_AARCH64, EM_ALPHA, EM_MIPS, EM_PPC64, EM_RISCV, SHN_LORESERVE, SHN_XINDEX } from './constants.ts';
import { DYNAMIC_TAGS, DYNAMIC_TAGS_OF_MACHINE } from './names/dynamicTags.ts';
import { MACHINES } from './names/machines.ts';
import { relocationNames } from './names/relocationNames.ts';
import { SECTION_TYPES, SECTION_TYPES_OF_MACHINE } from './names/sectionTypes.ts';
import { SEGMENT_TYPES, SEGMENT_TYPES_OF_MACHINE } from './names/segmentTypes.ts';

type Names = Readonly<Record<number, string>>;

const FILE_TYPES: Names = { 0: 'NONE', 1: 'REL', 2: 'EXEC', 3: 'DYN', 4: 'CORE' };

const OS_ABIS: Names = {
  0: 'SYSV',
  1: 'HPUX',
  2: 'NETBSD',
  3: 'GNU',
  6: 'SOLARIS',
  7: 'AIX',
  8: 'IRIX',
  9: 'FREEBSD',
  10: 'TRU64',
  11: 'MODESTO',
  12: 'OPENBSD',
  13: 'OPENVMS',
  14: 'NSK',
  15: 'AROS',
  16: 'FENIXOS',
  17: 'CLOUDABI',
  64: 'ARM_AEABI',
  65: 'ARM_FDPIC',
  97: 'ARM',
  255: 'STANDALONE',
};

const SYMBOL_TYPES: Names = {
  0: 'NOTYPE',
  1: 'OBJECT',
  2: 'FUNC',
  3: 'SECTION',
  4: 'FILE',
  5: 'COMMON',
  6: 'TLS',
  10: 'GNU_IFUNC',
};
const SYMBOL_TYPES_OF_MACHINE: Readonly<Record<number, Names>> = {
  2: { 13: 'SPARC_REGISTER' },
  15: { 13: 'PARISC_MILLICODE' },
  40: { 13: 'ARM_TFUNC', 15: 'ARM_16BIT' },
  43: { 13: 'SPARC_REGISTER' },
};
const BINDINGS: Names = { 0: 'LOCAL', 1: 'GLOBAL', 2: 'WEAK', 10: 'GNU_UNIQUE' };
const VISIBILITIES: readonly string[] = ['DEFAULT', 'INTERNAL', 'HIDDEN', 'PROTECTED'];
const SPECIAL_SECTIONS: Names = { 0: 'UNDEF', 65521: 'ABS', 65522: 'COMMON', 65535: 'XINDEX' };

const SEGMENT_FLAGS = [
  [4, 'R'],
  [2, 'W'],
  [1, 'X'],
] as const;
const SECTION_FLAGS = [
  [0x1, 'WRITE'],
  [0x2, 'ALLOC'],
  [0x4, 'EXECINSTR'],
  [0x10, 'MERGE'],
  [0x20, 'STRINGS'],
  [0x40, 'INFO_LINK'],
  [0x80, 'LINK_ORDER'],
  [0x100, 'OS_NONCONFORMING'],
  [0x200, 'GROUP'],
  [0x400, 'TLS'],
  [0x800, 'COMPRESSED'],
  [0x200000, 'GNU_RETAIN'],
  [0x80000000, 'EXCLUDE'],
] as const;
const VERSION_FLAGS = [
  [1, 'BASE'],
  [2, 'WEAK'],
  [4, 'INFO'],
] as const;

/** Names of numbers that follow one another. */
function numbered(first: number, names: string): Names {
  return Object.fromEntries(names.split(' ').map((name, at) => [first + at, name]));
}

/** As the kernel (include/uapi/linux/elf.h), GDB and others number them, by owner. */
const NOTE_TYPES: Readonly<Record<string, Names>> = {
  GNU: { 1: 'ABI_TAG', 2: 'HWCAP', 3: 'BUILD_ID', 4: 'GOLD_VERSION', 5: 'PROPERTY_TYPE_0' },
  Linux: { 0: 'VERSION', 256: 'BUILD_SALT', 257: 'LTO_INFO' },
  CORE: {
    1: 'PRSTATUS',
    2: 'FPREGSET',
    3: 'PRPSINFO',
    4: 'TASKSTRUCT',
    5: 'PLATFORM',
    6: 'AUXV',
    1179208773: 'FILE',
    1397311305: 'SIGINFO',
  },
  LINUX: {
    256: 'PPC_VMX',
    257: 'PPC_SPE',
    258: 'PPC_VSX',
    ...numbered(
      0x103,
      'PPC_TAR PPC_PPR PPC_DSCR PPC_EBB PPC_PMU PPC_TM_CGPR PPC_TM_CFPR PPC_TM_CVMX PPC_TM_CVSX PPC_TM_SPR ' +
        'PPC_TM_CTAR PPC_TM_CPPR PPC_TM_CDSCR PPC_PKEY PPC_DEXCR PPC_HASHKEYR',
    ),
    ...numbered(0x200, '386_TLS 386_IOPERM X86_XSTATE'),
    516: 'X86_SHSTK',
    517: 'X86_XSAVE_LAYOUT',
    ...numbered(
      0x300,
      'S390_HIGH_GPRS S390_TIMER S390_TODCMP S390_TODPREG S390_CTRS S390_PREFIX S390_LAST_BREAK ' +
        'S390_SYSTEM_CALL S390_TDB S390_VXRS_LOW S390_VXRS_HIGH S390_GS_CB S390_GS_BC S390_RI_CB S390_PV_CPU_DATA',
    ),
    ...numbered(
      0x400,
      'ARM_VFP ARM_TLS ARM_HW_BREAK ARM_HW_WATCH ARM_SYSTEM_CALL ARM_SVE ARM_PAC_MASK ARM_PACA_KEYS ' +
        'ARM_PACG_KEYS ARM_TAGGED_ADDR_CTRL ARM_PAC_ENABLED_KEYS ARM_SSVE ARM_ZA ARM_ZT ARM_FPMR ARM_POE ARM_GCS',
    ),
    1536: 'ARC_V2',
    1792: 'VMCOREDD',
    ...numbered(0x800, 'MIPS_DSP MIPS_FP_MODE MIPS_MSA'),
    ...numbered(0x900, 'RISCV_CSR RISCV_VECTOR RISCV_TAGGED_ADDR_CTRL'),
    ...numbered(
      0xa00,
      'LOONGARCH_CPUCFG LOONGARCH_CSR LOONGARCH_LSX LOONGARCH_LASX LOONGARCH_LBT LOONGARCH_HW_BREAK ' +
        'LOONGARCH_HW_WATCH',
    ),
    1189489535: 'PRXFPREG',
  },
  GDB: { 4278190080: 'TDESC' },
  stapsdt: { 3: 'STAPSDT' },
  FDO: { 3405650558: 'PACKAGING_METADATA', 1081871370: 'DLOPEN_METADATA' },
  Go: { 4: 'BUILD_ID' },
};

function named(names: Names | undefined, value: number): string | undefined {
  return names !== undefined && Object.hasOwn(names, value) ? names[value] : undefined;
}

/** EI_CLASS and EI_DATA as readers of readelf know them. */
export function className(elfClass: 32 | 64): string {
  return `ELF${elfClass}`;
}

export function machineName(machine: number): string {
  return named(MACHINES, machine) ?? String(machine);
}

export function fileTypeName(type: number): string {
  return named(FILE_TYPES, type) ?? hex(type);
}

export function osabiName(osabi: number): string {
  return named(OS_ABIS, osabi) ?? String(osabi);
}

export function segmentTypeName(type: number, machine: number): string {
  return named(SEGMENT_TYPES_OF_MACHINE[machine], type) ?? named(SEGMENT_TYPES, type) ?? hex(type);
}

/** "R", "RX", "RW 0x100000": letters of the known flags, the others as a number. */
export function segmentFlagsText(flags: number): string {
  return flagText(flags, SEGMENT_FLAGS, '');
}

export function sectionTypeName(type: number, machine: number): string {
  return named(SECTION_TYPES_OF_MACHINE[machine], type) ?? named(SECTION_TYPES, type) ?? hex(type);
}

/** "ALLOC EXECINSTR" */
export function sectionFlagsText(flags: bigint): string {
  const low = Number(BigInt.asUintN(32, flags));
  const text = flagText(low, SECTION_FLAGS, ' ');
  const high = flags - BigInt(low);
  return high === 0n ? text : `${text} ${hex(high)}`.trim();
}

export function dynamicTagName(tag: bigint, machine: number): string {
  const number = fileNumber(tag);
  return named(DYNAMIC_TAGS_OF_MACHINE[machine], number) ?? named(DYNAMIC_TAGS, number) ?? hex(tag);
}

export function symbolTypeName(type: number, machine = 0): string {
  return named(SYMBOL_TYPES_OF_MACHINE[machine], type) ?? named(SYMBOL_TYPES, type) ?? String(type);
}

export function symbolBindName(bind: number): string {
  return named(BINDINGS, bind) ?? String(bind);
}

export function visibilityName(visibility: number): string {
  return VISIBILITIES[visibility] ?? String(visibility);
}

/** Bits of st_other beside the visibility, by machine: bits looked at, their value, and what it is called. */
const OTHER_BITS: Readonly<
  Record<number, readonly (readonly [mask: number, value: number, name: string])[]>
> = {
  // binutils include/elf/mips.h; the instruction sets exclude one another.
  [EM_MIPS]: [
    [0xf0, 0xf0, 'MIPS16'],
    [0xc0, 0x80, 'MICROMIPS'],
    [0x20, 0x20, 'PIC'],
    [0x08, 0x08, 'PLT'],
    [0x04, 0x04, 'OPTIONAL'],
  ],
  [EM_AARCH64]: [[0x80, 0x80, 'VARIANT_PCS']],
  [EM_RISCV]: [[0x80, 0x80, 'VARIANT_CC']],
  [EM_ALPHA]: [
    [0x88, 0x88, 'STD_GPLOAD'],
    [0x88, 0x80, 'NOPV'],
  ],
};

/**
 * What the bits of st_other beside the visibility say: "MIPS16", "VARIANT_PCS", "localentry 8"; hexadecimal for what
 * has no name, '' where none is set.
 */
export function symbolOtherText(other: number, machine: number): string {
  let rest = other & 0xfc;
  const known: string[] = [];
  // The ELFv2 ABI, 3.4.1: how far behind the global entry the local one is; 1: no TOC pointer is needed.
  const local = machine === EM_PPC64 ? (rest & 0xe0) >>> 5 : 0;
  if (local > 0 && local < 7) {
    known.push(`localentry ${local === 1 ? 1 : 1 << local}`);
    rest &= ~0xe0;
  }
  for (const [mask, value, name] of OTHER_BITS[machine] ?? []) {
    if ((rest & mask) !== value) continue;
    known.push(name);
    rest &= ~mask;
  }
  if (rest !== 0) known.push(hex(rest));
  return known.join(' ');
}

/** "UNDEF", "ABS", ...; undefined for an ordinary section index. */
export function specialSectionName(shndx: number): string | undefined {
  const name = named(SPECIAL_SECTIONS, shndx);
  if (name !== undefined) return name;
  return shndx >= SHN_LORESERVE && shndx <= SHN_XINDEX ? hex(shndx) : undefined;
}

/** "BASE", "WEAK", ...; '' without flags. */
export function versionFlagsText(flags: number): string {
  return flagText(flags, VERSION_FLAGS, ' ');
}

/** "PLT32"; 64-bit MIPS has up to three in one, "GPREL16/SUB/HI16", applied one after the other. */
export function relocationTypeName(type: number, machine: number): string {
  const names = relocationNames(machine);
  if (machine !== EM_MIPS || type <= 0xff) return named(names, type) ?? String(type);
  const types = [type & 0xff, (type >>> 8) & 0xff, (type >>> 16) & 0xff];
  while (types.length > 1 && types.at(-1) === 0) types.pop();
  const special = MIPS_SPECIAL_SYMBOLS[type >>> 24];
  const text = types.map((each) => named(names, each) ?? String(each)).join('/');
  return special === '' ? text : `${text} (${special ?? type >>> 24})`;
}

/** r_ssym: what the second of the types takes for its symbol (64-bit MIPS supplement, RSS_). */
const MIPS_SPECIAL_SYMBOLS: readonly string[] = ['', 'GP', 'GP0', 'LOC'];

/** The type number of a relative relocation (what DT_RELR means); 0 where no name is known. */
export function relativeRelocationType(machine: number): number {
  const types = Object.entries(relocationNames(machine));
  return Number(types.find(([, name]) => name === 'RELATIVE')?.[0] ?? 0);
}

/** "BUILD_ID"; hexadecimal for an unknown owner or type. */
export function noteTypeName(owner: string, type: number): string {
  return named(Object.hasOwn(NOTE_TYPES, owner) ? NOTE_TYPES[owner] : undefined, type) ?? hex(type);
}

function flagText(flags: number, names: readonly (readonly [number, string])[], separator: string): string {
  let rest = flags >>> 0;
  const known: string[] = [];
  for (const [flag, name] of names) {
    if ((rest & flag) === 0) continue;
    known.push(name);
    rest = (rest & ~flag) >>> 0;
  }
  const text = known.join(separator);
  return rest === 0 ? text : `${text} ${hex(rest)}`.trim();
}

/** Rules that several consumers share: where each is the other's copy or descendant. */
import {
  STB_GLOBAL,
  STB_GNU_UNIQUE,
  STB_WEAK,
  STT_COMMON,
  STT_FUNC,
  STT_NOTYPE,
  STT_OBJECT,
} from '../../elf/format/constants.ts';
import type { LookupRules } from '../model.ts';

/** Pointers as C and Rust have them, no version node, nothing checked. */
const plain = {
  bloomFilter: false,
  sysvWord: 'abi',
  zeroBuckets: { gnu: 'divides', sysv: 'divides' },
  indexing: 'plain',
  undefinedSymbols: 'accepted',
  zeroValue: 'accepted',
  hiddenBit: 'masked',
  noVerdef: 'unchecked',
  names: 'strcmp',
  acceptedTypes: 'any',
  acceptedBindings: 'any',
} as const;

/** The kernel's reference parser (tools/testing/selftests/vDSO/parse_vdso.c) and rustix, which descends from it. */
export const parseVdso: LookupRules = {
  ...plain,
  algorithm: 'hash',
  tables: ['gnu', 'sysv'],
  acceptedTypes: [STT_FUNC],
  acceptedBindings: [STB_GLOBAL, STB_WEAK],
  version: 'by-hash-and-name',
  loadBias: 'first-load',
  requiredTags: ['STRTAB', 'SYMTAB'],
  undefinedSymbols: 'refused-by-sysv',
  gnuEmptyBucket: 'zero-unsigned',
};

/** musl's __vdsosym, and Zig's port of it: counted by DT_HASH alone. */
export const muslScan: LookupRules = {
  ...plain,
  algorithm: 'linear',
  tables: ['sysv'],
  acceptedTypes: [STT_NOTYPE, STT_OBJECT, STT_FUNC, STT_COMMON],
  acceptedBindings: [STB_GLOBAL, STB_WEAK, STB_GNU_UNIQUE],
  version: 'by-name',
  loadBias: 'last-load',
  requiredTags: ['STRTAB', 'SYMTAB'],
  undefinedSymbols: 'refused',
};

/** A scan of SHT_DYNSYM; which tables it takes from where is the consumer's own. */
export const sectionScan: LookupRules = {
  ...plain,
  algorithm: 'linear',
  tables: [],
  version: 'none',
  loadBias: 'base',
  requiredTags: [],
};

/** Abseil's ElfMemImage and its older copy in gperftools. */
export const elfMemImage: LookupRules = {
  ...plain,
  algorithm: 'linear',
  tables: ['sysv'],
  acceptedTypes: [STT_FUNC],
  version: 'by-name',
  loadBias: 'first-load-vaddr',
  dynamicAt: 'vaddr',
  requiredTags: ['STRTAB', 'SYMTAB', 'VERSYM', 'VERDEF', 'VERDEFNUM', 'STRSZ'],
  sysvWord: 4,
  header: { checks: ['magic', 'class', 'data'], failure: 'ignored' },
  fatalChecks: true,
  absoluteSymbols: 'not-relocated',
};

/**
 * More names of Go's runtime around its lookup: the fields of its structs, its ELF types, what profiles and signal
 * handlers use, FreeBSD's constants. Read in Go 1.19.8, 1.24.4 and 1.27.3. The variables and functions: goNames.ts.
 */
import type { GoName } from './goNameModel.ts';

const LINUX = 'src/runtime/vdso_linux.go';
const ELF64 = 'src/runtime/vdso_elf64.go';
const VGETRANDOM = 'src/runtime/vgetrandom_linux.go';
const EXPORTED = 'src/runtime/export_vdso_linux_test.go';
const FREEBSD = 'src/runtime/vdso_freebsd.go';
const FREEBSD_X86 = 'src/runtime/vdso_freebsd_x86.go';

/** Words that other things are called by too: fields, where they stand as such in the files of the lookup. */
const inLookup = /(?:^|\/)(?:export_)?vdso_linux(?:_\w+)?\.go$/;

function field(of: string, type: string, explanation: string, seeAlso: readonly string[] = []): GoName {
  return {
    kind: 'field',
    declaration: type,
    explanation: `Field of ${of}. ${explanation}`,
    where: LINUX,
    os: 'linux',
    only: inLookup,
    seeAlso: [of, ...seeAlso],
  };
}

const key = (type: string, explanation: string) => field('vdsoSymbolKey', type, explanation);
const info = (type: string, explanation: string, seeAlso?: readonly string[]) =>
  field('vdsoInfo', type, explanation, seeAlso);

function elf(declaration: string, explanation: string, seeAlso: readonly string[] = []): GoName {
  return {
    kind: 'type',
    declaration,
    explanation: `${explanation} vdso_elf64.go has its layout for 64-bit architectures, vdso_elf32.go for 32-bit ones.`,
    where: ELF64,
    os: 'linux',
    seeAlso: [...seeAlso, 'vdsoInfo'],
  };
}

function freebsd(explanation: string, where: string, since?: string): GoName {
  return {
    kind: 'constant',
    explanation: `FreeBSD's: ${explanation}`,
    where,
    os: 'freebsd',
    ...(since !== undefined && { since }),
    seeAlso: ['vdsoTimehands', 'vdsoClockGettime'],
  };
}

export const goMembers: Readonly<Record<string, GoName>> = {
  name: key('name string', 'The function that is wanted: compared as a whole with each candidate.'),
  symHash: key(
    'symHash uint32',
    'SysV hash of the name, for DT_HASH: modulo the number of buckets it says where to begin. Unused where the image has DT_GNU_HASH.',
  ),
  gnuHash: key(
    'gnuHash uint32',
    'GNU hash of the name, for DT_GNU_HASH: it chooses the bucket, and is compared with each entry of the chain but for the lowest bit. Where the image has that table, no other is used.',
  ),
  ptr: key(
    'ptr *uintptr',
    'Where the address goes: load offset plus st_value. It stays 0 when nothing is found.',
  ),
  version: field('vdsoVersionKey', 'version string', 'Name of the node that is wanted.'),
  verHash: field(
    'vdsoVersionKey',
    'verHash uint32',
    'SysV hash of the node, compared with vd_hash of each version definition before the names are.',
  ),
  valid: info(
    'valid bool',
    'Whether the image has what a lookup needs: a PT_LOAD, a PT_DYNAMIC, strings, symbols and a hash table. Without it nothing is looked up.',
  ),
  loadAddr: info('loadAddr uintptr', 'Where the ELF header lies: the value of AT_SYSINFO_EHDR.'),
  loadOffset: info(
    'loadOffset uintptr',
    "What is added to the image's addresses: loadAddr + p_offset - p_vaddr of the first PT_LOAD.",
  ),
  symtab: info('symtab *[vdsoSymTabSize]elfSym', 'The symbols (DT_SYMTAB).', ['vdsoSymTabSize']),
  symstrings: info('symstrings *[vdsoSymStringsSize]byte', 'The names (DT_STRTAB).', ['vdsoSymStringsSize']),
  chain: info('chain []uint32', 'Chains of the one hash table that is used: DT_GNU_HASH where there is one.'),
  bucket: info(
    'bucket []uint32',
    'Buckets of the one hash table that is used. With DT_GNU_HASH and no bucket Go divides by zero; with DT_HASH it looks nothing up.',
  ),
  symOff: info(
    'symOff uint32',
    'The first symbol that DT_GNU_HASH has: an index into the chains is less by it.',
  ),
  isGNUHash: info('isGNUHash bool', 'Whether buckets and chains are those of DT_GNU_HASH.'),
  versym: info(
    'versym *[vdsoVerSymSize]uint16',
    "Each symbol's version index (DT_VERSYM); nil without DT_VERDEF, and then no version is compared.",
    ['vdsoVerSymSize'],
  ),
  verdef: info('verdef *elfVerdef', 'The first version definition (DT_VERDEF).', ['vdsoFindVersion']),
  elfSym: elf('type elfSym struct { ... }', 'A symbol of the image.', ['vdsoSymTabSize']),
  elfVerdef: elf(
    'type elfVerdef struct { ... }',
    'A version definition: its index and the hash of its name.',
    ['vdsoFindVersion'],
  ),
  elfVerdaux: elf('type elfVerdaux struct { ... }', 'Where the name of a version definition stands.'),
  elfEhdr: elf(
    'type elfEhdr struct { ... }',
    'The ELF header at AT_SYSINFO_EHDR; only e_phoff and e_phnum are read.',
  ),
  elfPhdr: elf('type elfPhdr struct { ... }', 'A program header; PT_LOAD and PT_DYNAMIC are looked for.'),
  elfShdr: elf('type elfShdr struct { ... }', 'A section header, which the runtime does not read.'),
  elfDyn: elf('type elfDyn struct { ... }', 'An entry of the dynamic table.', ['vdsoDynSize']),
  _AT_SYSINFO_EHDR: {
    kind: 'constant',
    declaration: 'const _AT_SYSINFO_EHDR = 33',
    explanation:
      "The entry of the auxiliary vector with the address of the vDSO's ELF header. Without it, or with 0, nothing is looked up and every clock is a system call.",
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoauxv'],
  },
  vdsoCall: {
    kind: 'function',
    declaration: 'func vdsoCall()',
    explanation:
      '32-bit ARM only: calls the function of the vDSO whose address is in R4, on the stack of g0, with vdsoPC and vdsoSP set for profiles.',
    where: 'src/runtime/os_linux_arm.go',
    os: 'linux',
    since: '1.24',
    seeAlso: ['vdsoPC', 'vdsoSP'],
  },
  _VDSO: {
    kind: 'function',
    declaration: 'func _VDSO()',
    explanation:
      'Never called: its name, runtime._VDSO, is what a CPU profile shows for time in the vDSO that could not be traced back to a Go caller.',
    where: 'src/runtime/proc.go',
    os: 'all',
    seeAlso: ['inVDSOPage', 'vdsoPC'],
  },
  vgetrandomGetState: {
    kind: 'function',
    declaration: 'func vgetrandomGetState() uintptr',
    explanation:
      "Takes a free state for the vDSO's getrandom, and maps memory for more when there is none; 0 when that fails, and then the caller makes the system call.",
    where: VGETRANDOM,
    os: 'linux',
    since: '1.24',
    seeAlso: ['vgetrandomAlloc', 'vgetrandomState'],
  },
  vgetrandomDestroy: {
    kind: 'function',
    declaration: 'func vgetrandomDestroy(mp *m)',
    explanation: "Gives back a thread's state for the vDSO's getrandom when the thread ends.",
    where: VGETRANDOM,
    os: 'linux',
    since: '1.24',
    seeAlso: ['vgetrandomState', 'vgetrandomGetState'],
  },
  lockRankVgetrandom: {
    kind: 'constant',
    explanation:
      "Rank of the lock around the free states of the vDSO's getrandom, for the runtime's check of the order of locks.",
    where: 'src/runtime/lockrank.go',
    os: 'all',
    since: '1.24',
    seeAlso: ['vgetrandomAlloc'],
  },
  VDSOSymbolKey: {
    kind: 'type',
    declaration: 'type VDSOSymbolKey vdsoSymbolKey',
    explanation:
      'For tests: vdso_linux_test.go computes both hashes of every key anew, so that a wrong constant fails the build of Go.',
    where: EXPORTED,
    os: 'linux',
    since: '1.26',
    seeAlso: ['vdsoSymbolKey'],
  },
  VDSOSymbolKeys: {
    kind: 'function',
    declaration: 'func VDSOSymbolKeys() []VDSOSymbolKey',
    explanation: "For tests: this architecture's vdsoSymbolKeys.",
    where: EXPORTED,
    os: 'linux',
    since: '1.26',
    seeAlso: ['vdsoSymbolKeys'],
  },
  _VDSO_TH_NUM: freebsd('how many sets of clock parameters the timekeeping page holds.', FREEBSD),
  _VDSO_TK_VER_CURR: freebsd(
    'the version of the timekeeping page that the runtime understands; with another one the clock is a system call.',
    'src/runtime/defs_freebsd_amd64.go',
  ),
  _VDSO_TH_ALGO_X86_TSC: freebsd('the clock is read from the time-stamp counter.', FREEBSD_X86),
  _VDSO_TH_ALGO_X86_HPET: freebsd('the clock is read from the HPET, mapped from its device.', FREEBSD_X86),
  _VDSO_TH_ALGO_ARM_GENTIM: freebsd(
    'the clock is read from the generic timer, on ARM and arm64.',
    'src/runtime/vdso_freebsd_arm64.go',
  ),
  _VDSO_TH_ALGO_RISCV_RDTIME: freebsd(
    "the clock is read by RISC-V's rdtime.",
    'src/runtime/vdso_freebsd_riscv64.go',
    '1.24',
  ),
};

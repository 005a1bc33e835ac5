/**
 * What the vDSO names of Go's runtime are, for hovers. Read in Go 1.19.8 and 1.27.4; line numbers are left
 * out because they move. The tables themselves (vdsoSymbolKeys, vdsoLinuxVersion of each GOARCH) are go.ts.
 */
import { goMembers } from './goMembers.ts';
import type { GoName } from './goNameModel.ts';

export type { GoName } from './goNameModel.ts';

const LINUX = 'src/runtime/vdso_linux.go';
const ARCH = 'src/runtime/vdso_linux_GOARCH.go';
const FREEBSD = 'src/runtime/vdso_freebsd.go';
const FREEBSD_ARCH = 'src/runtime/defs_freebsd_GOARCH.go';
const VGETRANDOM = 'src/runtime/vgetrandom_linux.go';
const MEMBERS = 'src/runtime/runtime2.go';

const wide = '1<<50 - 1';
const narrow = '1<<31 - 1';
const arrayMax = {
  '386': narrow,
  amd64: wide,
  arm: narrow,
  arm64: wide,
  loong64: wide,
  mips64: wide,
  mips64le: wide,
  ppc64: wide,
  ppc64le: wide,
  riscv64: wide,
  s390x: wide,
};

/** A bound of an array type; `element` is what vdsoArrayMax is divided by. */
function arrayBound(element: string | number, of: string): GoName {
  return {
    kind: 'constant',
    explanation: `Length of the array type through which ${of} is read: vdsoArrayMax${element === 1 ? '' : ` / ${element}`}. It is the largest array the compiler accepts and no property of the image: the size of the real table is not checked.`,
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoArrayMax'],
  };
}

function freebsdSize(of: string): GoName {
  return {
    kind: 'constant',
    explanation: `FreeBSD's: bytes of a ${of}, for stepping through the timekeeping page.`,
    where: FREEBSD_ARCH,
    os: 'freebsd',
    seeAlso: [of],
  };
}

const names: Readonly<Record<string, GoName>> = {
  ...goMembers,
  vdsoLinuxVersion: {
    kind: 'variable',
    declaration: 'var vdsoLinuxVersion vdsoVersionKey',
    explanation:
      "The symbol version node that the runtime's vDSO functions must have on this architecture, with its SysV hash. It names an ABI node of the image, not a kernel release, and does not change with the kernel.",
    where: ARCH,
    os: 'linux',
    seeAlso: ['vdsoVersionKey', 'vdsoFindVersion'],
  },
  vdsoSymbolKeys: {
    kind: 'variable',
    declaration: 'var vdsoSymbolKeys []vdsoSymbolKey',
    explanation:
      'The functions that the runtime looks for in the vDSO: a slice of structs, each with a name, its SysV and GNU hash (constants, not recomputed at run time) and a pointer to the variable that gets the address. It holds no offsets and is no map.',
    where: ARCH,
    os: 'linux',
    seeAlso: ['vdsoSymbolKey', 'vdsoParseSymbols'],
  },
  vdsoClockgettimeSym: {
    kind: 'variable',
    declaration: 'var vdsoClockgettimeSym uintptr',
    explanation:
      "Address of the vDSO's clock_gettime in the program's own process, 0 when it was not found. time.Now and the runtime's own clocks (nanotime1, walltime) call it from assembly.",
    where: ARCH,
    os: 'linux',
    seeAlso: ['vdsoSymbolKeys'],
  },
  vdsoGettimeofdaySym: {
    kind: 'variable',
    declaration: 'var vdsoGettimeofdaySym uintptr',
    explanation:
      "Address of the vDSO's gettimeofday in the program's own process, 0 when it was not found. Only amd64 has it, for package syscall (asm_linux_amd64.s); time.Now does not use it.",
    where: 'src/runtime/vdso_linux_amd64.go',
    os: 'linux',
    seeAlso: ['vdsoClockgettimeSym'],
  },
  vdsoGetrandomSym: {
    kind: 'variable',
    declaration: 'var vdsoGetrandomSym uintptr',
    explanation:
      "Address of the vDSO's getrandom in the program's own process, 0 when it was not found. vgetrandomInit asks it for its state size at start-up.",
    where: ARCH,
    os: 'linux',
    since: '1.24',
    seeAlso: ['vgetrandomInit'],
  },
  vdsoauxv: {
    kind: 'function',
    declaration: 'func vdsoauxv(tag, val uintptr)',
    explanation:
      "Gets every entry of the auxiliary vector at start-up and reacts to AT_SYSINFO_EHDR (33) with a value other than 0: that is the vDSO's address, and all lookups run right there, before the scheduler exists. Ports without vDSO tables have an empty one (os_linux_novdso.go).",
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoInitFromSysinfoEhdr', 'vdsoFindVersion', 'vdsoParseSymbols'],
  },
  vdsoInitFromSysinfoEhdr: {
    kind: 'function',
    declaration: 'func vdsoInitFromSysinfoEhdr(info *vdsoInfo, hdr *elfEhdr)',
    explanation:
      'Reads the image in memory: load offset from the first PT_LOAD, dynamic table from the last PT_DYNAMIC, then string, symbol, hash and version tables. DT_GNU_HASH is preferred to DT_HASH. It checks neither the magic number nor any size.',
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoInfo'],
  },
  vdsoFindVersion: {
    kind: 'function',
    declaration: 'func vdsoFindVersion(info *vdsoInfo, ver *vdsoVersionKey) int32',
    explanation:
      'Walks the version definitions for the one whose hash and name are those of vdsoLinuxVersion and returns its index, or -1, which no symbol then matches. Without DT_VERDEF it follows a null pointer: a crash at start-up.',
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoLinuxVersion'],
  },
  vdsoParseSymbols: {
    kind: 'function',
    declaration: 'func vdsoParseSymbols(info *vdsoInfo, version int32)',
    explanation:
      'Looks up each entry of vdsoSymbolKeys through the hash table and stores load offset + value through its pointer. Accepts functions and untyped symbols, global or weak, that are defined and have the version index found before.',
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoSymbolKeys'],
  },
  vdsoSymbolKey: {
    kind: 'type',
    declaration: 'type vdsoSymbolKey struct { name string; symHash, gnuHash uint32; ptr *uintptr }',
    explanation:
      'One wanted function: name, SysV hash (for DT_HASH), GNU hash (for DT_GNU_HASH), and where to store the address. The hashes are written by hand in the source; with a wrong one the function is not found, or by luck.',
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoSymbolKeys'],
  },
  vdsoVersionKey: {
    kind: 'type',
    declaration: 'type vdsoVersionKey struct { version string; verHash uint32 }',
    explanation: 'A version node: its name and the SysV hash of the name.',
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoLinuxVersion'],
  },
  vdsoInfo: {
    kind: 'type',
    declaration: 'type vdsoInfo struct { valid bool; loadAddr, loadOffset uintptr; ... }',
    explanation:
      'What was read of the image: its address and load offset, symbol and string table, buckets and chains of one hash table, version tables. It lives only while the auxiliary vector is handled; the addresses found are what stays.',
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoInitFromSysinfoEhdr'],
  },
  vdsoLoadStart: {
    kind: 'variable',
    declaration: 'var vdsoLoadStart, vdsoLoadEnd uintptr',
    explanation:
      "First address of the vDSO in the program's own process: the load offset of its first PT_LOAD. Signal handlers use the range up to vdsoLoadEnd to tell whether a program counter is in the vDSO.",
    where: LINUX,
    os: 'linux',
    since: '1.24',
    seeAlso: ['vdsoLoadEnd', 'inVDSOPage'],
  },
  vdsoLoadEnd: {
    kind: 'variable',
    declaration: 'var vdsoLoadStart, vdsoLoadEnd uintptr',
    explanation:
      "Address behind the vDSO in the program's own process: vdsoLoadStart plus p_memsz of the first PT_LOAD. That is less than the mapping, in which section headers may follow.",
    where: LINUX,
    os: 'linux',
    since: '1.24',
    seeAlso: ['vdsoLoadStart', 'inVDSOPage'],
  },
  inVDSOPage: {
    kind: 'function',
    declaration: 'func inVDSOPage(pc uintptr) bool',
    explanation:
      'Whether a program counter is in the vDSO, where g and the stack are not as Go leaves them. Up to 1.23 it tests the one page that holds the first function found; since 1.24 the range from vdsoLoadStart to vdsoLoadEnd. Ports without vDSO answer no (vdso_in_none.go).',
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoLoadStart'],
  },
  vdsoArrayMax: {
    kind: 'constant',
    explanation:
      'Bytes of the largest array type the compiler accepts on this architecture. The array types over the vDSO are made of it; it is no size of the image.',
    where: ARCH,
    os: 'linux',
    perArch: arrayMax,
    seeAlso: ['vdsoSymTabSize', 'vdsoDynSize', 'vdsoSymStringsSize', 'vdsoVerSymSize', 'vdsoHashSize'],
  },
  vdsoSymTabSize: arrayBound('unsafe.Sizeof(elfSym{})', 'the symbol table'),
  vdsoDynSize: arrayBound('unsafe.Sizeof(elfDyn{})', 'the dynamic table'),
  vdsoSymStringsSize: arrayBound(1, 'the string table'),
  vdsoVerSymSize: arrayBound(2, 'the version table (DT_VERSYM)'),
  vdsoHashSize: arrayBound(4, 'a hash table'),
  vdsoBloomSizeScale: {
    kind: 'constant',
    explanation:
      'Words of 4 bytes in a bloom filter word of DT_GNU_HASH: 2 on 64-bit architectures, 1 on 32-bit ones. The runtime needs it only to step over the filter, which it does not use.',
    where: LINUX,
    os: 'linux',
    seeAlso: ['vdsoInitFromSysinfoEhdr'],
  },
  vdsoPC: {
    kind: 'field',
    declaration: 'm.vdsoPC uintptr',
    explanation:
      'Program counter of the Go caller while a thread (m) is in a vDSO call, so that a profiling signal can unwind from there.',
    where: MEMBERS,
    os: 'all',
    seeAlso: ['vdsoSP'],
  },
  vdsoSP: {
    kind: 'field',
    declaration: 'm.vdsoSP uintptr',
    explanation: 'Stack pointer of the Go caller while a thread (m) is in a vDSO call; 0 when it is in none.',
    where: MEMBERS,
    os: 'all',
    seeAlso: ['vdsoPC'],
  },
  vgetrandomInit: {
    kind: 'function',
    declaration: 'func vgetrandomInit()',
    explanation:
      "Asks the vDSO's getrandom for the size and the memory protection of its per-thread state. When vdsoGetrandomSym is 0 it does nothing, and vgetrandom reports itself unsupported.",
    where: VGETRANDOM,
    os: 'linux',
    since: '1.24',
    of: 'vdsoGetrandomSym',
    seeAlso: ['vdsoGetrandomSym'],
  },
  vgetrandom: {
    kind: 'function',
    declaration: 'func vgetrandom(p []byte, flags uint32) (ret int, supported bool)',
    explanation:
      "Random bytes from the vDSO's getrandom, for internal/syscall/unix and x/sys/unix. Unsupported when vgetrandomInit found no function: then the caller makes the system call.",
    where: VGETRANDOM,
    os: 'linux',
    since: '1.24',
    of: 'vdsoGetrandomSym',
    seeAlso: ['vdsoGetrandomSym', 'vgetrandom1'],
  },
  vgetrandom1: {
    kind: 'function',
    declaration:
      'func vgetrandom1(buf *byte, length uintptr, flags uint32, state uintptr, stateSize uintptr) int',
    explanation:
      "Calls the vDSO's getrandom through vdsoGetrandomSym, in assembly and on the goroutine's stack.",
    where: VGETRANDOM,
    os: 'linux',
    since: '1.24',
    of: 'vdsoGetrandomSym',
    seeAlso: ['vdsoGetrandomSym'],
  },
  vgetrandomAlloc: {
    kind: 'variable',
    declaration: 'var vgetrandomAlloc struct { states []uintptr; stateSize uintptr; ... }',
    explanation:
      "Free states for the vDSO's getrandom, with the size and memory protection that it asked for. Each thread (m) takes one; stateSize 0 means that there is no such function.",
    where: VGETRANDOM,
    os: 'linux',
    since: '1.24',
    seeAlso: ['vgetrandomInit', 'vgetrandomState'],
  },
  vgetrandomState: {
    kind: 'field',
    declaration: 'm.vgetrandomState uintptr',
    explanation:
      "Where a thread (m) keeps the state of the vDSO's getrandom; 0 until its first random bytes.",
    where: 'src/runtime/os_linux.go',
    os: 'linux',
    since: '1.24',
    seeAlso: ['vgetrandomAlloc'],
  },
  vdsoClockGettime: {
    kind: 'function',
    declaration: 'func vdsoClockGettime(clockID int32) bintime',
    explanation:
      "FreeBSD's: reads the time from the page that the FreeBSD kernel shares (AT_TIMEKEEP); no ELF image is involved. On Linux there is no such function: nanotime1 and walltime call the vDSO through vdsoClockgettimeSym, in assembly.",
    where: FREEBSD,
    os: 'freebsd',
    seeAlso: ['vdsoClockgettimeSym', 'vdsoTimekeep'],
  },
  vdsoTimekeep: {
    kind: 'type',
    explanation:
      "FreeBSD's: header of the timekeeping page that its kernel shares with programs. Linux programs have no such page; their time comes through vdsoClockgettimeSym.",
    where: FREEBSD_ARCH,
    os: 'freebsd',
    seeAlso: ['vdsoTimehands', 'vdsoClockGettime'],
  },
  vdsoTimehands: {
    kind: 'type',
    explanation:
      "FreeBSD's: one set of clock parameters in the timekeeping page; the kernel writes them in turn.",
    where: FREEBSD_ARCH,
    os: 'freebsd',
    seeAlso: ['vdsoTimekeep', 'vdsoClockGettime'],
  },
  vdsoTimekeepSize: freebsdSize('vdsoTimekeep'),
  vdsoTimehandsSize: freebsdSize('vdsoTimehands'),
};

/** Where a name stands: what a field is told from a variable of the same name by. */
export interface NamePosition {
  readonly path: string;
  /** The line around it. */
  readonly before: string;
  readonly after: string;
}

/**
 * What a name of Go's runtime is. Understands the assembler's m_vdsoPC and runtime·vdsoClockgettimeSym and
 * a package prefix; undefined for other names.
 */
export function goName(name: string, position?: NamePosition): GoName | undefined {
  const bare = name.replace(/^(?:.*[·.])?(?:m_)?/u, '');
  const known = Object.hasOwn(names, bare) ? names[bare] : undefined;
  if (position === undefined || known?.only === undefined) return known;
  return known.only.test(position.path) && isField(position) ? known : undefined;
}

/** `x.field`, `field: value`, or its declaration. */
function isField({ before, after }: NamePosition): boolean {
  return (
    /\.$/.test(before) ||
    /^:(?!=)/.test(after) ||
    (/^\s+(?:\w+, )*$/.test(before) && /^(?:, \w+)*[ \t]+[\w*[]/.test(after))
  );
}

/** Every name known, for tests and for completeness checks. */
export const goNames: readonly string[] = Object.keys(names);

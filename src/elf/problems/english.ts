/**
 * The English catalogue of the core: problem code and arguments to a sentence. A translation is a second
 * object of the same type. Sentences say what is wrong, where, and what follows from it.
 */

import { hex } from '../bytes/hex.ts';
import { shown } from '../bytes/printable.ts';
import type { Catalogue } from '../catalogue.ts';
import {
  byteSize,
  choice,
  count,
  ended,
  labelled,
  labelText,
  list,
  listOfLists,
  noted,
  paragraph,
  plural,
} from '../english.ts';
import type { ForeignFormat } from './foreignFormat.ts';
import type { Problem, Severity, SymbolCountOpinion } from './problem.ts';
import type { IndexedStructure, SingleStructure, StructureName } from './structure.ts';

type Size = number | bigint;

const FORMATS: Readonly<Record<ForeignFormat, string>> = {
  empty: 'The file is empty.',
  zeros: 'The file begins with zero bytes only.',
  gzip: 'It is a gzip archive: unpack it and open what is inside.',
  xz: 'It is an xz archive: unpack it and open what is inside.',
  zstd: 'It is a Zstandard archive: unpack it and open what is inside.',
  bzip2: 'It is a bzip2 archive: unpack it and open what is inside.',
  lz4: 'It is an LZ4 archive: unpack it and open what is inside.',
  zip: 'It is a ZIP archive: unpack it and open what is inside.',
  deb: 'It is a Debian package: unpack it with dpkg -x and open what is inside.',
  ar: 'It is a static library (ar archive): extract a member with ar x and open that.',
  'thin-ar': 'It is a thin ar archive, a list of object files: open one of those.',
  rpm: 'It is an RPM package: unpack it and open what is inside.',
  cpio: 'It is a cpio archive: unpack it and open what is inside.',
  tar: 'It is a tar archive: unpack it and open what is inside.',
  bzimage:
    'It is a Linux kernel in the form that boot loaders take (bzImage): unpack it with extract-vmlinux of the kernel’s scripts, and open the vmlinux that comes out.',
  'boot-image':
    'It is a Linux kernel in the form that boot loaders take: open the vmlinux that it was made of.',
  zimage:
    'It is a Linux kernel for 32-bit ARM in the form that boot loaders take (zImage): open the vmlinux that it was made of.',
  uimage:
    'It is a Linux kernel, or another image, for the boot loader U-Boot (uImage): open the vmlinux that it was made of.',
  'android-image':
    'It is a boot image of Android, a kernel with what it is started with: open the vmlinux that it was made of.',
  's390-image':
    'It is a Linux kernel for s390 in the form that boot loaders take: open the vmlinux that it was made of.',
  pe: 'It is a Windows or EFI program (PE), or a kernel with an EFI stub.',
  macho: 'It is a macOS binary (Mach-O).',
  'macho-fat': 'It is a macOS universal binary (Mach-O) or a Java class.',
  wasm: 'It is a WebAssembly module.',
  'llvm-bitcode': 'It is LLVM bitcode, from a link-time optimising compiler.',
  'linker-script': 'It is a text file for the linker that names the real library: open the file it names.',
  script: 'It is a script.',
  text: 'It is a text file.',
  unknown: 'The format is not one this reader knows.',
};

/** Most of a name that a sentence carries. */
const QUOTED = 80;
const quoted = (text: string): string =>
  `“${shown(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text)}”`;

const singleStructures: Readonly<Record<SingleStructure, string>> = {
  file: 'file',
  image: 'image',
  'elf-header': 'ELF header',
  'program-headers': 'program headers',
  'section-headers': 'section headers',
  notes: 'notes',
  'upx-header': 'UPX header',
};

const indexedStructures: Readonly<Record<IndexedStructure, (index: number) => string>> = {
  'program-header': (index) => `program header ${index}`,
  section: (index) => `section ${index}`,
  'dynamic-entry': (index) => `dynamic entry ${index}`,
  symbol: (index) => `symbol ${index}`,
  version: (index) => `version ${index}`,
  'version-definition': (index) => `Verdef ${index}`,
  'version-need': (index) => `Verneed ${index}`,
};

/** A structure by its name, or as people call it. */
export function structureText(structure: StructureName): string {
  if (typeof structure === 'string') return isSingle(structure) ? singleStructures[structure] : structure;
  const [kind, index] = structure;
  return indexedStructures[kind](index);
}

function isSingle(structure: string): structure is SingleStructure {
  return Object.hasOwn(singleStructures, structure);
}

const COUNTED_IN: Readonly<Record<SymbolCountOpinion['from'], string>> = {
  'sysv-hash': 'DT_HASH',
  dynamic: 'DT_MIPS_SYMTABNO',
  'gnu-hash': 'DT_GNU_HASH',
  section: 'the section headers',
};

function opinionText({ from, count: symbols }: SymbolCountOpinion): string {
  return `${COUNTED_IN[from]} ${from === 'section' ? 'say' : 'says'} ${count(symbols)}`;
}

const LINKED = { strings: 'string table', symbols: 'symbol table', section: 'section' } as const;

/** What the system's names of errors mean for a read; the others stand for themselves. */
const READ_FAILURES: Readonly<Record<string, string>> = {
  EIO: ': the disk, the network or the device below the file failed',
  EACCES: ': this user may not',
  EPERM: ': this user may not',
  ESTALE: ': the file was replaced on the server that has it',
  ENOENT: ': it is gone',
  ENODEV: ': the device is gone',
  ENXIO: ': the device is gone',
  ETIMEDOUT: ': the server that has it did not answer in time',
  closed: ': it was closed meanwhile',
};

export const elfProblems = {
  'not-elf': (a: { format: string; bytes: string }) =>
    `Not an ELF file. ${FORMATS[a.format as ForeignFormat] ?? FORMATS.unknown}${a.bytes === '' ? '' : ` It begins with the bytes ${a.bytes}, not 7f 45 4c 46.`}`,
  'header-truncated': (a: { have: Size; need: Size }) =>
    `The file ends within the ELF header: ${count(a.have)} of ${plural(a.need, 'byte')}. Fields that are missing are shown as 0.`,
  'class-unknown': (a: { value: Size }) =>
    `EI_CLASS is ${a.value}, neither 1 (32 bit) nor 2 (64 bit). The file is read as 64 bit.`,
  'data-unknown': (a: { value: Size }) =>
    `EI_DATA is ${a.value}, neither 1 (little-endian) nor 2 (big-endian). The file is read as little-endian.`,
  'version-unknown': (a: { value: Size }) => `The ELF version is ${a.value}; only version 1 is defined.`,
  'ehsize-wrong': (a: { value: Size; expected: Size }) => `e_ehsize is ${a.value} instead of ${a.expected}.`,
  'section-zero-missing': (a: { offset: Size }) =>
    `The counts in the ELF header refer to section header 0 at ${hex(a.offset)}, which the file does not have.`,
  'extended-count-zero': (a: { field: string; table: StructureName }) =>
    `${a.field} refers to section header 0 for the number of ${structureText(a.table)}, which says 0: none are shown.`,
  'shstrndx-wrong': (a: { index: Size; count: Size }) =>
    `e_shstrndx is ${a.index}, but there are ${plural(a.count, 'section header')}: sections are shown without names.`,
  'shstrndx-no-strings': (a: { index: Size; type: Size }) =>
    `e_shstrndx leads to section ${a.index}, whose type ${a.type} is no string table: section names may be wrong.`,

  'read-failed': (a: { offset: Size; length: Size; errno: string }) =>
    `${plural(a.length, 'byte')} at ${hex(a.offset)} could not be read (${a.errno})${Object.hasOwn(READ_FAILURES, a.errno) ? READ_FAILURES[a.errno] : ''}.`,
  'short-read': (a: { expected: Size; got: Size }) =>
    `The file ended while it was read: ${count(a.got)} of ${plural(a.expected, 'byte')}. It may have been cut since it was opened.`,
  'reads-too-many': (a: { count: Size; limit: Size }) =>
    `The tables are strewn over more than ${count(a.limit)} places; ${plural(a.count, 'place')} beyond them were not read.`,
  'tables-too-large': (a: { limit: Size }) =>
    `The tables are larger than ${plural(a.limit, 'byte')} together; what lies beyond was not read.`,
  'work-limit': (a: { limit: Size }) =>
    `Reading stopped here: the records lead to more work than a file of this size can need (${count(a.limit)} steps).`,
  packed: (a: {
    packer: string;
    release: string;
    version: Size;
    format: string;
    method: string;
    size: Size;
  }) =>
    `Packed by ${a.packer}${a.release === '' ? '' : ` ${a.release}`} (${a.format}, ${a.method}, records of version ${a.version}): what is shown is the stub that unpacks the program of ${plural(a.size, 'byte')} when it starts. What that program is can be told of a process that runs it.`,
  'more-problems': (a: { count: Size }) => `${plural(a.count, 'more problem')} of these kinds.`,

  'entry-size-wrong': (a: { table: StructureName; value: Size; expected: Size }) =>
    `The entries of ${structureText(a.table)} are declared as ${plural(a.value, 'byte')}; the format has ${a.expected}.`,
  'table-outside-file': (a: { table: StructureName; count: Size; offset: Size; backed: Size; size: Size }) =>
    `${plural(a.count, 'entry', 'entries')} of ${structureText(a.table)} are declared at ${hex(a.offset)}; the file of ${plural(a.size, 'byte')} has ${count(a.backed)} of them.`,
  'segment-outside-file': (a: { index: Size; offset: Size; length: Size; size: Size }) =>
    `Segment ${a.index} is declared as ${plural(a.length, 'byte')} at ${hex(a.offset)}, beyond the end of the file (${plural(a.size, 'byte')}).`,
  'segment-filesz-beyond-memsz': (a: { index: Size; filesz: Size; memsz: Size }) =>
    `Segment ${a.index} has more bytes in the file (${count(a.filesz)}) than in memory (${count(a.memsz)}): Linux refuses to load it.`,
  'loads-unsorted': (a: { index: Size; previous: Size }) =>
    `PT_LOAD ${a.index} lies below PT_LOAD ${a.previous} before it; loaders expect ascending addresses.`,
  'loads-overlap': (a: { index: Size; previous: Size }) =>
    `PT_LOAD ${a.index} overlaps PT_LOAD ${a.previous}: an address in both is read from the first.`,
  'section-outside-file': (a: { index: Size; name: string; offset: Size; length: Size; size: Size }) =>
    `Section ${a.index} ${quoted(a.name)} is declared as ${plural(a.length, 'byte')} at ${hex(a.offset)}, beyond the end of the file (${plural(a.size, 'byte')}).`,
  'section-name-outside': (a: { count: Size; first: Size; length: Size }) =>
    `${plural(a.count, 'section has a name', 'sections have names')} outside the string table of ${plural(a.length, 'byte')}, the first is section ${a.first}.`,

  'table-sections-many': (a: { count: Size; first: Size; limit: Size }) =>
    `More than ${count(a.limit)} sections hold tables, or notes, or bytes that are not in the file: ${plural(a.count, 'section is', 'sections are')} listed without being read, the first is section ${a.first}.`,
  'section-size-uneven': (a: { index: Size; name: string; size: Size; entry: Size }) =>
    `Section ${a.index} ${quoted(a.name)} has ${plural(a.size, 'byte')}, which is no multiple of its entries' ${count(a.entry)}: the last bytes are no entry.`,
  'section-link': (a: { index: Size; name: string; link: Size; wanted: 'strings' | 'symbols' | 'section' }) =>
    `Section ${a.index} ${quoted(a.name)} links to section ${a.link}, which is no ${LINKED[a.wanted]}: tools that go by section headers misread it.`,
  'section-twice': (a: { index: Size; name: string; first: Size; type: string }) =>
    `Section ${a.index} ${quoted(a.name)} is another ${a.type} beside section ${a.first}: only one of them is shown.`,

  'dynamic-nobits': (a: { name: string }) =>
    `Section ${quoted(a.name)} has no bytes here: this is a debug file split off by objcopy, its dynamic tables are in the stripped file.`,
  'dynamic-outside-file': (a: { offset: Size; length: Size; size: Size }) =>
    `PT_DYNAMIC declares ${plural(a.length, 'byte')} at ${hex(a.offset)}, which the file of ${plural(a.size, 'byte')} does not have.`,
  'dynamic-disagrees': (a: { offset: Size; length: Size; sectionOffset: Size; sectionLength: Size }) =>
    `PT_DYNAMIC says ${plural(a.length, 'byte')} at ${hex(a.offset)}, the section headers say ${count(a.sectionLength)} at ${hex(a.sectionOffset)}. Loaders go by PT_DYNAMIC.`,
  'dynamic-address': (a: { address: Size; leads: Size | undefined; offset: Size }) =>
    `PT_DYNAMIC's p_vaddr ${hex(a.address)} leads to ${a.leads === undefined ? 'no bytes of the file' : hex(a.leads)}, its p_offset is ${hex(a.offset)}: loaders that go by address (glibc) and those that go by offset (Go) read different tables.`,
  'dynamic-twice': (a: { first: Size; index: Size }) =>
    `There is a second PT_DYNAMIC (${a.index}, after ${a.first}): loaders take the last.`,
  'dynamic-no-null': (a: { count: Size }) =>
    `The dynamic table's ${plural(a.count, 'entry', 'entries')} do not end with DT_NULL: loaders read on beyond it.`,
  'dynamic-too-long': (a: { count: Size; limit: Size }) =>
    `There is no DT_NULL within ${count(a.limit)} entries of the dynamic table; ${plural(Number(a.count) - Number(a.limit), 'more entry', 'more entries')} were not read.`,
  'dynamic-tag-twice': (a: { tag: Size; index: Size }) =>
    `Dynamic entry ${a.index} repeats the tag ${hex(a.tag)}: loaders take the last.`,
  'dynamic-text-outside': (a: { index: Size; value: Size; length: Size }) =>
    `Dynamic entry ${a.index} names a string at ${hex(a.value)}, but the string table has ${plural(a.length, 'byte')}.`,
  'table-unmapped': (a: { tag: string; address: Size; size: Size }) =>
    `${a.tag} is the address ${hex(a.address)}, which no PT_LOAD backs with bytes of the file (${plural(a.size, 'byte')}).`,
  'table-disagrees': (a: { tag: string; offset: Size; section: string; sectionOffset: Size }) =>
    `${a.tag} leads to ${hex(a.offset)}, section ${quoted(a.section)} to ${hex(a.sectionOffset)}. Loaders go by ${a.tag}, and so does this view.`,
  'table-only-in-sections': (a: { tag: string; section: string; offset: Size }) =>
    `The dynamic table has no ${a.tag}, but section ${quoted(a.section)} at ${hex(a.offset)} holds that table: it is shown from there, and loaders do not see it.`,
  'table-clipped': (a: { table: StructureName; length: Size; offset: Size; have: Size }) =>
    `${structureText(a.table)} declares ${plural(a.length, 'byte')} at ${hex(a.offset)}; the file has ${count(a.have)} of them.`,
  'strsz-disagrees': (a: { value: Size; section: string; sectionSize: Size }) =>
    `DT_STRSZ is ${a.value}, section ${quoted(a.section)} has ${plural(a.sectionSize, 'byte')}. DT_STRSZ is used.`,
  'strings-unended': (a: { table: StructureName }) =>
    `The string table ${structureText(a.table)} does not end with NUL: its last name runs on in memory.`,

  'symbol-count-disagrees': (a: { opinions: readonly SymbolCountOpinion[]; count: Size }) =>
    `The number of dynamic symbols is not certain: ${list(a.opinions.map(opinionText))}; shown are ${count(a.count)}.`,
  'symbol-name-outside': (a: {
    table: StructureName;
    count: Size;
    first: Size;
    offset: Size;
    length: Size;
  }) =>
    `${plural(a.count, 'symbol', 'symbols')} of ${structureText(a.table)} with a name outside the string table of ${plural(a.length, 'byte')}, the first is symbol ${a.first} (st_name ${hex(a.offset)}).`,
  'link-wrong': (a: { table: StructureName; section: Size; link: Size; used: Size }) =>
    `Section ${a.section} (${structureText(a.table)}) links to section ${a.link} for its names, which is no string table. ${a.used ? `They are taken from section ${a.used}, the only one it can mean.` : 'Symbols are shown without names.'}`,
  'symbol-name-unended': (a: { table: StructureName; count: Size; first: Size }) =>
    `${plural(a.count, 'symbol', 'symbols')} of ${structureText(a.table)} with a name that runs out of the string table without NUL, the first is symbol ${a.first}.`,
  'symbol-section-outside': (a: {
    table: StructureName;
    count: Size;
    first: Size;
    section: Size;
    sections: Size;
  }) =>
    `${plural(a.count, 'symbol', 'symbols')} of ${structureText(a.table)} in a section that does not exist, the first is symbol ${a.first} (section ${a.section} of ${count(a.sections)}).`,
  'symbol-index-missing': (a: { table: StructureName; count: Size; first: Size }) =>
    `${plural(a.count, 'symbol', 'symbols')} of ${structureText(a.table)} with SHN_XINDEX for a section, but no SHT_SYMTAB_SHNDX that says which; the first is symbol ${a.first}.`,
  'symbol-indices-disagree': (a: { section: Size; count: Size; symbols: Size }) =>
    `Section ${a.section} (SHT_SYMTAB_SHNDX) has ${plural(a.count, 'entry', 'entries')} for ${plural(a.symbols, 'symbol')} of .symtab.`,
  'symbol-local-late': (a: { table: StructureName; count: Size; first: Size; end: Size }) =>
    `${plural(a.count, 'local symbol', 'local symbols')} of ${structureText(a.table)} at or behind symbol ${a.end}, where the local ones end by its section header; the first is symbol ${a.first}: linkers may refuse the file.`,
  'name-too-long': (a: { count: Size; first: Size; limit: Size }) =>
    `${plural(a.count, 'name is', 'names are')} longer than ${plural(a.limit, 'byte')} and shown cut, the first is that of entry ${a.first}.`,
  'names-amplified': (a: { count: Size; length: Size; limit: Size }) =>
    `The ${count(a.count)} names share a string table of ${plural(a.length, 'byte')} so that together they are many times longer than it. Each is shown up to ${plural(a.limit, 'byte')}, and not all are hashed.`,

  'versym-short': (a: { have: Size; need: Size }) =>
    `DT_VERSYM has ${plural(a.have, 'entry', 'entries')} for ${plural(a.need, 'symbol')}: the others are shown without version.`,
  'versym-unknown-index': (a: { count: Size; first: Size; index: Size }) =>
    `${plural(a.count, 'symbol has a version', 'symbols have versions')} that nothing defines, the first is symbol ${a.first} (version index ${a.index}).`,
  'version-index-twice': (a: { index: Size; name: string; other: string }) =>
    `Version index ${a.index} stands for both ${quoted(a.other)} and ${quoted(a.name)}; the first is shown.`,
  'version-revision-unknown': (a: { revision: Size }) =>
    `The record's revision is ${a.revision}; only 1 is defined. It is read as that.`,
  'version-nameless': (a: { index: Size }) => `Version ${a.index} has no name: no lookup can find it.`,
  'version-name-outside': (a: { offset: Size; length: Size }) =>
    `A name at ${hex(a.offset)} lies outside the string table of ${plural(a.length, 'byte')}.`,
  'version-name-beyond': (a: { offset: Size; length: Size }) =>
    `A name at ${hex(a.offset)} lies behind the ${plural(a.length, 'byte')} that DT_STRSZ gives the string table. Loaders do not look at DT_STRSZ and find it; old linkers left it too small.`,
  'version-hash-wrong': (a: { stored: Size; computed: Size; name: string }) =>
    `The stored hash of version ${quoted(a.name)} is ${hex(a.stored)}, its name's is ${hex(a.computed)}: lookups that compare hashes do not find it.`,
  'version-names-amplified': (a: { length: Size; limit: Size }) =>
    `The version records name the same bytes over and over, many times more than the string table of ${plural(a.length, 'byte')}. The rest is shown up to ${plural(a.limit, 'byte')} each, its hashes unchecked.`,
  'record-chain-cycle': (a: { index: Size; offset: Size }) =>
    `Record ${a.index} of this chain is one that was read before, at ${hex(a.offset)}: a lookup that follows it never ends.`,
  'record-outside': (a: { index: Size; at: Size; length: Size }) =>
    `Record ${a.index} of this chain is at ${hex(a.at)} of a table of ${plural(a.length, 'byte')}: the rest of the chain is lost.`,
  'record-overlap': (a: { index: Size; next: Size; size: Size }) =>
    `Record ${a.index} says the next one is ${plural(a.next, 'byte')} further, within its own ${plural(a.size, 'byte')}.`,
  'records-shared': (a: { index: Size }) =>
    `The chains share or overlap records: more of them than the table has room for. This one is cut after ${plural(a.index, 'record')}.`,
  'record-count-wrong': (a: { declared: Size; found: Size; more: Size }) =>
    `${plural(a.declared, 'record is', 'records are')} declared, the chain has ${a.more ? `more (${count(a.found)} were read)` : count(a.found)}. Runtimes differ on which to believe.`,

  'hash-zero-buckets': (a: { table: StructureName }) =>
    `${structureText(a.table)} has no buckets: lookups divide by zero or find nothing.`,
  'hash-outside': (a: { table: StructureName; need: Size; have: Size }) =>
    `${structureText(a.table)} declares ${count(a.need)} words, the file has ${count(a.have)} of them: lookups read beyond the table.`,
  'hash-index-outside': (a: {
    table: StructureName;
    count: Size;
    first: Size;
    symbol: Size;
    symbols: Size;
  }) =>
    `${plural(a.count, 'entry', 'entries')} of ${structureText(a.table)} with a symbol that does not exist, the first in bucket ${a.first} (symbol ${a.symbol} of ${count(a.symbols)}).`,
  'hash-cycle': (a: { table: StructureName; count: Size; first: Size }) =>
    `${plural(a.count, 'chain', 'chains')} of ${structureText(a.table)} ${choice(a.count, 'runs', 'run')} into symbols that were met before, the first from bucket ${a.first}: a lookup of a missing name may never end.`,
  'hash-wrong-bucket': (a: {
    table: StructureName;
    count: Size;
    first: Size;
    bucket: Size;
    expected: Size;
  }) =>
    `${plural(a.count, 'symbol', 'symbols')} in the wrong bucket of ${structureText(a.table)}, the first is symbol ${a.first} (bucket ${a.bucket} instead of ${a.expected}): lookups do not find them.`,
  'hash-unreachable': (a: { table: StructureName; count: Size; first: Size }) =>
    `${plural(a.count, 'defined symbol', 'defined symbols')} that no bucket of ${structureText(a.table)} leads to, the first is symbol ${a.first}: lookups do not find them.`,
  'gnu-hash-bloom-size': (a: { value: Size }) =>
    `The Bloom filter has ${plural(a.value, 'word')}, which is no power of two: lookups with the filter go wrong.`,
  'gnu-hash-no-end': (a: { symbol: Size }) =>
    `The last chain has no end bit up to symbol ${a.symbol}: lookups run out of the table.`,
  'gnu-hash-symoffset': (a: { symoffset: Size; symbols: Size }) =>
    `The first hashed symbol is ${a.symoffset}, but there are ${plural(a.symbols, 'symbol')}.`,
  'gnu-hash-bucket-below': (a: { count: Size; first: Size; symbol: Size; symoffset: Size }) =>
    `${plural(a.count, 'bucket', 'buckets')} with a symbol below the first hashed one, ${a.symoffset}; the first is bucket ${a.first} (symbol ${a.symbol}): lookups read outside the chains.`,
  'gnu-hash-word': (a: { count: Size; first: Size; stored: Size; computed: Size }) =>
    `${plural(a.count, 'symbol', 'symbols')} whose hash in DT_GNU_HASH is not that of the name, the first is symbol ${a.first} (${hex(a.stored)} instead of ${hex(a.computed)}): lookups do not find them.`,
  'gnu-hash-bloom': (a: { count: Size; first: Size }) =>
    `${plural(a.count, 'symbol', 'symbols')} whose bits are missing in the Bloom filter, the first is symbol ${a.first}: glibc and others do not find them, Go does.`,
  'hashed-nameless': (a: { table: StructureName; count: Size; first: Size }) =>
    `${plural(a.count, 'symbol', 'symbols')} in ${structureText(a.table)} without a name, the first is symbol ${a.first}. Kernels for 32-bit ARM switch functions off that way.`,

  'note-outside': (a: { offset: Size; namesz: Size; descsz: Size; rest: Size }) =>
    `The note at ${hex(a.offset)} declares a name of ${count(a.namesz)} and a descriptor of ${plural(a.descsz, 'byte')}; ${plural(a.rest, 'byte is', 'bytes are')} left. It and what follows are not shown.`,
  'note-alignment': (a: { align: Size; laid: Size }) =>
    `The notes are declared as aligned to ${a.align} bytes but laid out with ${a.laid}; they are read as they lie, and other tools may not find them.`,
  'note-rest': (a: { rest: Size }) => `${plural(a.rest, 'byte')} after the last note are no note.`,
  'notes-shared': (a: { size: Size }) =>
    `The notes up to here hold as many bytes as the file (${count(a.size)}): they share theirs. Those that follow are shown without descriptors.`,
  'note-stretches-many': (a: { limit: Size }) =>
    `More than ${count(a.limit)} segments and sections hold notes: those from here on are not read.`,
  'notes-too-many': (a: { limit: Size }) =>
    `There are more than ${count(a.limit)} notes; the others are not shown.`,
  'relocation-symbol-outside': (a: {
    table: StructureName;
    count: Size;
    first: Size;
    symbol: Size;
    symbols: Size;
  }) =>
    `${plural(a.count, 'relocation')} of ${structureText(a.table)} with a symbol that does not exist, the first is ${a.first} (symbol ${a.symbol} of ${count(a.symbols)}).`,
  'relocations-shared': (a: { section: Size; size: Size }) =>
    `With section ${a.section}, the sections of relocations hold more than ${plural(a.size, 'byte')}, which is all that the file has or that is kept of it. From here on none are shown.`,
  'packed-relocations-magic': (a: { table: StructureName }) =>
    `${structureText(a.table)} is to hold Android's packed relocations, but does not begin with APS2: none of it is shown, and Android does not load the file.`,
  'packed-relocations-end': (a: { table: StructureName; count: Size; length: Size; shown: Size }) =>
    `${structureText(a.table)} declares ${plural(a.count, 'relocation')}, but its ${plural(a.length, 'byte')} end before: ${count(a.shown)} of them are shown.`,
  'packed-relocations-number': (a: { table: StructureName; at: Size; shown: Size }) =>
    `A number of ${structureText(a.table)}, in what begins at ${hex(a.at)}, has more than 64 bits: the relocations from there on are lost, ${count(a.shown)} are shown.`,
  'packed-relocations-many': (a: { table: StructureName; count: Size; length: Size; shown: Size }) =>
    `The ${plural(a.length, 'byte')} of ${structureText(a.table)} unpack to ${plural(a.count, 'relocation')}, more than the file has places for or than reading it may cost: ${count(a.shown)} of them are shown.`,
  'packed-relocations-rest': (a: { table: StructureName; count: Size; rest: Size }) =>
    `${structureText(a.table)} declares ${plural(a.count, 'relocation')} and has ${plural(a.rest, 'byte')} behind them, which belong to none: its number may be wrong, or its form.`,
  'packed-group-size': (a: { table: StructureName; size: Size; left: Size }) =>
    `A group of ${structureText(a.table)} is to have ${plural(a.size, 'relocation')}; of those that the table declares ${plural(a.left, 'is', 'are')} left: so many are shown.`,
  'packed-group-addends': (a: { table: StructureName }) =>
    `${structureText(a.table)} is for relocations without addends, but has groups with them: Android's loader gives up on it.`,
  'relocations-link': (a: { section: Size; link: Size }) =>
    `The relocations of section ${a.section} refer to symbols of section ${a.link}, which is no symbol table: their symbols have no names.`,
  'relocations-target': (a: { section: Size; target: Size; sections: Size }) =>
    `Section ${a.section} relocates section ${a.target}, which does not exist (there are ${count(a.sections)}).`,
  'relocation-place-outside': (a: {
    section: Size;
    count: Size;
    first: Size;
    place: Size;
    target: Size;
    size: Size;
  }) =>
    `${plural(a.count, 'relocation')} of section ${a.section} with a place outside what they relocate, the first is ${a.first} (${hex(a.place)} in section ${a.target} of ${plural(a.size, 'byte')}).`,
  'relr-starts-with-bitmap': (a: { value: Size }) =>
    `DT_RELR begins with a bitmap (${hex(a.value)}) instead of an address: it counts from address 0.`,
};

export type ElfProblemCode = keyof typeof elfProblems;
export type ElfProblemArgs<Code extends ElfProblemCode> = Parameters<(typeof elfProblems)[Code]>[0];

const severities: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

/** The sentence of a problem; the code itself when it is not one of this catalogue. */
export function problemSentence(problem: Pick<Problem, 'code' | 'args'>): string {
  if (!Object.hasOwn(elfProblems, problem.code)) return problem.code;
  const sentence = elfProblems[problem.code as ElfProblemCode] as (args: Problem['args']) => string;
  return sentence(problem.args);
}

/** What faces ask of this layer. */
export const elfEnglish = {
  problem: problemSentence,
  structure: structureText,
  severity: severities,
  list,
  listOfLists,
  paragraph,
  ended,
  labelled,
  noted,
  count,
  byteSize,
  label: labelText,
};

export type ElfWords = Catalogue<typeof elfEnglish>;

/** Labels and explanations of single values. */
import type { FieldWords } from '../fields.ts';

type Words = Readonly<Record<string, FieldWords>>;

export const fieldWords = {
  // A running program
  held: [
    'Variable holds',
    'What the program reads when it calls: read from its memory when the image was opened.',
  ],
  runs: ['Runs', 'The runtimes of the process that look things up here, by the files that it has mapped.'],
  systemCalls: [
    'Enters the kernel for',
    'System calls that the runtimes of the process make because this image lacks the function for them.',
  ],
  // Hash tables
  nbuckets: ['Buckets', 'nbuckets: the number of chains. A reader that divides by 0 here crashes (Go does).'],
  symoffset: [
    'First symbol',
    'symoffset: symbols below this index are not in the table (local and undefined ones).',
  ],
  bloomSize: [
    'Bloom words',
    'bloom_size: words of the filter that is asked before the buckets. Go skips the filter.',
  ],
  bloomShift: ['Bloom shift', 'bloom_shift: the second bit of a name is at (hash >> shift) mod word bits.'],
  bloomFill: [
    'Bloom fill',
    'Share of the bits that are set: the lower, the more absent names are turned away at once.',
  ],
  nbucket: ['Buckets', 'nbucket: the number of chains.'],
  nchain: [
    'Chain entries',
    'nchain: one for every dynamic symbol, so this is also how many symbols there are.',
  ],
  wordSize: [
    'Word',
    'Size of an entry: 4 bytes, but 8 on 64-bit s390x and alpha. Go reads 4 bytes everywhere.',
  ],
  load: ['Load', 'Symbols per bucket.'],
  used: ['Buckets in use', 'Buckets with at least one symbol.'],
  hashFoundBy: [
    'Found by',
    'How this table was found here. Runtimes take the dynamic table of PT_DYNAMIC; only some read section headers.',
  ],
  hashReadBy: ['Read by', 'Runtimes that open this table, be it for the number of symbols alone.'],
  tableBytes: ['Bytes', 'Where the table lies in the file.'],
  // Header
  class: ['Class', 'EI_CLASS: 32- or 64-bit structures.'],
  data: ['Byte order', 'EI_DATA.'],
  machine: ['Machine', 'e_machine: the architecture.'],
  type: [
    'Type',
    'e_type: DYN is a shared object (or a position-independent program), EXEC a program, REL an object file, CORE a memory dump.',
  ],
  osabi: ['OS ABI', 'EI_OSABI: NONE is System V, which Linux uses; GNU marks GNU extensions.'],
  abiVersion: ['ABI version', 'EI_ABIVERSION.'],
  entry: ['Entry', 'e_entry: where a program starts; a vDSO has none.'],
  flags: ['Flags', 'e_flags: machine-specific.'],
  phoff: ['Program headers', 'e_phoff, e_phnum, e_phentsize: where the segments are listed.'],
  shoff: [
    'Section headers',
    'e_shoff, e_shnum, e_shentsize: where the sections are listed. A vDSO has them behind its PT_LOAD, if at all.',
  ],
  shstrndx: ['Section names', 'e_shstrndx: the section that holds section names.'],
  soname: ['Soname', 'DT_SONAME: the name the image goes by.'],
  interpreter: ['Interpreter', 'PT_INTERP: the program that loads this one.'],
  dynamicFrom: ['Dynamic table', 'How the dynamic table was found. Run-time loaders use PT_DYNAMIC only.'],
  symbolCount: [
    'Symbol count',
    'Nothing in the dynamic table says how many symbols there are. This is what the number was taken from.',
  ],
  size: ['Size', 'Bytes of the image.'],
  sha256: ['SHA-256', 'Of all bytes of the image.'],
  path: ['Path', ''],
  base: [
    'Mapped at',
    'AT_SYSINFO_EHDR: address of the first byte, in this process only; every program start gets another one.',
  ],
  loadBias: [
    'Load bias',
    'Added to a value of the image to get its address in this process: base + p_offset - p_vaddr of the first PT_LOAD.',
  ],
  processImages: [
    'Images',
    'The auxiliary vector and the maps of the process do not lead to one and the same image: after a restore from a checkpoint, after mremap() or munmap(), or under a tool that puts its own image in place or hides the kernel’s.',
  ],
  mapping: ['Mapping', 'From /proc: the image and the data pages that its functions read ([vvar]).'],
  // Facts
  kernelNote: ['Built by', ''],
  running: ['Running kernel', 'uname -r of the machine the image was read on.'],
  buildId: [
    'Build id',
    'Identifies this build (note of owner GNU, type 3); debuggers find debug files by it.',
  ],
  clocksource: ['Clock source', ''],
  // Details
  index: ['Index', 'Index in the table.'],
  value: ['Value', 'st_value: a virtual address as the image was linked.'],
  fileOffset: ['File offset', 'Where the value lies in the file.'],
  address: ['Address', 'Load bias + value, in this process and in no other.'],
  code: ['Code', 'The bytes from the value on, as many as st_size says.'],
  entryBytes: ['Record', "The record's own bytes."],
  contents: ['Contents', 'The bytes it describes.'],
  version: ['Version', "The symbol's entry in DT_VERSYM, looked up in DT_VERDEF and DT_VERNEED."],
  aliases: ['Aliases', 'Other symbols with the same value: one function under several names.'],
  wanted: ['Looks for', 'Name and version node.'],
  foundThrough: ['Found through', 'Hash table and bucket.'],
  sourceSysv: [
    'SysV hash in source',
    "The constant in the consumer's source, against the hash computed here.",
  ],
  sourceGnu: ['GNU hash in source', "The constant in the consumer's source, against the hash computed here."],
  sourceHash: [
    'Version hash in source',
    "The constant in the consumer's source, against the hash computed here.",
  ],
  versionIndex: ['Version index', 'The index that symbols of this version have in DT_VERSYM.'],
} as const satisfies Words;

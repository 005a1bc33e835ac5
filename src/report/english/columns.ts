/** Titles and explanations of every table and column. */
import type { SingleTableId } from '../viewModel/tableId.ts';

export interface TableWords {
  readonly title: string;
  /** Shown when the table has no rows: why, and what follows. */
  readonly empty: string;
  readonly columns: Readonly<Record<string, readonly [title: string, explain: string]>>;
}

const symbolColumns: TableWords['columns'] = {
  index: [
    '#',
    'Index in the symbol table. Hash tables, relocations and DT_VERSYM refer to symbols by it; entry 0 is always undefined.',
  ],
  name: ['Name', 'st_name: the NUL-terminated string at this offset of the string table.'],
  version: [
    'Version',
    "The symbol's entry in DT_VERSYM, looked up in DT_VERDEF and DT_VERNEED. An @ before it: not the default version (hidden bit set).",
  ],
  versionIndex: [
    'Version index',
    "The symbol's entry in DT_VERSYM without its hidden bit: the index of the version's definition or need.",
  ],
  file: ['From', 'vn_file: the file that the version is needed from; empty for versions of this image.'],
  value: [
    'Value',
    'st_value: a virtual address as the image was linked. In a process the load bias is added.',
  ],
  size: ['Size', 'st_size in bytes.'],
  type: ['Type', 'Low four bits of st_info. Go accepts FUNC and NOTYPE.'],
  bind: ['Bind', 'High four bits of st_info. Go accepts GLOBAL and WEAK.'],
  visibility: ['Vis', 'Low two bits of st_other.'],
  other: [
    'Other bits',
    'The other bits of st_other: MIPS16, a local entry of ppc64, a variant calling convention.',
  ],
  fileOffset: [
    'File offset',
    'Where its first byte lies in the file, as uprobes and debuggers of files want it; empty where no byte of the file stands behind the value.',
  ],
  section: [
    'Section',
    'st_shndx: the section the symbol is defined in; UNDEF is undefined, ABS is no address.',
  ],
  sysvHash: [
    'SysV hash',
    'Hash of the name as DT_HASH uses it (gABI, chapter 5), computed here, without the @VERSION that linkers write into static names.',
  ],
  gnuHash: [
    'GNU hash',
    'Hash of the name as DT_GNU_HASH uses it (h * 33 + c from 5381), computed here, without the @VERSION that linkers write into static names.',
  ],
  lookedUpBy: [
    'Looked up by',
    'Runtimes that look this name up in a vDSO, and the variable that receives the address.',
  ],
};

export const tableWords: Readonly<Record<SingleTableId | 'strings', TableWords>> = {
  symbols: {
    title: 'Symbols',
    empty:
      'No dynamic symbols: the image has no DT_SYMTAB, or nothing tells how many entries it has. No runtime finds a function here.',
    columns: symbolColumns,
  },
  symtab: {
    title: 'Static symbols',
    empty: 'No .symtab: the image is stripped. Run-time lookups use the dynamic symbols only.',
    columns: symbolColumns,
  },
  versions: {
    title: 'Versions',
    empty:
      'No symbol versions: the image has neither DT_VERDEF nor DT_VERNEED. Go crashes at start-up on a vDSO without DT_VERDEF.',
    columns: {
      kind: [
        'Kind',
        'A definition (DT_VERDEF) is offered by this image; a need (DT_VERNEED) is asked of another file.',
      ],
      index: ['Index', 'vd_ndx or vna_other: the number that DT_VERSYM gives the symbols of this version.'],
      name: ['Name', 'The version node. In a vDSO it names the ABI, not the running kernel.'],
      hash: ['Hash', 'vd_hash or vna_hash as written in the image: the SysV hash of the name.'],
      check: ['Hash check', 'Whether that hash equals the SysV hash of the name, computed here.'],
      flags: ['Flags', 'vd_flags or vna_flags: BASE is the image itself, WEAK is a weak reference.'],
      from: [
        'Parents / file',
        'For a definition the versions it inherits from; for a need the file it is needed from.',
      ],
      symbols: ['Symbols', 'Dynamic symbols whose DT_VERSYM entry is this index.'],
      askedBy: ['Asked for by', 'Runtimes that resolve this version before they look for a symbol.'],
    },
  },
  strings: {
    title: 'Strings',
    empty: 'No run of at least four printable characters: this section has no strings.',
    columns: {
      text: ['Text', 'Printable characters of ASCII in a row, at least four.'],
      offset: ['File offset', 'Where its first byte lies in the file.'],
      length: ['Length', 'Bytes.'],
    },
  },
  gnuBuckets: {
    title: 'DT_GNU_HASH buckets',
    empty: 'No DT_GNU_HASH.',
    columns: {
      bucket: ['Bucket', 'A name lands in bucket (GNU hash mod nbuckets).'],
      first: [
        'First symbol',
        'Symbol index where the chain of this bucket begins; 0 means that the bucket is empty.',
      ],
      length: ['Chain', 'Symbols in the chain. It ends with the hash word whose lowest bit is set.'],
      symbols: ['Symbols', 'Names in chain order.'],
      lookedUpBy: ['Looked up by', 'Runtime keys whose hash lands in this bucket.'],
    },
  },
  gnuBloom: {
    title: 'DT_GNU_HASH bloom filter',
    empty: 'No DT_GNU_HASH.',
    columns: {
      index: ['Word', 'A name is tested in word (GNU hash / class bits) mod bloom size.'],
      word: ['Value', 'The word as stored. A name is absent for certain when one of its two bits is clear.'],
      bits: ['Bits set', 'How many of its bits are set.'],
    },
  },
  sysvBuckets: {
    title: 'DT_HASH buckets',
    empty: 'No DT_HASH. musl up to 1.2.5 counts symbols with it and never uses a vDSO without one.',
    columns: {
      bucket: ['Bucket', 'A name lands in bucket (SysV hash mod nbucket).'],
      first: [
        'First symbol',
        'Symbol index where the chain of this bucket begins; 0 means that the bucket is empty.',
      ],
      length: ['Chain', 'Symbols in the chain. chain[i] is the index after i; 0 ends it.'],
      symbols: ['Symbols', 'Names in chain order.'],
      lookedUpBy: ['Looked up by', 'Runtime keys whose hash lands in this bucket.'],
    },
  },
  keys: {
    title: 'Runtime keys',
    empty: 'No runtime has been asked about this image.',
    columns: {
      consumer: ['Consumer', 'Who looks the symbol up, and the release whose source says so.'],
      variable: ['Key', 'The variable that receives the address; where there is none, the name looked up.'],
      symbol: ['Symbol', 'The name looked up.'],
      version: ['Version', 'The version node it must have.'],
      outcome: ['Outcome', 'What the lookup, replayed on this image, ends with.'],
      value: ['Value', 'st_value of the symbol that is accepted.'],
      table: ['Found through', 'Hash table and bucket in which the symbol was found.'],
      hashes: ['Hash constants', "The source's constants against the hashes of the name, computed here."],
      why: ['Why', 'The reason for the outcome.'],
      fallback: ['Otherwise', 'What the runtime does when the symbol is not found.'],
    },
  },
  segments: {
    title: 'Segments',
    empty:
      'No program headers. The kernel and every run-time loader need them: nothing can be mapped from this file.',
    columns: {
      index: ['#', 'Index in the program header table.'],
      type: [
        'Type',
        'p_type: PT_LOAD is mapped, PT_DYNAMIC leads to symbols and hash tables, PT_NOTE to notes.',
      ],
      flags: ['Flags', 'p_flags: R read, W write, X execute.'],
      offset: ['Offset', 'p_offset: where the segment begins in the file.'],
      vaddr: ['Address', 'p_vaddr: where it was linked to begin in memory.'],
      filesz: ['File size', 'p_filesz: bytes taken from the file.'],
      memsz: ['Memory size', 'p_memsz: bytes in memory; what exceeds the file size is zero.'],
      align: ['Align', 'p_align: p_vaddr and p_offset are equal modulo this.'],
    },
  },
  sections: {
    title: 'Sections',
    empty:
      'No section headers. Tables were found through PT_DYNAMIC; consumers that need sections (bionic, LLVM libc, uClibc-ng) find nothing here.',
    columns: {
      index: ['#', 'Index in the section header table; symbols and sh_link refer to it.'],
      name: ['Name', 'sh_name, in the string table that e_shstrndx names.'],
      type: ['Type', 'sh_type.'],
      flags: [
        'Flags',
        'sh_flags: ALLOC is in memory, WRITE writable, EXECINSTR code; what has no name is in hexadecimal.',
      ],
      addr: ['Address', 'sh_addr: virtual address, 0 when the section is not in memory.'],
      offset: ['Offset', 'sh_offset in the file.'],
      size: ['Size', 'sh_size in bytes.'],
      link: ['Link', 'sh_link: the section this one refers to (its string table, for symbols).'],
      info: ['Info', 'sh_info: for a symbol table the index after the last local symbol.'],
      align: ['Align', 'sh_addralign.'],
      entsize: ['Entry', 'sh_entsize: bytes of an entry, 0 when it holds no table.'],
    },
  },
  dynamic: {
    title: 'Dynamic section',
    empty:
      'No PT_DYNAMIC and no dynamic section: the image exports nothing that can be looked up at run time.',
    columns: {
      index: ['#', 'Index in the dynamic table.'],
      tag: ['Tag', 'd_tag as a number.'],
      name: ['Name', 'd_tag by name.'],
      value: [
        'Value',
        'd_val or d_ptr: an address, a size, a count or an offset into the string table, as the tag says.',
      ],
      text: ['Meaning', 'The string it points to, or what the value says.'],
    },
  },
  relocations: {
    title: 'Relocations',
    empty: 'No relocations. A vDSO needs none: the kernel maps it as it is.',
    columns: {
      table: [
        'Table',
        'DT_RELA, DT_REL, DT_JMPREL (the PLT) or DT_RELR, or a packed one: DT_CREL, DT_ANDROID_RELA, DT_ANDROID_REL; or the section that only a linker reads.',
      ],
      index: ['#', 'Index within its own table.'],
      offset: [
        'Offset',
        'r_offset: the address that is patched; in an object file, bytes into the section that the table is for.',
      ],
      type: ['Type', 'Relocation type of this machine.'],
      symbol: ['Symbol', 'The symbol it refers to.'],
      addend: ['Addend', 'r_addend; DT_REL keeps it in the patched place.'],
    },
  },
  notes: {
    title: 'Notes',
    empty: 'No notes: neither a build id nor the kernel version is recorded in this image.',
    columns: {
      owner: ['Owner', 'Who defined the note type: "Linux" for the kernel, "GNU" for the toolchain.'],
      type: ['Type', 'Note type; its meaning depends on the owner.'],
      text: ['Meaning', 'The contents as far as they are known.'],
      bytes: ['Contents', 'The descriptor bytes.'],
    },
  },
  problems: {
    title: 'Problems',
    empty: 'No problems: every table lies inside the image and the tables agree with each other.',
    columns: {
      severity: [
        'Severity',
        'error: a structure cannot be read; warning: readers will disagree about it; note: unusual, but legal.',
      ],
      structure: ['Where', 'The structure concerned.'],
      message: ['Problem', 'What is wrong, and what follows.'],
      range: ['Bytes', 'The file range concerned.'],
      code: ['Code', 'Stable identifier of this kind of problem.'],
    },
  },
  functions: {
    title: 'Functions',
    empty:
      'No function is known: no symbol of type FUNC lies in code. Where there is a .symtab, load it: it has the others.',
    columns: {
      name: ['Function', 'The symbol. Several names of one address are one function.'],
      address: ['Address', 'Where its code begins; in object files from the start of its section on.'],
      size: ['Size', 'st_size in bytes; in its place, where that is 0, the room up to the next function.'],
      section: ['Section', 'The section that it is in.'],
      path: [
        'Path',
        'What its code allows: to return without the kernel, to enter it where it must, or nothing else. Every way through it was followed.',
      ],
      counters: ['Counter', 'The instructions or registers with which it reads a clock counter.'],
      systemCalls: ['System calls', 'With which it enters the kernel on some way.'],
      instructions: ['Instructions', 'Those that its ways have, with those of functions that it calls.'],
    },
  },
  clockPaths: {
    title: 'Clocks',
    empty: 'No exported function of this image serves clocks.',
    columns: {
      id: ['Id', 'The number that clock_gettime is called with.'],
      clock: ['Clock', 'Its name in time.h, without CLOCK_.'],
      path: ['Path', 'What the code does when it is called with this number.'],
      counters: ['Counter', 'What it reads on some way. A clock that reads none costs a few loads.'],
      why: ['Why', 'Why not every way could be followed.'],
    },
  },
  patched: {
    title: 'Patched sites',
    empty: 'The kernel writes over nothing here: the image has no .altinstructions.',
    columns: {
      address: ['Address', 'Of the first byte that the kernel may write over.'],
      function: ['Function', 'The function that it is in.'],
      now: ['Stands here', 'The instructions that this image has.'],
      alternatives: [
        'Alternatives',
        'What may stand there instead, by what the processor can do: the last that applies wins.',
      ],
      chosen: ['Chosen', 'Whether what stands here is one of the alternatives.'],
    },
  },
  atlas: {
    title: 'Runtimes and kernels',
    empty: 'No runtime that is known here looks anything up on these kernels.',
    columns: {
      runtime: ['Runtime', 'Who looks names up in the vDSO, and the release whose lookup was replayed.'],
      changes: [
        'From which kernel on',
        'What it comes to on the newest kernels, and the first of them. Each outcome holds up to the next one; details say which functions, and why.',
      ],
    },
  },
  matrix: {
    title: 'Images side by side',
    empty: 'Nothing differs, or nothing is asked of these images.',
    columns: {
      differs: [
        'Differs',
        'In how many images the cell is not as in the baseline; without a baseline how many different cells there are.',
      ],
    },
  },
};

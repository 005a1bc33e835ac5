/** What segment types, section types, dynamic tags and notes mean. By number: names belong to elf/format/names.ts. */

/** p_type (gABI chapter 5, figure 5-2; GNU extensions). */
export const segmentTerms: Readonly<Record<number, string>> = {
  0: 'Unused entry; everything else in it is ignored.',
  1: 'Mapped into memory: filesz bytes of the file at vaddr, and zeros up to memsz. Runtimes compute the load bias of a vDSO from its first one.',
  2: 'The dynamic table: from here a run-time lookup reaches symbols, strings, versions and hash tables.',
  3: 'Path of the program interpreter (the run-time loader).',
  4: 'Notes: build id, kernel version, properties.',
  6: 'The program header table itself.',
  7: 'Template of the thread-local storage.',
  1685382480: 'PT_GNU_EH_FRAME: sorted index for unwinding (.eh_frame_hdr).',
  1685382481: 'PT_GNU_STACK: its flags say whether the stack is executable.',
  1685382482: 'PT_GNU_RELRO: made read-only after relocation.',
  1685382483: 'PT_GNU_PROPERTY: properties such as control-flow protection.',
};

/** sh_type (gABI chapter 4, figure 4-9; GNU extensions). */
export const sectionTerms: Readonly<Record<number, string>> = {
  0: 'Inactive. Entry 0 also holds counts that do not fit into the ELF header.',
  1: 'Contents defined by the program.',
  2: 'Symbols for linking and debugging; not loaded, and not used by run-time lookups.',
  3: 'NUL-terminated strings.',
  4: 'Relocations with addends.',
  5: 'The DT_HASH table.',
  6: 'The dynamic table.',
  7: 'Notes.',
  8: 'Occupies no bytes of the file: zeros in memory.',
  9: 'Relocations without addends.',
  11: 'The dynamic symbols: those that run-time lookups see.',
  14: 'Pointers to functions run before the program.',
  15: 'Pointers to functions run at its end.',
  17: 'A group of sections that are kept or dropped together.',
  18: 'Section indices that do not fit into st_shndx.',
  19: 'Relative relocations, in bitmaps.',
  1073741844: 'Relocations, each as its difference to the one before (CREL).',
  1610612737: "Android's packed relocations without addends.",
  1610612738: "Android's packed relocations with addends.",
  1879048182: 'The DT_GNU_HASH table.',
  1879048189: 'Version definitions (DT_VERDEF).',
  1879048190: 'Version needs (DT_VERNEED).',
  1879048191: 'One version index a dynamic symbol (DT_VERSYM).',
};

/** d_tag (gABI chapter 5, figure 5-10; LSB for the version tags). */
export const dynamicTerms: Readonly<Record<number, string>> = {
  0: 'Ends the table. Runtimes read until here without a limit.',
  1: 'Soname of a library this one needs.',
  4: 'Address of the SysV hash table. musl up to 1.2.5 needs it to count symbols; Linux on arm64 dropped it from the vDSO in 6.11.',
  5: 'Address of the string table.',
  6: 'Address of the symbol table. Its length is stated nowhere in the dynamic table.',
  7: 'Address of the relocations with addends.',
  10: 'Size of the string table.',
  11: 'Size of a symbol.',
  14: 'Soname: the name under which debuggers and loaders list the image.',
  15: 'Library search path (obsolete form).',
  17: 'Address of the relocations without addends.',
  21: 'Debuggers find the loaded libraries through it.',
  23: 'Address of the relocations of the PLT.',
  29: 'Library search path. It has no effect in a vDSO, and gets there from a build environment.',
  30: 'Flags (DF_...).',
  36: 'Address of the relative relocations, in bitmaps.',
  1073741862: 'Address of the relocations in CREL, whose first bytes say how many there are.',
  1610612751: "Address of Android's packed relocations without addends.",
  1610612753: "Address of Android's packed relocations with addends.",
  1879047925: 'Address of the GNU hash table.',
  1879048176: 'Address of the version indices, one for each dynamic symbol.',
  1879048187: 'Flags (DF_1_...).',
  1879048188: 'Address of the version definitions. Go crashes at start-up when a vDSO has none.',
  1879048189: 'Number of version definitions.',
  1879048190: 'Address of the version needs.',
  1879048191: 'Number of files in the version needs.',
};

/** By owner and type. */
export const noteTerms: Readonly<Record<string, string>> = {
  'Linux 0': 'LINUX_VERSION_CODE of the kernel that this image was built with, in its byte order.',
  'Linux 256':
    'CONFIG_BUILD_SALT: a string that distributions set to tell their builds apart. It may say something else than uname.',
  'GNU 1': 'The oldest kernel ABI that this file runs on.',
  'GNU 3': 'Build id: a hash over the linked contents.',
  'GNU 5': 'Program properties, such as control-flow protection.',
};

export const versionTerms = {
  base: 'The base entry names the image itself (its soname) and is no version of a symbol. Go skips it.',
  definition:
    'A version node. Symbols refer to it by index through DT_VERSYM. In a vDSO it names the ABI of the architecture and does not follow the kernel release.',
  need: 'This image needs symbols of this version from another file.',
};

export const bucketTerms = {
  gnu: 'Symbols of one bucket stand side by side in the symbol table. Their hash words are compared without the lowest bit, which marks the end of the chain.',
  sysv: 'Symbols of one bucket are linked by index: chain[i] is the one after i, and 0 ends the chain.',
  bloom:
    'A name sets two bits in one word: hash mod word bits, and (hash >> bloom shift) mod word bits. If either is clear the name is not in the table.',
};

export const relocationTerm =
  'Patched by the run-time loader. Nobody relocates a vDSO: the kernel maps it as it is.';

export const relocatedSection = (name: string): string => `Says what to patch in section ${name}.`;

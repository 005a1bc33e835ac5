/** Numbers of the ELF format that the code decides by. Names for display are in names.ts. */

export const ELFCLASS32 = 1;
export const ELFCLASS64 = 2;
export const ELFDATA2LSB = 1;
export const ELFDATA2MSB = 2;

export const EV_CURRENT = 1;
export const ELFOSABI_NONE = 0;
export const ELFOSABI_LINUX = 3;

export const ET_REL = 1;
export const ET_EXEC = 2;
export const ET_DYN = 3;
export const ET_CORE = 4;

export const EM_SPARC = 2;
export const EM_386 = 3;
export const EM_68K = 4;
export const EM_MIPS = 8;
export const EM_PARISC = 15;
export const EM_SPARC32PLUS = 18;
export const EM_PPC = 20;
export const EM_PPC64 = 21;
export const EM_S390 = 22;
export const EM_ARM = 40;
export const EM_SH = 42;
export const EM_SPARCV9 = 43;
export const EM_TRICORE = 44;
export const EM_X86_64 = 62;
export const EM_AARCH64 = 183;
export const EM_RISCV = 243;
export const EM_BPF = 247;
export const EM_CSKY = 252;
export const EM_LOONGARCH = 258;
export const EM_ALPHA = 0x9026;

/** e_flags that the processors' supplements define. EF_MIPS_ABI2 is the n32 ABI. */
export const EF_MIPS_NOREORDER = 1;
export const EF_MIPS_PIC = 2;
export const EF_MIPS_CPIC = 4;
export const EF_MIPS_ABI2 = 0x20;
export const EF_PPC64_ABI2 = 2;
export const EF_ARM_EABI5 = 0x0500_0000;
/** Code of a big-endian ARM image is little-endian (ELF for the Arm Architecture, 5.3.2). */
export const EF_ARM_BE8 = 0x0080_0000;
/** Which release of MIPS (include/elf/mips.h of binutils), and that its instructions are microMIPS. */
export const EF_MIPS_ARCH = 0xf000_0000;
export const E_MIPS_ARCH_32R6 = 0x9000_0000;
export const E_MIPS_ARCH_64R6 = 0xa000_0000;
export const EF_MIPS_MICROMIPS = 0x0200_0000;

/** e_phnum when the real count is in section 0's sh_info. */
export const PN_XNUM = 0xffff;

export const PT_LOAD = 1;
export const PT_DYNAMIC = 2;
export const PT_INTERP = 3;
export const PT_NOTE = 4;
export const PT_PHDR = 6;
export const PT_GNU_EH_FRAME = 0x6474_e550;
export const PT_GNU_STACK = 0x6474_e551;
export const PT_GNU_RELRO = 0x6474_e552;
export const PF_X = 1;
export const PF_W = 2;
export const PF_R = 4;

export const SHT_NULL = 0;
export const SHT_PROGBITS = 1;
export const SHT_SYMTAB = 2;
export const SHT_STRTAB = 3;
export const SHT_RELA = 4;
export const SHT_HASH = 5;
export const SHT_DYNAMIC = 6;
export const SHT_NOTE = 7;
export const SHT_NOBITS = 8;
export const SHT_REL = 9;
export const SHT_DYNSYM = 11;
export const SHT_GROUP = 17;
export const SHT_SYMTAB_SHNDX = 18;
export const SHT_RELR = 19;
/** Compact relocations: LLVM's, and those of Android. */
export const SHT_CREL = 0x40000014;
export const SHT_ANDROID_REL = 0x60000001;
export const SHT_ANDROID_RELA = 0x60000002;
/** RELR before it had a number of the gABI. */
export const SHT_ANDROID_RELR = 0x6fffff00;
export const SHT_GNU_HASH = 0x6ffffff6;
export const SHT_GNU_VERDEF = 0x6ffffffd;
export const SHT_GNU_VERNEED = 0x6ffffffe;
export const SHT_GNU_VERSYM = 0x6fffffff;
export const SHT_MIPS_XHASH = 0x7000002b;
export const SHF_ALLOC = 2;
export const SHF_EXECINSTR = 4;
export const SHF_COMPRESSED = 0x800;

export const SHN_UNDEF = 0;
export const SHN_LORESERVE = 0xff00;
export const SHN_ABS = 0xfff1;
export const SHN_XINDEX = 0xffff;

export const DT_NULL = 0;
export const DT_NEEDED = 1;
export const DT_PLTRELSZ = 2;
export const DT_HASH = 4;
export const DT_STRTAB = 5;
export const DT_SYMTAB = 6;
export const DT_RELA = 7;
export const DT_RELASZ = 8;
export const DT_RELAENT = 9;
export const DT_STRSZ = 10;
export const DT_SYMENT = 11;
export const DT_INIT = 12;
export const DT_FINI = 13;
export const DT_SONAME = 14;
export const DT_RPATH = 15;
export const DT_REL = 17;
export const DT_RELSZ = 18;
export const DT_RELENT = 19;
export const DT_PLTREL = 20;
export const DT_TEXTREL = 22;
export const DT_JMPREL = 23;
export const DT_RUNPATH = 29;
export const DT_FLAGS = 30;
export const DT_SYMTAB_SHNDX = 34;
export const DT_RELRSZ = 35;
export const DT_RELR = 36;
export const DT_CREL = 0x40000026;
export const DT_ANDROID_REL = 0x6000000f;
export const DT_ANDROID_RELSZ = 0x60000010;
export const DT_ANDROID_RELA = 0x60000011;
export const DT_ANDROID_RELASZ = 0x60000012;
export const DT_ANDROID_RELR = 0x6fffe000;
export const DT_ANDROID_RELRSZ = 0x6fffe001;
export const DT_CONFIG = 0x6ffffefa;
export const DT_DEPAUDIT = 0x6ffffefb;
export const DT_AUDIT = 0x6ffffefc;
export const DT_GNU_HASH = 0x6ffffef5;
export const DT_VERSYM = 0x6ffffff0;
export const DT_VERDEF = 0x6ffffffc;
export const DT_VERDEFNUM = 0x6ffffffd;
export const DT_VERNEED = 0x6ffffffe;
export const DT_VERNEEDNUM = 0x6fffffff;
export const DT_LOPROC = 0x70000000;
export const DT_MIPS_SYMTABNO = 0x70000011;
export const DT_MIPS_XHASH = 0x70000036;
export const DT_AUXILIARY = 0x7ffffffd;
export const DT_USED = 0x7ffffffe;
export const DT_FILTER = 0x7fffffff;

export const STB_LOCAL = 0;
export const STB_GLOBAL = 1;
export const STB_WEAK = 2;
export const STB_GNU_UNIQUE = 10;
export const STT_NOTYPE = 0;
export const STT_OBJECT = 1;
export const STT_FUNC = 2;
export const STT_SECTION = 3;
export const STT_FILE = 4;
export const STT_COMMON = 5;
export const STT_TLS = 6;
export const STT_GNU_IFUNC = 10;
export const STV_DEFAULT = 0;
export const STV_INTERNAL = 1;
export const STV_HIDDEN = 2;

export const VER_NDX_LOCAL = 0;
export const VER_NDX_GLOBAL = 1;
export const VERSYM_HIDDEN = 0x8000;
export const VER_FLG_BASE = 1;

/** Of core dumps; the last one is "FILE". */
export const NT_PRPSINFO = 3;
export const NT_AUXV = 6;
export const NT_FILE = 0x4649_4c45;

export const NT_GNU_BUILD_ID = 3;
export const NT_GNU_PROPERTY_TYPE_0 = 5;
export const NT_LINUX_VERSION = 0;
export const NT_LINUX_BUILD_SALT = 0x100;

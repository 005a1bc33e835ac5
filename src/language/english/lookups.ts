/** What the functions and macros of lookups do: for hovers. */

export const lookupWords = {
  /** HAVE_CLOCK_GETTIME64_VSYSCALL and its kin. */
  HAVE_VSYSCALL:
    'Name of the function that setup_vdso_pointers looks up; where a port does not define it, glibc makes the system call.',
  dl_vdso_vsym:
    'Looks one function up in the vDSO, by name and by the node VDSO_NAME with the hash VDSO_HASH, and returns its address or NULL. It goes through the ordinary symbol lookup of the dynamic loader, DT_GNU_HASH first.',
  setup_vdso_pointers:
    'Fills the GLRO(dl_vdso_…) pointers at start-up, one dl_vdso_vsym for each HAVE_…_VSYSCALL that the port defines. A pointer that stays NULL means system calls.',
  setup_vdso:
    'Makes a link map for the image at AT_SYSINFO_EHDR, so that the dynamic loader can search it as it searches a library.',
  VDSO_NAME: "The version node of this port's vDSO functions. VDSO_HASH must be its SysV hash.",
  VDSO_HASH:
    'SysV hash of VDSO_NAME, compared with vd_hash of the version definitions. It is written by hand.',
  __vdsosym:
    'Looks one function up by name and version: every symbol in turn, with the number of symbols from DT_HASH, or since 1.2.6 from DT_GNU_HASH.',
  VDSO_USEFUL:
    'Defined where this port looks into the vDSO at all; without it the functions in VDSO_…_SYM are never asked for.',
  VDSO_CGT_VER: 'The version node of VDSO_CGT_SYM.',
  VDSO_GETCPU_VER: 'The version node of VDSO_GETCPU_SYM.',
  vdso_init_from_sysinfo_ehdr:
    "The kernel's reference parser: reads the program headers and the dynamic table of the image at AT_SYSINFO_EHDR.",
  vdso_sym:
    "The kernel's reference parser: looks one function up by version and name, through DT_GNU_HASH or DT_HASH, and returns its address or NULL.",
} as const;

export type LookupWord = keyof typeof lookupWords;

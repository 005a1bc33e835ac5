/** rustix with its linux_raw backend: src/backend/linux_raw/vdso.rs and vdso_wrappers.rs. */
import {
  PF_R,
  PF_W,
  PF_X,
  PT_GNU_RELRO,
  PT_INTERP,
  STT_FUNC,
  STT_NOTYPE,
} from '../../elf/format/constants.ts';
import { keys, type Port, port, portWithout } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../model.ts';
import { parseVdso } from './rules.ts';
import { rustixReleases } from './rustixReleases.ts';

const source = 'src/backend/linux_raw/vdso_wrappers.rs';
const quiet = (call: string): string => `every ${call} is a system call`;

type Range = Pick<CatalogKey, 'since' | 'until'>;

/** All functions are looked up at once, at the first use of any: an assertion on one ends programs that use another. */
const panics = (call: string): string =>
  call === 'getcpu'
    ? 'an assertion fails: a program built with the feature thread (process in 0.38) panics at its first clock_gettime or sched_getcpu'
    : `an assertion fails: a program built with the feature time panics at its first ${call}`;
const required = (wanted: Readonly<Record<string, string>>, range: Range = {}) =>
  keys(wanted, panics, { missing: 'crash', imageUnused: 'every call is a system call', ...range });
const wished = (wanted: Readonly<Record<string, string>>, more: Partial<CatalogKey> = {}) =>
  keys(wanted, quiet, more);
/** Up to 0.38.42 the RISC-V port asked for a name with another prefix, and asserted it too. */
const riscvGetcpu = [
  ...required({ GETCPU: '__kernel_getcpu' }, { since: '0.38.22', until: '0.38.42' }),
  ...required({ GETCPU: '__vdso_getcpu' }, { since: '0.38.43' }),
];
const vsyscall: readonly CatalogKey[] = keys(
  { SYSCALL: '__kernel_vsyscall' },
  () => 'an assertion fails: the program panics at its first system call',
  { missing: 'crash', imageUnused: 'every system call is int 0x80', version: 'LINUX_2.5' },
);
const experimental =
  'Uses this backend only with --cfg rustix_use_experimental_asm; otherwise the libc looks.';

function raw(
  arch: Port,
  node: string,
  wanted: readonly CatalogKey[],
  more: Partial<Pick<CatalogArch, 'since' | 'notes'>> = {},
): CatalogArch {
  return port(arch, node, source, wanted, more);
}

const since22 = { since: '0.38.22' };

export const rustix: CatalogConsumer = {
  id: 'rustix',
  name: 'rustix',
  releases: rustixReleases,
  lookup: {
    ...parseVdso,
    acceptedTypes: [STT_FUNC, STT_NOTYPE],
    segments: {
      loadFlags: PF_R | PF_X,
      refused: [PT_INTERP, PT_GNU_RELRO],
      dynamicBehindHeader: true,
      dynamicEnd: 'memsz-refused',
    },
    header: {
      checks: [
        'magic',
        'osabi-none-or-linux',
        'abi-version',
        'type',
        'ident-version',
        'ehsize',
        'phentsize',
        'phnum',
        'phoff',
        'class',
        'data',
        'machine',
      ],
      failure: 'ignored',
    },
    symentChecked: true,
    verdefVersion: 'checked',
    resultAsserted: true,
  },
  olderLookups: [
    {
      until: '0.38.43',
      rules: {
        tables: ['sysv'],
        undefinedSymbols: 'refused',
        absoluteSymbols: 'refused',
        visibility: 'default-only',
        // Its default feature use-libc-auxv takes the address as it is.
        header: { checks: [], failure: 'ignored' },
      },
    },
    {
      until: '0.38.42',
      rules: {
        noHash: 'null-pointer',
        requiredTags: [],
        sysvWord: 4,
        segments: {
          loadFlags: PF_R | PF_X,
          refusedFlags: PF_W,
          refused: [PT_INTERP, PT_GNU_RELRO],
          dynamicBehindHeader: true,
          dynamicEnd: 'memsz-refused',
        },
      },
    },
    { until: '0.37.28', rules: { noHash: 'ignored', requiredTags: ['STRTAB', 'SYMTAB'], sysvWord: 'abi' } },
    { until: '0.37.0', rules: { noHash: 'null-pointer', requiredTags: [], sysvWord: 4 } },
  ],
  arches: [
    raw('x86_64', 'LINUX_2.6', [
      ...required({ CLOCK_GETTIME: '__vdso_clock_gettime' }),
      ...required({ GETCPU: '__vdso_getcpu' }, since22),
    ]),
    raw('i386', 'LINUX_2.6', [
      ...wished({ CLOCK_GETTIME: '__vdso_clock_gettime64' }),
      ...wished({ GETCPU: '__vdso_getcpu' }, since22),
      ...vsyscall,
    ]),
    raw('arm64', 'LINUX_2.6.39', required({ CLOCK_GETTIME: '__kernel_clock_gettime' })),
    raw('arm64be', 'LINUX_2.6.39', required({ CLOCK_GETTIME: '__kernel_clock_gettime' })),
    raw('arm', 'LINUX_2.6', wished({ CLOCK_GETTIME: '__vdso_clock_gettime64' })),
    raw('armbe', 'LINUX_2.6', wished({ CLOCK_GETTIME: '__vdso_clock_gettime64' })),
    raw('riscv64', 'LINUX_4.15', [...required({ CLOCK_GETTIME: '__vdso_clock_gettime' }), ...riscvGetcpu]),
    raw(
      'ppc64le',
      'LINUX_2.6.15',
      [
        ...required({ CLOCK_GETTIME: '__kernel_clock_gettime' }),
        ...required({ GETCPU: '__kernel_getcpu' }, since22),
      ],
      { notes: [experimental] },
    ),
    raw(
      'ppc32',
      'LINUX_2.6.15',
      [
        ...wished({ CLOCK_GETTIME: '__kernel_clock_gettime64' }, { version: 'LINUX_5.11' }),
        ...required({ GETCPU: '__kernel_getcpu' }),
      ],
      {
        since: '1.0.0',
        notes: [experimental, 'Kernels for several CPUs have no __kernel_getcpu here, and it is asserted.'],
      },
    ),
    raw(
      's390x',
      'LINUX_2.6.29',
      [
        ...required({ CLOCK_GETTIME: '__kernel_clock_gettime' }),
        ...required({ GETCPU: '__kernel_getcpu' }, { since: '1.0.0' }),
      ],
      { since: '0.38.38', notes: [experimental] },
    ),
    raw('mipsle', 'LINUX_2.6', wished({ CLOCK_GETTIME: '__vdso_clock_gettime64' }), {
      notes: [experimental],
    }),
    raw('mips64le', 'LINUX_2.6', required({ CLOCK_GETTIME: '__vdso_clock_gettime' }), {
      notes: [experimental],
    }),
  ],
  // Its build script takes the libc there: for big-endian 64-bit PowerPC and MIPS, x32, ILP32 and what has no assembly.
  withoutVdso: (
    [
      'ppc64',
      'mips',
      'mips64',
      'x32',
      'arm64-ilp32',
      'mipsn32',
      'riscv32',
      'loong64',
      'sparc64',
      'sparc32',
    ] as const
  ).map(portWithout),
  sources: ['src/backend/linux_raw/vdso.rs', source, 'src/backend/linux_raw/param/auxv.rs', 'build.rs'].map(
    (path) => ({ repo: 'bytecodealliance/rustix', path, commit: 'cf67411d572468d5fc39e8ac8b4e649ae3e5e9ec' }),
  ),
  quirks: [
    'An image it cannot use at all means system calls. In an image it can use, a missing function is an assertion on 64-bit targets: the program panics at the first use of any function.',
    'getcpu is asked for only with the feature thread (process in 0.38), the clock only with time; here both are built in.',
    'Up to 0.38.42 (and in 0.37 up to 0.37.27) an image without DT_HASH was a segmentation fault (bytecodealliance/rustix#1253); 0.38.43 and 0.38.44 leave it alone; DT_GNU_HASH is understood since 1.0.0.',
    'Refuses images with PT_INTERP or PT_GNU_RELRO, with a PT_LOAD that is not readable and executable, and with a DT_SYMENT of another size. The ELF header is checked unless the feature use-libc-auxv is on, which it was by default before 1.0.',
    '32-bit PowerPC asks for LINUX_5.11, which no kernel defines.',
    'Up to 0.38.42 RISC-V asked for __kernel_getcpu, which no kernel has there, and asserted it.',
  ],
};

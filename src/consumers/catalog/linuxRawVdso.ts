/** The crate linux-raw-vdso: src/lib.rs and defs/ARCH.rs. */
import { STB_GLOBAL, STB_WEAK, STT_FUNC, STT_NOTYPE } from '../../elf/constants.ts';
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { sectionScan } from './rules.ts';

const fallback = (call: string, variable: string): string =>
  `${variable} is null: what follows for ${call} is up to the program`;

export const linuxRawVdso: CatalogConsumer = {
  id: 'linux-raw-vdso',
  name: 'linux-raw-vdso',
  releases: [],
  lookup: {
    ...sectionScan,
    acceptedTypes: [STT_FUNC, STT_NOTYPE],
    acceptedBindings: [STB_GLOBAL, STB_WEAK],
    version: 'by-name',
    hiddenBit: 'compared',
    visibility: 'default-only',
    header: {
      checks: [
        'magic',
        'class',
        'osabi-none-or-linux',
        'abi-version',
        'type',
        'ident-version',
        'ehsize',
        'phentsize',
        'data',
        'machine',
      ],
      failure: 'ignored',
    },
    sections: {
      by: 'type',
      wanted: ['dynsym', 'strtab', 'versym', 'verdef'],
      divisor: 'sizeof',
      missing: 'ignored',
    },
  },
  arches: [
    port('ppc32', 'LINUX_2.6.15', 'defs/powerpc.rs', [
      ...keys({ 'Vdso.clock_gettime': '__kernel_clock_gettime' }, fallback),
      ...keys({ 'Vdso.clock_gettime64': '__kernel_clock_gettime64' }, fallback, { version: 'LINUX_5.11' }),
      ...keys(
        {
          'Vdso.gettimeofday': '__kernel_gettimeofday',
          'Vdso.datapage_offset': '__kernel_datapage_offset',
        },
        fallback,
      ),
    ]),
    port(
      'arm',
      'LINUX_2.6',
      'defs/arm.rs',
      keys(
        { 'Vdso.gettimeofday': '__vdso_gettimeofday', 'Vdso.clock_gettime': '__vdso_clock_gettime' },
        fallback,
      ),
    ),
  ],
  sources: [
    {
      repo: 'shurizzle/linux-raw-vdso',
      path: 'src/lib.rs',
      commit: '0ae8a0793e4328fd531445482bf6b2c4c5b39a2f',
    },
    {
      repo: 'shurizzle/linux-raw-vdso',
      path: 'defs/powerpc.rs',
      commit: '0e3f217ccb9ba90b4265ab87cd0761746ab4f71f',
    },
    {
      repo: 'shurizzle/linux-raw-vdso',
      path: 'defs/arm.rs',
      commit: '25ca4c783846709cba12e9580f89524316890f0f',
    },
  ],
  quirks: [
    'Takes the last SHT_STRTAB before all four tables are seen; in an image without version sections that is the table of section names.',
    'Two of its twelve tables were read, and of these not every name.',
    'The PowerPC table asks for LINUX_5.11, a node that no kernel defines, and for functions that Linux removed before 6.1.',
  ],
};

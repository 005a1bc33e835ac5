/** The network simulator Shadow, which overwrites the live vDSO's functions: src/lib/shim/patch_vdso.c. */
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { sectionScan } from './rules.ts';

const source = 'src/lib/shim/patch_vdso.c';

export const shadow: CatalogConsumer = {
  id: 'shadow',
  name: 'Shadow',
  releases: [],
  lookup: {
    ...sectionScan,
    header: {
      checks: ['magic', 'class', 'little-endian', 'ident-version', 'osabi-none', 'abi-version'],
      failure: 'fatal',
    },
    sections: { by: 'name', wanted: ['dynsym', 'strtab'], divisor: 'entsize', missing: 'fatal' },
    minSize: 20,
  },
  arches: [
    port(
      'x86_64',
      '',
      source,
      keys(
        {
          _replacement_gettimeofday: '__vdso_gettimeofday',
          _replacement_time: '__vdso_time',
          _replacement_clock_gettime: '__vdso_clock_gettime',
          _replacement_getcpu: '__vdso_getcpu',
        },
        (call) => `a warning; ${call} is left alone and tells the simulated program the real value`,
      ),
    ),
  ],
  sources: [{ repo: 'shadow/shadow', path: source, commit: '29668557e3f8a0bcde191d412a221caa43e54e4f' }],
  quirks: [
    'Writes a jump over the function found: an image dumped from such a process is not the kernel’s.',
    'An unexpected ELF header, or no section headers, is fatal.',
    'Functions shorter than 20 bytes are left alone. Takes the image for linked at 0.',
  ],
};

/** The network simulator Shadow, which overwrites the live vDSO's functions: src/lib/shim/patch_vdso.c. */

import { keys, port } from '../architectures.ts';
import type { CatalogConsumer } from '../model.ts';
import { sectionScan } from './rules.ts';

const source = 'src/lib/shim/patch_vdso.c';

export const shadow: CatalogConsumer = {
  id: 'shadow',
  name: 'Shadow',
  findsByName: true,
  releases: [
    { name: '2.1.0', date: '2022-06-03', at: 'v2.1.0', run: ['x86_64'] },
    {
      name: '2.2.0',
      date: '2022-07-19',
      at: 'v2.2.0',
      changedBy: ['884ccccf6b15c57d8868b57210fc75e34c583a0d'],
      run: ['x86_64'],
    },
    { name: '3.3.0', date: '2025-10-16', at: 'v3.3.0', run: ['x86_64'] },
  ],
  lookup: {
    ...sectionScan,
    header: {
      checks: ['magic', 'class', 'little-endian', 'ident-version', 'osabi-none', 'abi-version'],
      failure: 'fatal',
    },
    sections: { by: 'name', wanted: ['dynsym', 'strtab'], divisor: 'entsize', missing: 'fatal' },
    // A jump over 32 bits; where its target is too far away 13 bytes are needed.
    minSize: { bytes: 5, failure: 'fatal' },
    overwrites: 'base',
  },
  olderLookups: [{ until: '2.1.0', rules: { minSize: { bytes: 13, failure: 'fatal' } } }],
  refuses: { text: 'the simulated program ends with an error when it starts' },
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
        (call) => `a warning; the vDSO has no ${call} to overwrite`,
      ),
    ),
  ],
  complete: true,
  sources: [{ repo: 'shadow/shadow', path: source, commit: 'v3.3.0' }],
  quirks: [
    'Writes a jump over the function found: an image dumped from such a process is not the kernel’s.',
    'An unexpected ELF header, or no section headers, is an error that ends the program.',
    'So is a function too short for the jump: 5 bytes, or 13 where the target is more than 2 GiB away (13 always in 2.1). Up to March 2022 shorter ones were left alone.',
    'It finds the mapping by a [vdso] line in the maps: without one, as in gVisor, it ends with an error whatever the image. Takes the image for linked at 0: in one linked elsewhere it writes outside of it.',
  ],
};

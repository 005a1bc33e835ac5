/**
 * Reverie, Meta's library of tracers, which overwrites the vDSO's functions with system calls: reverie-ptrace/src/vdso.rs.
 * It reads the image through the crate goblin. It has no tags; these are its days.
 */

import { keys, type Port, port } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer } from '../model.ts';
import { sectionScan } from './rules.ts';

const source = 'reverie-ptrace/src/vdso.rs';

function overwritten(arch: Port, symbols: string): CatalogArch {
  const fallback = (call: string): string => `${call} is left as it is: the tracer does not see its calls`;
  return port(arch, '', source, keys({ VDSO_SYMBOLS: symbols }, fallback));
}

export const reverie: CatalogConsumer = {
  id: 'reverie',
  name: 'Reverie',
  findsByName: true,
  releases: [
    { name: '2023-09-14', date: '2023-09-14', at: '626198d26f9c86f8f5fc5a0d59922bbb4455048e' },
    { name: '2026-08-16', date: '2026-08-16', at: '9ac80a94e3962b4602cb9c4461a1c851d1f48793' },
  ],
  lookup: {
    ...sectionScan,
    header: { checks: ['magic', 'class'], failure: 'ignored' },
    tables: ['gnu', 'sysv'],
    requiredTags: ['STRTAB', 'SYMTAB'],
    loadBias: 'first-load',
    match: 'last',
    bounds: { nameBytes: 1 },
    // Sizes are rounded up to 16, and no replacement is longer.
    minSize: { bytes: 1, failure: 'asserted' },
    overwrites: 'base',
  },
  arches: [
    overwritten(
      'x86_64',
      '__vdso_time __vdso_clock_gettime __vdso_getcpu __vdso_gettimeofday __vdso_clock_getres',
    ),
    overwritten(
      'arm64',
      '__kernel_clock_getres __kernel_clock_gettime __kernel_gettimeofday __kernel_rt_sigreturn',
    ),
  ],
  complete: true,
  sources: [
    {
      repo: 'facebookexperimental/reverie',
      path: source,
      commit: '9ac80a94e3962b4602cb9c4461a1c851d1f48793',
    },
    { repo: 'm4b/goblin', path: 'src/elf/mod.rs', commit: 'v0.10.6' },
  ],
  quirks: [
    'Writes system calls over the functions found: an image dumped from such a process is not the kernel’s.',
    'getrandom is not overwritten.',
    'Looks at the [vdso] line of its own maps, and overwrites at the same distance in the process it traces: an image that is not linked at 0 ends the tracer.',
    'A function of size 0 is a failed assertion. The last symbol of a name counts; types and versions are not looked at.',
    'Damage that goblin refuses is an image left alone; what it takes for damage beyond the bounds of headers, symbols and names is not replayed here.',
  ],
};

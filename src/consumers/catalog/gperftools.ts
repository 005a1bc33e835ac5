/** gperftools: src/base/vdso_support.cc, an older copy of what became Abseil's. */
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { elfMemImage } from './rules.ts';

const source = 'src/base/vdso_support.cc';

export const gperftools: CatalogConsumer = {
  id: 'gperftools',
  name: 'gperftools',
  releases: [],
  lookup: { ...elfMemImage, relocatedAtZero: true },
  arches: [
    port(
      'x86_64',
      'LINUX_2.6',
      source,
      keys(
        { getcpu_fn_: '__vdso_getcpu' },
        () => 'getcpu_fn_ is the system call: every GetCPU() enters the kernel',
      ),
    ),
  ],
  sources: [
    { repo: 'gperftools/gperftools', path: source, commit: '19dfa9e3733155e57406fbd082273eb53cb2750e' },
  ],
  quirks: [
    'Written when vDSOs were linked at 0xffffffffff700000: an image linked at 0, as all of Linux are today, is taken for a test library whose addresses a loader has adjusted, and they are followed as they are. Read in the source of this old commit, not seen to happen. A later copy (src/base/elf_mem_image.cc) knows a test library by the lowest bit of its base instead.',
    'Needs DT_HASH.',
  ],
};

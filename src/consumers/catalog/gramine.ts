/** Gramine on a Linux host, without SGX: setup_vdso in pal/src/host/linux/pal_rtld.c. */

import { keys, port } from '../architectures.ts';
import type { CatalogConsumer } from '../model.ts';
import { muslScan } from './rules.ts';

const source = 'pal/src/host/linux/pal_rtld.c';

export const gramine: CatalogConsumer = {
  id: 'gramine',
  name: 'Gramine',
  releases: [
    { name: '1.3', date: '2022-09-26', at: 'v1.3', run: ['x86_64'] },
    { name: '1.9', date: '2025-06-18', at: 'v1.9', run: ['x86_64'] },
  ],
  lookup: {
    ...muslScan,
    acceptedTypes: 'any',
    acceptedBindings: 'any',
    version: 'none',
    undefinedSymbols: 'accepted',
    loadBias: 'base',
    dynamicAt: 'vaddr',
    sysvWord: 4,
  },
  arches: [
    port(
      'x86_64',
      '',
      source,
      keys(
        { vdso_clock_gettime: '__vdso_clock_gettime' },
        () => "the host's time is asked for by a system call",
      ),
    ),
  ],
  complete: true,
  sources: [source, 'pal/src/pal_rtld.c', 'pal/src/host/linux/pal_main.c'].map((path) => ({
    repo: 'gramineproject/gramine',
    path,
    commit: 'v1.9',
  })),
  quirks: [
    'Needs a DT_HASH, only to know how many symbols there are; a name is enough, whatever its type, binding and version.',
    'Takes the image for linked at 0: one linked elsewhere, as gVisor’s, is read at wrong addresses.',
    'Leaves the vDSO alone on processors with 5-level paging.',
    'What runs in it sees a vDSO of Gramine’s own.',
  ],
};

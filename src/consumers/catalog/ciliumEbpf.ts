/** cilium/ebpf reads the kernel's version out of the vDSO's notes: internal/linux/vdso.go. */

import { type Port, port } from '../architectures.ts';
import type { CatalogConsumer } from '../model.ts';
import { sectionScan } from './rules.ts';

const source = 'internal/linux/vdso.go';
const text = 'an error: the kernel version is not known, and programs that need it are not loaded';
const arches: readonly Port[] = [
  'x86_64',
  'i386',
  'arm64',
  'arm',
  'loong64',
  'mips',
  'mips64',
  'ppc64',
  'riscv64',
  's390x',
];

/** On which the search of each release was run. */
const ports = ['arm', 'arm64', 'i386', 'loong64', 'mips', 'mips64', 'ppc64', 'riscv64', 's390x', 'x86_64'];

export const ciliumEbpf: CatalogConsumer = {
  id: 'cilium-ebpf',
  name: 'cilium/ebpf',
  releases: [
    {
      name: '0.8.1',
      date: '2022-02-11',
      at: 'v0.8.1',
      run: ports,
    },
    {
      name: '0.9.1',
      date: '2022-07-08',
      at: 'v0.9.1',
      run: ports,
    },
    {
      name: '0.11.0',
      date: '2023-07-04',
      at: 'v0.11.0',
      run: ports,
    },
    {
      name: '0.22.0',
      date: '2026-06-26',
      at: 'v0.22.0',
      run: ports,
    },
  ],
  lookup: {
    ...sectionScan,
    algorithm: 'needs',
    header: { checks: ['magic', 'class', 'data', 'ident-version'], failure: 'ignored' },
  },
  refuses: { text },
  arches: arches.map((arch) =>
    port(arch, '', source, [
      {
        variable: 'vdsoLinuxVersionCode',
        symbol: 'note of owner "Linux", type 0',
        need: { kind: 'note', owner: 'Linux', type: 0, size: 4 },
        fallback: text,
        missing: 'refuses',
      },
    ]),
  ),
  sources: [
    { repo: 'cilium/ebpf', path: source, commit: 'v0.22.0' },
    { repo: 'cilium/ebpf', path: 'internal/linux/version.go', commit: 'v0.22.0' },
  ],
  quirks: [
    'Looks for no symbol but for the note with LINUX_VERSION_CODE, in the sections of type SHT_NOTE; 0.8.0, the first release that did, in the first of them only.',
    'Without that note, as in gVisor, its detection of the kernel version returns the error; uname is not asked.',
  ],
};

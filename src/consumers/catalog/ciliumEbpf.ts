/** cilium/ebpf reads the kernel's version out of the vDSO's notes: internal/linux/vdso.go. */
import type { CatalogConsumer } from '../model.ts';
import { type Port, port } from './ports.ts';
import { sectionScan } from './rules.ts';

const source = 'internal/linux/vdso.go';
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

export const ciliumEbpf: CatalogConsumer = {
  id: 'cilium-ebpf',
  name: 'cilium/ebpf',
  releases: [],
  lookup: {
    ...sectionScan,
    algorithm: 'note',
    header: { checks: ['magic', 'class', 'data', 'ident-version'], failure: 'ignored' },
  },
  arches: arches.map((arch) =>
    port(arch, '', source, [
      {
        variable: 'vdsoLinuxVersionCode',
        symbol: 'note of owner "Linux", type 0',
        note: { owner: 'Linux', type: 0, size: 4 },
        fallback: 'an error; the kernel version is taken from uname, which may say something else',
      },
    ]),
  ),
  sources: [{ repo: 'cilium/ebpf', path: source, commit: '1be20aad249b72d65614659cc6585966fcadb044' }],
  quirks: [
    'Looks for no symbol but for the note with LINUX_VERSION_CODE, in the sections of type SHT_NOTE.',
    'Fails where the image has no such note, as in gVisor.',
  ],
};

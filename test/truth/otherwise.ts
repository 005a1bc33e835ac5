/**
 * Lookups whose own code was run by other means than the truth tests. With proved.tsv these are all that the
 * catalogue may call run.
 */
export interface RunOtherwise {
  readonly consumer: string;
  readonly release: string;
  readonly arches: readonly string[];
  readonly how: string;
}

const kernels =
  'once, by hand: its file compiled for x86-64, over the images of the kernels 5.10 to 7.3 that are 64-bit and little-endian';

export const otherwise: readonly RunOtherwise[] = [
  {
    consumer: 'go',
    release: '1.19',
    arches: ['amd64'],
    how: '`test/oracle`: the variables of a running program, and its lookup compiled from the installed source',
  },
  {
    consumer: 'glibc',
    release: '2.36',
    arches: ['x86_64'],
    how: '`test/oracle`: the variables of a running static program',
  },
  { consumer: 'bionic', release: '2025-03-26', arches: ['x86_64', 'arm64', 'riscv64'], how: kernels },
  { consumer: 'rustix', release: '0.38.43', arches: ['arm64'], how: kernels },
  { consumer: 'rustix', release: '1.0.0', arches: ['arm64'], how: kernels },
  {
    consumer: 'rustix',
    release: '1.1.4',
    arches: ['x86_64', 'arm64', 'riscv64', 'ppc64le', 'mips64le'],
    how: kernels,
  },
  { consumer: 'criu', release: '4.0', arches: ['arm64'], how: kernels },
  { consumer: 'criu', release: '4.2', arches: ['x86_64', 'arm64', 'riscv64', 'loong64'], how: kernels },
  { consumer: 'abseil', release: '20260817', arches: ['x86_64', 'arm64', 'ppc64'], how: kernels },
  { consumer: 'fex', release: '2608', arches: ['arm64', 'x86_64'], how: kernels },
  { consumer: 'shadow', release: '3.3.0', arches: ['x86_64'], how: kernels },
  { consumer: 'stress-ng', release: '0.22.00', arches: ['x86_64'], how: kernels },
  { consumer: 'gperftools', release: '2.18.1', arches: ['ppc64'], how: kernels },
];

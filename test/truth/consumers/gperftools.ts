/** gperftools: its ElfMemImage, which since 2.11 is compiled for PowerPC alone. */
import type { TruthConsumer } from '../consumer.ts';

export const gperftools: TruthConsumer = {
  id: 'gperftools',
  packages: (['bookworm', 'trixie'] as const).map((suite) => ({
    ...(suite === 'trixie' ? { sample: true } : {}),
    suite,
    name: 'google-perftools',
    kind: 'source',
    files: ['src/base/elf_mem_image.*'],
  })),
  shim: 'gperftools.cc',
  flags: (sources, { arch }) => [
    '-Igperftools',
    `-I${sources}/src`,
    ...(arch.startsWith('ppc') ? ['-D__PPC__'] : []),
  ],
};
